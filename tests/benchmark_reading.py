"""How long the readers take: `python tests/benchmark_reading.py` prints median and worst milliseconds, corpora and noise."""

import random
import sys
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from flows.reading.dates import read_date  # noqa: E402
from flows.reading.intervals import read_interval_months  # noqa: E402
from flows.reading.numbers import read_age  # noqa: E402
from flows.reading.quantities import read_quantity  # noqa: E402
from flows.reading.report import read_report  # noqa: E402
from flows.reading.text import LONGEST, SHORT  # noqa: E402
from flows.units import analyte  # noqa: E402

ANALYTES = {
    name: analyte(name, table)
    for name, table in tomllib.loads((HERE.parent / "seeds/nct06494995/analytes.toml").read_text("utf-8")).items()
}
DAY = date(2026, 11, 22)
STRINGS = 20_000
WIDE = "1２三٣ \u200f\u202e\u0000😀👨‍👩‍👧אבµ×⁹①½年月日岁万个半g/LIUmol.,-–~()<>≤↑↓\n\t鼻咽癌ALTHb中性血小板近期约"

Read = Callable[[str], object]


def readers() -> dict[str, Read]:
    named: dict[str, Read] = {name: partial(read_quantity, analyte=analyte) for name, analyte in ANALYTES.items()}
    return named | {
        "age_years": partial(read_age, today=DAY),
        "months": read_interval_months,
        "date": partial(read_date, today=DAY, words=frozenset({"none", "ongoing"})),
    }


def corpus(name: str) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in (HERE / f"reading_{name}.tsv").read_text("utf-8").splitlines()[1:]]
    return [(kind if name == "numbers" else "date", text.replace("⏎", "\n")) for kind, _, text, _ in rows]


def noise(seed: int) -> Iterable[str]:
    """Random strings of every length a reader takes, changed pieces of the corpora, and single characters repeated."""
    dice = random.Random(seed)
    typed = [text for name in ("numbers", "dates") for _, text in corpus(name) if text]
    for _ in range(STRINGS):
        longest = dice.choice((10, 40, SHORT, LONGEST))
        match dice.randrange(4):
            case 0:
                text = "".join(dice.choices(WIDE, k=dice.randint(0, longest)))
            case 1:
                text = "".join(
                    chr(dice.choice((dice.randrange(1, 0xD800), dice.randrange(0x1F000, 0x20000)))) for _ in range(20)
                )
            case 2:
                text = " ".join(dice.choices(typed, k=dice.randint(1, 1 + longest // 10)))
            case _:
                text = dice.choice(typed)[: dice.randint(1, 9)] * longest
        yield text[:longest]


def milliseconds(read: Read, text: str) -> float:
    """Of the processor, the best of two, so that other processes are not measured."""
    best = 1e9
    for _ in range(2):
        begin = process_time()
        read(text)
        best = min(best, process_time() - begin)
    return best * 1000


def row(name: str, times: list[tuple[float, str]]) -> None:
    worst, text = max(times)
    middle = median(time for time, _ in times)
    print(f"{name:24} {len(times):7} {middle:9.3f} {worst:9.3f} {worst / middle:9.1f}  {text[:40]!r}")


def main() -> None:
    read = readers()
    print(f"{'':24} {'texts':>7} {'median ms':>9} {'worst ms':>9} {'ratio':>9}  worst text")
    for name in ("numbers", "dates"):
        row(f"corpus {name}", [(milliseconds(read[kind], text), text) for kind, text in corpus(name)])
    texts, kinds = list(noise(1)), random.Random(2)
    times: dict[str, list[tuple[float, str]]] = {}
    for text in texts:
        kind = kinds.choice(list(read))
        times.setdefault(kind, []).append((milliseconds(read[kind], text), text))
    for kind in read:
        row(f"noise {kind}", times[kind])
    row("noise, all answers", [time for timed in times.values() for time in timed])
    pieces = ["\n".join(texts[start : start + 8])[:4096] for start in range(0, 4000, 8)]
    report = partial(read_report, analytes=ANALYTES, today=DAY)
    row("noise, reports", [(milliseconds(report, text), text) for text in pieces])


if __name__ == "__main__":
    main()
