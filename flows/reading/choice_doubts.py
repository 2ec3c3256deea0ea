"""What beside the wording of an option leaves it open, for the options that are marked so: "was pregnant", "≥ class II"."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.reading.text import digits

_PAST = re.compile(
    r"\b(?:was|were|had|used to|previously|formerly|twice|\d times|ago|history|once|last|yesterday|stopped|resolved|gone|recovered|until|before|finished|in (?:19|20)\d\d)\b"
    r"|(?<![超通经不难])(?<!没[调改变动])过(?![敏来去期量程])|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|曾|昨|好了|停了|止住|消失|前天|上周|上个?月|去年|前年|[一二两三四五六\d]次|(?:做|打|得|患)过"
)
_LIMITS = re.compile(
    r"[<>≤≥‹›«»]|以[上下内外]|不[超到足高低]|[高低大小]于|超过"
    r"|\b(?:above|below|over|under|beyond|at (?:least|most)|(?:more|less|higher|lower|worse|better)|up to|was|had|from|used to)\b"
    r"|曾|过(?!敏)"
)
_ELSEWHERE = re.compile(
    r"(?:骨|肺|肝|脑|肾|黏膜|粘膜|皮肤|皮瓣|脂肪|牙|肠|胰|放射性).{0,4}坏死"
    r"|\b(?:bon[ey]|jaw|mucosal?|skin|flap|fat|lung|liver|hepatic|brain|femoral|avascular|radiation|pulmonary|tubular)"
    r"\b.{0,12}necro|necro\w* (?:of |in )?(?:the )?(?:bone|jaw|muc|skin|flap|fat|lung|liver|brain|fem)"
)
_RADIATION = re.compile(r"放|照射|radi|rt\b|imrt|proton|质子|调强")
_OTHER_TREATMENT = re.compile(
    r"化疗|病理|靶向|免疫|用药|药物|复查|检查|chemo|patholog|drug|targeted|immuno|specimen|biopsy|活检|scan|follow"
)
_LASTING = re.compile(
    r"(?:半|[0-9]+(?:\.[0-9]+)?)(?: ?个)?(?: ?)(?:days?|天|日|weeks?|wks?|周|星期|months?|mos?\b|月|years?|yrs?|年)"
)
_SHORT = re.compile(
    r"上个?月|上周|last (?:month|week)|半年|half a year|几个?[月周天]|(?:few|several|couple of) (?:days|weeks|months)|刚|just|recent|最近|今年|this year"
)
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "星": 7, "m": 30.5, "月": 30.5, "y": 366, "年": 366}


EXCEPTION = re.compile(r"\bexcept\b|(?<![切排清摘消去解拔])除[^,;，；。]{1,20}外|(?<![切排清摘消去解拔])除了")
"""Leaves every option open: all except the lung."""


def _elsewhere(plain: str) -> bool:
    return bool(_ELSEWHERE.search(plain))


def _not_radiation(plain: str) -> bool:
    return bool(_OTHER_TREATMENT.search(plain)) and not _RADIATION.search(plain)


def _under_a_year(plain: str) -> bool:
    """Whether a stretch of less than twelve months is said."""
    said = _LASTING.findall(digits(plain))
    return bool(_SHORT.search(plain)) or bool(said and max(map(_days, said)) < 360)


def _days(said: str) -> float:
    number = re.match(r"[0-9.]+", said)
    unit = re.search(r"[a-z天日周星月年]", said)
    return (float(number[0].rstrip(".")) if number else 0.5) * (_DAYS[unit[0]] if unit else 0)


DOUBTS: dict[str, Callable[[str], bool]] = {
    "past": lambda plain: bool(_PAST.search(plain)),
    "limits": lambda plain: bool(_LIMITS.search(plain)),
    "elsewhere": _elsewhere,
    "not radiation": _not_radiation,
    "under a year": _under_a_year,
}
"""The kinds of doubt, by their names in the file of the wordings: the name behind a question mark."""
