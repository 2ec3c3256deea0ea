"""What the paper shows of the questions, the criteria and the worked cases, as plain data for its template."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.paper.texts import Script
from bot.registry.compare import questions_of
from bot.render.values import facts_text
from flows.answers import Json
from flows.facts import Fact, Kind
from flows.protocol import Effect, ProtocolQuestion
from flows.questions import offers_choices
from flows.rules import Status
from flows.trial import ROLES, Option, Question, Trial


@dataclass(frozen=True)
class Card:
    """One question as the paper shows it."""

    question: Question
    number: int
    wordings: list[tuple[str, str]]
    when: str | None
    gates: list[tuple[str, str]]
    typed: list[str]
    options: list[tuple[Option, str]]
    criteria: list[str]


def cards(script: Script) -> list[Card]:
    """Every question in its order, the same wording of several roles once."""
    return [_card(script, question, number) for number, question in enumerate(script.trial.questions, 1)]


def _card(script: Script, question: Question, number: int) -> Card:
    trial = script.trial
    gates = dict.fromkeys((gate.id, option.value) for role in ROLES for gate, option in trial.gates_of(question.id, role))
    return Card(
        question,
        number,
        [*_wordings(script, question)],
        script.condition(question.ask_text) if question.ask_text else None,
        [(gate, script(f"{gate}-{option}")) for gate, option in gates],
        [*_typed(script, question)],
        [(option, script(f"{question.id}-{option.value}")) for option in question.options],
        [id for id in trial.criteria if id in trial.readers(question.sets())],
    )


def _wordings(script: Script, question: Question) -> Iterator[tuple[str, str]]:
    texts: dict[str, list[str]] = {}
    for role in question.roles:
        texts.setdefault(script(f"{question.id}.{role}"), []).append(script.paper(f"role-{role}"))
    return ((script.paper("list").join(roles), text) for text, roles in texts.items())


def _typed(script: Script, question: Question) -> Iterator[str]:
    """What may be typed: the kind of value, its units and its limits."""
    if question.fact is None or offers_choices(script.trial, question):
        return
    fact, paper = script.trial.facts[question.fact], script.paper
    yield paper(f"typed-{fact.kind}")
    if fact.limits is not None:
        yield paper("typed-limits", low=str(fact.limits.low), high=str(fact.limits.high), unit="")
    if fact.analyte is not None:
        yield from _measured(script, fact)


def _measured(script: Script, fact: Fact) -> Iterator[str]:
    analyte, paper = fact.analyte, script.paper
    assert analyte is not None
    unit = f" {analyte.unit}" if analyte.unit != "ratio" else ""
    yield paper("typed-units", units=paper("list").join(analyte.units)) if len(analyte.units) > 1 else ""
    yield paper("typed-limits", low=str(analyte.hard.low), high=str(analyte.hard.high), unit=unit)
    yield paper("typed-soft", low=str(analyte.soft.low), high=str(analyte.soft.high), unit=unit)
    yield paper("typed-uln") if analyte.takes_uln else ""


@dataclass(frozen=True)
class Trace:
    """One criterion: where it comes from, its rule, who asks for it, and who shows it."""

    id: str
    label: str
    quote: str
    settled_by: str
    routes: list[tuple[str, list[str]]]
    questions: list[str]
    cases: list[tuple[str, list[int]]]
    protocol: list[str]
    reasons: list[str]


def traces(script: Script, cases: list[Case]) -> list[Trace]:
    """Every criterion in the order of the record."""
    return [_trace(script, id, cases) for id in script.trial.criteria]


def _trace(script: Script, id: str, cases: list[Case]) -> Trace:
    criterion, paper = script.trial.criteria[id], script.paper
    routes = [(name if name != "rule" else "", [line.text for line in rule.lines]) for name, rule in criterion.routes.items()]
    shown = {status.value: [case.number for case in cases if case.statuses.get(id) == status] for status in Status}
    return Trace(
        id,
        script(f"{id}.label"),
        criterion.quote,
        paper(f"settled-{criterion.settled_by}"),
        routes,
        [*questions_of(script.trial, (id,))],
        [(paper(f"status-{status}"), numbers) for status, numbers in shown.items() if numbers],
        [question.id for question in script.trial.protocol.values() if id in question.criteria],
        sorted({line.reason for rule in criterion.routes.values() for line in rule.lines if line.reason}),
    )


@dataclass(frozen=True)
class Case:
    """A worked person: what differs from the base, and the statuses that differ with it."""

    number: int
    name: str
    base: str
    differs: str
    statuses: Mapping[str, str]


def worked_cases(script: Script, text: str) -> list[Case]:
    """The cases of `cases.toml`, numbered."""
    listed: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return [_case(script, number, case) for number, case in enumerate(listed, 1)]


def _case(script: Script, number: int, case: dict[str, Any]) -> Case:
    facts: dict[str, Json] = case.get("facts", {})
    parts = [facts_text(script.trial, script.own, facts, facts)] if facts else []
    parts += [script.paper(f"role-{case['role']}")] if "role" in case else []
    parts += [case["as_of"]] if "as_of" in case else []
    name = case["name"] if script.own.language == "en" else ""
    base = script.paper(f"base-{case['base']}") if script.paper.has(f"base-{case['base']}") else case["base"]
    return Case(number, name, base, script.paper("list").join(parts), case.get("statuses", {}))


def without_question(trial: Trial) -> list[tuple[str, list[str]]]:
    """For each role the criteria that none of its questions settles."""
    return [(role, [id for id in trial.criteria if not _asked(trial, id, role)]) for role in ROLES]


def _asked(trial: Trial, id: str, role: str) -> bool:
    read = {source for name in trial.criteria[id].facts() - {"role"} for source in (trial.facts[name].of or (name,))}
    return any(not read.isdisjoint(question.sets()) for question in trial.questions if role in question.roles)


def effect_lines(script: Script, question: ProtocolQuestion, effect: Effect) -> Iterable[str]:
    """What a ruling would add to the rules, or make of the marks of drugs."""
    yield from (line.text for rule in effect.lines.values() for line in rule.lines)
    classes = script.paper("semicolon").join(sorted(question.drugs))
    yield from (script.paper("protocol-marks", old=old, new=new, classes=classes) for old, new in effect.marks.items())


def facts_listed(script: Script) -> list[tuple[str, str, str]]:
    """Every fact that the rules name: its name, what it is called, and the questions that set it."""
    rows = []
    for name, fact in script.trial.facts.items():
        if fact.kind is not Kind.FORMULA and name != "role":
            askers = [question.id for question in script.trial.questions if name in question.sets()]
            rows.append((name, script.label(name), " ".join(askers)))
    return rows
