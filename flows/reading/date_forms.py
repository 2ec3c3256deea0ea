"""The ways to write a date: each pattern with the days it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from flows.reading import calendar_days as cal
from flows.reading import relative_dates as rel
from flows.reading.calendar_days import Dates, full_year, latest, month_number, valid

Build = Callable[..., Dates]
Forms = tuple[tuple[re.Pattern[str], Build], ...]

_Y, _N, _NN = "((?:19|20)[0-9]{2})年?", "([0-9]{1,2})", "([0-9]{2})"
_MON = rf"({cal.MONTH_NAME})\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:[t ,]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?)?"
_WEEKDAY = f"({'|'.join(rel.WEEKDAYS)})"
_CHINESE_WEEKDAY = "(?:周|星期|礼拜)([1-6日天])"
_AGO, _BEFORE = r" ?(?:ago|back|earlier)", "(?:以|之)?前"


def _ymd(today: date, year: str, month: str, day: str) -> Dates:
    return valid((int(year), int(month), int(day)))


def _ym(today: date, year: str, month: str) -> Dates:
    return valid((int(year), int(month), None))


_CERTAIN: tuple[tuple[str, Build], ...] = (
    (rf"{_Y}(?: ?[-/.] ?|年 ?| ){_N}(?: ?[-/.] ?|月份? ?| ){_N} ?[日号]?{_CLOCK}", _ymd),
    (rf"{_Y}{_NN}{_NN}", _ymd),
    (rf"{_Y}(?: ?[-/.] ?|年 ?| ){_N} ?(?:月份?)?", _ym),
    (rf"(?:the year )?{_Y} ?年?", lambda t, y: valid((int(y), None, None))),
    (rf"{_N} ?[-/.] ?{_N} ?[-/.] ?{_Y}{_CLOCK}", lambda t, a, b, y: cal.day_or_month_first(a, b, int(y))),
    (rf"{_N}(?:[-/.]| ){_Y}", lambda t, m, y: _ym(t, y, m)),
    ("([7-9][0-9])年", lambda t, y: valid((1900 + int(y), None, None))),  # nobody counts that many years
    (rf"(20){_NN}{_NN}", cal.six_digits),
    (rf"'?{_NN}年{_N}月份?", lambda t, y, m: valid((full_year(int(y), t), int(m), None))),
    (rf"'?{_NN}年{_N}月{_N}[日号]?", lambda t, y, m, d: valid((full_year(int(y), t), int(m), int(d)))),
    (rf"{_MON}[ ,-]*(?:of |in )?{_Y}", lambda t, n, y: valid((int(y), month_number(n), None))),
    (rf"{_Y}年?[ ,-]*(?:in )?{_MON}", lambda t, y, n: valid((int(y), month_number(n), None))),
    (rf"{_MON} ?'{_NN}", lambda t, n, y: valid((full_year(int(y), t), month_number(n), None))),
    (rf"{_DAY}[ /-]?(?:of )?{_MON}[ ,/-]*(?:of )?{_Y}{_CLOCK}", lambda t, d, n, y: valid((int(y), month_number(n), int(d)))),
    (rf"{_MON}[ -]?{_DAY}(?:[ ,-]+(?:of )?){_Y}{_CLOCK}", lambda t, n, d, y: valid((int(y), month_number(n), int(d)))),
    (rf"(?:the )?{_DAY} (?:of )?{_Y}{_N}月", lambda t, d, y, m: _ymd(t, y, m, d)),
    (rf"{_Y}[ ,/-]*{_MON}[ /-]*{_DAY}", lambda t, y, n, d: valid((int(y), month_number(n), int(d)))),
    (rf"{_N}[ /-]?{_MON}[ /-]'?{_NN}", cal.short_year_after_name),
    (rf"{_MON}[ -]?{_N}(st|nd|rd|th)?", cal.name_and_number),
    (rf"{_DAY}[ -]?(?:of )?{_MON}", lambda t, d, n: latest(t, month_number(n), int(d))),
    (rf"{_N}月份? ?{_N} ?[日号]?", lambda t, m, d: latest(t, int(m), int(d))),
    (rf"{_N}月份?", lambda t, m: cal.month_alone(t, int(m)) if 1 <= int(m) <= 12 else ()),
    (_MON, lambda t, n: cal.month_alone(t, month_number(n))),
    (rf"this {_MON}", lambda t, n: valid((t.year, month_number(n), None))),
    (rf"last {_MON}", rel.last_named_month),
    (rf"{_N} days?{_AGO}|{_N}[天日]{_BEFORE}", lambda t, a, b: rel.days_back(t, int(a or b))),
    (rf"{_N} ?(?:months?|mos?){_AGO}|{_N}个月{_BEFORE}", lambda t, a, b: rel.months_back(t, int(a or b))),
    (rf"half (?:a |1 )year{_AGO}|半年{_BEFORE}", lambda t: rel.months_back(t, 6)),
    (rf"{_N} ?(?:years?|yrs?){_AGO}|([1-9])年{_BEFORE}", lambda t, a, b: rel.years_back(t, int(a or b))),
    (rf"上个?{_CHINESE_WEEKDAY}", rel.chinese_week_before),
    (rf"last {_WEEKDAY}", rel.last_weekday),
)
_UNCERTAIN: tuple[tuple[str, Build], ...] = (
    (rf"{_N}[-/.]{_N}[-/.]{_N}", cal.two_digit_year),
    (rf"{_N} ?(?:weeks?|wks?){_AGO}|{_N}个?(?:周|星期|礼拜){_BEFORE}", lambda t, a, b: rel.days_back(t, 7 * int(a or b))),
    (rf"half (?:a |1 )month{_AGO}|半个?月{_BEFORE}", lambda t: rel.days_back(t, 15)),
    (rf"a fortnight{_AGO}", lambda t: rel.days_back(t, 14)),
    (rf"{_N} ?[-/.] ?{_N}", cal.two_numbers),
    (rf"{_NN}{_NN}{_NN}", cal.six_digits),
    (rf"'?{_NN}年", lambda t, y: valid((full_year(int(y), t), None, None))),
    (rf"{_NN}年{_BEFORE}", lambda t, n: rel.years_back(t, int(n))),
    (rf"(?:the )?{_N}(?:st|nd|rd|th|[日号])", lambda t, d: latest(t, t.month, int(d))),
    (rf"(?:这个?|本)?{_CHINESE_WEEKDAY}", rel.latest_weekday),
    (rf"(?:this )?{_WEEKDAY}", rel.latest_weekday),
    (
        rf"{_Y}年?(?:的)?冬(?:天|季)?|winter(?: of| in)? {_Y}",
        lambda t, a, b: valid((int(a or b), None, None), (int(a or b) + 1, None, None)),
    ),
)


def _compiled(forms: tuple[tuple[str, Build], ...]) -> Forms:
    return tuple((re.compile(pattern), build) for pattern, build in forms)


CERTAIN = _compiled(_CERTAIN)
"""Taken when only one day is possible."""
UNCERTAIN = _compiled(_UNCERTAIN)
"""Never taken without asking."""


def days_meant(forms: Forms, said: str, today: date) -> Dates | None:
    """What the first form that fits can mean (maybe nothing: 30 February), or None when none fits."""
    for pattern, build in forms:
        if match := pattern.fullmatch(said):
            return build(today, *match.groups())
    return None
