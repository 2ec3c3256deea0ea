"""A demo set: invented people who answer through the real dialogue, and what coordinators did about them afterwards.

Nobody here exists. With the same seed and day the people are the same; only their codes are drawn anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from argon2 import PasswordHasher

from bot.assembly import open_screener, open_store
from bot.demo.follow_up import follow_up
from bot.demo.talk import DemoClock, fill
from bot.settings import Settings

NAME = "demo"
COLLEAGUE = "demo colleague"


def may_fill(settings: Settings) -> bool:
    """Whether no screening is there yet: invented people are never put among real ones. Raises StoreError."""
    store = open_store(settings)
    try:
        return not store.records.any()
    finally:
        store.close()


def make_demo(settings: Settings, number: int, seed: int, now: datetime, one_done: Callable[[], None]) -> tuple[str, str]:
    """Everything of the demo set in the folder of the settings; the name and password of its coordinator."""
    clock, secret = DemoClock(now), secrets.token_urlsafe(12)
    with open_screener(settings, clock) as screener:
        for _ in fill(screener, clock, number, seed, now):
            one_done()
        desk = screener.store.desk
        with screener.store.transaction():
            desk.add(NAME, PasswordHasher().hash(secret), "en", None, now)
            desk.add(COLLEAGUE, None, "zh", None, now)
        follow_up(screener.store, seed, [found.id for found in desk.coordinators()], now)
    return NAME, secret
