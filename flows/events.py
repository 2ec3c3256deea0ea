"""What happened in a screening: the only thing stored. The state is the replay of these, in order.

Every event is frozen and validates what comes from the store. `Answered` keeps what was said and how it was read, so that
nothing is ever re-read by a later version.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Event(BaseModel):
    """Something that happened. `kind` is also the trigger of the dialogue's state machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LanguageChosen(Event):
    kind: Literal["language_chosen"] = "language_chosen"
    language: str


class RoleChosen(Event):
    kind: Literal["role_chosen"] = "role_chosen"
    role: Literal["patient", "family", "clinician"]


class SteppedBack(Event):
    """One phase back, before the first question after consent."""

    kind: Literal["stepped_back"] = "stepped_back"


class Answered(Event):
    """An answer that counts: the words, the options picked, and the facts they set (JSON form)."""

    kind: Literal["answered"] = "answered"
    question: str
    said: str
    picked: tuple[str, ...] = ()
    facts: dict[str, Any]


class ReadBack(Event):
    """An answer that does not count yet: the person is asked whether it is right, or which of several it is.

    `why` is `stopper`, `unusual` or a rejection reason; `typed` are the words that are being asked about.
    """

    kind: Literal["read_back"] = "read_back"
    candidates: tuple[Answered, ...] = Field(min_length=1)
    why: str
    typed: str = ""

    @property
    def question(self) -> str:
        return self.candidates[0].question


class ReportRead(Event):
    """Several answers from one message, to be confirmed together; `unread` is what was not understood, word for word."""

    kind: Literal["report_read"] = "report_read"
    answers: tuple[Answered, ...] = Field(min_length=1)
    typed: str
    unread: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Questions on which the message says something that has to be asked again."""
    complete: Answered | None = None


class Held(Event):
    """A report that came before the consent: kept aside unread, and erased with the screening if there is no consent."""

    kind: Literal["held"] = "held"
    text: str


class ReadBackDenied(Event):
    kind: Literal["read_back_denied"] = "read_back_denied"


class AgePassed(Event):
    kind: Literal["age_passed"] = "age_passed"


class Underage(Event):
    """Under 18, or not surely of age: nothing is kept."""

    kind: Literal["underage"] = "underage"


class Consented(Event):
    """The boxes ticked, and the version of the notice that was shown."""

    kind: Literal["consented"] = "consented"
    choices: tuple[str, ...]
    version: str


class Refused(Event):
    kind: Literal["refused"] = "refused"


class Reopened(Event):
    """An answered question is asked again; its answer counts until a new one is given."""

    kind: Literal["reopened"] = "reopened"
    question: str


class Kept(Event):
    """The reopened question keeps its answer."""

    kind: Literal["kept"] = "kept"


class StopOffered(Event):
    """These criteria surely fail: see the result now, or answer the rest?"""

    kind: Literal["stop_offered"] = "stop_offered"
    criteria: tuple[str, ...]


class ContradictionFound(Event):
    """Two answers do not go together; asked once. If both stand afterwards, their criteria go to review."""

    kind: Literal["contradiction_found"] = "contradiction_found"
    contradiction: str


class ContradictionKept(Event):
    kind: Literal["contradiction_kept"] = "contradiction_kept"


class WentOn(Event):
    kind: Literal["went_on"] = "went_on"


class QuestionsDone(Event):
    kind: Literal["questions_done"] = "questions_done"


class Concluded(Event):
    """The result as it was shown, on the day that stands for every time anchor."""

    kind: Literal["concluded"] = "concluded"
    as_of: date
    outcome: str
    not_now: bool
    earliest: date | None


class Flagged(Event):
    """A red flag. `said` is kept for coordinators; it never changes a criterion."""

    kind: Literal["flagged"] = "flagged"
    code: str
    said: str


class Paused(Event):
    kind: Literal["paused"] = "paused"


class Resumed(Event):
    kind: Literal["resumed"] = "resumed"


class Withdrawn(Event):
    kind: Literal["withdrawn"] = "withdrawn"


AnyEvent = Annotated[
    LanguageChosen
    | RoleChosen
    | SteppedBack
    | Answered
    | ReadBack
    | ReportRead
    | Held
    | ReadBackDenied
    | AgePassed
    | Underage
    | Consented
    | Refused
    | Reopened
    | Kept
    | StopOffered
    | ContradictionFound
    | ContradictionKept
    | WentOn
    | QuestionsDone
    | Concluded
    | Flagged
    | Paused
    | Resumed
    | Withdrawn,
    Field(discriminator="kind"),
]

EVENTS: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
"""Reads a stored event: `EVENTS.validate_json(text)`."""
