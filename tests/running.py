"""The bot as its operator starts it: a process of its own, on a data folder, against the local Bot API server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from person import Person

import seeds

ROOT = Path(__file__).parent.parent
TOKEN = "1:TEST"
PATIENCE = 20
"""Seconds that a wait for an event may take before a test gives up."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a bot: nothing of ours, its data in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PRESCREEN_", "TELEGRAM_"))}
    return kept | {"PRESCREEN_DATA": str(folder), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


async def start(folder: Path, server=None, token: str | None = TOKEN, **settings: str) -> asyncio.subprocess.Process:
    """`python -m bot telegram` with its log in `bot.log` of the folder."""
    folder.mkdir(exist_ok=True)
    more = settings | ({"TELEGRAM_API_URL": server.url} if server else {})
    more |= {"TELEGRAM_BOT_TOKEN": token} if token is not None else {}
    with open(folder / "bot.log", "ab") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "telegram"), cwd=folder, env=environment(folder, **more), stdout=log, stderr=log
        )


async def until(happened: Callable[[], object]) -> None:
    """Look again and again, for what nobody tells us of: a line in the log, a row in the database."""
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(0)


async def called(server, method: str, times: int = 1) -> None:
    """Wait until the bot has made this call so often."""
    async with asyncio.timeout(PATIENCE), server.changed:
        await server.changed.wait_for(lambda: sum(name == method for name, _ in server.calls) >= times)


async def ready(server) -> None:
    """Wait until the bot has announced its commands in both languages: the last thing it does before it only listens."""
    async with asyncio.timeout(PATIENCE), server.changed:
        await server.changed.wait_for(lambda: len(server.commands) >= 2)


@asynccontextmanager
async def running(server, folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A running bot; ended at the end."""
    bot = await start(folder, server, **settings)
    try:
        await ready(server)
        yield bot
    finally:
        if bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
            await bot.wait()


def log_of(folder: Path) -> str:
    return (folder / "bot.log").read_text(encoding="utf-8")


def updates_in(folder: Path) -> list[str]:
    """The kinds of the updates that the log tells of."""
    lines = [json.loads(line) for line in log_of(folder).splitlines() if line.startswith("{")]
    return [line["kind"] for line in lines if line["event"] == "update"]


class Reader:
    """A person who reads each question on the screen and answers it there, with buttons where there are any."""

    def __init__(self, person: Person, role: str, language: str) -> None:
        self.person = person
        words = seeds.words(language)
        self.questions = {words(f"{q.id}.{role}"): q.id for q in seeds.load().questions if role in q.roles}

    @property
    def open(self):
        """The newest message with buttons."""
        return next((message for message in reversed(self.person.messages) if message.keyboard), None)

    def question(self) -> str | None:
        """The id of the question on the screen; the longest text that fits, since some are parts of others."""
        shown = self.open.plain if self.open else ""
        found = [text for text in self.questions if text in shown]
        return self.questions[max(found, key=len)] if found else None

    async def next(self, before: int) -> None:
        """Wait for a new message with buttons after this one."""
        changed = self.person.server.chat_changed[self.person.user_id]
        async with asyncio.timeout(PATIENCE), changed:
            await changed.wait_for(lambda: self.open and self.open.message_id > before)

    async def say(self, text: str) -> None:
        before = self.open.message_id if self.open else 0
        await self.person.say(text)
        await self.next(before)

    async def choose(self, *values: str) -> None:
        """Tap the buttons of these values, ticks first, and wait for what comes next."""
        message = self.open
        for value in values:
            await self.person.tap(self.label(message, value), message)
            if f"~{value}" in str(message.keyboard):
                await self.person.heard()
        if "~" in str(message.keyboard) and all(f"~{value}" in str(message.keyboard) for value in values):
            await self.person.tap("✅", message)
        await self.next(message.message_id)

    @staticmethod
    def label(message, value: str) -> str:
        """What is written on the button for this value."""
        return next(text for row in message.keyboard for text, data in row if data.split(":", 1)[1].lstrip("~") == value)

    @staticmethod
    def label_of_old(message, value: str) -> str:
        """What was written on a button that the message once had."""
        rows = [row for keyboard in message.old_keyboards for row in keyboard]
        return next(text for row in rows for text, data in row if data.split(":", 1)[1].lstrip("~") == value)

    async def answer_all(self, answers: Mapping[str, str]) -> None:
        """Answer every question, and yes to every read-back, until something else is on the screen."""
        while True:
            question, values = self.question(), str(self.open.keyboard)
            if question is None and ":yes'" in values:
                await self.choose("yes")
            elif question is None:
                return
            elif answers[question].startswith("="):
                await self.choose(*answers[question][1:].split(","))
            else:
                await self.say(answers[question])
