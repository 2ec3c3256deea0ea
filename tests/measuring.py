"""One measurement of one bot: started as a process, given people for some seconds, and what that cost."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import running
from botapi import BotApiServer
from crowd import Crowd, Walker
from manners import Manners

PEERS = Path(__file__).parent / "peers"
OURS, HANDLER, AIOGRAM = "prescreen", "ConversationHandler", "aiogram"
PROGRAMS = {HANDLER: "conversation_handler.py", AIOGRAM: "aiogram_memory.py"}
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """How many people, the seconds that a call takes, for how long, and the time of a thought (None: none at all)."""

    people: int
    delay: float
    seconds: float
    think: Callable[[], float] | None = None


@dataclass(frozen=True)
class Figures:
    """What one bot did. Times in seconds, of people still waiting as long as they have waited so far; memory in MiB."""

    bot: str
    rate: float
    replies: Sequence[float]
    prompts: Sequence[float]
    cpu: float
    memory: float
    calls: float
    """Calls of the Bot API for an update, polls included."""
    server: float
    """The part of one core that the server and the people took."""
    others: float
    """The same for everything else on the machine, which disturbs the measurement."""


def percentile(sorted_times: Sequence[float], part: float) -> float:
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * part))] if sorted_times else float("nan")


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def cpu_of_all() -> float:
    """Seconds of processor time that the whole machine has spent, without idling."""
    user, nice, system, _, _, *interrupts = Path("/proc/stat").read_text().splitlines()[0].split()[1:8]
    return sum(map(int, (user, nice, system, *interrupts))) / TICKS_A_SECOND


def peak_memory(pid: int) -> float:
    """The most MiB of memory that a process has ever held."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


async def start(bot: str, server: BotApiServer, folder: Path, questionnaire: Path) -> asyncio.subprocess.Process:
    if bot == OURS:
        return await running.start(folder, server)
    more = {"TOKEN": running.TOKEN, "URL": server.url, "DATA": str(folder), "QUESTIONNAIRE": str(questionnaire)}
    with open(folder / "bot.log", "ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, str(PEERS / PROGRAMS[bot]), env=os.environ | more, stdout=log, stderr=log
        )


@asynccontextmanager
async def polling(bot: str, server: BotApiServer, questionnaire: Path) -> AsyncIterator[tuple[int, float]]:
    """A bot that polls: its process id, and the seconds from its start to the first poll."""
    with tempfile.TemporaryDirectory() as name:
        begun = perf_counter()
        process = await start(bot, server, Path(name), questionnaire)
        try:
            async with asyncio.timeout(running.PATIENCE):
                while server.first_poll is None and process.returncode is None:
                    await asyncio.sleep(0.001)
            if server.first_poll is None:
                sys.exit(f"{bot} ended before it polled:\n{running.log_of(Path(name))}")
            yield process.pid, server.first_poll - begun
        finally:
            await end(process)


async def end(process: asyncio.subprocess.Process) -> None:
    """Politely, and then not."""
    for name in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is None:
            process.send_signal(name)
            try:
                await asyncio.wait_for(process.wait(), 5)
            except TimeoutError:
                continue


async def measured(bot: str, load: Load, questionnaire: Path, poll_delay: float = 0.0) -> Figures:
    """Figures of one bot under one load: always as many people at a time, who answer from /start to the result."""
    async with (
        BotApiServer(delay=load.delay, poll_delay=poll_delay) as server,
        polling(bot, server, questionnaire) as (pid, _),
    ):
        server.keeps_calls = False
        crowd = Crowd(server, lambda number: Manners(), load.think, renewed=True)
        before, begun = (cpu_of(pid), process_time(), cpu_of_all()), perf_counter()
        crowd.enter(load.people)
        await asyncio.sleep(load.seconds)
        ended = perf_counter()
        lasted, spent = ended - begun, (cpu_of(pid), process_time(), cpu_of_all())
        cpu, server_cpu, all_cpu = (after - earlier for earlier, after in zip(before, spent, strict=True))
        waits = [(wait.made, wait.replied, wait.asked) for wait in crowd.waits]
        memory, calls = peak_memory(pid), server.called.total()
    answered = sum(replied is not None for _, replied, _ in waits)
    return Figures(
        bot,
        answered / lasted,
        sorted((replied or ended) - made for made, replied, _ in waits),
        sorted((asked or ended) - made for made, _, asked in waits),
        cpu / answered if answered else float("nan"),
        memory,
        calls / answered if answered else float("nan"),
        server_cpu / lasted,
        max(0.0, all_cpu - cpu - server_cpu) / lasted,
    )


async def seconds_to_poll(bot: str, questionnaire: Path) -> float:
    async with BotApiServer() as server, polling(bot, server, questionnaire) as (_, seconds):
        return seconds


async def recorded(file: Path) -> int:
    """Write down the questionnaire that the peers ask, as our bot asks it one person; the number of its steps."""
    async with BotApiServer() as server, polling(OURS, server, file):
        ended = asyncio.Event()
        walker = Walker(server, 1, Manners(), ended=lambda walker: ended.set())
        walker.begin()
        await asyncio.wait_for(ended.wait(), running.PATIENCE)
    steps, before = [], []
    for shown in walker.heard:
        if shown.keyboard:
            steps.append({"before": before, "text": shown.text, "keyboard": shown.keyboard})
            before = []
        else:
            before.append(shown.text)
    file.write_text(json.dumps(steps, ensure_ascii=False), "utf-8")
    return len(steps)
