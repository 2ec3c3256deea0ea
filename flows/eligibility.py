"""Findings per criterion and the overall outcome (clinical reading 1). Deterministic, and a function of the answers alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from flows.answers import UNKNOWN, Answer, Quantity
from flows.facts import Fact, Kind
from flows.formulas import cockcroft_gault, prednisone_equivalent
from flows.memory import Found, recall
from flows.rules import Change, Condition, Line, Rule, Status, worst_first
from flows.trial import Criterion, Trial
from flows.truth import Truth


class Outcome(StrEnum):
    """The result of a pre-screening; the values are a contract with the outside."""

    LIKELY_ELIGIBLE = "likely_eligible"
    NEEDS_CONFIRMATION = "needs_confirmation"
    LIKELY_NOT_ELIGIBLE = "likely_not_eligible"


@dataclass(frozen=True)
class Finding:
    """The status of one criterion, the rule lines that gave it and the facts that decided it.

    `missing` are the facts that would settle an unknown; `until` is the first day on which a temporary failure no longer
    stands in the way, None when no date can be given.
    """

    criterion: str
    status: Status
    lines: tuple[Line, ...] = ()
    decided_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    change: Change | None = None
    until: date | None = None
    reasons: tuple[str, ...] = ()

    @property
    def temporary(self) -> bool:
        return self.status is Status.FAILED and self.change is Change.TEMPORARY

    @property
    def stops(self) -> bool:
        """A failure that neither time nor the person's own choice changes: the person is offered to see the result."""
        return self.change in (Change.PERMANENT, Change.CARE_FIRST)


@dataclass(frozen=True)
class Assessment:
    """All findings in the order of the criteria, and what follows from them (1.2)."""

    findings: Mapping[str, Finding]
    outcome: Outcome
    not_now: bool
    earliest: date | None
    lifted: frozenset[str]
    """Unknown criteria that do not block because the hospital settles them anyway."""

    def with_status(self, *statuses: Status) -> list[Finding]:
        return [finding for finding in self.findings.values() if finding.status in statuses]


@dataclass(frozen=True)
class Heard:
    """The facts that come from somebody with another role than the person of the screening."""

    role: str
    facts: frozenset[str]


def assess(
    trial: Trial,
    answers: Mapping[str, Answer],
    role: str,
    as_of: date,
    disputed: Mapping[str, str] = {},
    heard: Heard | None = None,
) -> Assessment:
    """Judge every criterion on the day `as_of`, which stands for every time anchor of the text (1.4).

    `disputed` criteria, each with its reason, rest on answers that do not go together and go to review (1.7).
    """
    world = AnswersOnDay(trial, answers, role, as_of)
    findings = {id: _remembered(criterion, world) for id, criterion in trial.criteria.items()}
    if heard is not None:
        findings |= _as_heard(trial, answers, role, as_of, heard)
    findings |= {id: Finding(id, Status.REVIEW, reasons=(disputed[id],)) for id in findings if id in disputed}
    return _conclude(trial, findings, role)


def _as_heard(trial: Trial, answers: Mapping[str, Answer], role: str, as_of: date, heard: Heard) -> Mapping[str, Finding]:
    """The criteria on which roles count differently (1.3) and that rest on what was heard.

    They fail as a doctor makes them fail only by the doctor's own answers; else the rules of who was heard hold.
    """
    own = AnswersOnDay(trial, {name: answers[name] for name in answers if name not in heard.facts}, role, as_of)
    everything = AnswersOnDay(trial, answers, heard.role, as_of)
    found = {}
    for id, criterion in trial.criteria.items():
        if "role" in criterion.facts() and not heard.facts.isdisjoint(trial.reads[id]):
            finding = _remembered(criterion, own)
            found[id] = finding if finding.status is Status.FAILED else _remembered(criterion, everything)
    return found


def _remembered(criterion: Criterion, world: AnswersOnDay) -> Finding:
    """An answer changes one or two criteria of forty-two; the others are as they were."""
    return world.recall(criterion.id, world.trial.reads[criterion.id], lambda: find(criterion, world))


def _conclude(trial: Trial, findings: Mapping[str, Finding], role: str) -> Assessment:
    by_status = {status: [f for f in findings.values() if f.status is status] for status in Status}
    failed, unknown = by_status[Status.FAILED], by_status[Status.UNKNOWN]
    lifted = frozenset(f.criterion for f in unknown if role != "clinician" and trial.criteria[f.criterion].settled_at_hospital)
    open_points = by_status[Status.REVIEW] or len(unknown) > len(lifted)
    outcome = Outcome.LIKELY_NOT_ELIGIBLE if failed else Outcome.NEEDS_CONFIRMATION if open_points else Outcome.LIKELY_ELIGIBLE
    not_now = bool(failed) and all(f.temporary for f in failed)
    dates = [f.until for f in failed if f.until is not None]
    earliest = max(dates) if not_now and len(dates) == len(failed) else None
    return Assessment(findings, outcome, not_now, earliest, lifted)


def find(criterion: Criterion, world: AnswersOnDay) -> Finding:
    """The finding on one criterion. Of several routes the best counts: met, review, unknown, failed."""
    held = {name: rule.holding(world) for name, rule in criterion.routes.items()}
    statuses = {name: worst_first(line.status for line in lines) for name, lines in held.items()}
    best = min(statuses.values(), key=_BEST.index)
    routes = [name for name, status in statuses.items() if status is best]
    if best is Status.UNKNOWN:
        rules = (criterion.routes[name] for name in routes)
        return Finding(criterion.id, best, missing=_missing(rules, world))
    return _settled(criterion.id, tuple(line for name in routes for line in held[name]), world)


