"""The FHIR bundle: the Questionnaire and a QuestionnaireResponse for each screening. People are named by their code only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.exports import fhir
from bot.exports.questionnaire import LIMIT, WORD, address, coding, item_type, questionnaire, takes_word, ucum
from bot.exports.records import json_object
from bot.exports.source import Source
from bot.store import Record
from flows.answers import Json
from flows.events import Answered
from flows.facts import Fact, Kind
from flows.messages import ROLE_QUESTION
from flows.state import State, replay
from flows.survey import survey
from flows.trial import Option, Question

_STATUS = {"concluded": "completed", "withdrawn": "stopped", "declined": "stopped"}


def fhir_bundle(source: Source) -> Iterator[str]:
    """One collection, its entries one a line."""
    head = {"resourceType": "Bundle", "type": "collection", "timestamp": source.now.isoformat()}
    return json_object(head, "entry", _entries(source))


def _entries(source: Source) -> Iterator[dict[str, Any]]:
    yield {"fullUrl": address(source.trial), "resource": questionnaire(source).as_json()}
    for record in source.store.records.all():
        resource = response(source, record, replay(source.store.events(record.id)))
        yield {"fullUrl": uuid5(NAMESPACE_URL, f"{address(source.trial)}/{record.code}").urn, "resource": resource.as_json()}


def response(source: Source, record: Record, state: State) -> fhir.QuestionnaireResponse:
    """The answers that count, in the order of the questions, and the result."""
    day = state.result.as_of if state.result else source.now.date()
    asked = [source.trial.question(id) for id in survey(source.trial, state, day).asked] if state.role else []
    items = [item for question in asked for item in _answered(source, question, state.replies[question.id])]
    return fhir.QuestionnaireResponse.model_validate(
        {
            "language": fhir.LANGUAGE_TAGS.get(record.language or ""),
            "identifier": fhir.Identifier(system=address(source.trial), value=record.code),
            "questionnaire": f"{address(source.trial)}|{record.digest}",
            "status": _STATUS.get(record.phase, "in-progress"),
            "authored": record.concluded or record.updated,
            "item": (*_role(source, state), *items, *_result(source, record)),
        }
    )


def _role(source: Source, state: State) -> Iterator[fhir.ResponseItem]:
    if state.role:
        yield _item(ROLE_QUESTION, fhir.Answer(value_coding=coding(source, state.role, f"{ROLE_QUESTION}-{state.role}")))


def _item(id: str, *answers: fhir.Answer) -> fhir.ResponseItem:
    return fhir.ResponseItem(link_id=id, answer=answers)


def _answered(source: Source, question: Question, reply: Answered) -> Iterator[fhir.ResponseItem]:
    kind = item_type(source.trial, question)
    if kind == "choice":
        yield _item(question.id, *(_choice(source, question, value) for value in picked(question, reply)))
        return
    fact, value = source.trial.facts[question.fact or ""], reply.facts.get(question.fact or "", "unknown")
    if kind == "open-choice":
        yield _item(question.id, *_drugs(source, question, value))
    elif takes_word(source.trial, question) and (word := _word(question, fact, value)) is not None:
        yield _item(f"{question.id}.{WORD}", _choice(source, question, word))
    else:
        yield _item(question.id, _typed(fact, value))
        if isinstance(value, dict) and "uln" in value:
            yield _item(f"{question.id}.{LIMIT}", fhir.Answer(value_quantity=_quantity(fact, value["uln"], value.get("unit"))))


def _choice(source: Source, question: Question, value: str) -> fhir.Answer:
    return fhir.Answer(value_coding=coding(source, value, f"{question.id}-{value}"))


def picked(question: Question, reply: Answered) -> tuple[str, ...]:
    """The options of an answer; of a typed one, those that stand for the facts that it set."""
    if reply.picked:
        return reply.picked
    if question.unticked and reply.facts == question.unticked:
        return ("none",)
    return tuple(option.value for option in question.options if _stands_for(option, reply.facts))


def _stands_for(option: Option, facts: dict[str, Json]) -> bool:
    return bool(option.sets) and all(name in facts and _holds(facts[name], value) for name, value in option.sets.items())


def _holds(value: Json, wanted: Json) -> bool:
    if isinstance(value, list) and isinstance(wanted, list) and wanted:
        return all(item in value for item in wanted)
    return value == wanted and type(value) is type(wanted)


def _word(question: Question, fact: Fact, value: Json) -> str | None:
    """The option that is answered instead of a value."""
    options = (option for option in question.options if option.value == value or option.sets.get(fact.name) == value)
    found = next(options, None)
    return found.value if found else None


def _drugs(source: Source, question: Question, value: Json) -> Iterator[fhir.Answer]:
    """Each drug as it was typed, the kinds of drugs that were ticked as choices."""
    names = value if isinstance(value, list) and value else [value]
    for name in names:
        option = next((o for o in question.options if question.fact and o.sets.get(question.fact) in (name, [name])), None)
        if option is not None:
            yield _choice(source, question, option.value)
        else:
            yield fhir.Answer(value_string=str(name))


def _typed(fact: Fact, value: Json) -> fhir.Answer:
    if fact.kind is Kind.DATE:
        return fhir.Answer(value_date=str(value))
    if isinstance(value, dict):
        return fhir.Answer(value_quantity=_quantity(fact, value["value"], value.get("unit")))
    if fact.kind is Kind.SCALAR:
        return fhir.Answer(value_quantity=_quantity(fact, value, None))
    assert isinstance(value, int | float)
    return fhir.Answer(value_decimal=value)


def _quantity(fact: Fact, value: Json, unit: Json) -> fhir.Quantity:
    assert isinstance(value, int | float) and fact.analyte is not None
    named = str(unit or fact.analyte.unit)
    return fhir.Quantity(value=value, unit=named, code=ucum(fact, named))


def _result(source: Source, record: Record) -> Iterator[fhir.ResponseItem]:
    for name, outcome in (("outcome", record.outcome), ("ruled_outcome", record.ruled_outcome)):
        if outcome:
            yield _item(f"result.{name}", fhir.Answer(value_coding=coding(source, outcome, f"outcome-{outcome}")))
    if record.outcome:
        yield _item("result.not_now", fhir.Answer(value_boolean=record.not_now))
    if record.earliest:
        yield _item("result.earliest", fhir.Answer(value_date=record.earliest))
