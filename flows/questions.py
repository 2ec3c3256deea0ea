"""How a typed reply to a question is read, by the kind of the fact that it sets.

Whatever is not certain comes back as a ReadBack with the possible answers, whatever is not understood as a Rejection; an
Answered is certain. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flows.answers import UNKNOWN, Answer, Doubt, PartialDate, Quantity, Reading, Reason, Rejection, to_json
from flows.events import Answered, ReadBack
from flows.facts import Fact, Kind, is_too_early
from flows.reading.asides import is_question
from flows.reading.choices import Option as Wordings
from flows.reading.choices import read_choice, read_choices
from flows.reading.dates import read_date
from flows.reading.drugs import read_drug, read_drugs, sure_drugs
from flows.reading.intervals import read_interval_months
from flows.reading.numbers import read_age, read_number
from flows.reading.persons import begins_with_another, of_the_patient
from flows.reading.quantities import as_scalar, read_quantity, read_scalar, understood
from flows.survey import sets_of
from flows.trial import Question, Trial

Found = Answered | ReadBack | Rejection

DOUBTFUL_DRUG = (Reason.DID_YOU_MEAN, Reason.AMBIGUOUS_DRUG, Reason.NOT_A_DRUG)


def read_reply(
    trial: Trial, question: Question, text: str, role: str | None, today: date, answers: Mapping[str, Answer]
) -> Found:
    """What a typed reply means. `answers` are those that count so far, for dates that must follow another."""
    found = _read(trial, question, text, role, today)
    if isinstance(found, Rejection):
        return _asked_back(trial, question, text, found)
    late = _not_before(trial, question, found, answers)
    if late is not None:
        return late
    answer = answered(question, text, found.value)
    return ReadBack(candidates=(answer,), why=found.doubt.value, typed=text) if found.doubt else answer


def answered(question: Question, said: str, value: Answer) -> Answered:
    """The answer event of a value: as the option it is, or as the value of the question's fact."""
    picked = _picked(question, value)
    if picked is not None:
        return Answered(question=question.id, said=said, picked=picked, facts=sets_of(question, picked))
    assert question.fact is not None
    return Answered(question=question.id, said=said, facts={question.fact: to_json(value)})


def _picked(question: Question, value: Answer) -> tuple[str, ...] | None:
    if value is UNKNOWN:
        return (question.dont_know,)
    if isinstance(value, tuple) and value and all(question.option(item) for item in value):
        named = sets_of(question, value).get(question.fact or "")
        return value if question.fact is None or named == to_json(value) else None  # the drug "chemo" stays as typed
    if value == () and question.option("none"):
        return ("none",)
    name = str(value).lower() if isinstance(value, bool) else value
    return (name,) if isinstance(name, str) and question.option(name) else None


def offers_choices(trial: Trial, question: Question) -> bool:
    """Whether the options say it all; otherwise a value may be typed."""
    fact = trial.facts[question.fact] if question.fact else None
    if fact is None or fact.kind in (Kind.CHOICE, Kind.LIST, Kind.FLAG):
        return True
    return fact.kind is not Kind.DRUGS and len(question.options) > 2


def _read(trial: Trial, question: Question, text: str, role: str | None, today: date) -> Reading | Rejection:
    """An answer that speaks of somebody else than the patient, or asks something, is none."""
    if is_question(text):
        return Rejection(Reason.NOT_UNDERSTOOD)
    said = of_the_patient(text, role)
    found = _read_own(trial, question, said, role, today)
    if isinstance(found, Rejection) or found.value is UNKNOWN or not begins_with_another(said, role):
        return found
    if role in (None, "patient"):
        return found if offers_choices(trial, question) else Rejection(Reason.NOT_UNDERSTOOD)
    return Reading(found.value, Doubt.UNUSUAL)


def _read_own(trial: Trial, question: Question, text: str, role: str | None, today: date) -> Reading | Rejection:
    if offers_choices(trial, question):
        read = read_choices if question.many else read_choice
        found = read(text, wordings(trial, question, role))
        if isinstance(found, Rejection) and found.reason in (Reason.NOT_AN_OPTION, Reason.TOO_LONG) and question.comment:
            return Reading("yes")
        return found
    assert question.fact is not None
    return read_value(trial, trial.facts[question.fact], text, today, role)


