"""Days of the calendar that a year, a month and a day as typed can mean."""

from __future__ import annotations

from datetime import date

from flows.answers import PartialDate

Dates = tuple[PartialDate, ...]

MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def month_number(name: str) -> int:
    return _MONTH_NAMES.index(name[:3]) + 1


def valid(*options: tuple[int, int | None, int | None]) -> Dates:
    """The possible ones among (year, month, day) readings, without doubles."""
    return tuple(dict.fromkeys(PartialDate(*option) for option in options if _exists(*option)))


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if not 1901 <= year <= 2100 or not 1 <= (month or (1 if month is None else 0)) <= 12:
        return False
    return day is None or 1 <= day <= PartialDate(year, month).last.day


def full_year(two_digits: int, today: date) -> int:
    """The latest year with these last digits."""
    return (2000 if 2000 + two_digits <= today.year else 1900) + two_digits


def latest(today: date, month: int, day: int | None) -> Dates:
    """The latest such day or month that has begun."""
    for year in range(today.year, today.year - 9, -1):
        found = valid((year, month, day))
        if found and found[0].first <= today:
            return found
    return ()


def day_or_month_first(first: str, second: str, year: int) -> Dates:
    """03/04/2026: day or month first."""
    return valid((year, int(second), int(first)), (year, int(first), int(second)))


def two_digit_year(today: date, a: str, b: str, c: str) -> Dates:
    """26/3/1: the year first or last."""
    last = day_or_month_first(a, b, full_year(int(c), today)) if len(c) == 2 else ()
    first = valid((full_year(int(a), today), int(b), int(c))) if len(a) == 2 else ()
    return tuple(dict.fromkeys(first + last))


def short_year_after_name(today: date, day: str, name: str, year: str) -> Dates:
    """05-Mar-26 has the day first; 26-Mar-05 has two readings of the last fifteen years or none."""
    usual = valid((full_year(int(year), today), month_number(name), int(day)))
    other = valid((2000 + int(day), month_number(name), int(year))) if len(day) == 2 else ()
    return usual + tuple(found for found in other if _recent(found.year, today) and found not in usual)


def name_and_number(today: date, name: str, number: str, suffix: str | None) -> Dates:
    """March 5 is a day; Mar 26 may be the year."""
    days, year = latest(today, month_number(name), int(number)), 2000 + int(number)
    may_be_year = not suffix and len(number) == 2 and _recent(year, today)
    return days + valid((year, month_number(name), None)) if may_be_year else days


def _recent(year: int, today: date) -> bool:
    return today.year - 15 < year <= today.year


def month_alone(today: date, month: int) -> Dates:
    this = latest(today, month, None)
    return this + valid((today.year - 1, month, None)) if month == today.month else this


def two_numbers(today: date, a: str, b: str) -> Dates:
    """3/5 and 10.18, without a year."""
    return tuple(dict.fromkeys(latest(today, int(a), int(b)) + latest(today, int(b), int(a))))


def six_digits(today: date, a: str, b: str, c: str) -> Dates:
    return tuple(dict.fromkeys(valid((int(a + b), int(c), None)) + two_digit_year(today, a, b, c)))
