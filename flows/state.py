"""The state of one screening: the phase, by a literal table of transitions, and what the events add up to.

Phases are few and belong to every trial; which question comes next is no phase but a computation (`flows.survey`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from transitions import Machine, MachineError

from flows import events as e


class Phase(StrEnum):
    LANGUAGE = "language"
    ROLE = "role"
    AGE = "age"
    CONSENT = "consent"
    ASKING = "asking"
    CONFIRMING = "confirming"
    CONCLUDED = "concluded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_STAY = None
_OPEN = [Phase.AGE, Phase.ASKING]
_AGREED = [Phase.ASKING, Phase.CONFIRMING, Phase.CONCLUDED, Phase.WITHDRAWN]
"""After the consent."""

TRANSITIONS: list[Any] = [
    ["language_chosen", Phase.LANGUAGE, Phase.ROLE],
    ["language_chosen", [p for p in Phase if p is not Phase.LANGUAGE], _STAY],
    ["role_chosen", Phase.LANGUAGE, _STAY],
    ["role_chosen", Phase.ROLE, Phase.AGE],
    ["stepped_back", Phase.ROLE, Phase.LANGUAGE],
    ["stepped_back", Phase.AGE, Phase.ROLE],
    ["stepped_back", Phase.CONSENT, Phase.AGE],
    ["answered", _OPEN, _STAY],
    ["read_back", _OPEN, _STAY],
    ["read_back_denied", _OPEN, _STAY],
    ["report_read", Phase.ASKING, _STAY],
    ["held", [Phase.LANGUAGE, Phase.ROLE, Phase.AGE, Phase.CONSENT], _STAY],
    ["age_passed", Phase.AGE, Phase.CONSENT],
    ["underage", _OPEN, Phase.DECLINED],
    ["consented", Phase.CONSENT, Phase.ASKING],
    ["refused", Phase.CONSENT, Phase.DECLINED],
    ["reopened", [Phase.ASKING, Phase.CONFIRMING, Phase.CONCLUDED], Phase.ASKING],
    ["kept", Phase.ASKING, _STAY],
    ["stop_offered", Phase.ASKING, _STAY],
    ["contradiction_found", Phase.ASKING, _STAY],
    ["contradiction_kept", Phase.ASKING, _STAY],
    ["went_on", Phase.ASKING, _STAY],
    ["questions_done", Phase.ASKING, Phase.CONFIRMING],
    ["concluded", [Phase.ASKING, Phase.CONFIRMING], Phase.CONCLUDED],
    ["flagged", list(Phase), _STAY],
    ["paused", list(Phase), _STAY],
    ["resumed", Phase.WITHDRAWN, Phase.ASKING],
    ["resumed", [p for p in Phase if p is not Phase.WITHDRAWN], _STAY],
    ["withdrawn", [Phase.ASKING, Phase.CONFIRMING, Phase.CONCLUDED], Phase.WITHDRAWN],
    ["contact_allowed", _AGREED, _STAY],
    ["contact_withdrawn", _AGREED, _STAY],
    ["letter_opened", _AGREED, _STAY],
    ["letter_answered", _AGREED, _STAY],
    ["letter_left", _AGREED, _STAY],
    ["handed_over", Phase.AGE, _STAY],
]

MACHINE = Machine(model=None, states=list(Phase), transitions=TRANSITIONS, initial=Phase.LANGUAGE, auto_transitions=False)


class IllegalEvent(Exception):
    """An event that the phase does not allow. Nothing has changed."""


@dataclass
class _Cursor:
    """The throw-away model that the machine moves."""

    state: Phase


def next_phase(phase: Phase, trigger: str) -> Phase:
    """The phase after an event of this kind. Raises IllegalEvent."""
    cursor = _Cursor(phase)
    try:
        MACHINE.events[trigger].trigger(cursor)
    except (KeyError, MachineError):
        raise IllegalEvent(f"{trigger} in phase {phase}") from None
    return Phase(cursor.state)


def diagram() -> str:
    """The phases as a Mermaid state diagram, for the README."""
    lines = [f"    {source} --> {target}: {name}" for name, source, target in _moves()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Phase.LANGUAGE.value}", *lines])


def _moves() -> Iterable[tuple[str, str, str]]:
    for name, sources, target in TRANSITIONS:
        for source in sources if isinstance(sources, list) else [sources]:
            if target is not _STAY:
                yield str(name), str(source), str(target)


@dataclass(frozen=True)
class State:
    """Everything known about a screening after its events so far; `seq` is their number."""

    phase: Phase = Phase.LANGUAGE
    seq: int = 0
    language: str | None = None
    role: str | None = None
    replies: Mapping[str, e.Answered] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    """The answered questions in the order in which they were last answered."""
    answered_at: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """For each answered question the first and the last `seq` at which it was answered."""
    consent: e.Consented | None = None
    pending: e.ReadBack | e.ReportRead | None = None
    held: str | None = None
    """A report that came before the consent, not read yet."""
    reopened: str | None = None
    then: tuple[str, ...] = ()
    """The questions to be asked again after the reopened one."""
    rechecking: bool = False
    """Whether questions are asked again because time has passed, up to the next result."""
    stop_offered: tuple[str, ...] = ()
    went_on: bool = False
    contradiction: str | None = None
    """The contradiction that is being asked about."""
    contradictions: tuple[str, ...] = ()
    """All that have been asked about."""
    flags: tuple[str, ...] = ()
    paused: bool = False
    result: e.Concluded | None = None
    """The result last shown; an edit reopens the screening and leaves it for comparison."""
    may_write: bool = False
    """Whether the study team may write to the person here."""
    letter: int | None = None
    """The letter that the next text answers."""
    handed: e.HandedOver | None = None
    theirs: Mapping[str, e.Answered] = field(default_factory=dict)
    """What the patient or relative had answered before a doctor went on."""
    disagreed: Mapping[str, e.Answered] = field(default_factory=dict)
    """What the doctor answered otherwise. It overwrites nothing: both stand, and their criteria go to review."""
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out from the role and the answers, for `survey`; a state with others begins with an empty one."""

    @property
    def shared(self) -> bool:
        """Whether coordinators may see the screening: with a hand-over, both must have agreed."""
        agreed = self.consent is not None and "coordinators" in self.consent.choices
        return agreed and (self.handed is None or self.handed.shared)


