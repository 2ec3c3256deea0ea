"""What a number with its unit and upper limit can mean for an analyte: one quantity, several, or none."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from flows.answers import Doubt, Quantity, Reading, Reason, Rejection
from flows.reading.lab_names import SCALARS
from flows.reading.lab_tokens import Token
from flows.units import Analyte, Range

_UP, _DOWN = re.compile("[↑h高]"), re.compile("[↓低]|^[(]?l")
NORMAL = ("normal", "正常")
_PERCENT = {"anc": Range(Decimal("30.01"), Decimal(100))}  # a bare number here is probably NEUT%
_HIGHEST_INR_LIMIT, _HIGHEST_INR_LIMIT_OF_RANGE = Decimal("1.4"), Decimal("1.5")
_LOWER_BOUND = re.compile(">|≥|more|above|over|大于|高于|超过")


def quantity_of(number: Token, limit: Token | None, unit: str | None, about: bool, analyte: Analyte) -> Reading | Rejection:
    """The value of a number token; `limit` is a second number or a range beside it."""
    if limit and not _fits(limit, analyte):
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    upper = _upper(limit) if limit and analyte.takes_uln else None
    values = _meant(number, unit, analyte)
    options = tuple(dict.fromkeys(q for value in values for q in _quantities(value, unit, upper, analyte)))
    hidden = _hidden_pair(number, unit, analyte) if limit is None else ()
    if len({analyte.canonical(option.value, option.unit) for option in options}) == 1 and not hidden:
        return judged_quantity(options[0], about, analyte)
    if options or hidden:
        return Rejection(Reason.AMBIGUOUS_NUMBER, (options or unit_needed(values, upper, analyte).choices) + hidden)
    return unit_needed(values, upper, analyte, analyte.soft if unit else None)


def judged_quantity(found: Quantity, about: bool, analyte: Analyte) -> Reading | Rejection:
    """A quantity against its limits; "about" and a strange upper limit are doubts too."""
    canonical = analyte.canonical(found.value, found.unit)
    if canonical not in analyte.hard:
        return Rejection(Reason.OUT_OF_RANGE)
    strange = canonical not in analyte.soft or (found.uln is not None and not _plausible(found.uln, found.unit, analyte))
    return Reading(found, Doubt.UNUSUAL if strange or about else None)


def contradicts(found: Quantity, lower: Decimal | None, words: list[str], analyte: Analyte) -> bool:
    """Whether an arrow or "normal" beside a value says the opposite of its range, or of every usual one."""
    high = any(_UP.search(word) for word in words)
    low = any(_DOWN.search(word) for word in words)
    if found.uln is not None and ((high and found.value <= found.uln) or (low and found.value > found.uln)):
        return True
    if low and lower is not None and found.value >= lower:
        return True
    usual = max((limits.high for limits in (analyte.plausible_uln or {}).values()), default=None)
    if usual is None or not any(word in NORMAL for word in words):
        return False
    return found.value > found.uln if found.uln is not None else analyte.canonical(found.value, found.unit) > Fraction(usual)


def doubted_pair(found: Reading | Rejection, analyte: Analyte) -> Reading | Rejection:
    """12/6 without a word between may be total and direct bilirubin: a doubt, unless 6 is a usual upper limit."""
    if not isinstance(found, Reading) or not isinstance(found.value, Quantity) or found.value.uln is None:
        return found
    usual = _is_near_limits(found.value.uln, found.value.unit, analyte, Fraction(4, 5), Fraction(3, 2))
    return found if usual else Reading(found.value, Doubt.UNUSUAL)


def unit_needed(values: tuple[Decimal, ...], upper: Decimal | None, analyte: Analyte, limits: Range | None = None) -> Rejection:
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


def _fits(limit: Token, analyte: Analyte) -> bool:
    """Whether a second number can be the reference range: any rising range, else only where an upper limit is asked for."""
    if analyte.name in SCALARS or _is_target(limit.values[-1], analyte, limit.values[0] if limit.kind == "R" else None):
        return False
    if limit.kind == "R":
        return limit.values[0] <= limit.values[1]
    return analyte.takes_uln or (limit.kind == "B" and limit.text.startswith("<"))


def _is_target(upper: Decimal, analyte: Analyte, lower: Decimal | None = None) -> bool:
    """Whether a range ends where only that of an anticoagulated patient does: INR 2-3, but not 0.8-1.5."""
    highest = _HIGHEST_INR_LIMIT_OF_RANGE if lower is not None and lower < 1 else _HIGHEST_INR_LIMIT
    return analyte.name == "inr" and upper > highest


def _upper(limit: Token) -> Decimal | None:
    return None if limit.kind == "B" and _LOWER_BOUND.match(limit.text) else limit.values[-1]


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
    named = [u for u in analyte.units if upper is not None and _plausible(upper, u, analyte)]
    if not named:
        named = [u for u, limits in analyte.bare if value in limits]
    return [Quantity(value, u, upper) for u in named if analyte.canonical(value, u) in analyte.hard]


def _plausible(upper: Decimal, unit: str, analyte: Analyte) -> bool:
    return _is_near_limits(upper, unit, analyte, Fraction(3, 10), Fraction(3))


def _is_near_limits(upper: Decimal, unit: str, analyte: Analyte, down: Fraction, up: Fraction) -> bool:
    """Whether an upper limit is between these multiples of the lowest and highest one that laboratories print."""
    ranges = (analyte.plausible_uln or {}).values()
    low, high = min((r.low for r in ranges), default=Decimal(0)), max((r.high for r in ranges), default=Decimal(0))
    return Fraction(low) * down <= analyte.canonical(upper, unit) <= Fraction(high) * up


def _hidden_pair(number: Token, unit: str | None, analyte: Analyte) -> tuple[Quantity, ...]:
    """22,50 may be 22.50, or 22 and its upper limit 50."""
    parts = number.text.split(",")
    if not analyte.takes_uln or len(parts) != 2 or len(parts[1]) < 2 or parts[0] == "0" or "." in number.text:
        return ()
    value, upper = Decimal(parts[0]), Decimal(parts[1])
    if _is_target(upper, analyte):
        return ()
    units = [u for u in ([unit] if unit else analyte.units) if _plausible(upper, u, analyte)]
    return tuple(Quantity(value, u, upper) for u in units if analyte.canonical(value, u) in analyte.hard)
