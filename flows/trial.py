"""One trial as data: criteria, questions and facts, compiled from its files and checked as a whole.

The files are read elsewhere (`seeds`); here they are texts. A trial that does not hold together is a TrialError that lists
every problem at once, with its place.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.answers import Json
from flows.facts import Fact, Kind
from flows.reading.lexicon import Lexicon
from flows.rules import Condition, Rule, RuleError, parse_rule
from flows.rules.grammar import parse_condition
from flows.units import Analyte, Range, analytes_from

Role = Literal["patient", "family", "clinician"]
ROLES: tuple[Role, ...] = ("patient", "family", "clinician")
T = TypeVar("T")
Settler = Literal["person", "records", "hospital", "investigator"]


class TrialError(ValueError):
    """The trial definition does not hold together. `problems` lists everything that is wrong."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class About(_Shape):
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
    age_gate: _AgeGateShape


class _AgeGateShape(_Shape):
    questions: tuple[str, ...]
    passed: str


class Contact(_Shape):
    """A line of the contact block. `kind` names its wording; the numbers are the record's, unchanged."""

    kind: str
    name: str
    phone: str
    extension: str = ""
    local: str = ""


class _CriterionShape(_Shape):
    quote: str
    settled_by: Settler
    discreet: bool = False
    rule: str | None = None
    routes: dict[str, str] = {}


class _OptionShape(_Shape):
    sets: dict[str, Any] | None = None
    flag: str | None = None
    roles: tuple[Role, ...] = ROLES
    opens: tuple[str, ...] = ()


class _QuestionShape(_Shape):
    id: str
    fact: str | None = None
    ask: str | None = None
    roles: tuple[Role, ...] = ROLES
    options: tuple[str, ...] | dict[str, _OptionShape] = ()
    many: bool = False
    unticked: dict[str, Any] = {}
    gate: bool = False
    negative: str | None = None
    after: str | None = None
    dont_know: str = "unknown"
    open_if: str | None = None
    comment: bool = False
    typical: str | None = None


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
    `negative` option, and "don't know" leaves them to be asked one by one.
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


