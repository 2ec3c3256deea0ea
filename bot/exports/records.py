"""Everything about every screening as JSON, for an archive or another program. The form is versioned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.exports.source import Source
from bot.rulings import ruled_assessment
from bot.store import Record
from flows.eligibility import Finding
from flows.rulings import changes
from flows.state import replay
from flows.survey import judge

SCHEMA = "prescreen.records"
SCHEMA_VERSION = 1
"""Grows when a field is renamed or taken away; a new field keeps it."""


def full_records(source: Source) -> Iterator[str]:
    """One JSON object; its screenings are one a line."""
    about = source.trial.about
    head = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "exported": source.now,
        "trial": {"nct": about.nct, "record_date": about.record_date, "digest": source.trial.digest},
        "wording_version": about.wording_version,
        "rulings": [asdict(ruling) for ruling in source.store.rulings.all()],
    }
    return json_object(head, "screenings", (_screening(source, record) for record in source.store.records.all()))


def json_object(head: dict[str, Any], name: str, items: Iterable[Any]) -> Iterator[str]:
    """A JSON object with a long list at its end, in pieces."""
    yield _dumped(head)[:-1] + f', "{name}": ['
    comma = "\n"
    for item in items:
        yield comma + _dumped(item)
        comma = ",\n"
    yield "\n]}\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON form: {value!r}")


def _screening(source: Source, record: Record) -> dict[str, Any]:
    records = source.store.records
    events = records.events(record.id)
    found = asdict(record)
    del found["id"], found["assigned"]
    return {
        **found,
        "events": [{"seq": e.seq, "at": e.at, **e.event.model_dump(mode="json")} for e in events],
        "messages": [asdict(line) for line in records.lines(record.id)],
        "findings": [asdict(finding) for finding in records.findings(record.id).values()],
        "ruled_findings": _ruled_findings(source, record) if record.ruled_outcome else [],
        "follow_ups": [asdict(step) for step in records.follow_ups(record.id)],
        "letters": [asdict(letter) for letter in records.letters(record.id)],
    }


def _ruled_findings(source: Source, record: Record) -> list[dict[str, Any]]:
    """The findings that the rulings in force have changed."""
    state, today = replay(source.store.events(record.id)), source.now.date()
    before, after = judge(source.trial, state, today), ruled_assessment(source.store, source.trial, state, today)
    return [_finding(was, now) for was, now in changes(before, after)]


def _finding(was: Finding, now: Finding) -> dict[str, Any]:
    return {"criterion": now.criterion, "status": now.status, "was": was.status, "change": now.change, "until": now.until}
