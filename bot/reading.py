"""`prescreen read`: how a typed answer is read, in the form of the facts contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from flows.answers import Rejection
from flows.events import Answered, ReadBack
from flows.questions import read_reply
from flows.trial import Question, Trial


def read_fact(trial: Trial, fact: str, text: str, role: str, today: date) -> dict[str, Any]:
    """`{"value": …}`, with `"confirm"` where the dialogue asks "is that right?", or `{"rejected": reason}`.

    `choices` are the readings that the dialogue would offer. Raises KeyError for a fact that no question sets.
    """
    found = read_reply(trial, _asking(trial, fact), text, role, today, {})
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


def _asking(trial: Trial, fact: str) -> Question:
    asking = [question for question in trial.questions if fact in question.sets()]
    direct = [question for question in asking if question.fact == fact]
    if not asking:
        raise KeyError(fact)
    return (direct or asking)[0]
