"""How fast the console is with 100,000 screenings: `python tests/benchmark_console.py [number] [folder]`.

A few invented people talk through the real dialogue; their rows are then copied until there are enough. Prints the median and
the slowest time of some requests through the whole application, templates included, and how long one core worked on them,
which tells more on a machine that has other things to do. A folder that is filled already is used again.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from bot.assembly import open_store
from bot.codes import ALPHABET
from bot.console.app import make_app
from bot.demo import make_demo
from bot.settings import Settings

PEOPLE = 150
TIMES = 5
NOW = datetime.now(UTC)
REQUESTS = {
    "work list": "/",
    "work list, one result": "/?outcome=needs_confirmation",
    "work list, several filters": "/?outcome=likely_not_eligible&role=patient&language=zh&follow_up=new",
    "work list, open point": "/?point=I3",
    "work list, frequent open point": "/?point=I7",
    "work list, dates": f"/?since={(NOW - timedelta(days=20)).date()}&until={(NOW - timedelta(days=10)).date()}",
    "work list, eligible this week": "/?soon=1&sort=earliest",
    "work list, earliest first": "/?sort=earliest",
    "work list, in the middle": "/?page=1000",
    "work list, last page": "/?page=2000",
    "search by beginning of a code": "/?search=AB",
    "search in notes": "/?search=%E7%97%85%E7%90%86",
    "search in words said": "/?search=%E9%A1%BA%E9%93%82&words=1",
    "search for nothing": "/?search=zzzzzzzz&words=1",
    "one record": "/case/{code}",
    "charts": "/figures",
    "charts of a week": "/figures?days=7",
    "protocol questions": "/rulings",
}


def fill(settings: Settings, number: int) -> None:
    """Copies of the invented people, each with another code and time."""
    make_demo(settings, PEOPLE, 1, NOW, lambda: None)
    with closing(sqlite3.connect(settings.data / "prescreen.db", isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        columns = [row[1] for row in db.execute("PRAGMA table_info(screening)")]
        people = db.execute(f"SELECT {', '.join(columns)} FROM screening WHERE for_coordinators = 1 ORDER BY id").fetchall()
        base = max(row[0] for row in db.execute("SELECT id FROM screening"))
        dice = random.Random(1)
        for copy in range(1, number // len(people) + 1):
            offset = copy * base
            rows = [_another(dict(zip(columns, person, strict=True)), offset, dice) for person in people]
            db.executemany(f"INSERT INTO screening ({', '.join(columns)}) VALUES ({','.join('?' * len(columns))})", rows)
            for sql in COPIES:
                db.execute(
                    sql.format(own=f"screening IN (SELECT id FROM screening WHERE id <= {base} AND for_coordinators)"),
                    {"offset": offset},
                )
        db.execute("COMMIT")


COPIES = (
    "INSERT INTO event SELECT screening + :offset, seq, at, body FROM event WHERE {own}",
    "INSERT INTO finding SELECT screening + :offset, criterion, status, change, until, decided_by FROM finding WHERE {own}",
    "INSERT INTO open_question SELECT question, screening + :offset FROM open_question WHERE {own}",
    "INSERT INTO message (screening, at, direction, text) SELECT screening + :offset, at, direction, substr(text, 1, 60) FROM message WHERE {own}",
    "INSERT INTO follow_up (screening, at, coordinator, kind, body) SELECT screening + :offset, at, coordinator, kind, body FROM follow_up WHERE {own}",
)


def _another(row: dict, offset: int, dice: random.Random) -> list:
    moved = timedelta(seconds=dice.randint(0, 80 * 86400))
    updated = NOW - moved
    spent = datetime.fromisoformat(row["updated"]) - datetime.fromisoformat(row["started"])
    row |= {"id": row["id"] + offset, "code": _code(row["id"] + offset)}
    row |= {
        "updated": updated.isoformat(timespec="milliseconds"),
        "started": (updated - spent).isoformat(timespec="milliseconds"),
    }
    row["concluded"] = row["concluded"] and row["updated"]
    row["earliest"] = row["earliest"] and (updated + timedelta(days=dice.randint(1, 60))).date().isoformat()
    return list(row.values())


def _code(id: int) -> str:
    """Another one for every id, and spread over the alphabet."""
    place, letters = id * 611_953 % len(ALPHABET) ** 6, ""
    for _ in range(6):
        place, letter = divmod(place, len(ALPHABET))
        letters += ALPHABET[letter]
    return f"{letters[:3]}-{letters[3:]}"


async def measure(settings: Settings) -> None:
    store = open_store(settings)
    token = store.desk.sign_in(store.desk.named("demo").id, NOW)
    code = next(iter(store.records.all())).code
    transport = httpx.ASGITransport(make_app(store, lambda: datetime.now(UTC)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", cookies={"prescreen": token}) as client:
        for name, path in REQUESTS.items():
            times, work = [], []
            for _ in range(TIMES):
                began, worked = time.perf_counter(), time.process_time()
                answer = await client.get(path.format(code=code))
                times.append((time.perf_counter() - began) * 1000)
                work.append((time.process_time() - worked) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
            median, slowest = statistics.median(times), max(times)
            print(
                f"{name:32} median {median:5.0f} ms   slowest {slowest:5.0f} ms   processor {statistics.median(work):5.0f} ms"
            )
    store.close()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    settings = Settings(data=folder, _env_file=None)
    if not (folder / "prescreen.db").exists():
        fill(settings, number)
    asyncio.run(measure(settings))


if __name__ == "__main__":
    main()
