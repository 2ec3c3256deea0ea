"""The words around the number of a laboratory value, each kind of them written as one letter."""

from __future__ import annotations

import re

from flows.reading.text import NUMBER

_UPPER = (
    r"(?:uln|unl|upper(?=:? ?[0-9])|upper (?:limit|normal)(?: limit)?(?: of (?:the )?(?:normal|reference))?(?: range)?|upper reference limit"
    r"|正常(?:值|参考值)?(?:范围)?的?(?:上限|高限|最高值)|(?:参考)?(?:值|范围)?的?上限(?:值)?|最高(?:正常)?值?|max(?:imum)?(?![a-z]))"
)
_TIMES_UPPER = rf"(?:[x×*]|times|fold|倍)[ -]*(?:the |of |的)*(?:{_UPPER}|normal|正常)|正常值?的?[0-9.]+倍"
_PLAIN_WORDS = (
    r"(?:reference|ref\.?|normal|biological ref\w*)(?: (?:range|interval|values?|limits?))?(?![a-z])"
    r"|参考(?:范围|区间|值)?|正常(?:参考)?(?:值|范围)?|positive|detected|阳性?|检出"
)
_BELOW_DETECTION = (
    r"tnd|(?:target )?not detect(?:ed|able)|undetect(?:ed|able)"
    r"|(?:below|under) (?:the )?(?:lower )?(?:limit of )?(?:detection|quantification|detectable)(?: (?:limit|level))?"
    r"|<? ?(?:lloq|lod)(?![a-z])|neg(?:ative)?(?![a-z])|阴性?|未检出来?|未检测?到|没有?检测?(?:到|出来?)|未测出|检测不到|测不[到出]|查不到|检不出"
    r"|(?:低于|小于|<) ?(?:最低)?(?:检[测出]|定量)?(?:下限|限)(?:值)?"
)
_ABOUT = (
    r"(?:about|around|approximately|approx\.?|roughly|maybe|probably|i think)(?![a-z])|[~≈约]|大约|大概|差不多|左右|上下|可能"
)
_VAGUE = r"more than|over|almost|nearly|between|or(?![a-z])|[几多余]|将近|接近|不足|或"
_HIGH_OR_LOW = r"\(?(?:[↑↓]+|(?<![a-z])(?:hh?|ll?|high|low)(?![a-z/0-9])|偏[高低]|升高|降低|[高低])\)?"
_FILLER = (
    r"(?:my|the|his|her|patient'?s?|patient|is|was|it's|it|of|at|value|result|level|count|serum|blood|report|says|shows|i(?! ?[0-9])|he|she"
    r"|only|just|now|today|yesterday|per day|a day|every day|each day|daily|once|od|qd|qn|qhs|qam|at night|nightly|(?:every|each) (?:morning|night|evening)|takes?|taking|po|/ ?day|/ ?d|unit|abs|absolute|on warfarin)(?![a-z])"
    r"|每[天日][1一]次|我的?|他的?|她的?|患者|病人|是|为|有|结果|检查|检验|化验单?|报告单?|指标|数值|单位|值|上?写的?|显示"
    r"|的|今天|昨天|现在|每[天日]|[1一][天日]|每[早晚](?!.*每?[早晚])|睡前|顿服|口服|服用?|吃|测定|(?:酶|速率|比色|苦味酸|溴甲酚绿|凝固|免疫比浊)法|最近(?:[1一]次)?(?!用|吃|服)|[了呢吧啊]"
)
# Q times the upper limit, K upper limit, P other words of a report, D below detection, A about, V vague, L flag,
# F filler, S separators. The order matters; numbers (N R B), units (U X), tests (T) and logarithms (G) are found by code.
_KINDS: tuple[tuple[str, str], ...] = (
    ("Q", _TIMES_UPPER),
    ("K", _UPPER),
    ("P", _PLAIN_WORDS),
    ("D", _BELOW_DETECTION),
    ("A", _ABOUT),
    ("V", _VAGUE),
    ("L", _HIGH_OR_LOW),
    ("F", _FILLER),
    ("S", r"(?:[\s:=,;()\[\]{}|\"'。、!*·_★☆]|\.(?![0-9]))+"),
    ("/", r"/"),
)
WORD = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_KINDS)))


def word_kind(match: re.Match[str]) -> str:
    """The letter of a match of WORD."""
    return _KINDS[int((match.lastgroup or "k0")[1:])][0]


PLAIN_NUMBER = re.compile(NUMBER)
SPACED_NUMBER = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){0,2} 000(?![0-9.,%]|\s*(?:[-~至到]|/\s*[0-9]|[a-z]*10\^))")
COUNTED_NUMBER = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,2}(?![0-9.,%])")
NUMBER_RANGE = re.compile(rf"({NUMBER})\s*(?:-{{1,2}}|~|to|至|到)\s*({NUMBER})")
BOUND = re.compile(
    r"(<=?|≤|=<|up to|below|under|less than|小于|低于|不到|不超过|>=?|≥|more than|above|over|大于|高于|超过)\s*" rf"({NUMBER})"
)
POWER = re.compile(
    r"\s*(?:[x×*]|乘以?)\s*10(?:(?:\^|\*\*|e|的|\()\s*\+?([0-9]{1,2})\)?(?:次方)?|([3-9]))(?![0-9])"
    r"|e([+-]?[0-9]{1,2})(?![0-9.])|\^([0-9]{1,2})(?![0-9])"
)
MULTIPLIERS = {"百万": 6, "千万": 7, "亿": 8, "万": 4, "千": 3, "百": 2} | {
    "million": 6, "thousand": 3, "lakhs": 5, "lakh": 5, "k": 3
}  # fmt: skip
MULTIPLIER = re.compile(rf"\s*({'|'.join(MULTIPLIERS)})(?![a-z])")
LOGARITHM = re.compile(r"lo?g(?:_?10)?(?![0-9])(?:值|(?![a-z])|(?=iu|cop|cp))|对数值?")
FOREIGN_UNIT = re.compile(
    r"\s*(?:mm ?hg|kg|公斤|千克|岁|year\w*|yrs?|yo|cm|mm|mg|ug|g|克|毫克|ml|ml/min\S*|[munp]?mol(?:/l)?|[mnpu]g/m?l|i?u/m?l|%"
    r"|s|sec\w*|秒|days?|天|weeks?|周|months?|个?月|年|分|次|bpm|℃|°c|片|tablets?|tabs?|pills?|x?10\^?[0-9]+/l|[mg]/?dl|g/l"
    r"|mg/dl|lbs?|斤|磅|stones?|st|支|粒)(?![a-z])"
)
