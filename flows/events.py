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
    """An answer that counts: the words, the options picked, and the facts they set (JSON form).

    `by` is who gave it, where that is not the person of this screening: it was handed over (`HandedOver`).
    """

    kind: Literal["answered"] = "answered"
    question: str
    said: str
    picked: tuple[str, ...] = ()
    facts: dict[str, Any]
    by: Literal["patient", "family"] | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known from it; what a later question still settles is not meant."""
        return "unknown" in self.picked or (bool(self.facts) and set(map(str, self.facts.values())) == {"unknown"})

    def agrees(self, other: Answered) -> bool:
        """Whether both say the same, in whatever words."""
        return self.facts == other.facts and set(self.picked) == set(other.picked)


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
    """An answered question is asked again, and `then` others after it; each answer counts until a new one is given.

    `recheck`: because time has passed, and not because an answer was wrong.
    """

    kind: Literal["reopened"] = "reopened"
    question: str
    then: tuple[str, ...] = ()
    recheck: bool = False


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


class ContactAllowed(Event):
    """The study team may write to the person in this chat. Nobody may before this."""

    kind: Literal["contact_allowed"] = "contact_allowed"


class ContactWithdrawn(Event):
    kind: Literal["contact_withdrawn"] = "contact_withdrawn"


class LetterOpened(Event):
    """The next text of the person answers this letter (its row in the table)."""

    kind: Literal["letter_opened"] = "letter_opened"
    letter: int


class LetterAnswered(Event):
    """The words for the study team; they are no answer to a question."""

    kind: Literal["letter_answered"] = "letter_answered"
    letter: int
    text: str


class LetterLeft(Event):
    """The person does not answer the letter now."""

    kind: Literal["letter_left"] = "letter_left"


class HandedOver(Event):
    """A doctor goes on with what a patient or relative began; their answers follow, each with `by`.

    `shared`: they had agreed that coordinators may see them. Without that nobody shows them to coordinators.
    """

    kind: Literal["handed_over"] = "handed_over"
    role: Literal["patient", "family"]
    shared: bool


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
    | Withdrawn
    | ContactAllowed
    | ContactWithdrawn
    | LetterOpened
    | LetterAnswered
    | LetterLeft
    | HandedOver,
    Field(discriminator="kind"),
]

EVENTS: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
"""Reads a stored event: `EVENTS.validate_json(text)`."""
