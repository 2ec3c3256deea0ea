"""Puts the parts together: settings, key, database, trial and words become a screener."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import seeds
from bot.screener import Clock, Screener
from bot.settings import DATABASE, KEY_FILE, Settings
from bot.store import Store, StoreError, connect
from bot.store.vault import Vault, VaultError
from i18n.catalogue import LANGUAGES, parsed

TRACES_KEPT = timedelta(days=7)
"""How long it is known that an update was handled or a message sent; Telegram itself repeats an update for a day."""


def open_store(settings: Settings) -> Store:
    """The store in the data folder. Raises StoreError in one clear line."""
    db = connect(settings.data / DATABASE)
    try:
        return Store(db, vault_of(settings))
    except VaultError as error:
        raise StoreError(str(error)) from error


def vault_of(settings: Settings) -> Vault:
    """The vault with the key of the settings, else of the key file. Raises VaultError."""
    if settings.key is not None:
        return Vault.of_hex(settings.key.get_secret_value())
    return Vault.at(settings.data / KEY_FILE)


@contextmanager
def open_screener(settings: Settings, clock: Clock) -> Iterator[Screener]:
    """A screener on the settings' data; what has been kept long enough is erased first. Raises StoreError."""
    store = open_store(settings)
    try:
        expire(store, settings, clock())
        words = {language: seeds.words(language) for language in LANGUAGES}
        trial = seeds.load()
        parsed.cache_clear()
        yield Screener(store, trial, words, settings.setting(""), clock)
    finally:
        store.close()


def expire(store: Store, settings: Settings, now: datetime) -> int:
    """Erase what is older than the notice promises; the number of screenings erased."""
    days = (settings.keep_unfinished_days, settings.keep_finished_days, settings.keep_shared_days)
    with store.transaction():
        erased = store.expire(now, *(timedelta(days=n) for n in days))
        store.tidy(now - TRACES_KEPT)
    return erased


def duties(screener: Screener, settings: Settings) -> list[Callable[[], Iterable[int]]]:
    """What a running bot does now and then; each returns the chats for which it has put something into the outbox."""
    last = screener.clock()

    def expire_hourly() -> Iterable[int]:
        nonlocal last
        if screener.clock() - last >= timedelta(hours=1):
            last = screener.clock()
            expire(screener.store, settings, last)
        return ()

    return [expire_hourly]
