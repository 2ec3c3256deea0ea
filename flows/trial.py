"""One trial as data: criteria, questions and facts, as the rest of the core uses them. `definition` makes it from files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from flows.answers import Json
from flows.facts import Fact
from flows.protocol import ProtocolQuestion
from flows.reading.lexicon import Lexicon
from flows.rules import Condition, Rule
from flows.shape import Shape
from flows.units import Analyte

Role = Literal["patient", "family", "clinician"]
ROLES: tuple[Role, ...] = ("patient", "family", "clinician")
Settler = Literal["person", "records", "hospital", "investigator"]


class About(Shape):
    """The head of the trial file: what the record says that no rule needs."""

    nct: str
    sponsor_ids: tuple[str, ...]
    title: str
    record_date: str
    status: str
    wording_version: str
    phase: str
    size: int
    start: str
    completion: str
    contacts: tuple[Contact, ...]
    references: tuple[str, ...]
    related: tuple[str, ...]
    age_gate: AgeGateShape


class AgeGateShape(Shape):
    """The age gate as the file gives it."""

    questions: tuple[str, ...]
    passed: str


class Contact(Shape):
    """A line of the contact block. `kind` names its wording; the numbers are the record's, unchanged."""

    kind: str
    name: str
    phone: str
    extension: str = ""
    local: str = ""


@dataclass(frozen=True)
class Criterion:
    """One leaf criterion. Of several routes the best counts (clinical reading 1.1)."""

    id: str
    quote: str
    settled_by: Settler
    routes: Mapping[str, Rule]
    discreet: bool = False
    """Its details are only in the list on demand, since others may see the phone."""

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(rule.facts() for rule in self.routes.values()))

    @property
    def settled_at_hospital(self) -> bool:
        """Whether an unknown is lifted by the hospital rule for patients and families (1.2)."""
        return self.settled_by in ("hospital", "investigator")


@dataclass(frozen=True)
class Option:
    """A choice of a question: what it sets, the red flag it fires, and for a gate the questions it opens."""

    value: str
    sets: Mapping[str, Json]
    flag: str | None = None
    roles: tuple[Role, ...] = ROLES
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question. `fact` is what a typed answer sets; `many` may be answered with several options.

    A gate asks about several questions at once: a ticked option opens its questions, an unticked one answers them with their
    `negative` option, and "don't know" leaves all of them unknown.
    """

    id: str
    fact: str | None
    ask: Condition | None
    roles: tuple[Role, ...]
    options: tuple[Option, ...]
    many: bool
    unticked: Mapping[str, Json]
    gate: bool
    negative: str | None
    after: tuple[str, str] | None
    dont_know: str
    open_if: Condition | None
    """Asked even if its gate is closed, because of what was said before."""
    comment: bool
    typical: str
    """The option of an ordinary answer, for telling how long the way still is."""
    ask_text: str = ""
    """`ask` and `open_if` as their author wrote them."""
    open_if_text: str = ""

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def options_for(self, role: str | None) -> tuple[Option, ...]:
        return tuple(option for option in self.options if role in option.roles)

    def leads_to(self, other: Question) -> bool:
        """Whether the answer decides if the other question is asked."""
        opened = {id for option in self.options for id in option.opens}
        asks = other.ask is not None and not other.ask.facts().isdisjoint(self.sets())
        return other.id in opened or asks or (other.after is not None and other.after[0] == self.id)

    def sets(self) -> frozenset[str]:
        """Every fact that an answer can set."""
        named = {name for option in self.options for name in option.sets} | set(self.unticked)
        return frozenset(named | {self.fact} if self.fact else named)


@dataclass(frozen=True)
class Contradiction:
    """Answers that do not go together; if both stand, these criteria go to review (clinical reading 1.7)."""

    id: str
    when: Condition
    questions: tuple[str, ...]
    criteria: tuple[str, ...]
    text: str = ""
    """`when` as its author wrote it."""


@dataclass(frozen=True)
class AgeGate:
    """Who may go on to the consent. Someone who has answered these questions and does not pass leaves no trace."""

    questions: tuple[str, ...]
    passed: Condition


@dataclass(frozen=True)
class Trial:
    about: About
    facts: Mapping[str, Fact]
    analytes: Mapping[str, Analyte]
    criteria: Mapping[str, Criterion]
    questions: tuple[Question, ...]
    contradictions: Mapping[str, Contradiction]
    age_gate: AgeGate
    lexicon: Lexicon
    record: str
    digest: str
    protocol: Mapping[str, ProtocolQuestion] = field(default_factory=dict)
    case_by_case: tuple[str, ...] = ()
    """Reasons of reviews that no ruling can settle, because they are about one person."""
    unreadable: tuple[str, ...] = ()
    """What in the files could not be read; a trial with any is not for use."""
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Every way to say an option, in all languages, by `<question>-<option>`."""
    memory: dict[object, object] = field(default_factory=dict, compare=False)
    """Findings by the answers that they rest on, for `eligibility`; only ever a copy of what it would work out again."""

    def question(self, id: str) -> Question:
        """Raises KeyError for an id that the trial does not have."""
        return self._by_id[id]

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def gates_of(self, id: str, role: str | None) -> Iterator[tuple[Question, Option]]:
        """The gate options that open this question for this role."""
        return ((gate, option) for gate, option in self._gates.get(id, ()) if role in gate.roles)

    @cached_property
    def _gates(self) -> Mapping[str, list[tuple[Question, Option]]]:
        found: dict[str, list[tuple[Question, Option]]] = {}
        for question in self.questions:
            for option in question.options:
                for id in option.opens:
                    found.setdefault(id, []).append((question, option))
        return found

    @cached_property
    def feeds(self) -> Mapping[str, frozenset[str]]:
        """For each question the criteria that its answer can change, directly or through the questions it leads to.

        None at all: the question is asked for safety only.
        """
        return {question.id: self._fed_by(question) for question in self.questions}

    def _fed_by(self, question: Question) -> frozenset[str]:
        led_to = (other for other in self.questions if other is not question and question.leads_to(other))
        return frozenset().union(self.readers(question.sets()), *(self._fed_by(other) for other in led_to))

    @cached_property
    def reads(self) -> Mapping[str, tuple[str, ...]]:
        """For each criterion every fact that its finding can depend on, those behind formulas and ranges included."""
        return {id: self._read_by(criterion.facts()) for id, criterion in self.criteria.items()}

    @cached_property
    def doubts(self) -> Mapping[str, tuple[str, ...]]:
        """For each contradiction every fact that it can depend on."""
        return {id: self._read_by(doubt.when.facts()) for id, doubt in self.contradictions.items()}

    def _read_by(self, facts: frozenset[str]) -> tuple[str, ...]:
        named = {source for name in facts for source in (name, *self.facts[name].of)}
        counted = {n for name in named for c in [self.facts[name].counts] if c is not None for n in c.facts()}
        sexed = {"sex" for name in named for a in [self.facts[name].analyte] if a is not None and a.plausible_uln}
        return tuple(sorted((named | counted | sexed | {"role"}) & {n for n, f in self.facts.items() if not f.of}))

    def readers(self, facts: frozenset[str]) -> frozenset[str]:
        """The criteria whose rules read one of these facts, directly or through a formula."""
        derived = {name for name, fact in self.facts.items() if not facts.isdisjoint(fact.of)}
        return frozenset(id for id, criterion in self.criteria.items() if not criterion.facts().isdisjoint(facts | derived))
