"""The clock, which only the shell has: the core is told the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment in the local time zone."""
    return datetime.now(UTC).astimezone()
