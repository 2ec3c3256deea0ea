"""Puts the parts together: settings, key, database, trial and words become a screener."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import seeds
from bot.screener import Clock, Screener
from bot.settings import DATABASE, KEY_FILE, Settings
from bot.store import Store, StoreError, connect
from bot.store.vault import Vault, VaultError
from i18n.catalogue import LANGUAGES


def open_store(settings: Settings) -> Store:
    """The store in the data folder. Raises StoreError in one clear line."""
    db = connect(settings.data / DATABASE)
    try:
        return Store(db, Vault.at(settings.data / KEY_FILE))
    except VaultError as error:
        raise StoreError(str(error)) from error


@contextmanager
def open_screener(settings: Settings, clock: Clock) -> Iterator[Screener]:
    """A screener on the settings' data; what has been kept long enough is erased first. Raises StoreError."""
    store = open_store(settings)
    try:
        expire(store, settings, clock)
        words = {language: seeds.words(language) for language in LANGUAGES}
        yield Screener(store, seeds.load(), words, settings.setting(""), clock)
    finally:
        store.close()


def expire(store: Store, settings: Settings, clock: Clock) -> int:
    """Erase what is older than the notice promises; the number of screenings erased."""
    days = (settings.keep_unfinished_days, settings.keep_finished_days, settings.keep_shared_days)
    with store.transaction():
        erased = store.expire(clock(), *(timedelta(days=n) for n in days))
    if erased:
        store.flush()
    return erased
