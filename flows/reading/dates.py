"""Dates of three precisions, as people write them."""

from __future__ import annotations

import re
from datetime import date

from flows.answers import UNKNOWN, Doubt, PartialDate, Reading, Reason, Rejection, add_months
from flows.reading.calendar_days import MONTH_NAME, Dates
from flows.reading.date_events import names_another_event
from flows.reading.date_forms import CERTAIN, UNCERTAIN, days_meant
from flows.reading.date_words import (
    ANOTHER_DAY,
    DATE_UNKNOWN,
    EDGE,
    FUTURE,
    LUNAR,
    NONE,
    NONE_OF_FACT,
    ONGOING,
    OPEN_SPAN,
    SEVERAL,
    TWO_EVENTS,
    bared,
    without_part,
)
from flows.reading.relative_dates import absolute, holiday
from flows.reading.text import SHORT, digits, numbers_in, opened

_CHINESE_YEAR = re.compile(
    "(?:[一二][〇零一二三四五六七八九]{3}|[〇零一二三四五六七八九]{2}(?=年[〇零一二三四五六七八九十0-9]{1,3}月))(?=年|$)"
)
_YEARS_AGO = re.compile(
    "(?<![零〇一二三四五六七八九十百0-9])([二三四五六七八九]?十[一二三四五六七八九]?)年(?:以|之)?前"
)  # 十年前, not 16年前
_DIGIT_OF = str.maketrans("〇零一二三四五六七八九", "00123456789")
_DATE_INSIDE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}[日号]?|月)?|年)?(?![0-9])"
    rf"|(?:[0-9]{{1,2}} )?{MONTH_NAME}\.?(?: [0-9]{{1,2}},?)? (?:19|20)[0-9]{{2}}(?![0-9])"
)
_SPACED_UNIT = re.compile(" ?([年月日号]) ?")
_ONE = re.compile(r"\ban? (?=day|week|month|year)")
_ON_A_DAY = re.compile(rf"(?<=\bon )({MONTH_NAME}\.? [0-9]{{1,2}})(?![0-9a-z:/]|,? ?['0-9])")
"""After "on" comes a day: "on Feb 20" is no month of 2020."""
_ON_THIS_DAY = re.compile("去年的?今[天日]")
_SINCE = re.compile(
    r"^(?:(?:ned|cancer[- ]free|disease[- ]free|clear|none|nothing|no (?:cancer|recurrence|relapse)) )?(?:ever )?(?:since|from) |^自从?"
    r"|,? ?(?:and )?(?:nothing|all clear|clear|no (?:cancer|recurrence|relapse)) (?:ever )?since(?: then)?$"
    r"|(?:开始|起|以来|至今|到现在|之?后)(?:就|一直|都)?(?:没有?|无|未)?(?:再)?(?:复发|转移|瘤|癌)?(?:过|了)?$"
)
"""Of a state that lasts the day is asked on which it began."""
_HAS_YEAR = re.compile("(?:19|20)[0-9]{2}|[0-9]年|'|ago|前|上")


def read_date(text: str, today: date, words: frozenset[str] = frozenset(), fact: str = "") -> Reading | Rejection:
    """A PartialDate of the precision the text gives, never finer, and never after `today`.

    `words` are the further answers the question offers: "none" and "ongoing". "Don't know" is UNKNOWN. With a `fact`, the
    date of an event that is not the fact's own is only offered.
    "10 days ago" is a day, "2 months ago" a month, "2 years ago" a year. Early, late and seasons give the month or year
    around them. A day without a year is the latest one; if it would come again within a month it has a doubt.
    AMBIGUOUS_DATE with the possible readings: day or month first (03/04/2026), 26/3/1, 10.18, "last March"; "3 weeks
    ago" with that exact day (people mean "about", and a window of 28 days would be decided by it); "about" with a day;
    holidays with their month. Also FUTURE_DATE, NOT_A_DATE (impossible days too), EMPTY, TOO_LONG.
    """
    plain = opened(text, SHORT)
    if not isinstance(plain, str):
        return plain
    bare = plain.strip(EDGE)
    if fact in NONE_OF_FACT and NONE_OF_FACT[fact].fullmatch(bare):
        return Reading("none")
    if fact != "lab_date" and DATE_UNKNOWN.fullmatch(bare):  # of a report without a date the values are still asked
        return Reading(UNKNOWN)
    if fact.endswith("_since"):
        plain = _SINCE.sub("", plain)
    found = _read(plain, today, words)
    if isinstance(found, Reading) and isinstance(found.value, PartialDate) and fact and names_another_event(plain, fact):
        return Rejection(Reason.AMBIGUOUS_DATE, (found.value,))
    return found


