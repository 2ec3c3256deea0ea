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
        if self is Truth.UNKNOWN:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES

    def __and__(self, other: Truth) -> Truth:
        return every((self, other))

    def __or__(self, other: Truth) -> Truth:
        return some((self, other))


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene conjunction: one NO decides; otherwise one UNKNOWN leaves it open. Of nothing: YES."""
    return _decided(truths, Truth.NO, Truth.YES)


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene disjunction: one YES decides; otherwise one UNKNOWN leaves it open. Of nothing: NO."""
    return _decided(truths, Truth.YES, Truth.NO)


def _decided(truths: Iterable[Truth], by: Truth, otherwise: Truth) -> Truth:
    found = otherwise
    for truth in truths:
        if truth is by:
            return by
        if truth is Truth.UNKNOWN:
            found = truth
    return found
