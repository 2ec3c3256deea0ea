"""Our Telegram bot beside its peers: `python tests/benchmark_telegram.py` (`--quick` for under a minute).

In one run, on the same questionnaire and against the same local Bot API server: our durable bot, a ConversationHandler bot
of python-telegram-bot with PicklePersistence, and an aiogram bot with its state in memory (`pip install '.[benchmark]'`).
There are always as many people as the line says; somebody new comes for each who is at the end.

Columns: updates answered a second; milliseconds until the first reply and until the next question is there (people who
still wait count as long as they have waited); processor time of the bot for an update; its peak memory; its calls of
the Bot API for an update; how busy the server and the people were (near 100 % they, and not the bot, set the pace);
and how busy everything else on the machine was (only a quiet machine measures speed; `--rounds` helps a little).
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from measuring import AIOGRAM, HANDLER, OURS, Figures, Load, measured, percentile, recorded, seconds_to_poll

HEAD = (
    f"{'people':>6} {'delay':>5}  {'bot':20}{'upd/s':>7} |{'reply p50':>10}{'p95':>7}{'p99':>7}{'max':>7} |"
    f"{'next p50':>9}{'p95':>7} |{'CPU ms':>7}{'MiB':>6}{'calls':>6}{'server':>7}{'others':>7}"
)


@dataclass(frozen=True)
class Plan:
    """What a run measures: seconds by number of people, delays, the human pace and the repetitions of a start."""

    seconds: dict[int, float]
    delays: Sequence[float]
    pace_seconds: float
    starts: int


@dataclass(frozen=True)
class Given:
    """What is the same for all measurements of a run; the delay of a poll in seconds."""

    questionnaire: Path
    poll_delay: float
    rounds: int


FULL = Plan({1: 4, 50: 8, 500: 12}, (0.0, 0.05), 12, 3)
QUICK = Plan({50: 4}, (0.0, 0.05), 0, 1)


def line(load: Load, figures: Figures) -> str:
    reply = [percentile(figures.replies, part) * 1000 for part in (0.5, 0.95, 0.99, 1)]
    prompt = [percentile(figures.prompts, part) * 1000 for part in (0.5, 0.95)]
    return (
        f"{load.people:6} {load.delay * 1000:5.0f}  {figures.bot:20}{figures.rate:7.0f} |{reply[0]:10.0f}{reply[1]:7.0f}"
        f"{reply[2]:7.0f}{reply[3]:7.0f} |{prompt[0]:9.0f}{prompt[1]:7.0f} |{figures.cpu * 1000:7.2f}{figures.memory:6.0f}"
        f"{figures.calls:6.1f}{figures.server:7.0%}{figures.others:7.0%}"
    )


def ratios(ours: Figures, other: Figures) -> str:
    """How many times theirs ours is: more updates, but less of everything else, is better."""
    return (
        f"{'':14}{OURS}/{other.bot}: updates ×{ours.rate / other.rate:.2f}"
        f" · reply p50 ×{percentile(ours.replies, 0.5) / percentile(other.replies, 0.5):.2f}"
        f" p95 ×{percentile(ours.replies, 0.95) / percentile(other.replies, 0.95):.2f}"
        f" · CPU ×{ours.cpu / other.cpu:.2f} · memory ×{ours.memory / other.memory:.2f}"
    )


async def compare(bots: Sequence[str], load: Load, given: Given) -> None:
    """One line a bot, and what the ratios are; of several rounds the one with the median of updates a second."""
    rounds = [[await measured(bot, load, given.questionnaire, given.poll_delay) for bot in bots] for _ in range(given.rounds)]
    found = {bot: median_round(figures) for bot, figures in zip(bots, zip(*rounds, strict=True), strict=True)}
    for figures in found.values():
        print(line(load, figures), flush=True)
    for bot, figures in found.items():
        if OURS in found and bot != OURS:
            print(ratios(found[OURS], figures), flush=True)


def median_round(rounds: Sequence[Figures]) -> Figures:
    return sorted(rounds, key=lambda figures: figures.rate)[len(rounds) // 2]


async def run(plan: Plan, bots: Sequence[str], poll_delay: float, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given = Given(Path(folder) / "questionnaire.json", poll_delay, rounds)
        print(f"{await recorded(given.questionnaire)} questions, as our bot asks a patient in English\n\n{HEAD}", flush=True)
        for delay in plan.delays:
            for people, seconds in plan.seconds.items():
                await compare(bots, Load(people, delay, seconds), given)
        if plan.pace_seconds:
            print("\nAt a human pace, one answer in 1 to 3 seconds")
            pace = random.Random(1)
            await compare(bots, Load(100, 0.05, plan.pace_seconds, lambda: pace.uniform(1, 3)), given)
        print("\nSeconds from the start to the first poll")
        for bot in bots:
            times = [await seconds_to_poll(bot, given.questionnaire) for _ in range(plan.starts)]
            print(f"{bot:20}{median(times):6.2f}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="50 people only, under a minute")
    parser.add_argument("--bots", nargs="+", choices=[OURS, HANDLER, AIOGRAM], default=[OURS, HANDLER, AIOGRAM])
    parser.add_argument("--people", nargs="+", type=int, help="instead of 1, 50 and 500")
    parser.add_argument("--delays", nargs="+", type=float, help="milliseconds of a call, instead of 0 and 50")
    parser.add_argument("--seconds", type=float, help="the length of each measurement")
    parser.add_argument("--rounds", type=int, default=1, help="on a busy machine: the median of so many rounds in turn")
    parser.add_argument("--poll-delay", type=float, default=0.0, help="milliseconds until a poll is heard; it waits anyway")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    bots = list(given.bots)
    if AIOGRAM in bots and importlib.util.find_spec("aiogram") is None:
        print("aiogram is not installed, so it is left out: pip install '.[benchmark]'\n")
        bots.remove(AIOGRAM)
    base = QUICK if given.quick else FULL
    people = given.people or list(base.seconds)
    seconds = {number: given.seconds or base.seconds.get(number, 8) for number in people}
    delays = [delay / 1000 for delay in given.delays] if given.delays else base.delays
    plan = Plan(seconds, delays, base.pace_seconds, base.starts)
    asyncio.run(run(plan, bots, given.poll_delay / 1000, given.rounds))


if __name__ == "__main__":
    main()
