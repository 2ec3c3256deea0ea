"""When people may be written to: the hours of the study centre, and nothing that reads a clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_HOUR, LAST_HOUR = 8, 21
"""From 08:00, and before 21:00."""
ANSWERING = timedelta(hours=1)
"""So long after the person's own message, the last moment included, something is an answer to it."""
REMINDER = time(9)
DIGEST = time(8, 30)


def may_send(now: datetime, heard: datetime | None) -> bool:
    """Whether somebody may be written to now; `heard` is when they last wrote, None if never."""
    answers = heard is not None and now - heard <= ANSWERING
    return answers or FIRST_HOUR <= now.astimezone(SHANGHAI).hour < LAST_HOUR


def reminder_at(day: date) -> datetime:
    """The moment of a reminder on this day."""
    return datetime.combine(day, REMINDER, SHANGHAI)


def digest_day(now: datetime) -> date | None:
    """The day whose digest may be sent now: from 08:30 until the evening; None before and after."""
    there = now.astimezone(SHANGHAI)
    return there.date() if there.time() >= DIGEST and there.hour < LAST_HOUR else None
