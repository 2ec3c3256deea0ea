"""Three-valued truth (Kleene): what is not known is never taken for a No."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """YES, NO or UNKNOWN. Asking Python for its `bool()` raises, because UNKNOWN read as False excludes people."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"

    @classmethod
    def of(cls, condition: bool) -> Truth:
        """The truth of a condition that is known."""
        return cls.YES if condition else cls.NO

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: compare it with `is`")

    def __invert__(self) -> Truth:
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)

    def __and__(self, other: Truth) -> Truth:
        return every((self, other))

    def __or__(self, other: Truth) -> Truth:
        return some((self, other))


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene conjunction: one NO decides; otherwise one UNKNOWN leaves it open. Of nothing: YES."""
    seen = set(truths)
    for value in (Truth.NO, Truth.UNKNOWN):
        if value in seen:
            return value
    return Truth.YES


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene disjunction: one YES decides; otherwise one UNKNOWN leaves it open. Of nothing: NO."""
    return ~every(~truth for truth in truths)
