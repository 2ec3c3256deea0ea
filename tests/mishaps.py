"""What happens to a bot under load, and whether people's own record is what the database says."""

from __future__ import annotations

import asyncio
import json
import math
import random
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import running
from botapi import BotApiServer, Fault
from crowd import Crowd, Walker
from script import tables

import seeds

CODE = re.compile(r"\s*\w{3}-\w{3}")
PATIENCE = 30
"""Seconds without any progress of anybody before a test gives up."""
SHORTEST = 11
"""The updates of the shortest way to a result."""


@dataclass
class Mishaps:
    """A bot that is killed while people talk to it, and started again at once."""

    server: BotApiServer
    folder: Path
    in_flight: list[int] = field(default_factory=list)
    """For every kill, how many people's next message may have been sent and not been marked as sent."""

    async def survived(self, crowd: Crowd, people: int, kills: int, seed: int = 1) -> None:
        """Let people answer up to their results, and kill the bot so often at random moments on the way."""
        dice = random.Random(seed)
        moments = sorted(dice.sample(range(people, people * (SHORTEST - 2)), kills))
        bot = await running.start(self.folder, self.server)
        crowd.enter(people)
        try:
            for moment in moments:
                await crowd.come_to(moment, PATIENCE)
                await asyncio.sleep(dice.uniform(0, 0.05))
                bot.kill()
                await bot.wait()
                self.in_flight.append(len({row["chat"] for row in unsent(self.folder)}))
                bot = await running.start(self.folder, self.server)
            await crowd.come_to(math.inf, PATIENCE)
        finally:
            bot.terminate()
            await bot.wait()


def unsent(folder: Path) -> list:
    """The calls that a killed bot left, read from a copy so that the next start meets the files as the kill left them."""
    with TemporaryDirectory() as name:
        for file in folder.glob("prescreen.db*"):
            shutil.copy(file, name)
        outbox = tables(Path(name)).get("outbox", [])
    return [row for row in outbox if row["sent"] is None and row["failed"] is None]


def faults(methods: Iterable[str | None], probability: float) -> list[Fault]:
    """Each of the four ways to fail, with this probability, for these methods."""
    kinds = ("429", "502", "drop", "after")
    return [Fault(method, kind, probability=probability) for method in methods for kind in kinds]


def recorded(folder: Path) -> dict[str, list[tuple[str, str | tuple[str, ...]]]]:
    """What the database says that people answered, in its order, by the code of the screening."""
    found: dict[str, list] = {row["code"]: [] for row in tables(folder)["screenings"]}
    for row in tables(folder)["answers"]:
        found[row["code"]].append((row["question"], tuple(json.loads(row["picked"])) or row["said"]))
    return found


def code_of(walker: Walker) -> str:
    """The code that a person was told with the result."""
    words = seeds.words(walker.manners.language)("result-code", code="")
    return next(CODE.match(rest)[0].strip() for shown in walker.heard if (rest := shown.text.partition(words)[2]))


def differences(walkers: Sequence[Walker], folder: Path) -> list[str]:
    """Everything that people said and the database does not, or the other way round; in order, so that nothing is doubled,
    skipped or put back."""
    found = recorded(folder)
    told = {code_of(walker): walker.answers for walker in walkers}
    wrong = [
        f"{code}: said {given}, kept {kept}"
        for code in told | found
        for given, kept in zip_longest(told.get(code, []), found.get(code, []))
        if given != kept
    ]
    return wrong + [f"{row['code']}: no result" for row in tables(folder)["screenings"] if row["outcome"] is None]


def unanswered(crowd: Crowd) -> int:
    """The updates to which no reply came."""
    return sum(wait.replied is None for wait in crowd.waits)


def repeated(crowd: Crowd) -> int:
    """The messages that came more than once."""
    return sum(walker.repeated for walker in crowd.walkers)
