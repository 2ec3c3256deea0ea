"""The tests that a rule may make: each function gives the Test for one form of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from flows.answers import UNKNOWN, Answer, PartialDate, Span
from flows.rules.conditions import Test, Unclear, Verdict, World
from flows.truth import Truth

TOLERANCE = Fraction(1, 10**9)
"""Values closer than this are equal (clinical reading 1.4): a limit is compared unrounded, never by its display."""


def one_of(fact: str, values: frozenset[str]) -> Test:
    """`fact is v` and `fact in (v, w)`, for choices; numbers, dates and quantities are none of the named values."""
    return _named("is", fact, values, lambda value: _name(value) in values)


def has_any(fact: str, values: frozenset[str]) -> Test:
    """`fact has any of (v, w)`, for lists."""
    return _named("has", fact, values, lambda value: not values.isdisjoint(_items(value)))


def has_only(fact: str, values: frozenset[str]) -> Test:
    """`fact has only (v, w)`, for lists: nothing else is in it."""
    return _named("has", fact, values, lambda value: values.issuperset(_items(value)))


def _named(form: str, fact: str, words: frozenset[str], holds: Callable[[Answer], bool]) -> Test:
    def ask(world: World) -> Truth:
        value = world.value(fact)
        return Truth.UNKNOWN if value is UNKNOWN else Truth.of(holds(value))

    return Test(f"{fact} {form} {sorted(words)}", frozenset({fact}), ask, form=form, words=words)


def _name(value: Answer) -> str:
    return str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else ""


def _items(value: Answer) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def marked(fact: str, marks: frozenset[str]) -> Test:
    """`fact marked (m, n)`: the lexicon gives one of these marks to a drug of the list."""

    def ask(world: World) -> Truth:
        found = world.marks(fact)
        return Truth.UNKNOWN if found is None else Truth.of(not marks.isdisjoint(found))

    return Test(f"{fact} marked {sorted(marks)}", frozenset({fact}), ask, form="marked", words=marks)


Compare = Callable[[Fraction, Fraction], bool]
COMPARE: dict[str, Compare] = {
    ">": lambda value, limit: value > limit + TOLERANCE,
    ">=": lambda value, limit: value >= limit - TOLERANCE,
    "<": lambda value, limit: value < limit - TOLERANCE,
    "<=": lambda value, limit: value <= limit + TOLERANCE,
}


def compared(fact: str, operator: str, limits: dict[str | None, Decimal]) -> Test:
    """`fact >= 500 IU/mL | 2500 copies/mL`: a number against the limit given for its own unit, or converted to it.

    Unclear when the accepted forms of a formula disagree. "Below detection" counts as 0.
    """
    holds = COMPARE[operator]

    def ask(world: World) -> Verdict:
        unit = getattr(world.value(fact), "unit", None)
        unit = unit if unit in limits else next(iter(limits))
        numbers = world.numbers(fact, unit)
        return Truth.UNKNOWN if numbers is None else _agreed(holds(n, Fraction(limits[unit])) for n in numbers)

    return Test(f"{fact} {operator} {limits}", frozenset({fact}), ask, form="compared", units=frozenset(filter(None, limits)))


def compared_to_normal(fact: str, operator: str, times: Decimal) -> Test:
    """`fact <= 1.5 ULN`. Without a printed limit: unclear between the lowest and the highest plausible one (1.6)."""
    holds = COMPARE[operator]

    def ask(world: World) -> Verdict:
        numbers, limits = world.numbers(fact, None), world.limit_of_normal(fact)
        if numbers is None or limits is None:
            return Truth.UNKNOWN
        return _agreed(holds(n, Fraction(times) * limit) for n in numbers for limit in limits)

    return Test(f"{fact} {operator} {times} ULN", frozenset({fact}), ask, form="ULN")


def _agreed(votes: Iterable[bool]) -> Verdict:
    seen = set(votes)
    return Truth.of(seen == {True}) if len(seen) == 1 else Unclear.UNCLEAR


def within(fact: str, span: Span, since: str | None = None) -> Test:
    """`fact within 28 days`: strictly inside the window before today, or after the date `since`.

    `none` is never inside, `ongoing` always. Unclear on the last day of the window and for a partial date that straddles it.
    """

    def ask(world: World) -> Verdict:
        value = world.value(fact)
        if isinstance(value, str):
            return Truth.of(value == "ongoing")
        start, end = (value, PartialDate.of(world.as_of)) if since is None else (world.value(since), value)
        if not isinstance(start, PartialDate) or not isinstance(end, PartialDate):
            return Truth.UNKNOWN
        return _placed(start, end, span, world.as_of)

    return Test(f"{fact} within {span}", frozenset({fact} | ({since} if since else set())), ask, form="within")


def _placed(start: PartialDate, end: PartialDate, span: Span, today: date) -> Verdict:
    shortest = (min(start.last, today), end.first)
    longest = (start.first, min(end.last, today))
    sides = {_side(span.after(first), last) for first, last in (shortest, longest)}
    return {frozenset({-1}): Truth.YES, frozenset({1}): Truth.NO}.get(frozenset(sides), Unclear.UNCLEAR)


def _side(boundary: date, day: date) -> int:
    """-1 inside, 0 on the last day, 1 outside."""
    return (day > boundary) - (day < boundary)


def fresh(fact: str, days: int) -> Test:
    """`lab_date at most 28 days old`: YES only when surely so; a report without a date is not fresh (1.5)."""

    def ask(world: World) -> Truth:
        value = world.value(fact)
        return Truth.of(isinstance(value, PartialDate) and (world.as_of - value.first).days <= days)

    return Test(f"{fact} at most {days} days old", frozenset({fact}), ask, form="within", total=True)
