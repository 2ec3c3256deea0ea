"""`prescreen key rotate`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bot.settings import DATABASE, KEY_FILE, Settings
from bot.store import StoreError, connect
from bot.store.database import alone
from bot.store.keys import vault_of
from bot.store.rotation import rotate


def change_key(settings: Settings) -> Path:
    """Give the data a new key in the key file; where that is. Raises StoreError or VaultError."""
    file = settings.data / KEY_FILE
    if not (settings.data / DATABASE).exists():
        raise StoreError(f"there are no data in {settings.data}")
    with alone(settings.data):
        db = connect(settings.data / DATABASE, share=False)
        with closing(db.conn):
            rotate(db, vault_of(db, None, file), file)
    return file
