"""Conditions over facts, as a tree of small values. Each knows its truth in a World and the facts that decided it.

A comparison can be *unclear*: the value is known, but the text of the criterion does not say on which side it falls (the
last day of a window, a month that straddles it, a missing reference range, two forms of a formula that disagree). Its
truth is then UNKNOWN, and only `unclear(...)` sees it, so that such a value goes to review and never decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Protocol

from flows.answers import UNKNOWN, Answer
from flows.truth import Truth, every, some


class Unclear(Enum):
    """The verdict of a comparison whose value is known but cannot be placed."""

    UNCLEAR = "unclear"


Verdict = Truth | Unclear


class World(Protocol):
    """What conditions are judged in: the answers, the day that stands for every time anchor, and the trial's tables."""

    as_of: date

    def value(self, fact: str) -> Answer:
        """The answer, or UNKNOWN when it is missing, not known or does not count."""
        ...

    def numbers(self, fact: str, unit: str | None) -> tuple[Fraction, ...] | None:
        """The value in `unit` (canonical if None), by each accepted form of its formula; None when not known."""
        ...

    def limit_of_normal(self, fact: str) -> tuple[Fraction, Fraction] | None:
        """Lowest and highest upper limit of normal in the canonical unit (equal when the report gives it)."""
        ...

    def marks(self, fact: str) -> frozenset[str] | None:
        """The lexicon's marks on all drugs of a list, or None when the list is not known."""
        ...


class Condition(Protocol):
    """One expression of a rule."""

    def truth(self, world: World) -> Truth: ...

    def facts(self) -> frozenset[str]: ...

    def deciding(self, world: World) -> frozenset[str]:
        """The facts without which the truth would not stand."""
        ...


@dataclass(frozen=True)
class Test:
    """A question about one or two facts. `ask` gives its verdict.

    `form`, `words` and `units` are what the rule's author wrote, for the checks of the trial; `inner` is what a `possibly`,
    `missing` or `unclear` looks at; a `total` test is never UNKNOWN.
    """

    text: str
    of: frozenset[str]
    ask: Callable[[World], Verdict]
    form: str = ""
    words: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    inner: Condition | None = None
    total: bool = False

    def truth(self, world: World) -> Truth:
        verdict = self.ask(world)
        return verdict if isinstance(verdict, Truth) else Truth.UNKNOWN

    def facts(self) -> frozenset[str]:
        return self.of

    def deciding(self, world: World) -> frozenset[str]:
        return self.of


@dataclass(frozen=True)
class Not:
    inner: Condition

    def truth(self, world: World) -> Truth:
        return ~self.inner.truth(world)

    def facts(self) -> frozenset[str]:
        return self.inner.facts()

    def deciding(self, world: World) -> frozenset[str]:
        return self.inner.deciding(world)


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]

    def truth(self, world: World) -> Truth:
        return every(part.truth(world) for part in self.parts)

    def facts(self) -> frozenset[str]:
        return _union(part.facts() for part in self.parts)

    def deciding(self, world: World) -> frozenset[str]:
        return _deciding(self, self.parts, world)


@dataclass(frozen=True)
class Any:
    parts: tuple[Condition, ...]

    def truth(self, world: World) -> Truth:
        return some(part.truth(world) for part in self.parts)

    def facts(self) -> frozenset[str]:
        return _union(part.facts() for part in self.parts)

    def deciding(self, world: World) -> frozenset[str]:
        return _deciding(self, self.parts, world)


def _deciding(whole: Condition, parts: tuple[Condition, ...], world: World) -> frozenset[str]:
    truth = whole.truth(world)
    return _union(part.deciding(world) for part in parts if part.truth(world) is truth)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def possibly(inner: Condition) -> Test:
    """YES unless the inner condition is known to be false. Total, so the loader allows it only where nothing fails."""
    return Test("possibly", inner.facts(), lambda world: Truth.of(inner.truth(world) is not Truth.NO), inner=inner, total=True)


def missing(fact: str) -> Test:
    """YES when nothing is known about the fact. Total; see `possibly`."""
    return Test("missing", frozenset({fact}), lambda world: Truth.of(world.value(fact) is UNKNOWN), total=True)


def unclear(test: Test) -> Test:
    """YES when the value is known but the text does not say on which side it falls."""

    def ask(world: World) -> Truth:
        verdict = test.ask(world)
        return Truth.YES if isinstance(verdict, Unclear) else Truth.UNKNOWN if verdict is Truth.UNKNOWN else Truth.NO

    return Test(f"unclear({test.text})", test.of, ask, inner=test)


def tests(condition: Condition) -> Iterator[Test]:
    """Every test in a condition, those inside others too."""
    match condition:
        case Test():
            yield condition
            if condition.inner is not None:
                yield from tests(condition.inner)
        case Not():
            yield from tests(condition.inner)
        case All() | Any():
            for part in condition.parts:
                yield from tests(part)
