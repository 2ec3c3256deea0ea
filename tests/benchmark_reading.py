"""How long the readers take: `python tests/benchmark_reading.py` prints median and worst milliseconds a reader, first over the
tables of typed answers, then over hostile texts of up to 10,000 characters.
"""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from hostile import hostile, typed  # noqa: E402

import seeds  # noqa: E402
from bot.reading import read_fact  # noqa: E402
from flows.paste import find_report  # noqa: E402
from flows.reading.asides import after_no, aside, correction, plain_reply  # noqa: E402
from flows.reading.redflags import red_flags  # noqa: E402

TRIAL = seeds.load()
DAY = date(2026, 11, 22)
TEXTS = 800
LIMIT = 5.0

Read = Callable[[str], object]


def readers() -> dict[str, Read]:
    """Every fact that somebody is asked for, and the readers of free text."""
    asked = {fact for question in TRIAL.questions for fact in question.sets()}
    facts = {fact: partial(lambda fact, text: read_fact(TRIAL, fact, text, "patient", DAY), fact) for fact in TRIAL.facts}
    return {
        **{fact: read for fact, read in facts.items() if fact in asked},
        "report": lambda text: find_report(TRIAL, text, "clinician", DAY),
        "red flags": red_flags,
        "asides": lambda text: (aside(text), correction(text), plain_reply(text), after_no(text)),
    }


def milliseconds(read: Read, text: str) -> float:
    """Of the processor, the best of three, so that other processes are not measured."""
    best = 1e9
    for _ in range(3):
        begin = process_time()
        read(text)
        best = min(best, process_time() - begin)
        if best < LIMIT / 5000:
            break
    return best * 1000


def table(title: str, texts: list[str]) -> float:
    """Print a row a reader; the worst time of all."""
    print(f"{title:28} {'median ms':>9} {'worst ms':>9}  length  worst text")
    worst = 0.0
    for name, read in readers().items():
        times = [(milliseconds(read, text), text) for text in texts]
        slowest, text = max(times)
        worst = max(worst, slowest)
        print(f"{name:28} {median(time for time, _ in times):9.3f} {slowest:9.3f}  {len(text):6}  {text[:40]!r}")
    return worst


def main() -> None:
    real = table("typed answers", sorted(set(typed()))[::3])
    worst = table("hostile texts", list(hostile(TEXTS, seed=1)))
    print(f"worst: {real:.3f} ms over typed answers, {worst:.3f} ms over hostile texts")


if __name__ == "__main__":
    main()
