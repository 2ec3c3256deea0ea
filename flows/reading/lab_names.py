"""The names of laboratory tests, weight and steroids, as reports and people write them in both languages."""

from __future__ import annotations

import re

OTHER_TEST = "other"
SCALARS = ("weight_kg", "steroid_mg_per_day")  # numbers without a reference range
# Tests that are easily taken for one of ours, and tests that stand beside ours in a report.
_OTHER_LATIN = (
    r"wbc|leu[ck]ocytes?|white (?:blood )?cells?(?: count)?|neut?(?:rophils?|r)? ?(?:%|percent\w*)|gran ?%"
    r"|ly(?:mph?)?[#%]?|lymphocytes?|mono[#%]?|monocytes?|eos|rbc|red (?:blood )?cells?|hct|ha?ematocrit|mcv|mchc?|mpv|pdw|rdw"
    r"|pct|ret|d[- .]?bil[il]?|direct bilirubin|direct|indirect|(?:un)?conjugated(?: bilirubin)?|i[- .]?bil[il]?|urob\w*"
    r"|pt|prothrombin time|tt|thrombin time|fib|fibrinogen|d[- ]?dimer|fdp"
    r"|e?gfr|c?crcl|ccr|creatinine clearance|clearance|urin\w*(?: creatinine)?|u-?cr(?:ea)?|cystatin ?c?|cys-?c|bun|urea|ua"
    r"|uric acid|γ-?gtp?|ggtp?|r-?gt|ldh|ck|tp|glb|a/g|(?:pre|micro)-?albumin|pab?|globulin|total protein|tba"
    r"|glu(?:cose)?|hba1c|hbv ?rna|hcv[- ]?(?:rna|ab)|ebv[- ]?dna|ebv|crp|afp|cea|scc|tsh|ft[34]"
    r"|hbsag|hbsab|hbeag|hbeab|hbcab|height|ht|bmi|bp|bsa|temp(?:erature)?|na|mg2|ca2|eb病毒\S{0,4}|d-?二聚体"
)
_OTHER_CHINESE = (
    r"白细胞(?:计数)?(?!介)|中性粒?(?:细胞)?(?:百分[数比率]|比[例率]|分类|%)|淋巴(?:细胞)?|单核(?:细胞)?|嗜酸|嗜碱"
    r"|红细胞|血细胞比容|平均血红蛋白\S{0,4}|糖化血红蛋白"
    r"|直接?胆(?:红素)?|间接?胆(?:红素)?|[未非]?结合(?:型)?胆红素|直接|间接"
    r"|凝血酶原(?:时间|活动度)|凝血酶时间|纤维蛋白\S?"
    r"|肾小球滤过率|内?生?肌酐清除率|清除率|尿微?量?\S{0,3}(?:肌酐|白蛋白)|尿素氮?|尿酸|尿|胱抑素"
    r"|谷氨酰\S{0,4}|乳酸脱氢酶|前白蛋白|微量白蛋白|球蛋白|总蛋白|白球比|总胆汁酸|胆汁酸"
    r"|血糖|身高|血压|脉搏|体温"
)
# The first match wins: "direct bilirubin" is another test before it is a bilirubin.
_TESTS: tuple[tuple[str, str, str], ...] = (
    ("inr", r"pt[- ]?inr|inr", "(?:凝血酶原)?国际(?:标准化|化标准)比(?:值|率)?"),
    (OTHER_TEST, _OTHER_LATIN, _OTHER_CHINESE),
    (
        "anc",
        r"(?:anc|absolute neutrophils?(?: count)?|neut(?:rophils?)?(?: count)?|neut?r?(?=[#0-9 :=])|ne#?|gran)(?![a-z])#?",
        r"中性粒?(?:细胞)?(?:绝对)?(?:计?数目?|值)?#?",
    ),
    ("plt", r"plts?|platelets?(?: count)?|thrombocytes?", "血小板(?:计数|数目|数)?"),
    (
        "hbv_dna",
        r"(?:hbv[- ]?dna|(?:hbv )?viral load|hepatitis b (?:virus )?dna)(?![a-z])(?:定量|载量|检测|测定)*|hbv病毒载量",
        r"乙(?:型)?肝炎?(?:病毒)?(?:-?dna|载量|定量)(?:定量|载量|检测)*|病毒载量",
    ),
    ("hb", r"hb|hgb|ha?emoglobine?", "血红蛋白(?:浓度)?|血色素"),
    ("alb", r"alb|(?:serum )?albumin", "(?:血清)?[白清]蛋白"),
    ("tbil", r"t[- .]?bili?|tb|stb|total bili(?:rubin)?|bilirubin(?:,? total)?|bili", "(?:血清)?总?胆红素|总胆"),
    ("alt", r"s?alt|s?gpt|alanine (?:amino)?transferase|alat", "(?:谷丙|丙氨酸)(?:氨基)?(?:转氨酶|转移酶)?"),
    ("ast", r"s?ast|s?got|aspartate (?:amino)?transferase|asat", "(?:谷草|天?门?冬氨酸)(?:氨基)?(?:转氨酶|转移酶)?"),
    ("alp", r"alp|akp|alkp|alk[- ]?phos|alkaline phosphatase", "碱性?磷酸?酶"),
    ("scr", r"s?cr(?:ea?t?)?|s[- ]cr|(?:serum )?creatinine", "血?清?肌酐"),
    ("aptt", r"[ak]?ptt|activated partial thromboplastin time", "(?:活化的?)?部分凝血活酶时间"),
    ("weight_kg", r"wt|weight|body weight|bw|weighs?", "体重"),
    (
        "steroid_mg_per_day",
        r"(?:methyl)?predniso(?:lo)?ne|pred|dex|dexamethasone|hydrocortisone|medrol|dxm|mp",
        r"(?:甲?泼尼松?龙?|强的松龙?|甲强龙|地塞米松|氢化可的松)片?",
    ),
)


def _named(script: int, guard: str) -> str:
    return "|".join(
        f"(?P<{name}{index * 2 + script}>(?:{found[script]}){guard})" for index, (name, *found) in enumerate(_TESTS)
    )


_HAN = "".join(sorted(set(re.findall("[\u4e00-\u9fff]", "".join(chinese for *_, chinese in _TESTS)))))
# Latin names are whole words. The guards in front skip digits, signs, the middle of words and other Chinese quickly.
TEST_NAME = re.compile(rf"(?=[a-zγ])(?<![a-z])(?:{_named(0, '(?![a-z])')})|(?=[{_HAN}])(?:{_named(1, '')})")


def test_named(match: re.Match[str]) -> str:
    """The analyte (or OTHER_TEST) a match of TEST_NAME stands for."""
    return (match.lastgroup or "").rstrip("0123456789")
