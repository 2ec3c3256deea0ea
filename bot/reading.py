"""`prescreen read`: how a typed answer is read, in the form of the facts contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from flows.answers import Reason, Rejection, to_json
from flows.events import Answered, ReadBack
from flows.facts import Fact, Kind
from flows.messages import ROLE_QUESTION
from flows.questions import read_reply
from flows.reading.choices import Option, read_choice
from flows.trial import Question, Trial


def read_fact(trial: Trial, fact: str, text: str, role: str, today: date) -> dict[str, Any]:
    """`{"value": …}`, with `"confirm"` where the dialogue asks "is that right?", or `{"rejected": reason}`.

    `choices` are the readings that the dialogue would offer. A fact is read as its own question reads it; one that is set
    together with others, by its own words, or as the question with the ticks. Raises KeyError for a fact nobody is asked for.
    """
    own = [question for question in trial.questions if question.fact == fact]
    ticked = [question for question in trial.questions if question.fact != fact and fact in question.sets()]
    direct = [] if own or trial.facts[fact].kind is not Kind.CHOICE else [_read_choice(trial, trial.facts[fact], text)]
    if not (own or ticked or direct):
        raise KeyError(fact)
    found = [*(_read(trial, q, fact, text, role, today) for q in own[:1]), *direct]
    if not any(character.isdigit() for character in text):  # a place among the ticks says nothing of this fact
        found += [_read(trial, question, fact, text, role, today) for question in ticked]
    unread = {"rejected": Reason.NOT_AN_OPTION.value}
    return next((reading for reading in found if reading.get("value", "unknown") != "unknown"), found[0] if found else unread)


def _read(trial: Trial, question: Question, fact: str, text: str, role: str, today: date) -> dict[str, Any]:
    found = read_reply(trial, question, text, role, today, {})
    match found:
        case Answered():
            return {"value": _value(found, fact)}
        case ReadBack(why="unusual"):
            return {"value": _value(found.candidates[0], fact), "confirm": "unusual"}
        case ReadBack():
            return {"rejected": found.why, "choices": [_value(candidate, fact) for candidate in found.candidates]}
        case Rejection():
            return {"rejected": found.reason.value}


def _value(answer: Answered, fact: str) -> Any:
    return answer.facts.get(fact, "unknown")


def _read_choice(trial: Trial, fact: Fact, text: str) -> dict[str, Any]:
    prefix = ROLE_QUESTION if fact.name == "role" else fact.name
    unknown = () if fact.name == "role" else ("unknown",)  # who somebody is cannot stay open
    options = [Option(word, (word, *trial.wordings.get(f"{prefix}-{word}", ()))) for word in (*fact.words, *unknown)]
    found = read_choice(text, options)
    if isinstance(found, Rejection):
        return {"rejected": found.reason.value, "choices": [to_json(choice) for choice in found.choices]}
    return {"value": to_json(found.value)}
