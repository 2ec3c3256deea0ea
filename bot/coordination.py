"""What follows from a screening for the study team: notices, the reminder, the outcome under their rulings.

Nothing is sent here; it is written down in the transaction of the events, and `bot.delivery` puts it into the outbox.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import rulings
from bot.hours import reminder_at
from bot.store import Store
from flows.eligibility import Outcome
from flows.events import Concluded, ContactWithdrawn, Event, Flagged, LetterAnswered
from flows.state import Phase, State
from flows.summary import summarise
from flows.trial import Trial
from i18n import LANGUAGES
from i18n.catalogue import Words


@dataclass(frozen=True)
class Team:
    """Where the study team is reached: the id of their Telegram chat (none: no notices), the console, the languages.

    `keep` is how long a screening that coordinators may see is kept after its last event.
    """

    chat: str = ""
    console: str = ""
    languages: tuple[str, ...] = LANGUAGES
    keep: timedelta = timedelta(days=90)

    def case(self, code: str) -> str:
        """The address of a screening in the console."""
        return f"{self.console}/case/{code}"


class Coordination:
    """Writes down what a screening leads to beyond its own dialogue."""

    def __init__(self, store: Store, trial: Trial, words: Mapping[str, Words], team: Team) -> None:
        self.store, self.trial, self.words, self.team = store, trial, words, team

    def follow(self, screening: int, before: State, state: State, events: Sequence[Event], now: datetime) -> None:
        """What follows from these events; behind `store.project`, in the same transaction."""
        if any(isinstance(event, ContactWithdrawn) for event in events):
            self.store.post.drop_open(screening, "withdrawn")
        if Phase.CONCLUDED in (before.phase, state.phase):
            self._remind(screening, state, now)
            if before.result is not state.result or before.phase is not state.phase:
                rulings.follow(self.store, self.trial, screening, state, now.date())
        if self.team.chat and state.shared:
            for event in events:
                self._note(screening, state, event, now)

    def _note(self, screening: int, state: State, event: Event, now: datetime) -> None:
        match event:
            case Flagged(code=code):
                self.store.post.notice(screening, "flag", {"flag": code}, now)
            case LetterAnswered():
                self.store.post.notice(screening, "answer", {}, now)
            case Concluded(outcome=outcome) if outcome != Outcome.LIKELY_NOT_ELIGIBLE:
                summary = summarise(self.trial, state, now.date())
                points = [finding.criterion for finding in (*summary.review, *summary.open)]
                self.store.post.notice(screening, "finished", {"outcome": outcome, "open": points}, now)

    def _remind(self, screening: int, state: State, now: datetime) -> None:
        day = reminder_day(state)
        if day is not None and self.keeps_until(day, now):
            self.store.post.plan_reminder(screening, reminder_at(day), self._reminder(state, now), now)
        else:
            self.store.post.drop_reminders(screening, "changed")

    def keeps_until(self, day: date, now: datetime) -> bool:
        """Whether a screening that has moved now is still there when a reminder is due on this day."""
        return reminder_at(day) <= now + self.team.keep

    def _reminder(self, state: State, now: datetime) -> str:
        words = self.words[state.language or LANGUAGES[0]]
        points = dict.fromkeys(words(f"{f.criterion}.plain") for f in summarise(self.trial, state, now.date()).failed)
        return "\n".join([words("reminder"), *(f"• {point}" for point in points), words("reminder-check")])


def reminder_day(state: State) -> date | None:
    """The first day on which nothing stands in the way any more, where the person may be written to; None if there is none."""
    result = state.result
    if result is None or state.phase is not Phase.CONCLUDED or not (state.may_write and state.shared):
        return None
    return result.earliest if result.not_now else None
