"""What two coordinators did about the invented people afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.demo.stories import NOTES
from bot.store import Record, Store


def follow_up(store: Store, seed: int, coordinators: list[int], now: datetime) -> None:
    """What two coordinators did about some of them: states, notes, overrides, and who takes care of whom."""
    dice = random.Random(seed)
    names = {c.id: c.name for c in store.desk.coordinators()}
    with store.transaction():
        for record in list(store.records.all()):
            if record.concluded is None or dice.random() < 0.45:
                continue
            moment = datetime.fromisoformat(record.concluded)
            for kind, body in _steps(store, record, dice, {id: names[id] for id in coordinators}):
                moment = min(moment + timedelta(hours=dice.randint(4, 60)), now - timedelta(minutes=5))
                store.desk.follow_up(record.id, dice.choice(coordinators), kind, body, moment)


def _steps(store: Store, record: Record, dice: random.Random, names: dict[int, str]) -> Iterator[tuple[str, dict[str, object]]]:
    to, name = dice.choice(list(names.items()))
    yield "assign", {"to": to, "name": name}
    if record.outcome == "likely_not_eligible" and not record.not_now:
        yield "note", {"text": dice.choice(NOTES["closed"])}
        yield "state", {"state": dice.choice(("contacted", "screen_failure"))}
        return
    yield "state", {"state": "contacted"}
    yield "note", {"text": dice.choice(NOTES["contacted"])}
    open_points = [found.criterion for found in store.records.findings(record.id).values() if found.status == "review"]
    if open_points and dice.random() < 0.4:
        yield "override", {"criterion": dice.choice(open_points), "status": "met", "reason": dice.choice(NOTES["judged"])}
    if dice.random() < 0.6:
        yield "state", {"state": "booked"}
        yield "note", {"text": dice.choice(NOTES["booked"])}
        if dice.random() < 0.6:
            yield "state", {"state": dice.choice(("consented", "consented", "screen_failure", "withdrawn"))}
