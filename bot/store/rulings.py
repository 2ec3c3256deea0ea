"""Rulings on protocol questions, and which screenings they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database


@dataclass(frozen=True)
class Ruling:
    """What was ruled on a question, by whom (a coordinator's name) and when."""

    at: datetime
    coordinator: str
    question: str
    ruling: str
    note: str


@dataclass(frozen=True)
class Touched:
    """A finished screening that a question is about, with both of its outcomes; `ruled` is None where no ruling changes it.

    `visible`: coordinators may see it.
    """

    id: int
    code: str
    visible: bool
    outcome: str
    ruled: str | None
    updated: str


class Rulings:
    """The table `ruling`, which only grows, and what follows from it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Ruling]:
        """Every ruling, oldest first."""
        rows = self._db.conn.execute(
            """SELECT r.at, c.name, r.question, r.ruling, r.note FROM ruling r JOIN coordinator c ON c.id = r.coordinator
               ORDER BY r.id"""
        )
        return [Ruling(datetime.fromisoformat(at), *rest) for at, *rest in rows]

    def given(self) -> dict[str, str]:
        """The rulings in force: the last one of each question, unless it was withdrawn."""
        last = dict(self._db.conn.execute("SELECT question, ruling FROM ruling ORDER BY id").fetchall())
        from flows.rulings import WITHDRAWN  # the core takes its time to load, and the bot fetches updates before that

        return {question: ruling for question, ruling in last.items() if ruling != WITHDRAWN}

    def add(self, coordinator: int, question: str, ruling: str, note: str, now: datetime) -> None:
        sql = "INSERT INTO ruling (at, coordinator, question, ruling, note) VALUES (?, ?, ?, ?, ?)"
        self._db.conn.execute(sql, (now.isoformat(timespec="milliseconds"), coordinator, question, ruling, note))

    def coordinator(self, name: str) -> int | None:
        """The coordinator of this name, in whatever case; None if there is none, or not any more."""
        sql = "SELECT id FROM coordinator WHERE name = ? AND removed IS NULL"
        row = self._db.conn.execute(sql, (name,)).fetchone()
        return row[0] if row else None

    def keep(self, screening: int, questions: Iterable[str], outcome: str | None) -> None:
        """Write down which questions touch a screening, and its outcome under the rulings in force."""
        self._db.conn.execute("DELETE FROM open_question WHERE screening = ?", (screening,))
        rows = [(question, screening) for question in questions]
        self._db.conn.executemany("INSERT INTO open_question (question, screening) VALUES (?, ?)", rows)
        self.set_outcome(screening, outcome)

    def set_outcome(self, screening: int, outcome: str | None) -> None:
        sql = "UPDATE screening SET ruled_outcome = ?1 WHERE id = ?2 AND ruled_outcome IS NOT ?1"
        self._db.conn.execute(sql, (outcome, screening))

    def touched(self, question: str) -> list[Touched]:
        """Every finished screening that a question touches, also those that nobody may see; newest first."""
        rows = self._db.conn.execute(
            """SELECT s.id, s.code, s.for_coordinators, s.outcome, s.ruled_outcome, s.updated
               FROM open_question q JOIN screening s ON s.id = q.screening
               WHERE q.question = ? ORDER BY q.screening DESC""",
            (question,),
        )
        return [Touched(id, code, bool(visible), *rest) for id, code, visible, *rest in rows]

    def visible(self) -> list[tuple[str, str]]:
        """Question and code of all that coordinators may see, newest first."""
        rows = self._db.conn.execute(
            """SELECT q.question, s.code FROM open_question q JOIN screening s ON s.id = q.screening
               WHERE s.for_coordinators = 1 ORDER BY q.question, q.screening DESC"""
        )
        return rows.fetchall()

    def finished(self, trial: str) -> list[int]:
        """Every screening of a trial (NCT number) with a result."""
        rows = self._db.conn.execute("SELECT id FROM screening WHERE outcome IS NOT NULL AND trial = ? ORDER BY id", (trial,))
        return [id for (id,) in rows]
