"""Puts the parts together: settings, key, database, trial and words become a screener."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.settings import DATABASE, KEY_FILE, Settings
from bot.store import Store, StoreError, connect
from bot.store.keys import vault_of
from bot.store.vault import VaultError

if TYPE_CHECKING:  # the core and the trial take their time to load, and the bot fetches updates before that
    from bot.coordination import Team
    from bot.screener import Screener

TRACES_KEPT = timedelta(days=7)
"""How long it is known that an update was handled or a message sent; Telegram itself repeats an update for a day."""


def open_store(settings: Settings, database: Path | None = None, *, share: bool = True) -> Store:
    """The store in the data folder, or on another file; see `connect`. Raises StoreError in one clear line."""
    db = connect(database or settings.data / DATABASE, share=share)
    try:
        key = settings.key.get_secret_value() if settings.key else None
        return Store(db, vault_of(db, key, settings.data / KEY_FILE))
    except VaultError as error:
        db.conn.close()
        raise StoreError(str(error)) from error


@contextmanager
def open_screener(settings: Settings, clock: Clock) -> Iterator[Screener]:
    """A screener on the settings' data; what has been kept long enough is erased first. Raises StoreError."""
    store = open_store(settings)
    try:
        expire(store, settings, clock())
        yield make_screener(store, settings, clock)
    finally:
        store.close()


def make_screener(store: Store, settings: Settings, clock: Clock) -> Screener:
    """A screener on this store, with the trial and its words. It only reads files, so it may be made in another thread."""
    import seeds
    from bot.screener import Screener
    from i18n import LANGUAGES
    from i18n.catalogue import parsed

    words = {language: seeds.words(language) for language in LANGUAGES}
    trial = seeds.load()
    parsed.cache_clear()
    return Screener(store, trial, words, settings.setting(""), clock, team_of(settings))


def make_working(store: Store, settings: Settings, clock: Clock) -> tuple[Screener, list[Callable[[], Iterable[int]]]]:
    """A screener and its duties, for a bot on Telegram."""
    screener = make_screener(store, settings, clock)
    return screener, duties(screener, settings)


def team_of(settings: Settings) -> Team:
    """How the study team is reached."""
    from bot.coordination import Team
    from i18n import LANGUAGES

    languages = LANGUAGES if settings.coordinators_language == "both" else (settings.coordinators_language,)
    kept = timedelta(days=settings.keep_shared_days)
    return Team(settings.coordinators_chat, settings.console_url.rstrip("/"), languages, kept)


def expire(store: Store, settings: Settings, now: datetime) -> int:
    """Erase what is older than the notice promises; the number of screenings erased."""
    days = (settings.keep_unfinished_days, settings.keep_finished_days, settings.keep_shared_days)
    with store.transaction():
        erased = store.expire(now, *(timedelta(days=n) for n in days))
        store.tidy(now - TRACES_KEPT)
    return erased


def duties(screener: Screener, settings: Settings) -> list[Callable[[], Iterable[int]]]:
    """What a bot running on Telegram does now and then; each returns the chats that it has something in the outbox for."""
    from bot.channels.telegram.calls import calls

    last = screener.clock()

    def expire_hourly() -> Iterable[int]:
        nonlocal last
        if screener.clock() - last >= timedelta(hours=1):
            last = screener.clock()
            expire(screener.store, settings, last)
        return ()

    return [expire_hourly, lambda: screener.delivery.duty(calls, screener.clock())]
