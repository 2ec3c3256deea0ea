"""Laboratory values, weight and dose: a number, its unit and the upper limit of normal, in the words of a report.

A text is cut into tokens, each written as one letter, and the letters have to fit SHAPE: what is not known to be
harmless makes the whole answer a question, never a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from flows.answers import Answer, Doubt, Quantity, Reading, Reason, Rejection
from flows.reading.text import NUMBER, digits, number_values, opened
from flows.units import Analyte, Range


def _latin(names: str) -> str:
    return rf"(?<![a-z])(?:{names})(?![a-z])"


# Names of tests, the first match wins: "direct bilirubin" is another test before it is a bilirubin.
OTHER_TEST = "other"
_TESTS: tuple[tuple[str, str], ...] = (
    ("inr", rf"{_latin('pt[- ]?inr|inr')}|国际(?:标准化|化标准)比(?:值|率)?"),
    (OTHER_TEST, _latin(
        r"wbc|leu[ck]ocytes?|white (?:blood )?cells?(?: count)?|neut?(?:rophils?|r)? ?(?:%|percent\w*)|gran ?%|ly"
        r"(?:mph?)?[#%]?|lymphocytes?|mono[#%]?"
        r"|monocytes?|eos|rbc|red (?:blood )?cells?|hct|ha?ematocrit|mcv|mchc?|mpv|pdw|rdw|pct|ret|d[- .]?bil[il]?"
        r"|direct bilirubin|direct|indirect"
        r"|(?:un)?conjugated(?: bilirubin)?|i[- .]?bil[il]?|urob\w*|pt|prothrombin time|tt|thrombin time|fib"
        r"|fibrinogen|d[- ]?dimer|fdp|e?gfr|c?crcl|ccr"
        r"|creatinine clearance|clearance|urin\w*(?: creatinine)?|u-?cr(?:ea)?|cystatin ?c?|cys-?c|bun|urea|ua"
        r"|uric acid|γ-?gtp?|ggtp?|r-?gt|ldh|ck|tp|glb|a/g"
        r"|(?:pre|micro)-?albumin|pab?|globulin|total protein|tba|glu(?:cose)?|hba1c|hbv ?rna|hcv[- ]?(?:rna|ab)"
        r"|ebv[- ]?dna|ebv|crp|pct|afp|cea|scc|tsh|ft[34]"
        r"|hbsag|hbsab|hbeag|hbeab|hbcab|height|ht|bmi|bp|bsa|temp(?:erature)?|na|mg2|ca2")
        + r"|白细胞(?:计数)?(?!介)|中性粒?(?:细胞)?(?:百分[数比率]|比[例率]|分类|%)|淋巴(?:细胞)?|单核(?:细胞)?|嗜酸"
          r"|嗜碱|红细胞|血细胞比容|平均血红蛋白\S{0,4}"
          r"|糖化血红蛋白"
        r"|直接?胆(?:红素)?|间接?胆(?:红素)?|[未非]?结合(?:型)?胆红素|直接|间接|凝血酶原(?:时间|活动度)|凝血酶时间"
        r"|纤维蛋白\S?|d-?二聚体|肾小球滤过率|内?生?肌酐清除率|清除率"
        r"|尿微?量?\S{0,3}(?:肌酐|白蛋白)|尿素氮?|尿酸|尿|胱抑素|谷氨酰\S{0,4}|乳酸脱氢酶|前白蛋白|微量白蛋白|球蛋白"
        r"|总蛋白|白球比|总胆汁酸|胆汁酸|血糖|身高|血压|脉搏|体温"
        r"|eb病毒\S{0,4}"
    ),
    ("anc", rf"{_latin('anc|absolute neutrophils?(?: count)?|neut(?:rophils?)?(?: count)?|neut?r?(?=[#0-9 :=])')}#?"
        rf"|{_latin('ne#?|gran')}#?"
        rf"|中性粒?(?:细胞)?(?:绝对)?(?:计?数目?|值)?"),
    ("plt", rf"{_latin('plts?|platelets?(?: count)?|thrombocytes?')}|血小板(?:计数|数目|数)?"),
    ("hbv_dna", rf"{_latin('hbv[- ]?dna|(?:hbv )?viral load|hepatitis b (?:virus )?dna')}|乙(?:型)?肝炎?(?:病毒)?"
                rf"(?:-?dna"
                rf"|载量|定量)(?:定量|载量|检测)*|病毒载量|hbv病毒载量"),
    ("hb", rf"{_latin('hb|hgb|ha?emoglobin')}|血红蛋白(?:浓度)?|血色素"),
    ("alb", rf"{_latin('alb|(?:serum )?albumin')}|(?:血清)?[白清]蛋白"),
    ("tbil", rf"{_latin('t[- .]?bili?|tb|stb|total bilirubin|bilirubin(?:,? total)?|bili')}|(?:血清)?总?胆红素|总胆"),
    ("alt", rf"{_latin('s?alt|s?gpt|alanine (?:amino)?transferase|alat')}|(?:谷丙|丙氨酸)(?:氨基)?(?:转氨酶|转移酶)?"),
    ("ast", rf"{_latin('s?ast|s?got|aspartate (?:amino)?transferase|asat')}|(?:谷草|天门?冬氨酸)(?:氨基)?(?:转氨酶"
            rf"|转移酶)?"),
    ("alp", rf"{_latin('alp|akp|alk[- ]?phos|alkaline phosphatase')}|碱性?磷酸?酶"),
    ("scr", rf"{_latin('s?cr(?:ea?t?)?|s[- ]cr|(?:serum )?creatinine')}|血?清?肌酐"),
    ("aptt", rf"{_latin('a?ptt|activated partial thromboplastin time')}|活化?部分凝血活酶时间"),
    ("weight_kg", rf"{_latin('wt|weight|body weight|bw|weighs?')}|体重"),
    ("steroid_mg_per_day", rf"{_latin('(?:methyl)?predniso(?:lo)?ne|pred|dex|dexamethasone|hydrocortisone|medrol')}"
                           rf"|甲?泼尼松?龙?|强的松龙?|甲强龙|地塞米松|氢化可的松"),
)  # fmt: skip
# The guard in front skips digits, signs and the middle of words quickly.
TEST_NAME = re.compile(
    r"(?=[a-zγ\u4e00-\u9fff])(?:(?<![a-z])|(?![a-z]))(?:"
    + "|".join(f"(?P<{name}{index}>{names})" for index, (name, names) in enumerate(_TESTS))
    + ")"
)


def test_named(match: re.Match[str]) -> str:
    """The analyte (or OTHER_TEST) a match of TEST_NAME stands for."""
    return (match.lastgroup or "").rstrip("0123456789")


_UPPER = (
    r"(?:uln|unl|upper (?:limit|normal)(?: limit)?(?: of (?:the )?(?:normal|reference))?(?: range)?"
    r"|upper reference limit|正常(?:值|参考值)?(?:范围)?的?(?:上限|高限|最高值)"
    r"|(?:参考)?(?:值|范围)?的?上限(?:值)?|最高正常值)"
)
# Letter = kind of token. The order matters; the number (N), unit (U) and foreign unit (X) are found by code.
_KINDS: tuple[tuple[str, str], ...] = (
    ("Q", rf"(?:[x×*]|times|fold|倍)[ -]*(?:the |of |的)*(?:{_UPPER}|normal|正常)|正常值?的?[0-9.]+倍"),
    ("K", _UPPER),
    ("P", r"(?:reference|ref\.?|normal|biological ref\w*)(?: (?:range|interval|values?|limits?))?(?![a-z])|参考"
          r"(?:范围|区间"
          r"|值)?|正常(?:参考)?(?:值|范围)?|positive|detected|阳性?|检出"),
    ("D", r"tnd|(?:target )?not detect(?:ed|able)|undetect(?:ed|able)|(?:below|under) (?:the )?(?:lower )?"
          r"(?:limit of )?(?:detection|quantification|detectable)(?: (?:limit|level))?"
          r"|<? ?(?:lloq|lod)(?![a-z])|neg(?:ative)?(?![a-z])|阴性?|未检[出测]到?|未测出|检测不到|测不[到出]|查不到"
          r"|检不出|(?:低于|小于|<) ?"
          r"(?:最低)?(?:检[测出]|定量)?(?:下限|限)(?:值)?"),
    ("A", r"(?:about|around|approximately|approx\.?|roughly|maybe|probably|i think)(?![a-z])|[~≈约]|大约|大概|差不多"
          r"|左右|上下|可能"),
    ("V", r"more than|over|almost|nearly|between|or(?![a-z])|[几多余]|将近|接近|不足|或"),
    ("L", r"\(?(?:[↑↓]+|(?<![a-z])(?:hh?|ll?|high|low)(?![a-z/])|偏[高低]|升高|降低|[高低])\)?"),
    ("F", r"(?:my|the|his|her|patient'?s?|patient|is|was|it's|it|of|at|value|result|level|count|serum|blood|report"
          r"|says|shows|i|he|she|only|just|now|today|yesterday"
          r"|per day|a day|every day|each day|daily|once|od|qd|/ ?day|/ ?d|unit|abs|absolute)(?![a-z])"
          r"|每[天日][1一]次|我的?|他的?|她的?|患者|病人|是|为|有|结果|检查|检验|化验单?|报告单?|指标|数值|单位|值"
          r"|上?写的?|显示|的|今天|昨天|现在|每[天日]|[1一][天日]|口服"
          r"|[了呢吧啊]"),
    ("S", r"[\s:=,;()\[\]{}|\"'。、.!*·_]+"),
    ("/", r"/"),
)  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_KINDS)))
_NUMBER = re.compile(NUMBER)
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,3}(?![0-9.,%]|\s*(?:[-~至到]|/\s*[0-9]|[a-z]*10\^))")
_RANGE = re.compile(rf"({NUMBER})\s*(?:-{{1,2}}|~|to|至|到)\s*({NUMBER})")
_BOUND = re.compile(
    rf"(<=?|≤|=<|up to|below|under|less than|小于|低于|不到|不超过|>=?|≥|more than|above|over|大于|高于|超过)\s*"
    rf"({NUMBER})"
)
_POWER = re.compile(
    r"\s*(?:[x×*]|乘以?)\s*10(?:(?:\^|\*\*|e|的)\s*\+?([0-9]{1,2})(?:次方)?|([3-9]))(?![0-9])|e([+-]?[0-9]{1,2})"
    r"(?![0-9.])"
    r"|\^([0-9]{1,2})(?![0-9])"
)
_MULTIPLIERS = {
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "万": 4,
    "千": 3,
    "百": 2,
    "million": 6,
    "thousand": 3,
    "lakhs": 5,
    "lakh": 5,
    "k": 3,
}
_MULTIPLIER = re.compile(rf"\s*({'|'.join(_MULTIPLIERS)})(?![a-z])")
_LOG = re.compile(r"log(?:_?10)?(?![0-9])(?:值|(?![a-z])|(?=iu|cop|cp))|对数值?")
_FOREIGN = re.compile(
    r"\s*(?:mm ?hg|kg|公斤|千克|岁|year\w*|yrs?|yo|cm|mm|mg|ug|g|克|毫克|ml|ml/min\S*|[munp]?mol(?:/l)?|[mnpu]g/m?l"
    r"|i?u/m?l|%"
    r"|s|sec\w*|秒|days?|天|weeks?|周|months?"
    r"|个?月|年|分|次|bpm|℃|°c|片|tablets?|tabs?|pills?|x?10\^?[0-9]+/l|[mg]/?dl|g/l|mg/dl|lbs?|斤|磅|stones?|st|支"
    r"|粒)"
    r"(?![a-z])"
)
_SHAPE = re.compile(r"P?N(?:P*[RB]|P*KP*[NRB]|/K?[NRB])?P?")
_NOT_DETECTED = re.compile(r"B?D+B?|B")
_GAP = re.compile(r"[ (]*")
_LONGEST_UNIT = 24
_MOST_TOKENS = 40
# The highest lower limits of HBV DNA kits: "<20" is below detection, "<20000" says nothing.
_KIT_LIMITS = {"IU/mL": Decimal(500), "copies/mL": Decimal(1000)}
_PERCENT = {"anc": Range(Decimal("30.01"), Decimal(100))}  # a bare number here is probably NEUT%


@dataclass(frozen=True)
class Token:
    """A piece of a text: `values` are what its number can mean (of a range, its two ends), `name` is a unit or test."""

    kind: str
    start: int
    end: int
    text: str
    values: tuple[Decimal, ...] = ()
    name: str = ""


def tokens(said: str, analyte: Analyte) -> Iterator[Token]:
    """The pieces of a normalised lower-case text, at most _MOST_TOKENS of them; J is what is not known."""
    at, last, count = 0, "", 0
    while at < len(said) and count < _MOST_TOKENS:
        token = _token(said, at, last, analyte)
        yield token
        at, count = token.end, count + 1
        last = token.kind if token.kind != "S" else last


def _token(said: str, at: int, last: str, analyte: Analyte) -> Token:
    if last and last in "NRBTLGUF" and (unit := _unit(said, at, analyte)):
        return unit
    if number := _number(said, at, analyte):
        return number
    if last == "N" and (match := _FOREIGN.match(said, at)):
        return _piece("X", match)
    if match := _LOG.match(said, at):
        return _piece("G", match)
    if match := TEST_NAME.match(said, at):
        return Token("T", at, match.end(), match[0], name=test_named(match))
    if match := _TOKEN.match(said, at):
        return _piece(_KINDS[int((match.lastgroup or "k0")[1:])][0], match)
    if said[at] in "-+":
        return Token("S" if said[at] == "-" and last and last in "TPKFG" else "M", at, at + 1, said[at])
    junk = re.compile(r"[a-z]+|.", re.DOTALL).match(said, at)
    return _piece("J", junk) if junk else Token("J", at, at + 1, said[at])


def _piece(kind: str, match: re.Match[str]) -> Token:
    return Token(kind, match.start(), match.end(), match[0])


def _unit(said: str, at: int, analyte: Analyte) -> Token | None:
    """The longest unit of the analyte that begins here."""
    gap = _GAP.match(said, at)
    start = gap.end() if gap else at
    if start == len(said) or said[start] not in {key[0] for key in analyte.spellings} | set("x×*μ"):
        return None
    for end in range(min(len(said), start + _LONGEST_UNIT), start, -1):
        spelling = said[start:end]
        whole = end == len(said) or not re.match("[a-z0-9^]", said[end]) or not re.match("[a-z0-9]", spelling[-1])
        if whole and not spelling[-1].isspace() and spelling[-1] not in "×*" and (unit := analyte.find_unit(spelling)):
            return Token("U", at, end, spelling, name=unit)
    return None


def _number(said: str, at: int, analyte: Analyte) -> Token | None:
    if match := _BOUND.match(said, at):
        end, values = _scaled(said, match.end(), number_values(match[2]))
        return Token("B", at, end, match[1], (min(values),))
    if match := _RANGE.match(said, at):
        return Token("R", at, match.end(), match[0], (_decimal(match[1]), _decimal(match[2])))
    match = _NUMBER.match(said, at)
    if not match:
        return None
    if not _unit(said, match.end(), analyte) and (spaced := _SPACED.match(said, at)):
        return Token("N", at, spaced.end(), spaced[0], (Decimal(spaced[0].replace(" ", "")),))
    end, values = match.end(), number_values(match[0])
    if not _unit(said, end, analyte):
        end, values = _scaled(said, end, values)
    return Token("N", at, end, match[0], values)


def _decimal(token: str) -> Decimal:
    values = number_values(token)
    return min(values)


def _scaled(said: str, end: int, values: tuple[Decimal, ...]) -> tuple[int, tuple[Decimal, ...]]:
    """The number times a written power of ten (×10^3, E+03) or multiplier (万). 10^3 alone is 1000."""
    if power := _POWER.match(said, end):
        if power[4]:
            return (power.end(), (Decimal(10) ** int(power[4]),)) if values == (Decimal(10),) else (end, values)
        exponent, end = int(power[1] or power[2] or power[3]), power.end()
        return end, (min(values).scaleb(exponent),)
    if multiplier := _MULTIPLIER.match(said, end):
        return multiplier.end(), (min(values).scaleb(_MULTIPLIERS[multiplier[1]]),)
    return end, values


def read_quantity(text: str, analyte: Analyte) -> Reading | Rejection:
    """A laboratory value as typed: Quantity with a unit of the analyte, and the upper limit where it takes one.

    "Don't know" is UNKNOWN; HBV DNA also has "below_detection" (TND, 未检出, <20). A bare number is taken only
    where `analyte.bare`, or the upper limit beside it, makes the unit certain; otherwise UNIT_NEEDED with the units
    that are possible. OUT_OF_RANGE outside `hard`; outside `soft`, with "about", or with a strange upper limit there is
    a doubt. Also NUMBER_NEEDED (normal, 1.2×ULN, <500), WRONG_TEST (NEUT%, direct bilirubin, PT), WRONG_UNIT,
    AMBIGUOUS_NUMBER (several numbers, 22,50), NOT_A_NUMBER, NOT_UNDERSTOOD, EMPTY, TOO_LONG.
    """
    plain = opened(text)
    if not isinstance(plain, str):
        return plain
    return from_tokens(list(tokens(in_digits(plain), analyte)), analyte)


def in_digits(plain: str) -> str:
    """Numbers in digits, "per" and 每 in units as a slash, and 一天 (a day) not left as a number."""
    slashed = re.sub(r" ?\bper (?=(?:d?l|ml|ul|lit(?:er|re))\b)|每(?=[毫分微]?升)", "/", digits(plain))
    return re.sub("(?<![0-9])1[天日]", "每天", slashed)


def read_scalar(text: str, analyte: Analyte) -> Reading | Rejection:
    """Weight or dose as a Decimal in the canonical unit (kg, mg): 143 lb = 64.8644. Otherwise as `read_quantity`."""
    return as_scalar(read_quantity(text, analyte), analyte)


def as_scalar(found: Reading | Rejection, analyte: Analyte) -> Reading | Rejection:
    """The same with plain numbers in the canonical unit. A weight is a rough number, so "about" is no doubt here."""
    if isinstance(found, Rejection):
        return Rejection(
            found.reason, tuple(dict.fromkeys(_scalar(choice, analyte) for choice in found.choices)), found.detail
        )
    usual = isinstance(found.value, Quantity) and analyte.canonical(found.value.value, found.value.unit) in analyte.soft
    return Reading(_scalar(found.value, analyte), None if usual else found.doubt)


def _scalar(value: Answer, analyte: Analyte) -> Answer:
    if not isinstance(value, Quantity):
        return value
    exact = analyte.canonical(value.value, value.unit)
    return round(Decimal(exact.numerator) / Decimal(exact.denominator), 6).normalize() + 0


def from_tokens(found: list[Token], analyte: Analyte) -> Reading | Rejection:
    """What the pieces of an answer mean."""
    if refused := _refused(found, analyte):
        return refused
    kinds = "".join(token.kind for token in found if token.kind not in "SFALTU")
    unit = next((token.name for token in found if token.kind == "U"), None)
    numbers = [token for token in found if token.kind in "NRB"]
    if "G" in kinds:
        return _logarithm(kinds, numbers, unit, analyte)
    if analyte.name == "hbv_dna" and _NOT_DETECTED.fullmatch(kinds):
        return _below_detection(numbers, unit)
    if "Q" in kinds or (kinds.endswith("NK") and kinds.count("N") == 1) or ("N" not in kinds and "R" not in kinds):
        said_something = "Q" in kinds or any(token.kind in "NBDPLK" for token in found)
        return Rejection(Reason.NUMBER_NEEDED if said_something else Reason.NOT_A_NUMBER)
    if not _SHAPE.fullmatch(kinds):
        return Rejection(Reason.AMBIGUOUS_NUMBER, _pair(kinds, numbers, unit, analyte))
    about = any(token.kind == "A" for token in found)
    return _value(numbers[0], numbers[1] if len(numbers) > 1 else None, unit, about, analyte)


def _refused(found: list[Token], analyte: Analyte) -> Rejection | None:
    kinds = {token.kind for token in found}
    if any(token.kind == "T" and token.name != analyte.name for token in found):
        return Rejection(Reason.WRONG_TEST)
    if "X" in kinds:
        percent = any(token.kind == "X" and "%" in token.text for token in found)
        return Rejection(Reason.WRONG_TEST if percent and analyte.name in ("anc", "inr") else Reason.WRONG_UNIT)
    if "J" in kinds or "M" in kinds or len({token.name for token in found if token.kind == "U"}) > 1:
        numbers = sum({"N": 1, "B": 1, "R": 2}.get(token.kind, 0) for token in found)
        if numbers == 1 and "M" in kinds and "J" not in kinds:
            return Rejection(Reason.OUT_OF_RANGE)
        return Rejection(
            (Reason.NOT_A_NUMBER, Reason.NOT_UNDERSTOOD, Reason.AMBIGUOUS_NUMBER)[min(numbers + ("V" in kinds), 2)]
        )
    return None


def _below_detection(bounds: list[Token], unit: str | None) -> Reading | Rejection:
    limit = _KIT_LIMITS.get(unit or "IU/mL", Decimal(0))
    below = all(
        token.text.strip() in ("<", "<=", "≤", "小于", "低于", "less than", "below", "under")
        and token.values[0] <= limit
        for token in bounds
    )
    return Reading("below_detection") if below else Rejection(Reason.NUMBER_NEEDED)


def _logarithm(kinds: str, numbers: list[Token], unit: str | None, analyte: Analyte) -> Reading | Rejection:
    """log 2.7 is 501 IU/mL or 501 copies/mL: the unit has to be said."""
    if analyte.name != "hbv_dna" or kinds not in ("GN", "NG") or min(numbers[0].values) > 12:
        return Rejection(Reason.NOT_UNDERSTOOD)
    with localcontext() as context:
        context.prec = 12
        value = Decimal(10) ** min(numbers[0].values)
    return _judged(Quantity(value, unit), False, analyte) if unit else _unit_needed((value,), None, analyte)


def _pair(kinds: str, numbers: list[Token], unit: str | None, analyte: Analyte) -> tuple[Answer, ...]:
    """22, 50 may be a value and its upper limit."""
    if not analyte.takes_uln or kinds != "NN":
        return ()
    found = _value(numbers[0], numbers[1], unit, False, analyte)
    return (found.value,) if isinstance(found, Reading) and found.doubt is None else ()


def _value(number: Token, limit: Token | None, unit: str | None, about: bool, analyte: Analyte) -> Reading | Rejection:
    if limit and limit.kind == "R" and limit.values[0] > limit.values[1]:
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    upper = _upper(limit) if limit and analyte.takes_uln else None
    if limit and limit.kind != "R" and not analyte.takes_uln and not (limit.kind == "B" and limit.text.startswith("<")):
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    values = _meant(number, unit, analyte)
    options = tuple(dict.fromkeys(q for value in values for q in _quantities(value, unit, upper, analyte)))
    hidden = _hidden_pair(number, unit, analyte) if limit is None else ()
    if len({analyte.canonical(option.value, option.unit) for option in options}) == 1 and not hidden:
        return _judged(options[0], about, analyte)
    if options or hidden:
        return Rejection(Reason.AMBIGUOUS_NUMBER, (options or _unit_needed(values, upper, analyte).choices) + hidden)
    return _unit_needed(values, upper, analyte) if unit is None else _unit_needed(values, upper, analyte, analyte.soft)


def _upper(limit: Token) -> Decimal | None:
    return (
        limit.values[-1]
        if limit.kind != "B" or not re.match(">|≥|more|above|over|大于|高于|超过", limit.text)
        else None
    )


def _meant(number: Token, unit: str | None, analyte: Analyte) -> tuple[Decimal, ...]:
    """3,200 /uL has a thousands separator (cells are counted whole), and so has 3,200 IU/mL: no report has 3.200."""
    values = number.values
    if len(values) > 1 and (unit == "/uL" or (analyte.name == "hbv_dna" and "," in number.text)):
        return (max(values),)
    return values


def _quantities(value: Decimal, unit: str | None, upper: Decimal | None, analyte: Analyte) -> list[Quantity]:
    """The readings of a number whose unit is certain: as said, by the upper limit beside it, or by its size."""
    if unit:
        return [Quantity(value, unit, upper)] if analyte.canonical(value, unit) in analyte.hard else []
    named = (
        [u for u in analyte.units if upper is not None and _plausible(upper, u, analyte)] if upper is not None else []
    )
    if not named:
        named = [u for u, limits in analyte.bare if value in limits]
    return [Quantity(value, u, upper) for u in named if analyte.canonical(value, u) in analyte.hard]


def _plausible(upper: Decimal, unit: str, analyte: Analyte) -> bool:
    ranges = (analyte.plausible_uln or {}).values()
    low, high = min((r.low for r in ranges), default=Decimal(0)), max((r.high for r in ranges), default=Decimal(0))
    return Fraction(low) * 3 / 10 <= analyte.canonical(upper, unit) <= Fraction(high) * 3


def _hidden_pair(number: Token, unit: str | None, analyte: Analyte) -> tuple[Quantity, ...]:
    """22,50 may be 22.50, or 22 and its upper limit 50."""
    parts = number.text.split(",")
    if not analyte.takes_uln or len(parts) != 2 or len(parts[1]) < 2 or parts[0] == "0" or "." in number.text:
        return ()
    upper = Decimal(parts[1])
    units = [u for u in ([unit] if unit else analyte.units) if _plausible(upper, u, analyte)]
    return tuple(
        Quantity(Decimal(parts[0]), u, upper) for u in units if analyte.canonical(Decimal(parts[0]), u) in analyte.hard
    )


def _judged(found: Quantity, about: bool, analyte: Analyte) -> Reading | Rejection:
    canonical = analyte.canonical(found.value, found.unit)
    if canonical not in analyte.hard:
        return Rejection(Reason.OUT_OF_RANGE)
    strange = canonical not in analyte.soft or (
        found.uln is not None and not _plausible(found.uln, found.unit, analyte)
    )
    return Reading(found, Doubt.UNUSUAL if strange or about else None)


def _unit_needed(
    values: tuple[Decimal, ...], upper: Decimal | None, analyte: Analyte, limits: Range | None = None
) -> Rejection:
    """Every unit that makes the number possible; NEUT% is no unit of a count."""
    if limits is None and analyte.name in _PERCENT and any(value in _PERCENT[analyte.name] for value in values):
        return Rejection(Reason.WRONG_TEST)
    options = tuple(
        Quantity(value, unit, upper)
        for value in values
        for unit in analyte.units
        if analyte.canonical(value, unit) in (limits or analyte.hard)
    )
    return Rejection(Reason.UNIT_NEEDED, options) if options else Rejection(Reason.OUT_OF_RANGE)
