"""The screening log as CSV: one row for each screening, for the study's files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from bot.exports.source import Source
from bot.exports.table import csv_pieces
from bot.store.logbook import Row


def screening_log(source: Source) -> Iterator[str]:
    """Header and values in the language of the export; criteria by their ids, in the order of the record."""
    header = [source.labels(f"column-{name}") for name in COLUMNS]
    rows = ([cell(source, row) for cell in COLUMNS.values()] for row in source.store.logbook.rows())
    return csv_pieces(header, rows)


def _outcome(source: Source, outcome: str | None) -> str:
    return source.own(f"outcome-{outcome}") if outcome else ""


def _named(source: Source, kind: str, value: str | None) -> str:
    """The word for a value; a value without one stays as it is."""
    key = f"{kind}-{value}"
    return source.labels(key) if source.labels.has(key) else value or ""


def _criteria(source: Source, ids: Collection[str]) -> str:
    return " ".join(id for id in source.trial.criteria if id in ids)


def _time(source: Source, text: str | None) -> str:
    """In the time zone of the export, to the minute, as spreadsheets read it."""
    return datetime.fromisoformat(text).astimezone(source.now.tzinfo).strftime("%Y-%m-%d %H:%M") if text else ""


def _yes(source: Source, value: bool) -> str:
    return source.labels("yes" if value else "no")


COLUMNS: dict[str, Callable[[Source, Row], str]] = {
    "code": lambda _, row: row.code,
    "trial": lambda _, row: row.trial,
    "version": lambda _, row: row.digest,
    "role": lambda source, row: _named(source, "role", row.role),
    "language": lambda source, row: _named(source, "language", row.language),
    "started": lambda source, row: _time(source, row.started),
    "concluded": lambda source, row: _time(source, row.concluded),
    "phase": lambda source, row: _named(source, "phase", row.phase),
    "outcome": lambda source, row: _outcome(source, row.outcome),
    "ruled_outcome": lambda source, row: _outcome(source, row.ruled_outcome),
    "not_now": lambda source, row: _yes(source, row.not_now) if row.outcome else "",
    "earliest": lambda _, row: row.earliest or "",
    "failed": lambda source, row: _criteria(source, row.failed),
    "review": lambda source, row: _criteria(source, row.review),
    "unknown": lambda source, row: _criteria(source, row.unknown),
    "overridden": lambda source, row: _criteria(source, row.overridden),
    "flags": lambda source, row: " ".join(_named(source, "flag", flag) for flag in dict.fromkeys(row.flags)),
    "follow_up": lambda source, row: _named(source, "follow_up", row.follow_up),
    "assigned": lambda _, row: row.assigned or "",
    "last_contact": lambda source, row: _time(source, row.last_contact),
    "may_write": lambda source, row: _yes(source, row.may_write),
}
"""The columns in their order, and the text of each cell. Words: `column-<name>`."""
