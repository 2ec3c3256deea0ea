"""Scripted people: answers by question, and a driver that gives them through the real dialogue.

All people here are invented.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.assembly import open_screener
from bot.outbound import Inbound, Outbound
from bot.screener import Screener
from bot.settings import Settings

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

PATIENT = {
    "Q01": "62",
    "Q04": "=npc",
    "Q06": "=distant",
    "Q14": "顺铂, gemcitabine",
    "Q14b": "=true",
    "Q07": "=yes",
    "Q05": "=histology",
    "Q02": "=male",
    "Q10": "=not_suitable_mdt",
    "Q11": "=yes",
    "Q12": "=1",
    "Q13": "=yes",
    "recent": "=none",
    "medical": "=none",
    "Q37": "=none",
    "ever": "=none",
    "Q39": "=none",
    "personal": "=none",
    "hepatitis": "=none",
    "Q21": "=none",
    "Q52": "=no",
    "Q53": "=yes",
    "Q48": "=yes",
    "nursing": "=none",
    "closing": "=none",
    "Q03": "=yes",
    "Q47": "=none",
    "Q54": "=none",
}
"""Somebody with distant disease, no laboratory report and nothing else to tell. `=` marks a button."""

LABS = {
    "Q21": "2026-11-15",
    "Q22": "3.2 10^9/L",
    "Q23": "180 10^9/L",
    "Q24": "112 g/L",
    "Q25": "38 g/L",
    "Q26": "12 umol/L (3.4-20.5)",
    "Q27": "22 U/L (9-50)",
    "Q28": "25 U/L (15-40)",
    "Q29": "80 U/L (45-125)",
    "Q30": "78 umol/L (57-97)",
    "Q31": "60 kg",
    "Q32": "30 s (25-37)",
    "Q33": "1.0 (0.8-1.2)",
}

CONSENT = "=process,abroad,mandate"


def tables(folder: Path) -> dict[str, list[sqlite3.Row]]:
    """Every row of every table and view, read as anybody with an SQLite tool would."""
    with closing(sqlite3.connect(folder / "prescreen.db")) as db:
        db.row_factory = sqlite3.Row
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


@contextmanager
def screener_in(folder: Path, now: datetime = NOW) -> Iterator[Screener]:
    """A screener on real files, at a fixed time."""
    with open_screener(Settings(data=folder, _env_file=None), lambda: now) as screener:
        yield screener


class Talk:
    """One conversation with a screener; remembers what was said and the last menu."""

    def __init__(self, screener: Screener, address: str = "7", channel: str = "telegram", language: str | None = None) -> None:
        self.screener, self.address, self.channel, self.language = screener, address, channel, language
        self.said: list[str] = []
        self.replies: list[Outbound] = []
        self.menu = None
        self.prompts = 0
        self.asked: list[str] = []

    def send(self, text: str) -> list[Outbound]:
        """Say something; `=value,value` presses buttons of the last menu, `=!back` a control."""
        data = f"{self.menu.seq}:{text[1:]}" if text.startswith("=") and self.menu else None
        return self.receive(Inbound(self.channel, self.address, None if data else text, data, language=self.language))

    def receive(self, inbound: Inbound) -> list[Outbound]:
        self.replies = list(self.screener.handle(inbound).replies)
        for reply in self.replies:
            self.said.append(reply.text)
            if reply.menu is not None:
                self.menu = reply.menu
        return self.replies

    @property
    def text(self) -> str:
        """Everything said in answer to the last message."""
        return "\n".join(reply.text for reply in self.replies)

    @property
    def state(self):
        from flows.state import replay

        store = self.screener.store
        chat = store.chat(self.channel, self.address)
        return replay(store.events(store.current(chat.id).id))

    def begin(self, role: str, language: str = "en", age: str = "62") -> None:
        """Up to the first question after the consent."""
        for line in (f"/start {language}", f"={role}", age, CONSENT):
            self.send(line)

    def open_question(self) -> str | None:
        """The id of the question that is open, or None."""
        from flows.dialogue import prompt

        asked = prompt(self.screener.trial, self.state, self.screener.clock().date())
        return asked.question.id if asked.question and asked.ask == "question" else None

    def answer_all(self, answers: Mapping[str, str], limit: int = 120, *, go_on: bool = False, until: str | None = None) -> int:
        """Answer question after question, saying yes to every read-back, until none is open; the number of prompts.

        A question without an answer is answered "don't know". `go_on` also takes the offer to answer the rest; `until` is a
        question that is left open. `asked` keeps the ids of the questions answered here.
        """
        from flows.dialogue import prompt

        for count in range(limit):
            asked = prompt(self.screener.trial, self.state, self.screener.clock().date())
            match asked.ask:
                case "question" if asked.question.id == until:
                    return count
                case "question":
                    self.asked.append(asked.question.id)
                    self.send(answers.get(asked.question.id, "=unknown"))
                case "read_back":
                    self.send("=yes" if "yes" in asked.picks else "=1")
                case "stop_offer" if go_on:
                    self.send("=go_on")
                case _:
                    return count
        raise AssertionError("no end of the questions")

    @property
    def statuses(self) -> dict[str, str]:
        """The status of every criterion on the answers that count now."""
        from flows.survey import judge

        found = judge(self.screener.trial, self.state, self.screener.clock().date()).findings
        return {id: str(finding.status) for id, finding in found.items()}

    @property
    def values(self) -> Mapping[str, object]:
        """The facts that count now."""
        from flows.survey import survey

        return survey(self.screener.trial, self.state, self.screener.clock().date()).values