def evolve(state: State, event: e.Event) -> State:
    """The state after one more event. Raises IllegalEvent, and then nothing has changed."""
    moved = replace(state, phase=next_phase(state.phase, event.kind), seq=state.seq + 1)  # type: ignore[attr-defined]
    return _apply(moved, event)


def replay(events: Iterable[e.Event]) -> State:
    """The state that these events add up to, from the beginning."""
    return extend(State(), events)


def extend(state: State, events: Iterable[e.Event]) -> State:
    """The state after some more events. Raises IllegalEvent."""
    for event in events:
        state = evolve(state, event)
    return state


def _apply(state: State, event: e.Event) -> State:
    match event:
        case e.LanguageChosen(language=language):
            return replace(state, language=language)
        case e.RoleChosen(role=role):
            return replace(state, role=role, memory={})
        case e.SteppedBack():
            return replace(state, replies={}, trail=(), memory={})  # only the age gate can have been answered
        case e.Answered():
            return _answered(state, event)
        case e.ReadBack():
            return replace(state, pending=event)
        case e.ReportRead():
            return replace(state, pending=event, reopened=None, held=None)
        case e.Held(text=text):
            return replace(state, held=text)
        case e.ReadBackDenied():
            return replace(state, pending=None)
        case e.Consented():
            return replace(state, consent=event)
        case e.Reopened():
            return _reopened(state, event)
        case e.Kept():
            return _ask_next_again(state, state.reopened)
        case e.StopOffered(criteria=criteria):
            return replace(state, stop_offered=criteria)
        case e.ContradictionFound(contradiction=id):
            return replace(state, contradiction=id, contradictions=(*state.contradictions, id))
        case e.ContradictionKept():
            return replace(state, contradiction=None)
        case e.WentOn():
            return replace(state, stop_offered=(), went_on=True)
        case e.Concluded():
            return replace(state, result=event, stop_offered=(), rechecking=False)
        case e.Flagged(code=code):
            return replace(state, flags=(*state.flags, code))
        case e.Paused():
            return replace(state, paused=True)
        case e.Resumed():
            return replace(state, paused=False)
        case _:
            return _corresponded(state, event)


def _corresponded(state: State, event: e.Event) -> State:
    """What belongs to staying in touch, and to handing over."""
    match event:
        case e.ContactAllowed():
            return replace(state, may_write=True)
        case e.ContactWithdrawn():
            return replace(state, may_write=False)
        case e.LetterOpened(letter=letter):
            return replace(state, letter=letter)
        case e.LetterAnswered() | e.LetterLeft() | e.Withdrawn():
            return replace(state, letter=None)
        case e.HandedOver():
            return replace(state, handed=event, replies={}, trail=(), memory={})
        case _:
            return state


def _reopened(state: State, event: e.Reopened) -> State:
    changed = replace(state, pending=None, stop_offered=(), contradiction=None, letter=None)
    return replace(changed, reopened=event.question, then=event.then, rechecking=event.recheck or state.rechecking)


def _ask_next_again(state: State, done: str | None) -> State:
    """Go on with the next of the questions that are asked again."""
    left = tuple(id for id in state.then if id != done)
    return replace(state, reopened=left[0] if left else None, then=left[1:])


def _answered(state: State, event: e.Answered) -> State:
    id = event.question
    moved = replace(_ask_next_again(state, id), pending=None, stop_offered=(), memory={})
    theirs = state.theirs.get(id)
    if event.by is not None:
        moved = replace(moved, theirs={**state.theirs, id: event})
    elif theirs is not None:
        if event.is_unknown:
            return moved  # not to know something contradicts nobody
        disagreed = {other: answer for other, answer in state.disagreed.items() if other != id}
        if not event.agrees(theirs):
            return replace(moved, replies={**state.replies, id: theirs}, disagreed={**disagreed, id: event})
        moved = replace(moved, disagreed=disagreed)
    in_place = state.reopened == id and id in state.trail
    first, _ = state.answered_at.get(id, (state.seq, state.seq))
    return replace(
        moved,
        replies={**state.replies, id: event},
        trail=state.trail if in_place else (*(other for other in state.trail if other != id), id),
        answered_at={**state.answered_at, id: (first, state.seq)},
    )
