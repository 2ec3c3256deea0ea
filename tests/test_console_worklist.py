"""The work list finds exactly what was asked for: compared with looking at every record."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.assembly import open_store
from bot.settings import Settings
from bot.store import Filter
from bot.store.worklist import PAGE_SIZE, SORTS

TODAY = date(2026, 11, 22)
OUTCOMES = ("likely_eligible", "needs_confirmation", "likely_not_eligible", None)
NUMBER = 400


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worklist")
    settings = Settings(data=folder, _env_file=None)
    open_store(settings).close()
    with closing(sqlite3.connect(folder / "prescreen.db", isolation_level=None)) as db:
        dice = random.Random(3)
        db.execute("INSERT INTO coordinator (id, name, added) VALUES (1, 'Wang', ''), (2, 'Li', '')")
        for id in range(1, NUMBER + 1):
            _invent(db, id, dice)
    store = open_store(settings)
    yield store
    store.close()


def _invent(db, id, dice):
    day = datetime(2026, 11, 22, tzinfo=UTC) - timedelta(hours=dice.randint(1, 1400))
    outcome = dice.choice(OUTCOMES)
    not_now = int(outcome == "likely_not_eligible" and dice.random() < 0.5)
    row = {
        "id": id,
        "chat": id,
        "code": f"{id:03}-{'AB'[id % 2]}{id % 9}Z",
        "trial": "t",
        "digest": "d",
        "phase": "concluded" if outcome else dice.choice(("asking", "withdrawn")),
        "language": dice.choice(("en", "zh")),
        "role": dice.choice(("patient", "family", "clinician")),
        "for_coordinators": int(dice.random() < 0.9),
        "started": (day - timedelta(minutes=dice.randint(3, 90))).isoformat(timespec="milliseconds"),
        "updated": day.isoformat(timespec="milliseconds"),
        "concluded": day.isoformat(timespec="milliseconds") if outcome else None,
        "outcome": outcome,
        "not_now": not_now if outcome else None,
        "earliest": (TODAY + timedelta(days=dice.randint(-5, 20))).isoformat() if not_now else None,
        "flags": dice.choice(("[]", "[]", '["RF_BLEED"]')),
        "follow_up": dice.choice(("new", "contacted", "booked")),
        "assigned": dice.choice((None, 1, 2)),
        "ruled_outcome": dice.choice((None, None, "likely_eligible")) if outcome else None,
    }
    db.execute("INSERT INTO chat (id, channel, address_key, address) VALUES (?, 't', ?, x'')", (id, str(id).encode()))
    db.execute(f"INSERT INTO screening ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    for criterion in ("I1", "I3", "E1"):
        db.execute(
            "INSERT INTO finding VALUES (?, ?, ?, NULL, NULL, '[]')",
            (id, criterion, dice.choice(("met", "review", "unknown", "failed"))),
        )
    said = dice.choice(("顺铂，吃了100%的剂量", "cisplatin", "a_b"))
    db.execute("INSERT INTO message (screening, at, direction, text) VALUES (?, '', 'in', ?)", (id, said))
    if dice.random() < 0.2:
        db.execute(
            "INSERT INTO follow_up (screening, at, coordinator, kind, body) VALUES (?, '', 1, 'note', ?)",
            (id, '{"text": "病理报告 50%"}'),
        )


def visible(store, keep=lambda record: True):
    return {record.id for record in store.records.all() if keep(record)}


def listed(store, **chosen):
    """All ids of all pages, each once."""
    found, number = [], 1
    while True:
        page = store.records.page(Filter(**chosen, page=number), TODAY)
        found += page.ids
        if number >= page.pages:
            assert len(found) == len(set(found)) == page.total
            return found
        number += 1


def having(store, sql):
    return {row[0] for row in store._db.conn.execute(sql)}


FILTERS = {
    "result": ({"outcome": "not_now"}, lambda r: r.result == "not_now"),
    "unfinished": ({"outcome": "unfinished"}, lambda r: r.outcome is None and r.phase == "asking"),
    "stopped": ({"outcome": "stopped"}, lambda r: r.outcome is None and r.phase == "withdrawn"),
    "ruled": ({"outcome": "likely_eligible"}, lambda r: (r.ruled_outcome or r.outcome) == "likely_eligible"),
    "role": ({"role": "family"}, lambda r: r.role == "family"),
    "language": ({"language": "zh"}, lambda r: r.language == "zh"),
    "follow-up": ({"follow_up": "booked"}, lambda r: r.follow_up == "booked"),
    "assigned": ({"assigned": "2"}, lambda r: r.assigned == 2),
    "not assigned": ({"assigned": "none"}, lambda r: r.assigned is None),
    "flagged": ({"flagged": True}, lambda r: bool(r.flags)),
    "soon": ({"soon": True}, lambda r: r.earliest is not None and "2026-11-22" <= r.earliest <= "2026-11-29"),
    "dates": ({"since": "2026-11-01", "until": "2026-11-11"}, lambda r: "2026-11-01" <= r.updated[:10] <= "2026-11-10"),
    "several": (
        {"role": "patient", "language": "en", "outcome": "needs_confirmation"},
        lambda r: (r.role, r.language, r.result) == ("patient", "en", "needs_confirmation"),
    ),
}


@pytest.mark.parametrize(("chosen", "keep"), FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("sort", SORTS)
def test_a_filter_keeps_exactly_those(store, chosen, keep, sort):
    assert set(listed(store, **chosen, sort=sort)) == visible(store, keep) != set()


def test_an_open_point_is_one_to_judge_or_unknown(store):
    touched = having(store, "SELECT screening FROM finding WHERE criterion = 'I3' AND status IN ('review', 'unknown')")
    assert set(listed(store, point="I3")) == touched & visible(store)


@pytest.mark.parametrize(
    ("search", "sql"),
    [
        ("12", "SELECT id FROM screening WHERE code LIKE '12%'"),
        ("012a3", "SELECT id FROM screening WHERE code LIKE '012-A3%'"),
        ("病理", "SELECT screening FROM follow_up"),
        ("50%", "SELECT screening FROM follow_up"),
        ("%", "SELECT screening FROM follow_up"),
        ("text", "SELECT 0 WHERE 0"),
        ("顺铂", "SELECT 0 WHERE 0"),
    ],
)
def test_a_search_looks_at_codes_and_notes(store, search, sql):
    assert set(listed(store, search=search)) == having(store, sql) & visible(store)


@pytest.mark.parametrize(
    ("search", "text"),
    [("顺铂", "顺铂，吃了100%的剂量"), ("100%", "顺铂，吃了100%的剂量"), ("a_b", "a_b"), ("CISPLATIN", "cisplatin")],
)
def test_words_are_found_in_what_people_said(store, search, text):
    said = having(store, f"SELECT screening FROM message WHERE text = '{text}'")
    assert set(listed(store, search=search, words=True)) == said & visible(store)


def test_what_a_coordinator_has_settled_is_no_longer_open(store):
    touched = having(store, "SELECT screening FROM finding WHERE criterion = 'I3' AND status = 'review'")
    first, second = sorted(touched)[:2]
    with store.transaction():
        for screening, status in ((first, "met"), (second, "review")):
            store.desk.follow_up(
                screening, 1, "override", {"criterion": "I3", "status": status, "reason": "seen"}, datetime.now(UTC)
            )
    open_now = store.records.open_points((first, second))
    assert ("I3", "review") not in open_now[first] and ("I3", "review") in open_now[second]


def test_the_list_is_in_the_order_that_was_asked_for(store):
    records = {record.id: record for record in store.records.all()}
    newest = [records[id].updated for id in listed(store)]
    assert newest == sorted(newest, reverse=True)
    earliest = [records[id].earliest for id in listed(store, soon=True, sort="earliest")]
    assert earliest == sorted(earliest)


def test_counts_are_as_if_their_own_filter_were_not_set(store):
    page = store.records.page(Filter(outcome="not_now", follow_up="new"), TODAY)
    records = list(store.records.all())
    assert page.outcomes["likely_eligible"] == sum(r.follow_up == "new" and r.result == "likely_eligible" for r in records)
    assert page.follow_ups["booked"] == sum(r.follow_up == "booked" and r.result == "not_now" for r in records)
    assert page.total == sum(r.follow_up == "new" and r.result == "not_now" for r in records)


def test_a_page_beyond_the_end_is_empty(store):
    page = store.records.page(replace(Filter(), page=99), TODAY)
    assert page.ids == () and page.total == len(visible(store)) > PAGE_SIZE


def test_figures_add_up(store):
    found = store.records.figures("2026-01-01", "2027-01-01")
    records = list(store.records.all())
    assert found.started == NUMBER and found.total() == len(records)
    assert found.total(result="not_now", role="patient") == sum(r.result == "not_now" and r.role == "patient" for r in records)
    finished = [r for r in records if r.concluded]
    assert sum(sum(numbers) for numbers in found.minutes.values()) == len(finished)
    shown = ",".join(str(r.id) for r in finished)
    failed = having(
        store, f"SELECT count(*) FROM finding WHERE criterion = 'E1' AND status = 'failed' AND screening IN ({shown})"
    )
    assert {found.reasons["E1", "failed"]} == failed
