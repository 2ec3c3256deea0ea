"""Facts: the named values that questions set and rules read, each with the values it can hold.

The names and JSON forms are a contract with the outside (stored answers, `prescreen assess`, exports).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flows.answers import LIST_LIMIT, NAME_LIMIT, UNKNOWN, Answer, PartialDate, Quantity
from flows.rules.conditions import Condition
from flows.units import Analyte, Range

MAX_MAGNITUDE = 15
"""Powers of ten beyond which no clinical number lies; exact arithmetic would write the zeros out."""
YEARS = range(1850, 2200)
"""The years that a date can be in."""


class BadValue(ValueError):
    """A value that the fact cannot hold."""


class Kind(StrEnum):
    """The forms a fact can take; the key of its entry in `facts.toml`."""

    CHOICE = "choice"
    LIST = "list"
    NUMBER = "number"
    DATE = "date"
    QUANTITY = "quantity"
    SCALAR = "scalar"
    DRUGS = "drugs"
    DRUG = "drug"
    FLAG = "flag"
    FORMULA = "formula"


@dataclass(frozen=True)
class Fact:
    """One fact. `words` are the fixed words it may hold beside its kind's values; `counts` is false where it is ignored."""

    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    limits: Range | None = None
    whole: bool = False
    unit: str | None = None
    marks: frozenset[str] = frozenset()
    analyte: Analyte | None = None
    formula: str | None = None
    of: tuple[str, ...] = ()
    not_before: str | None = None
    counts: Condition | None = None

    def parse(self, value: Any, as_of: date) -> Answer:
        """The answer that a JSON value stands for, on the day `as_of`. Raises BadValue with a reason in English.

        `unknown` is always allowed. Numbers must be finite and inside the hard limits, dates not in the future.
        """
        if value == "unknown":
            return UNKNOWN
        if isinstance(value, str) and value in self.words and self.kind is not Kind.LIST:
            return value
        return _PARSERS[self.kind](self, value, as_of)


def parse_facts(facts: Mapping[str, Fact], values: Mapping[str, Any], as_of: date) -> dict[str, Answer]:
    """Check and type all values. Raises BadValue that lists every problem."""
    problems: list[str] = []
    answers: dict[str, Answer] = {}
    for name, value in values.items():
        fact = facts.get(name)
        if fact is None or fact.kind is Kind.FORMULA:
            problems.append(f"{name}: no such fact")
            continue
        try:
            answers[name] = fact.parse(value, as_of)
        except BadValue as error:
            problems.append(f"{name}: {error}")
    problems += [f"{name}: before {facts[name].not_before}" for name in answers if is_too_early(facts[name], answers)]
    if problems:
        raise BadValue("; ".join(problems))
    return answers


def is_too_early(fact: Fact, answers: Mapping[str, Answer]) -> bool:
    """Whether a date surely lies before the date that it must follow (a relapse before the end of radiotherapy)."""
    value, earlier = answers.get(fact.name), answers.get(fact.not_before or "")
    return isinstance(value, PartialDate) and isinstance(earlier, PartialDate) and value.last < earlier.first


def _choice(fact: Fact, value: Any, as_of: date) -> Answer:
    raise BadValue(f"{value!r} is not one of {', '.join(fact.words)}, unknown")


def _list(fact: Fact, value: Any, as_of: date) -> Answer:
    if value == ["none"]:
        return ("none",)
    if not isinstance(value, list) or not value or not all(item in fact.words for item in value):
        raise BadValue(f"{value!r} is not ['none'] or a list of {', '.join(fact.words)}")
    return tuple(word for word in fact.words if word in value)


def _number(fact: Fact, value: Any, as_of: date) -> Decimal:
    number = to_decimal(value)
    if fact.limits is None or number not in fact.limits:
        raise BadValue(f"{value} is outside its limits")
    if fact.whole and number != number.to_integral_value():
        raise BadValue(f"{value} is not a whole number")
    return number


def to_decimal(value: Any) -> Decimal:
    """A finite JSON number. Raises BadValue for booleans, strings, NaN and infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise BadValue(f"{value!r} is not a number")
    number = Decimal(str(value))
    if not number.is_finite() or (number and abs(number.adjusted()) > MAX_MAGNITUDE):
        raise BadValue(f"{value} is not a number that can be meant")
    return number


def _date(fact: Fact, value: Any, as_of: date) -> PartialDate:
    try:
        parsed = PartialDate.parse(value)
    except (ValueError, AttributeError):
        raise BadValue(f"{value!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)") from None
    if parsed.year not in YEARS:
        raise BadValue(f"{value!r} is in no year that can be meant")
    if parsed.first > as_of:
        raise BadValue(f"{value!r} is in the future")
    return parsed


def _quantity(fact: Fact, value: Any, as_of: date) -> Quantity:
    assert fact.analyte is not None
    if not isinstance(value, dict) or not {"value"} <= value.keys() <= {"value", "unit", "uln"}:
        raise BadValue(f"{value!r} is not {{value, unit}}")
    measured = _measured(fact.analyte, to_decimal(value["value"]), value)
    if fact.analyte.canonical(*measured) not in fact.analyte.hard:
        raise BadValue(f"{value['value']} {value.get('unit', '')} is outside its limits")
    return Quantity(*measured, _uln(fact.analyte, value.get("uln")))


def _measured(analyte: Analyte, number: Decimal, value: dict[str, Any]) -> tuple[Decimal, str]:
    if "unit" not in value and len(analyte.units) == 1:
        return number, analyte.unit
    measured = analyte.measured(number, value["unit"]) if isinstance(value.get("unit"), str) else None
    if measured is None:
        raise BadValue(f"{value.get('unit')!r} is not a unit of {analyte.name} ({', '.join(analyte.units)})")
    return measured


def _uln(analyte: Analyte, uln: Any) -> Decimal | None:
    if uln is None or uln == "unknown":
        return None
    limit = to_decimal(uln)
    if not analyte.takes_uln or limit <= 0:
        raise BadValue(f"{uln!r} is not an upper limit of normal of {analyte.name}")
    return limit


def _scalar(fact: Fact, value: Any, as_of: date) -> Decimal:
    assert fact.analyte is not None
    number = to_decimal(value)
    if number not in fact.analyte.hard:
        raise BadValue(f"{value} is outside its limits")
    return number


def _drugs(fact: Fact, value: Any, as_of: date) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > LIST_LIMIT:
        raise BadValue(f"not a list of at most {LIST_LIMIT} drug names")
    return tuple(_drug(fact, item, as_of) for item in value)


def _drug(fact: Fact, value: Any, as_of: date) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > NAME_LIMIT:
        raise BadValue(f"not a drug name of at most {NAME_LIMIT} characters")
    return value


def _flag(fact: Fact, value: Any, as_of: date) -> bool:
    if not isinstance(value, bool):
        raise BadValue(f"{value!r} is not true or false")
    return value


_PARSERS = {
    Kind.CHOICE: _choice,
    Kind.LIST: _list,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.QUANTITY: _quantity,
    Kind.SCALAR: _scalar,
    Kind.DRUGS: _drugs,
    Kind.DRUG: _drug,
    Kind.FLAG: _flag,
}
