"""The kinds of exports by name, for the command line and the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from bot.exports.anonymous import anonymous_set
from bot.exports.bundle import fhir_bundle
from bot.exports.records import full_records
from bot.exports.screening_log import screening_log
from bot.exports.source import Source


@dataclass(frozen=True)
class Kind:
    """One kind of export, and how a browser is told of it. `pieces` is read in the thread of the store, to its end."""

    name: str
    media_type: str
    suffix: str
    pieces: Callable[[Source], Iterator[str]]

    def file_name(self, source: Source) -> str:
        """For a download: `prescreen-NCT06494995-csv-2026-11-22.csv`."""
        return f"prescreen-{source.trial.about.nct}-{self.name}-{source.now.date().isoformat()}.{self.suffix}"


_CSV = "text/csv; charset=utf-8"
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("csv", _CSV, "csv", screening_log),
        Kind("json", "application/json", "json", full_records),
        Kind("fhir", "application/fhir+json", "json", fhir_bundle),
        Kind("anonymous", _CSV, "csv", anonymous_set),
    )
}


def pieces(kind: str, source: Source) -> Iterator[str]:
    """The text of an export piece by piece, for a streaming response or a file (UTF-8). Raises KeyError for another kind."""
    return KINDS[kind].pieces(source)


def write(kind: str, source: Source, file: TextIO) -> None:
    """Write an export into a text file opened with `encoding="utf-8", newline=""`. Raises KeyError for another kind."""
    for piece in pieces(kind, source):
        file.write(piece)