def wordings(trial: Trial, question: Question, role: str | None) -> tuple[Wordings, ...]:
    """The options of a question with everything that may be typed for them."""
    return tuple(
        Wordings(option.value, trial.wordings.get(f"{question.id}-{option.value}", ())) for option in question.options_for(role)
    )


def read_value(trial: Trial, fact: Fact, text: str, today: date, role: str | None = None) -> Reading | Rejection:
    """A typed value of a fact that is not a choice."""
    match fact.kind:
        case Kind.DATE:
            return read_date(text, today, frozenset(fact.words), fact.name)
        case Kind.QUANTITY if fact.analyte:
            return read_quantity(text, fact.analyte)
        case Kind.SCALAR if fact.analyte:
            return read_scalar(text, fact.analyte)
        case Kind.DRUGS | Kind.DRUG:
            return _read_drugs(trial, fact, text, role=role)
        case _:
            return _read_number(fact, text, today)


def _read_number(fact: Fact, text: str, today: date) -> Reading | Rejection:
    if fact.unit == "age":
        return read_age(text, today)
    if fact.unit == "months":
        return read_interval_months(text)
    assert fact.limits is not None
    return read_number(text, fact.limits)


def _asked_back(trial: Trial, question: Question, text: str, rejection: Rejection) -> ReadBack | Rejection:
    """The possible answers of an unclear text, to be chosen by the person; the rejection itself when there are none."""
    values = _values(trial, question, text, rejection)
    candidates = tuple(_candidate(trial, question, text, value) for value in values)
    return (
        ReadBack(candidates=candidates, why=rejection.reason.value, typed=rejection.detail or text) if candidates else rejection
    )


def _candidate(trial: Trial, question: Question, text: str, value: Answer) -> Answered:
    """A possible answer. Of a weight or dose `said` is what was understood: 65 kg (130 斤)."""
    fact = trial.facts.get(question.fact or "")
    if isinstance(value, Quantity) and fact and fact.kind is Kind.SCALAR and fact.analyte:
        return answered(question, understood(value, fact.analyte), as_scalar(Reading(value), fact.analyte).value)
    return answered(question, text, value)


def _values(trial: Trial, question: Question, text: str, rejection: Rejection) -> list[Answer]:
    if rejection.reason is Reason.NEGATED_DRUG:
        return _sure_drugs(trial, trial.facts[question.fact or ""], text)
    if rejection.reason in DOUBTFUL_DRUG:
        return _drugs_settled(trial, trial.facts[question.fact or ""], text, rejection)
    if rejection.reason is Reason.EXCLUSIVE_CHOICE or (offers_choices(trial, question) and len(rejection.choices) > 8):
        return []
    return list(rejection.choices)


def _drugs_settled(trial: Trial, fact: Fact, text: str, rejection: Rejection) -> list[Answer]:
    """The text with each possible name in the place of the doubtful one, the names in it alone, and last as it was typed."""
    chosen = ((rejection.detail, str(choice)) for choice in rejection.choices)
    found = [_read_drugs(trial, fact, text, choice=choice) for choice in chosen]
    named = _sure_drugs(trial, fact, text) if not rejection.choices else []
    found.append(_read_drugs(trial, fact, text, as_typed=True))
    return list(dict.fromkeys([*named, *(reading.value for reading in found if isinstance(reading, Reading))]))


def _sure_drugs(trial: Trial, fact: Fact, text: str) -> list[Answer]:
    found = sure_drugs(text, trial.lexicon) if fact.kind is Kind.DRUGS else None
    return [found.value] if isinstance(found, Reading) else []


def _read_drugs(
    trial: Trial,
    fact: Fact,
    text: str,
    as_typed: bool = False,
    choice: tuple[str, str] | None = None,
    role: str | None = None,
) -> Reading | Rejection:
    if fact.kind is Kind.DRUGS:
        return read_drugs(text, trial.lexicon, as_typed, choice, role)
    return read_drug(text, trial.lexicon, fact.marks, "none" in fact.words, as_typed, choice, role)


def _not_before(trial: Trial, question: Question, found: Reading, answers: Mapping[str, Answer]) -> Rejection | None:
    fact = trial.facts.get(question.fact or "")
    if fact is None or not isinstance(found.value, PartialDate):
        return None
    return Rejection(Reason.RELAPSE_BEFORE_END) if is_too_early(fact, {**answers, fact.name: found.value}) else None
