"""Makes a trial from the texts of its files. A definition that cannot be read is a TrialError that lists every problem.

The files are read elsewhere (`seeds`); whether their parts fit together is for `checks`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from flows.answers import Json
from flows.facts import Fact, Kind
from flows.protocol import protocol_question
from flows.reading.lexicon import Lexicon
from flows.rules import parse_rule
from flows.rules.grammar import parse_condition
from flows.shape import Shape
from flows.trial import ROLES, About, AgeGate, Contradiction, Criterion, Option, Question, Role, Settler, Trial
from flows.units import Analyte, Range, analyte

T = TypeVar("T")
_APART = frozenset({"cases.toml", "protocol_questions.toml", "protocol.ftl"})
"""Examples, and the questions to the study team: no text or finding of a screening depends on them."""


class TrialError(ValueError):
    """The trial definition does not hold together. `problems` lists everything that is wrong."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class _CriterionShape(Shape):
    quote: str
    settled_by: Settler
    discreet: bool = False
    rule: str | None = None
    routes: dict[str, str] = Field(default_factory=dict)


class _OptionShape(Shape):
    sets: dict[str, Any] | None = None
    flag: str | None = None
    roles: tuple[Role, ...] = ROLES
    opens: tuple[str, ...] = ()


class _QuestionShape(Shape):
    id: str
    fact: str | None = None
    ask: str | None = None
    roles: tuple[Role, ...] = ROLES
    options: tuple[str, ...] | dict[str, _OptionShape] = ()
    many: bool = False
    unticked: dict[str, Any] = Field(default_factory=dict)
    gate: bool = False
    negative: str | None = None
    after: str | None = None
    dont_know: str = "unknown"
    open_if: str | None = None
    comment: bool = False
    typical: str | None = None


class _ContradictionShape(Shape):
    when: str
    questions: tuple[str, ...]
    criteria: tuple[str, ...]


def compile_trial(files: Mapping[str, str], labels: Mapping[str, tuple[str, ...]]) -> Trial:
    """The trial of these file texts (`trial.toml`, `facts.toml`, …), with everything that could not be read in `unreadable`.

    `labels` are the wordings of the options in every language, by `<question>-<option>`. Raises TrialError when too little
    can be read to look further. Whether the parts fit together is for `flows.checks.problems`.
    """
    problems: list[str] = []
    tables = {name: _toml(name, text, problems) for name, text in files.items() if name.endswith(".toml")}
    if problems:
        raise TrialError(problems)

    def each(name: str, build: Callable[[str, Any], T]) -> dict[str, T]:
        built = _each(tables[name].items(), name, lambda item: (item[0], build(*item)), problems)
        return dict(built)

    analytes = each("analytes.toml", analyte)
    facts = each("facts.toml", lambda name, table: _fact(name, table, analytes))
    criteria = each("criteria.toml", _criterion)
    contradictions = each("contradictions.toml", _contradiction)
    synonyms = each("synonyms.toml", lambda _, table: {option: tuple(words) for option, words in table.items()})
    case_by_case = tuple(tables["protocol_questions.toml"].pop("case_by_case", ()))
    protocol = each("protocol_questions.toml", protocol_question)
    listed = tables["questions.toml"].get("question", [])
    questions = tuple(_each(listed, "questions.toml", lambda table: _question(table, facts), problems))
    about = list(_each([tables["trial.toml"]], "trial.toml", About.model_validate, problems))
    gate = list(_each(about, "trial.toml age_gate", _age_gate, problems))
    lexicon = list(_each([files["drugs.tsv"]], "drugs.tsv", Lexicon.from_tsv, problems))
    if not (about and gate and lexicon):
        raise TrialError(problems)
    said = {f"{id}-{option}": words for id, table in synonyms.items() for option, words in table.items()}
    return Trial(
        about=about[0],
        facts=facts,
        analytes=analytes,
        criteria=criteria,
        questions=questions,
        contradictions=contradictions,
        age_gate=gate[0],
        lexicon=lexicon[0],
        record=files["registry.txt"],
        digest=digest_of(files),
        protocol=protocol,
        case_by_case=case_by_case,
        unreadable=tuple(problems),
        wordings={key: labels.get(key, ()) + said.get(key, ()) for key in labels.keys() | said.keys()},
    )


def digest_of(files: Mapping[str, str]) -> str:
    """A short fingerprint of everything a screening depends on: rules, questions, wording and record."""
    text = "\0".join(f"{name}\0{files[name]}" for name in sorted(files) if name.split("/")[-1] not in _APART)
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
        place = item[0] if isinstance(item, tuple) else item.get("id", "") if isinstance(item, dict) else ""
        where = f"{name} {place}".strip()
        try:
            yield build(item)
        except ValidationError as error:
            problems += [f"{where} {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        except KeyError as error:
            problems.append(f"{where}: {error} is missing or not known")
        except (ValueError, TypeError, AttributeError, IndexError) as error:
            problems.append(f"{where}: {error}")


def _age_gate(about: About) -> AgeGate:
    return AgeGate(about.age_gate.questions, parse_condition(about.age_gate.passed))


def _criterion(id: str, table: dict[str, Any]) -> Criterion:
    shape = _CriterionShape.model_validate(table)
    texts = shape.routes if shape.rule is None else {"rule": shape.rule, **shape.routes}
    if not texts:
        raise ValueError("no rule")
    routes = {name: parse_rule(text) for name, text in texts.items()}
    return Criterion(id, shape.quote, shape.settled_by, routes, shape.discreet)


def _contradiction(id: str, table: dict[str, Any]) -> Contradiction:
    shape = _ContradictionShape.model_validate(table)
    return Contradiction(id, parse_condition(shape.when), shape.questions, shape.criteria, shape.when)


def _fact(name: str, table: dict[str, Any], analytes: Mapping[str, Analyte]) -> Fact:
    kinds = [kind for kind in Kind if kind in table]
    if len(kinds) != 1:
        raise ValueError(f"needs exactly one of {', '.join(Kind)}")
    kind, value = kinds[0], table[kinds[0]]
    words = tuple(value) if kind in (Kind.CHOICE, Kind.LIST, Kind.DATE, Kind.DRUG) else tuple(table.get("words", ()))
    return Fact(
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
        after=_after(shape.after) if shape.after else None,
        dont_know=shape.dont_know,
        open_if=parse_condition(shape.open_if) if shape.open_if else None,
        comment=shape.comment,
        typical=shape.typical or ("none" if "none" in values else options[0].value),
        ask_text=shape.ask or "",
        open_if_text=shape.open_if or "",
    )


def _after(text: str) -> tuple[str, str]:
    question, dot, option = text.partition(".")
    if not dot:
        raise ValueError(f"after: expected question.option, found {text!r}")
    return question, option


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
