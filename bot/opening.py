"""Opening settings and data for a command: what cannot be opened is one clear line and exit status 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store import Store


def give_up(why: str) -> NoReturn:
    """For what the operator has to put right."""
    click.echo(f"prescreen: {why}", err=True)
    sys.exit(2)


def opened_settings() -> Settings:
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        give_up(str(error))


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store of the settings, closed at the end."""
    from bot.assembly import open_store
    from bot.store import StoreError

    try:
        store = open_store(opened_settings())
    except StoreError as error:
        give_up(str(error))
    try:
        yield store
    except StoreError as error:
        give_up(str(error))
    finally:
        store.close()


def put_out(pieces: Iterable[str], path: Path | None) -> None:
    """Write a text in UTF-8 to standard output, or whole to a file that only its owner can read; never half a file."""
    if path is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    except OSError as error:
        give_up(f"{path}: {error.strerror}")
    finally:
        unfinished.unlink(missing_ok=True)
