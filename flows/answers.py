"""Typed answer values and rejections: what a fact can hold, and why a typed text cannot become one.

The values here are what the rules see. In events, files and exports they have the JSON form of the facts contract
(`to_json`); `seeds/<nct>/facts.toml` says which form each fact takes.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

NAME_LIMIT = 200
"""The longest drug name taken, in characters."""
LIST_LIMIT = 60
"""The most drug names taken."""


class Unknown(Enum):
    """The one value of "asked, not known", "rather not say" and "not asked". It never decides a criterion."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError for anything else, impossible days included."""
        parts = text.split("-")
        if len(text) != (4, 7, 10)[min(len(parts), 3) - 1] or not all(p.isascii() and p.isdigit() for p in parts):
            raise ValueError(f"not a date: {text!r}")
        value = cls(*map(int, parts))
        value.last  # noqa: B018  (raises for 2026-02-30 and for month 13)
        return value

    def __str__(self) -> str:
        return "-".join(f"{part:0{4 if i == 0 else 2}d}" for i, part in enumerate((self.year, self.month, self.day)) if part)


@dataclass(frozen=True)
class Quantity:
    """A measured value as the report prints it: `unit` is a unit of its analyte, `uln` is in that same unit."""

    value: Decimal
    unit: str
    uln: Decimal | None = None


Answer = Unknown | bool | str | Decimal | PartialDate | Quantity | tuple[str, ...]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Reason(Enum):
    """Why a typed text cannot be taken as an answer. Each has a sentence in every language (`reject-<value>`)."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_AN_OPTION = "not_an_option"
    OUT_OF_RANGE = "out_of_range"
    FUTURE_DATE = "future_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_CHOICE = "ambiguous_choice"
    UNIT_NEEDED = "unit_needed"
    WRONG_UNIT = "wrong_unit"
    WRONG_TEST = "wrong_test"
    NUMBER_NEEDED = "number_needed"
    BIRTH_YEAR = "birth_year"
    NOMINAL_AGE = "nominal_age"
    NEGATED_DRUG = "negated_drug"
    DID_YOU_MEAN = "did_you_mean"
    AMBIGUOUS_DRUG = "ambiguous_drug"
    NOT_A_DRUG = "not_a_drug"
    NOTHING_TICKED = "nothing_ticked"
    EXCLUSIVE_CHOICE = "exclusive_choice"
    RELAPSE_BEFORE_END = "relapse_before_end"


@dataclass(frozen=True)
class Rejection:
    """A text that was not taken, and the readings to offer as buttons where a few are possible (never chosen silently)."""

    reason: Reason
    choices: tuple[Answer, ...] = ()
    detail: str = ""


class Doubt(Enum):
    """Why a reading is taken only after a yes."""

    UNUSUAL = "unusual"


@dataclass(frozen=True)
class Reading:
    """What was understood. With a `doubt` it counts only once the person has said yes to the echo."""

    value: Answer
    doubt: Doubt | None = None


def number_to_json(value: Decimal) -> int | float:
    """58 stays 58 and 4.50 becomes 4.5, so that stored answers look as people write them."""
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(value: Answer) -> Json:
    """The JSON form of the facts contract. `parse` of the fact's kind is its inverse."""
    match value:
        case Unknown():
            return "unknown"
        case Decimal():
            return number_to_json(value)
        case PartialDate():
            return str(value)
        case tuple():
            return list(value)
        case Quantity():
            found: dict[str, Json] = {"value": number_to_json(value.value), "unit": value.unit}
            return found if value.uln is None else {**found, "uln": number_to_json(value.uln)}
        case _:
            return value


def add_months(day: date, months: int) -> date:
    """The same day `months` calendar months later; the last day of the month where that day does not exist."""
    month_index = day.year * 12 + day.month - 1 + months
    year, month = divmod(month_index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Span:
    """A window of the protocol: whole days, or calendar months."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day of the window that begins on `day`."""
        return add_months(day, self.months) + timedelta(days=self.days)
