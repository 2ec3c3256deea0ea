"""What is told when a screening ends with a result, and of the day on which to look again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.coordination import reminder_day
from bot.outbound import Outbound
from bot.render import changes, result
from flows.events import Concluded, Event
from flows.state import State, replay

if TYPE_CHECKING:
    from bot.screener import Screener
    from bot.session import Session


def show_result(screener: Screener, session: Session, before: State) -> None:
    """The result, the code to quote, what is new against an earlier result, and the offer to stay in touch."""
    view = screener.view(session)
    session.replies += result.render_result(view)
    code = "result-code" if session.state.shared else "result-code-private"
    session.replies.append(Outbound(view.words(code, code=session.screening.code)))
    if before.result is not None:
        earlier = replay(_up_to_earlier_result(list(screener.store.events(session.screening.id))))
        session.replies += changes.render_changes(view, earlier, rechecked=before.rechecking)
    if view.can_be_written_to and not session.state.may_write:
        session.replies.append(Outbound(view.words(f"contact-offer.{view.role}")))
    tell_reminder(screener, session)


def tell_reminder(screener: Screener, session: Session) -> None:
    """Whether the bot will write when nothing stands in the way any more; else the day to remember."""
    day = reminder_day(session.state)
    if day is not None:
        kept = screener.coordination.keeps_until(day, session.now)
        screener.say(session, "reminder-planned" if kept else "reminder-too_late", date=day.isoformat())


def _up_to_earlier_result(events: Sequence[Event]) -> Sequence[Event]:
    """The events up to the last result but one."""
    places = [place for place, event in enumerate(events) if isinstance(event, Concluded)]
    return events[: places[-2] + 1]
