"""The operator's commands on a data folder, and people whose data are in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner, Result
from script import NOW, Talk, screener_in, tables

from bot.__main__ import main

SECRET = "4815162342"
"""An address that must be nowhere."""


def prescreen(folder: Path, *words: object, **settings: str) -> Result:
    """Run a command on the data in this folder."""
    environment = {"PRESCREEN_DATA": str(folder), **settings}
    return CliRunner(env=environment).invoke(main, [str(word) for word in words])


def visit(folder: Path, address: str = SECRET, now: datetime = NOW) -> None:
    """Somebody answers the first question and goes."""
    with screener_in(folder, now) as screener:
        talk = Talk(screener, address=address)
        talk.begin("patient")
        talk.send("=npc")


def addresses(folder: Path) -> list[str]:
    """Whom the bot can answer with the present key."""
    with screener_in(folder) as screener:
        chats = screener.store._db.conn.execute("SELECT id FROM chat ORDER BY id").fetchall()
        return [screener.store.address(chat) for (chat,) in chats]


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table and view."""
    return {name: [tuple(row) for row in rows] for name, rows in tables(folder).items()}


def screenings(path: Path) -> list[str]:
    """The codes of the screenings in a database file."""
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT code FROM screening ORDER BY id")]
