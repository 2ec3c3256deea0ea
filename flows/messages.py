"""What passes between the dialogue and a channel: the person's message, what it leads to, and what is put to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flows import events as e
from flows.answers import Rejection
from flows.state import State
from flows.trial import Question

ROLE_QUESTION = "Q00"
"""The question bank's own question about the role: its wording is the trial's."""


class Ask(StrEnum):
    """What is put to the person."""

    LANGUAGE = "language"
    ROLE = "role"
    CONSENT = "consent"
    QUESTION = "question"
    READ_BACK = "read_back"
    REPORT = "report"
    CONTRADICTION = "contradiction"
    STOP_OFFER = "stop_offer"
    REVIEW = "review"
    RESULT = "result"
    LETTER = "letter"
    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Prompt:
    """What is open now. Its `seq` marks its buttons: a press with another one is old and changes nothing."""

    ask: Ask
    seq: int
    question: Question | None = None
    picks: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True)
class Pick:
    """A button, or several ticked ones, of the prompt with this `seq`."""

    seq: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    text: str


Message = Pick | Typed


@dataclass(frozen=True)
class Say:
    """Something to tell beside the next prompt: a key of the words, and what goes into it."""

    key: str
    question: str | None = None
    answer: e.Answered | None = None


@dataclass(frozen=True)
class Decision:
    """The events that a message makes happen and what is to be said; of a refused message there are no events.

    `state` is the one that the events lead to.
    """

    events: tuple[e.Event, ...] = ()
    says: tuple[Say, ...] = ()
    rejection: Rejection | None = None
    state: State | None = None


@dataclass(frozen=True)
class Stale(Decision):
    """A button of an older prompt, or pressed twice: nothing happens."""
