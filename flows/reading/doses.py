"""The daily dose that "5 mg twice a day", 早晚各一片 or a number of tablets adds up to. It is always asked, never taken."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.answers import Quantity
from flows.reading.lab_names import TEST_NAME
from flows.reading.text import NUMBER, number_values
from flows.units import Analyte

_TIMES_A_DAY: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), times)
    for pattern, times in (
        (r"早中晚(?:各|每次)?|三餐后?", 3),
        (r"早晚(?:各|每次)?", 2),
        (
            r"每12小时(?:[1一]次)?|\b(?:b\.?i\.?d\b\.?|q ?12 ?h\b|every 12 hours|twice (?:a |per )?(?:day|daily)|morning and (?:evening|night))",
            2,
        ),
        (r"每8小时(?:[1一]次)?|\b(?:t\.?i\.?d\b\.?|q ?8 ?h\b|every 8 hours|thrice (?:a |per )?(?:day|daily))", 3),
        (r"\b(?:q\.?i\.?d\b\.?|q ?6 ?h\b)", 4),
        (
            r"(?:每[天日]|[1一][天日]|[天日])[吃服用共]?([2-4])[次回]|\b([2-4]) ?(?:x|times) ?(?:/|a |per )? ?(?:day|daily|d\b)",
            0,
        ),
        (
            r"每[天日](?:[1一]次)?|\b(?:q\.?d\b\.?|o\.?d\b\.?|once (?:a )?da(?:y|ily)|daily|a day|per day|every day)"
            r"|/ ?(?:day|d\b|[天日])",
            1,
        ),
    )
)
_STRENGTH = re.compile(rf"({NUMBER}) ?(mg|毫克|ug|mcg|微克|g|克)(?![a-z])")
_TABLETS = re.compile(rf"[x×*]? ?({NUMBER}) ?(?:片|粒|颗|tablets?|tabs?|pills?)|[x×*] ?([1-9])(?![0-9.])")
_EACH = re.compile(r"(?:/|每|per |a )(?:片|粒|颗|tablet|tab|pill)|[1一]片(?=[0-9])|每次|次|各|each(?: time)?|of")
_HARMLESS = re.compile(r"[\s,;:。.()/]|\bi take|我|患者|病人|吃|服用?|口服|take|takes|taking|\bpo\b|orally|by mouth|共|的|了")


def daily_dose(said: str, analyte: Analyte) -> Quantity | None:
    """Dose times tablets times a day, when the text says nothing else: "5mg bid" is 10 mg. None for other texts."""
    rest = TEST_NAME.sub(" ", said)
    rest, times = _times(rest)
    strengths = _strengths(rest, analyte)
    if len(strengths) != 1:
        return None
    found, unit = strengths[0]
    values = number_values(found[1])
    rest = rest[: found.start()] + " " + rest[found.end() :]
    tablets = _TABLETS.search(rest)
    count = number_values(tablets[1] or tablets[2])[0] if tablets else Decimal(1)
    rest = _HARMLESS.sub("", _EACH.sub("", _TABLETS.sub("", rest, count=1)))
    dose = values[0] * count * (times or 1)
    if rest or len(values) != 1 or (times is None and not tablets) or analyte.canonical(dose, unit) not in analyte.hard:
        return None
    return Quantity(dose, unit)


def _strengths(said: str, analyte: Analyte) -> list[tuple[re.Match[str], str]]:
    found = ((match, analyte.find_unit(match[2])) for match in _STRENGTH.finditer(said))
    return [(match, unit) for match, unit in found if unit]


def _times(said: str) -> tuple[str, int | None]:
    """The text without how often a day, and that number."""
    for pattern, times in _TIMES_A_DAY:
        if match := pattern.search(said):
            number = times or int(next(group for group in match.groups() if group))
            return said[: match.start()] + " " + said[match.end() :], number
    return said, None
