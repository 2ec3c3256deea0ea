"""The key file: made once, found again, and changed without a moment in which no key fits the data."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from bot.store.vault import KEY_BYTES, Vault, VaultError


def vault_of(db: Database, key: str | None, path: Path) -> Vault:
    """The vault for this database: with the `key` of the settings, else with the key file. Raises VaultError.

    The file is made at the first start only. A change of the key that was cut off is finished or undone first.
    """
    if key is not None:
        return Vault.of_hex(key)
    sealed = check_of(db)
    if sealed is not None:
        _settle(path, sealed)
    if not path.exists():
        if sealed is not None:
            raise VaultError(f"the key file {path} is missing; without it nobody can be answered: put it back")
        with suppress(FileExistsError):  # another program was faster: its key it is
            make_key(path)
    return Vault.at(path)


def misfit(db: Database, key: str | None, path: Path) -> str:
    """Why neither the key of the settings nor the key file opens this database; empty if one does. Nothing is changed."""
    sealed = check_of(db)
    if sealed is None or (key is None and _fits(next_key(path), sealed)):
        return ""
    try:
        vault = Vault.at(path) if key is None else Vault.of_hex(key)
        vault.open(sealed, "check")
    except VaultError as error:
        return str(error)
    return ""


def check_of(db: Database) -> bytes | None:
    """What the database holds to tell the right key by; None while it has never been opened."""
    if not db["key_check"].exists():
        return None
    row = db.conn.execute("SELECT sealed FROM key_check").fetchone()
    return row[0] if row else None


def next_key(path: Path) -> Path:
    """Where a new key lies until the data are sealed with it."""
    return path.with_name(f"{path.name}.new")


def _settle(path: Path, sealed: bytes) -> None:
    newer = next_key(path)
    if not newer.exists():
        return
    if _fits(path, sealed):
        newer.unlink()
    elif _fits(newer, sealed):
        take_over(path)


def take_over(path: Path) -> None:
    """Let the new key be the key."""
    next_key(path).replace(path)
    sync(path.parent)


def _fits(path: Path, sealed: bytes) -> bool:
    try:
        Vault.at(path).open(sealed, "check")
    except VaultError:
        return False
    return True


def make_key(path: Path) -> Vault:
    """A new key in a file that only its owner can read; it is there whole or not at all.

    Raises VaultError, and FileExistsError where there is a file already.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        secret = os.urandom(KEY_BYTES)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
        sync(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise VaultError(f"the key file {path} cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return Vault(secret)


def sync(folder: Path) -> None:
    """Bring the names in this folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