class _ContradictionShape(_Shape):
    when: str
    questions: tuple[str, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Contradiction:
    """Answers that do not go together; if both stand, these criteria go to review (clinical reading 1.7)."""

    id: str
    when: Condition
    questions: tuple[str, ...]
    criteria: tuple[str, ...]


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

    def _read_by(self, facts: frozenset[str]) -> tuple[str, ...]:
        named = {source for name in facts for source in (name, *self.facts[name].of)}
        counted = {n for name in named for c in [self.facts[name].counts] if c is not None for n in c.facts()}
        sexed = {"sex" for name in named for a in [self.facts[name].analyte] if a is not None and a.plausible_uln}
        return tuple(sorted((named | counted | sexed | {"role"}) & {n for n, f in self.facts.items() if not f.of}))

    def readers(self, facts: frozenset[str]) -> frozenset[str]:
        """The criteria whose rules read one of these facts, directly or through a formula."""
        derived = {name for name, fact in self.facts.items() if not facts.isdisjoint(fact.of)}
        return frozenset(id for id, criterion in self.criteria.items() if not criterion.facts().isdisjoint(facts | derived))


def compile_trial(files: Mapping[str, str], labels: Mapping[str, tuple[str, ...]]) -> Trial:
    """The trial of these file texts (`trial.toml`, `facts.toml`, …). Raises TrialError for what cannot be read at all.

    `labels` are the wordings of the options in every language, by `<question>-<option>`.

    What can be read may still not hold together: `flows.checks.problems` says so.
    """
    problems: list[str] = []
    tables = {name: _toml(name, text, problems) for name, text in files.items() if name.endswith(".toml")}
    if problems:
        raise TrialError(problems)
    analytes = analytes_from(tables["analytes.toml"])
    facts = dict(_each(tables["facts.toml"].items(), "facts.toml", lambda item: _fact(item[0], item[1], analytes), problems))
    criteria = dict(
        _each(tables["criteria.toml"].items(), "criteria.toml", lambda item: _criterion(item[0], item[1]), problems)
    )
    listed = tables["questions.toml"]["question"]
    questions = list(_each(listed, "questions.toml", lambda table: _question(table, facts), problems))
    doubts = tables["contradictions.toml"].items()
    contradictions = dict(_each(doubts, "contradictions.toml", lambda item: _contradiction(item[0], item[1]), problems))
    about = list(_each([tables["trial.toml"]], "trial.toml", About.model_validate, problems))
    if problems:
        raise TrialError(problems)
    synonyms = {f"{q}-{o}": tuple(words) for q, table in tables["synonyms.toml"].items() for o, words in table.items()}
    wordings = {key: labels.get(key, ()) + synonyms.get(key, ()) for key in labels.keys() | synonyms.keys()}
    lexicon = Lexicon.from_tsv(files["drugs.tsv"])
    gate = AgeGate(about[0].age_gate.questions, parse_condition(about[0].age_gate.passed))
    return Trial(
        about[0],
        facts,
        analytes,
        criteria,
        tuple(questions),
        contradictions,
        gate,
        lexicon,
        files["registry.txt"],
        digest_of(files),
        wordings,
    )


def digest_of(files: Mapping[str, str]) -> str:
    """A short fingerprint of everything a screening depends on: rules, questions, wording and record."""
    text = "\0".join(f"{name}\0{files[name]}" for name in sorted(files))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _toml(name: str, text: str, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{name}: {error}")
        return {}


def _each(items: Iterable[Any], name: str, build: Callable[[Any], T], problems: list[str]) -> Iterator[T]:
    """Build each item; a problem is written down with its place and the rest still built."""
    for item in items:
        place = item[0] if isinstance(item, tuple) else item.get("id", "")
        try:
            yield build(item)
        except ValidationError as error:
            problems += [f"{name} {place} {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        except (RuleError, KeyError, ValueError) as error:
            problems.append(f"{name} {place}: {error}")


def _criterion(id: str, table: dict[str, Any]) -> tuple[str, Criterion]:
    shape = _CriterionShape.model_validate(table)
    texts = shape.routes if shape.rule is None else {"rule": shape.rule, **shape.routes}
    if not texts:
        raise ValueError("no rule")
    routes = {name: parse_rule(text) for name, text in texts.items()}
    return id, Criterion(id, shape.quote, shape.settled_by, routes, shape.discreet)


def _contradiction(id: str, table: dict[str, Any]) -> tuple[str, Contradiction]:
    shape = _ContradictionShape.model_validate(table)
    return id, Contradiction(id, parse_condition(shape.when), shape.questions, shape.criteria)


def _fact(name: str, table: dict[str, Any], analytes: Mapping[str, Analyte]) -> tuple[str, Fact]:
    kinds = [kind for kind in Kind if kind in table]
    if len(kinds) != 1:
        raise ValueError(f"needs exactly one of {', '.join(Kind)}")
    kind, value = kinds[0], table[kinds[0]]
    words = tuple(value) if kind in (Kind.CHOICE, Kind.LIST, Kind.DATE, Kind.DRUG) else tuple(table.get("words", ()))
    return name, Fact(
        name,
        kind,
        words,
        limits=Range(Decimal(value[0]), Decimal(value[1])) if kind is Kind.NUMBER else None,
        whole=table.get("whole", False),
        unit=table.get("unit"),
        marks=frozenset(table.get("marks", ())),
        analyte=analytes[value] if kind in (Kind.QUANTITY, Kind.SCALAR) else None,
        formula=value if kind is Kind.FORMULA else None,
        of=tuple(table.get("of", ())),
        not_before=table.get("not_before"),
        counts=parse_condition(table["counts"]) if "counts" in table else None,
    )


def _question(table: dict[str, Any], facts: Mapping[str, Fact]) -> Question:
    shape = _QuestionShape.model_validate(table)
    fact = facts[shape.fact] if shape.fact else None
    options = _options(shape, fact)
    values = {option.value for option in options}
    return Question(
        id=shape.id,
        fact=shape.fact,
        ask=parse_condition(shape.ask) if shape.ask else None,
        roles=shape.roles,
        options=options,
        many=shape.many or shape.gate or (fact is not None and fact.kind is Kind.LIST),
        unticked=shape.unticked,
        gate=shape.gate,
        negative=shape.negative or next((word for word in ("none", "no") if word in values), None),
        after=(shape.after.split(".")[0], shape.after.split(".")[1]) if shape.after else None,
        dont_know=shape.dont_know,
        open_if=parse_condition(shape.open_if) if shape.open_if else None,
        comment=shape.comment,
        typical=shape.typical or ("none" if "none" in values else options[0].value),
    )


def _options(shape: _QuestionShape, fact: Fact | None) -> tuple[Option, ...]:
    listed = shape.options or (*(fact.words if fact else ()), *(("none",) if fact and fact.kind is Kind.LIST else ()))
    shapes = listed if isinstance(listed, dict) else {value: _OptionShape() for value in listed}
    always = ("none", "unknown") if shape.gate else ("unknown",)
    shapes = {**shapes, **{value: _OptionShape() for value in always if value not in shapes}}
    return tuple(_option(value, option, shape, fact) for value, option in shapes.items())


def _option(value: str, option: _OptionShape, shape: _QuestionShape, fact: Fact | None) -> Option:
    sets = option.sets if option.sets is not None else _default_sets(value, shape, fact)
    return Option(value, sets, option.flag, option.roles, option.opens)


def _default_sets(value: str, shape: _QuestionShape, fact: Fact | None) -> dict[str, Json]:
    """What an option sets when the file does not say: its own value, on the question's fact."""
    if shape.unticked:
        return dict.fromkeys(shape.unticked, "unknown") if value == "unknown" else {}
    if fact is None:
        return {}
    return {fact.name: [value] if fact.kind is Kind.LIST and value != "unknown" else value}
