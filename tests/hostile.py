"""Texts that nobody would type on purpose, for the fuzz test and the benchmark: pieces of real answers in any order,
repeated thousands of times, with emoji, right-to-left marks, NULs and digits of other scripts between them.
"""

import random
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
DRUGS = HERE.parent / "seeds/nct06494995/drugs.tsv"
LONGEST = 10_000
WIDE = "1２三٣ \u200f\u202e\u0000😀👨‍👩‍👧אבµ×⁹①½年月日岁万个半g/LIUmol.,-–~()<>≤↑↓\n\t鼻咽癌ALTHb中性血小板近期约"
PIECES = (
    "0 1 2 3 15 22 50 112 3.2 3,2 1,200 1,234,567 10^9 ×10⁹/L 10*9/L g/L g/dL mg mg/dL umol/L μmol/L U/L IU/mL copies/mL kg 斤 s % "
    "岁 周岁 虚岁 years old 两 三 四 十五 一百二 3.4–20.5 9-50 (0-40) <20 ≤ > ↑ ↓ H L log 2.7 ×ULN ULN 正常 normal 阴性 阳性 + - ± "
    "没有 没 无 未 不 否认 no not never none without denies yes 有 是 可能 maybe or 或 不是 不清楚 don't know now 现在 以前 ago 年前 "
    "2025-03-12 2026年3月 26/3/1 10.18 去年 上个月 last March Mar 5 3 weeks ago 三周前 since 至今 still 明年 国庆节 2019年起 "
    "顺铂 cisplatin 5-FU K药 pembrolizumab 安罗替尼 双艾 O+Y PD-1 双抗 化疗 prednisone 强的松 环孢素 恩替卡韦 isoniazid 头孢 "
    "WBC ANC 中性粒细胞 PLT 血小板 Hb 血红蛋白 ALB TBIL 直接胆红素 ALT/AST ALP Cr 肌酐 APTT INR HBsAg 抗-HCV HBV-DNA ECOG NYHA "
    "鼻咽癌 NPC lung mets 肺转移 progressed on GP 放疗 surgery 手术 疫苗 TB 肺结核 HIV 白癜风 怀孕 绝育 住院 "
    "胸痛 chest pain 咯血 coughing blood 发烧 39度 fever can't breathe 喘不上气 想死 suicide 双腿无力 cannot walk "
    "why 为什么 what is 什么是 how long 多久 谢谢 hello wait, I meant 不对，应该是 错了 每天 bid tid 早晚各 片 tablets "
    ", ， 、 ; 。 . ! ? : / & ( ) （ ） \n \t \x00 \u200f \u202e \u2066 😀 👩🏽‍⚕️ ﷽ ٣ ½ ① ﬁ İ ß"
).split(" ")


def names() -> list[str]:
    """Names of drugs as the table has them."""
    cells = [cell for line in DRUGS.read_text("utf-8").splitlines()[1:] for cell in line.split("\t")[:6]]
    return [name.strip() for cell in cells for name in cell.split(";") if name.strip()]


def corpus(name: str) -> list[tuple[str, ...]]:
    """The rows of a table of typed answers."""
    rows = (HERE / f"reading_{name}.tsv").read_text("utf-8").splitlines()[1:]
    return [tuple(row.replace("⏎", "\n").split("\t")) for row in rows]


def typed() -> list[str]:
    """Every text of the tables of typed answers."""
    column = {"numbers": 2, "dates": 1, "choices": 2, "drugs": 1, "flags": 0}
    return [row[at] for name, at in column.items() for row in corpus(name) if len(row) > at and row[at]]


def hostile(count: int, seed: int) -> Iterator[str]:
    """Texts of every length up to LONGEST, the same ones for the same seed."""
    dice = random.Random(seed)
    answers, drugs = typed(), names()
    for turn in range(count):
        longest = dice.choice((8, 40, 200, 400, 2000, 4096, LONGEST))
        match turn % 8:
            case 0:
                text = "".join(dice.choices(WIDE, k=longest))
            case 1:
                text = "".join(map(chr, dice.choices((*range(1, 0x2FF), *range(0x4E00, 0x9000, 37), 0x1F600), k=longest)))
            case 2:
                text = dice.choice(("", " ", ",", "、")).join(dice.choices(PIECES, k=longest // 2))
            case 3:
                text = dice.choice(("", " ", ", ")).join(dice.choices(answers, k=1 + longest // 6))
            case 4:
                text = dice.choice((" ", ",", "、", "+", "")).join(dice.choices(drugs, k=1 + longest // 4))
            case 5:
                text = dice.choice(answers)[: dice.randint(1, 12)] * longest
            case 6:
                text = "".join(dice.choices(PIECES, k=dice.randint(1, 3))) * longest
            case _:
                text = "".join(dice.choices(dice.choice(("0123456789,.", "9, ", "一二三十百千万", "(0-9)", "没不")), k=longest))
        yield text[:longest]