def _read(plain: str, today: date, words: frozenset[str]) -> Reading | Rejection:
    bare = plain.strip(EDGE)
    if "none" in words and NONE.fullmatch(bare):
        return Reading("none")
    if "ongoing" in words and ONGOING.fullmatch(bare):
        return Reading("ongoing")
    if LUNAR.search(plain) or OPEN_SPAN.search(plain) or TWO_EVENTS.search(plain):
        return Rejection(Reason.AMBIGUOUS_DATE)
    if FUTURE.search(plain):
        return Rejection(Reason.FUTURE_DATE)
    plain = _ON_A_DAY.sub(r"\1th", _ON_THIS_DAY.sub(lambda match: _last_year(today), plain))
    years = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGIT_OF), _YEARS_AGO.sub(r"\1 years ago", plain))
    if near := holiday(years, today):
        return near
    joined = _SPACED_UNIT.sub(r"\1", absolute(digits(years), today))
    said, about = bared(_ONE.sub("1 ", joined))
    return _dated(said, about, today) if said else Rejection(Reason.NOT_A_DATE)


def _last_year(today: date) -> str:
    day = add_months(today, -12)
    return f"{day.year}年{day.month}月{day.day}日"


def _dated(said: str, about: bool, today: date) -> Reading | Rejection:
    """A day with "about" or "early" is only a month for certain."""
    found = _written(said, today)
    part = without_part(said)
    if part != said and part and not isinstance(found, Reading):
        found = _written(part, today)
    day = found.value if isinstance(found, Reading) else None
    if (about or part != said) and isinstance(day, PartialDate) and day.day:
        return Rejection(Reason.AMBIGUOUS_DATE, (day, PartialDate(day.year, day.month)))
    return found


def _written(said: str, today: date) -> Reading | Rejection:
    certain = days_meant(CERTAIN, said, today)
    if certain is not None:
        return _soon(said, _taken(certain, today), today)
    uncertain = days_meant(UNCERTAIN, said, today)
    if uncertain is not None:
        return _offered(uncertain, today)
    if inside := _inside(said, today):
        return Rejection(Reason.AMBIGUOUS_DATE, inside)
    several = SEVERAL.search(said) or numbers_in(said) > 1
    return Rejection(Reason.AMBIGUOUS_DATE if several else Reason.NOT_A_DATE)


def _inside(said: str, today: date) -> Dates:
    """The one date among words that are not known, to be offered; none where a word makes it another day."""
    named = _DATE_INSIDE.findall(said)
    if len(named) != 1 or ANOTHER_DAY.search(said):
        return ()
    found = days_meant(CERTAIN, named[0], today) or ()
    return found if len(found) == 1 and found[0].first <= today else ()


def _taken(dates: Dates, today: date) -> Reading | Rejection:
    """One possible reading is taken, several are offered. Nothing possible: NOT_A_DATE; nothing past: FUTURE_DATE."""
    if not dates:
        return Rejection(Reason.NOT_A_DATE)
    past = tuple(found for found in dates if found.first <= today)
    if not past:
        return Rejection(Reason.FUTURE_DATE)
    return Reading(past[0]) if len(dates) == 1 else Rejection(Reason.AMBIGUOUS_DATE, past)


def _offered(dates: Dates, today: date) -> Reading | Rejection:
    """Readings that are never taken without asking."""
    found = _taken(dates, today)
    return Rejection(Reason.AMBIGUOUS_DATE, (found.value,)) if isinstance(found, Reading) else found


def _soon(said: str, found: Reading | Rejection, today: date) -> Reading | Rejection:
    """A day without a year that would be back within a month is read as last year's, but only after a yes."""
    if not isinstance(found, Reading) or not isinstance(found.value, PartialDate) or _HAS_YEAR.search(said):
        return found
    return Reading(found.value, Doubt.UNUSUAL if (today - found.value.last).days > 365 - 31 else None)