_BEST = (Status.NOT_APPLICABLE, Status.MET, Status.REVIEW, Status.UNKNOWN, Status.FAILED)
_LASTING = (Change.PERMANENT, Change.CARE_FIRST, Change.PERSONAL, Change.TEMPORARY)


def _settled(id: str, lines: tuple[Line, ...], world: AnswersOnDay) -> Finding:
    changes = [line.change for line in lines if line.change]
    untils = [line.until.day(world) if line.until else None for line in lines]
    dates = [day for day in untils if day is not None]
    change = min(changes, key=_LASTING.index, default=None)
    return Finding(
        id,
        lines[0].status,
        lines,
        decided_by=world.known(frozenset().union(*(line.when.deciding(world) for line in lines))),
        change=change,
        until=max(dates) if change is Change.TEMPORARY and len(dates) == len(lines) else None,
        reasons=tuple(dict.fromkeys(line.reason for line in lines if line.reason)),
    )


def _missing(rules: Iterable[Rule], world: AnswersOnDay) -> tuple[str, ...]:
    open_lines = [line.when for rule in rules for line in rule.lines if line.when.truth(world) is Truth.UNKNOWN]
    facts = frozenset().union(*(when.deciding(world) for when in open_lines))
    return tuple(name for name in world.sources(facts) if world.value(name) is UNKNOWN)


class AnswersOnDay:
    """The answers of one person on one day, as rules see them (a `World`). More answers may come in while it is used."""

    def __init__(self, trial: Trial, answers: Mapping[str, Answer], role: str | None, as_of: date) -> None:
        self.trial = trial
        self.as_of = as_of
        self._answers = answers
        self._role: Answer = role or UNKNOWN

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition is surely true; no condition always holds."""
        return condition is None or condition.truth(self) is Truth.YES

    def recall(self, id: str, facts: Iterable[str], work_out: Callable[[], Found]) -> Found:
        """What depends on nothing but these facts and the day, worked out the first time."""
        return recall(self.trial.memory, (id, self.as_of, *map(self.value, facts)), work_out)

    def value(self, fact: str) -> Answer:
        value = self._role if fact == "role" else self._answers.get(fact, UNKNOWN)
        counts = self.trial.facts[fact].counts
        return value if counts is None or counts.truth(self) is not Truth.NO else UNKNOWN

    def numbers(self, fact: str, unit: str | None) -> tuple[Fraction, ...] | None:
        definition = self.trial.facts[fact]
        if definition.kind is Kind.FORMULA:
            return self._formula(definition)
        value = self.value(fact)
        match value:
            case Quantity():
                return (self._in_unit(definition, value, unit),)
            case Decimal():
                return (Fraction(value),)
            case "below_detection":
                return (Fraction(0),)
            case _:
                return None

    def _in_unit(self, fact: Fact, value: Quantity, unit: str | None) -> Fraction:
        assert fact.analyte is not None
        if value.unit == unit:
            return Fraction(value.value)
        return fact.analyte.canonical(value.value, value.unit) / fact.analyte.units[unit or fact.analyte.unit]

    def _formula(self, fact: Fact) -> tuple[Fraction, ...] | None:
        values = [self.numbers(name, None) or self.value(name) for name in fact.of]
        return None if UNKNOWN in values else _FORMULAS[fact.formula or ""](self, values)

    def limit_of_normal(self, fact: str) -> tuple[Fraction, Fraction] | None:
        value, analyte = self.value(fact), self.trial.facts[fact].analyte
        if not isinstance(value, Quantity) or analyte is None or analyte.plausible_uln is None:
            return None
        if value.uln is not None:
            limit = analyte.canonical(value.uln, value.unit)
            return limit, limit
        plausible = analyte.plausible_uln.get(str(self.value("sex")), analyte.plausible_uln["any"])
        return Fraction(plausible.low), Fraction(plausible.high)

    def marks(self, fact: str) -> frozenset[str] | None:
        value = self.value(fact)
        if value is UNKNOWN:
            return None
        named = value if isinstance(value, tuple) else (value,)
        drugs = [str(name) for name in named if name not in self.trial.facts[fact].words]
        return frozenset().union(*map(self._marks_of, drugs))

    def _marks_of(self, drug: str) -> frozenset[str]:
        return recall(self.trial.memory, ("marks", drug), lambda: self.trial.lexicon.marks(drug))

    def sources(self, facts: Iterable[str]) -> tuple[str, ...]:
        """These facts in the order of the trial, formulas replaced by what they are worked out from."""
        named = {source for name in facts for source in (self.trial.facts[name].of or (name,))}
        return tuple(name for name in self.trial.facts if name in named and name != "role")

    def known(self, facts: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in self.sources(facts) if self.value(name) is not UNKNOWN)


def _clearance(world: AnswersOnDay, values: list) -> tuple[Fraction, ...] | None:  # type: ignore[type-arg]
    (age,), (weight,), sex, (creatinine,) = values
    return cockcroft_gault(age, weight, sex, creatinine)


def _prednisone(world: AnswersOnDay, values: list) -> tuple[Fraction, ...] | None:  # type: ignore[type-arg]
    name, (dose,) = values
    named = {mention.drug.name for mention in world.trial.lexicon.find(name) if mention.drug}
    return prednisone_equivalent(named.pop(), dose) if len(named) == 1 else None


_FORMULAS = {"cockcroft_gault": _clearance, "prednisone_equivalent": _prednisone}
