"""The register of protocol questions: what the record leaves open, whom it touches, what the study team ruled.

A ruling changes the rules for what is shown beside the original result (`flows.rulings`); nothing stored is rewritten. The
original outcome stays in `screening.outcome`, the one under the rulings in force stands beside it in
`screening.ruled_outcome`, empty where no ruling changes a finding.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from bot.store import Store
from bot.store.rulings import Ruling, Touched
from flows.eligibility import Assessment
from flows.protocol import ProtocolQuestion
from flows.rulings import NOTED, WITHDRAWN, changes, ruled, touched
from flows.state import Phase, State, replay
from flows.survey import judge, survey
from flows.trial import Trial

__all__ = ["BadRuling", "Entry", "Flip", "Ruling", "follow", "register", "rescore", "rule", "ruled_assessment"]

NOTE_LIMIT = 2000
"""The longest note, in characters."""


@dataclass(frozen=True)
class Entry:
    """One question of the register. Its words are `protocol-<id>.title` and `protocol-<id>.question`.

    `touched` are the codes of the finished screenings of which it keeps a finding open, only those that coordinators may
    see, newest first. `history` are all its rulings, oldest first.
    """

    question: ProtocolQuestion
    touched: tuple[str, ...]
    history: tuple[Ruling, ...]

    @property
    def in_force(self) -> Ruling | None:
        """The last ruling, None if there is none or it was withdrawn."""
        last = self.history[-1] if self.history else None
        return last if last and last.ruling != WITHDRAWN else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The rulings that can be given now: `allowed`, `excluded`, `noted`, `withdrawn`. Words: `ruling-<choice>`."""
        return (*self.question.effects, NOTED, *((WITHDRAWN,) if self.in_force else ()))


@dataclass(frozen=True)
class Flip:
    """A screening whose outcome a ruling has changed; `before` and `after` are values of `Outcome`."""

    code: str
    before: str
    after: str


class BadRuling(ValueError):
    """A ruling that cannot be recorded. `why` has words: `bad_ruling-<why>`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def register(store: Store, trial: Trial) -> list[Entry]:
    """Every protocol question of the trial in its order, with the screenings that it touches and its rulings."""
    codes, history = defaultdict(list), defaultdict(list)
    for question, code in store.rulings.visible():
        codes[question].append(code)
    for ruling in store.rulings.all():
        history[ruling.question].append(ruling)
    return [Entry(question, tuple(codes[id]), tuple(history[id])) for id, question in trial.protocol.items()]


def rule(store: Store, trial: Trial, question: str, ruling: str, coordinator: int, note: str, now: datetime) -> list[Flip]:
    """Record a ruling of a coordinator (row id) and score the screenings that it touches again, in one transaction.

    Returns those whose outcome it changed and that coordinators may see, newest first. A note is needed for `noted`. Raises
    BadRuling, and then nothing is recorded.
    """
    _check(store, trial, question, ruling, note)
    given = _given_with(store, question, ruling)
    scored = _Scored(store, ruled(trial, given), trial, now.date())
    for was in store.rulings.touched(question):
        scored.outcome(was)
    with store.transaction():
        store.rulings.add(coordinator, question, ruling, note.strip(), now)
        if given != store.rulings.given():  # another ruling came in between
            scored = _Scored(store, _ruled(store, trial), trial, now.date())
        return [flip for was in store.rulings.touched(question) if (flip := _settle(store, was, scored.outcome(was)))]


def _given_with(store: Store, question: str, ruling: str) -> dict[str, str]:
    """The rulings in force, as they will be with one more."""
    others = {id: other for id, other in store.rulings.given().items() if id != question}
    return others if ruling == WITHDRAWN else {**others, question: ruling}


class _Scored:
    """Outcomes under some rulings, worked out before the database is locked, and again only for who moved since."""

    def __init__(self, store: Store, under: Trial, trial: Trial, today: date) -> None:
        self._store, self._under, self._trial, self._today = store, under, trial, today
        self._found: dict[tuple[int, str], str | None] = {}

    def outcome(self, was: Touched) -> str | None:
        key = (was.id, was.updated)
        if key not in self._found:
            state = replay(self._store.events(was.id))
            self._found[key] = _ruled_outcome(self._trial, self._under, state, self._today)
        return self._found[key]


def _settle(store: Store, was: Touched, outcome: str | None) -> Flip | None:
    """Write the ruled outcome down; the flip, if it is one that coordinators may see."""
    store.rulings.set_outcome(was.id, outcome)
    before, after = was.ruled or was.outcome, outcome or was.outcome
    return Flip(was.code, before, after) if was.visible and before != after else None


def _check(store: Store, trial: Trial, question: str, ruling: str, note: str) -> None:
    entry = next((entry for entry in register(store, trial) if entry.question.id == question), None)
    if entry is None:
        raise BadRuling("no_question")
    if ruling not in entry.choices:
        raise BadRuling("no_ruling")
    if len(note) > NOTE_LIMIT:
        raise BadRuling("long_note")
    if ruling == NOTED and not note.strip():
        raise BadRuling("no_note")


def ruled_assessment(store: Store, trial: Trial, state: State, today: date) -> Assessment:
    """The findings of a screening under the rulings in force; `flows.survey.judge` gives the original ones beside them."""
    return judge(_ruled(store, trial), state, today)


def follow(store: Store, trial: Trial, screening: int, state: State, today: date) -> None:
    """Write down which questions touch a screening and its outcome under the rulings in force; nothing until it is finished.

    For the screener, behind `store.project` and in the same transaction.
    """
    if state.phase is not Phase.CONCLUDED:
        store.rulings.keep(screening, (), None)
        return
    questions = touched(trial, judge(trial, state, today), survey(trial, state, _day(state, today)).answers)
    outcome = _ruled_outcome(trial, _ruled(store, trial), state, today) if questions else None
    store.rulings.keep(screening, questions, outcome)


def rescore(store: Store, trial: Trial, today: date) -> int:
    """Do for every finished screening what `follow` does: for data from before this register. Returns their number."""
    with store.transaction():
        screenings = store.rulings.finished(trial.about.nct)
        for screening in screenings:
            follow(store, trial, screening, replay(store.events(screening)), today)
        return len(screenings)


def _ruled(store: Store, trial: Trial) -> Trial:
    return ruled(trial, store.rulings.given())


def _ruled_outcome(trial: Trial, under: Trial, state: State, today: date) -> str | None:
    """The outcome under the rulings, None where they change no finding."""
    before, after = judge(trial, state, today), judge(under, state, today)
    return after.outcome.value if changes(before, after) else None


def _day(state: State, today: date) -> date:
    return state.result.as_of if state.result else today
