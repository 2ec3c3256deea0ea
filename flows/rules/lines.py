"""Rule lines: a status, the condition under which it holds, and what a failure or a review means for the person.

    not_applicable when …
    failed when … ; permanent | personal | care_first | temporary [until <fact> + <span> [if …]]
    review when … ; <reason>
    met when …

Of the lines that hold the first status in that order counts; when none holds the rule is unknown. So an unknown fact can
never fail a criterion: a line fails only when its condition is surely true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from flows.answers import PartialDate, Span
from flows.rules.conditions import Condition, World
from flows.rules.grammar import Reader, RuleError, parse_condition, read_condition
from flows.truth import Truth


class Status(StrEnum):
    """What the answers say about one criterion (clinical reading 1.1)."""

    NOT_APPLICABLE = "not_applicable"
    FAILED = "failed"
    REVIEW = "review"
    MET = "met"
    UNKNOWN = "unknown"


ORDER = (Status.NOT_APPLICABLE, Status.FAILED, Status.REVIEW, Status.MET, Status.UNKNOWN)
"""The order in which the lines of one rule are heard."""


class Change(StrEnum):
    """Whether a failure can change with time. Only `temporary` counts as "not now" (1.2)."""

    PERMANENT = "permanent"
    PERSONAL = "personal"
    CARE_FIRST = "care_first"
    TEMPORARY = "temporary"


@dataclass(frozen=True)
class Until:
    """From when a temporary failure no longer stands in the way."""

    fact: str
    span: Span
    condition: Condition | None

    def day(self, world: World) -> date | None:
        """The last possible day of the event, never later than today, plus the window, plus one day (1.4); else None."""
        event = world.value(self.fact)
        if not isinstance(event, PartialDate):
            return None
        if self.condition is not None and self.condition.truth(world) is not Truth.YES:
            return None
        return self.span.after(min(event.last, world.as_of)) + timedelta(days=1)


@dataclass(frozen=True)
class Line:
    status: Status
    when: Condition
    text: str
    change: Change | None = None
    until: Until | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Rule:
    lines: tuple[Line, ...]

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(line.when.facts() for line in self.lines))

    def holding(self, world: World) -> tuple[Line, ...]:
        """The lines of the status that counts; empty when nothing is settled, which means unknown."""
        held = [line for line in self.lines if line.when.truth(world) is Truth.YES]
        first = worst_first(line.status for line in held)
        return tuple(line for line in held if line.status is first)


def worst_first(statuses: Iterable[Status]) -> Status:
    """The status that counts among those whose lines hold; UNKNOWN of nothing."""
    return min(statuses, key=ORDER.index, default=Status.UNKNOWN)


_CONTINUED = re.compile(rf"\n\s*(?!\s|(?:{'|'.join(Status)})\s+when\b)")
_LINE = re.compile(r"(?P<status>\w+)\s+when\s+(?P<when>[^;]+?)\s*(?:;\s*(?P<note>.+?)\s*)?")


def parse_rule(text: str) -> Rule:
    """Read the lines of a rule; a line that does not begin with a status continues the one before. Raises RuleError."""
    joined = _CONTINUED.sub(" ", text.strip())
    return Rule(tuple(_line(line.strip()) for line in joined.splitlines() if line.strip()))


def _line(text: str) -> Line:
    match = _LINE.fullmatch(text)
    if match is None or match["status"] not in set(Status) - {Status.UNKNOWN}:
        raise RuleError(f"not a rule line: {text}")
    line = Line(Status(match["status"]), parse_condition(match["when"]), text)
    return _noted(line, match["note"] or "")


def _noted(line: Line, note: str) -> Line:
    if line.status is Status.FAILED:
        return _with_change(line, Reader(note))
    if line.status is Status.REVIEW and re.fullmatch(r"[a-z][a-z0-9_]*", note):
        return replace(line, reason=note)
    if line.status is Status.REVIEW or note:
        raise RuleError(f"a review needs a reason, a failure its change, other lines nothing: {line.text}")
    return line


def _with_change(line: Line, reader: Reader) -> Line:
    change = reader.take()
    if change not in set(Change):
        raise RuleError(f"can this failure change? (permanent, personal, care_first, temporary): {line.text}")
    until = _until(reader) if reader.accept("until") else None
    reader.finish()
    return replace(line, change=Change(change), until=until)


def _until(reader: Reader) -> Until:
    fact = reader.name()
    reader.expect("+")
    return Until(fact, reader.span(), read_condition(reader) if reader.accept("if") else None)
