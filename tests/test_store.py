"""The store: append-only, one transaction an update, readable by anybody, naming nobody, and forgetting on time."""

import json
import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import pytest
from script import CONSENT, NOW, PATIENT, Talk, screener_in, tables

from bot.assembly import expire, open_store
from bot.outbound import Inbound
from bot.settings import Settings
from bot.store import StoreError

FILES = ("prescreen.db", "prescreen.db-wal", "prescreen.db-shm", "prescreen.key")
ADDRESS = "4815162342"


def settings(folder):
    return Settings(data=folder, _env_file=None)


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener, address=ADDRESS)


def events(folder):
    return [(row["screening"], row["seq"], row["body"]) for row in tables(folder)["event"]]


def test_events_are_only_ever_added(talk, tmp_path):
    before = []
    for line in ("/start en", "=patient", "62", CONSENT, "=npc", "/back", "=hnscc", "/stop", "=resume", "/language zh"):
        talk.send(line)
        now = events(tmp_path)
        assert now[: len(before)] == before
        assert [seq for _, seq, _ in now] == list(range(1, len(now) + 1))
        before = now


def test_a_second_writer_meets_the_primary_key(talk):
    talk.begin("patient")
    screening = talk.screener.store.current(talk.screener.store.chat("telegram", ADDRESS).id)
    again = list(talk.screener.store.events(screening.id))[:1]
    with pytest.raises(StoreError), talk.screener.store.transaction():
        talk.screener.store.append(screening.id, 0, again, NOW)


@pytest.mark.parametrize("line", ["=npc", "/stop", "/delete", "coughing up blood"])
def test_a_failing_step_leaves_nothing_of_the_whole_update(talk, tmp_path, line):
    talk.begin("patient")
    before = {name: [tuple(row) for row in rows] for name, rows in tables(tmp_path).items()}

    def fails(*_):
        raise RuntimeError("the channel fell over")

    data = f"{talk.menu.seq}:{line[1:]}" if line.startswith("=") else None
    with pytest.raises(RuntimeError):
        talk.screener.handle(Inbound("telegram", ADDRESS, None if data else line, data), fails)
    assert {name: [tuple(row) for row in rows] for name, rows in tables(tmp_path).items()} == before
    talk.send("=npc")
    assert talk.open_question() == "Q06"


def test_the_reply_and_the_receipt_are_of_the_same_transaction_as_the_answer(talk, tmp_path):
    talk.begin("patient")
    store = talk.screener.store
    with store.transaction():
        assert store.receive(77, "{}", NOW)
        assert not store.receive(77, "{}", NOW)
    [(row, _)] = store.unhandled()
    press = Inbound("telegram", ADDRESS, data=f"{talk.menu.seq}:npc")
    talk.screener.handle(press, lambda *_: [{"method": "sendMessage", "text": "next"}], receipt=row)
    found = tables(tmp_path)
    assert (found["inbox"][0]["handled"] is not None, found["inbox"][0]["body"]) == (True, None)
    assert json.loads(found["outbox"][0]["call"])["text"] == "next"


def test_the_views_can_be_read_with_any_sqlite_tool(talk, tmp_path):
    talk.begin("patient")
    talk.answer_all(PATIENT)
    for line in ("/edit 2", "=hnscc", "=finish"):
        talk.send(line)
    found = tables(tmp_path)
    [screening] = found["screenings"]
    assert (screening["role"], screening["outcome"], screening["trial"]) == ("patient", "likely_eligible", "NCT06494995")
    assert [(row["question"], row["latest"]) for row in found["answers"] if row["question"] == "Q04"] == [
        ("Q04", 0),
        ("Q04", 1),
    ]
    assert json.loads(next(row for row in found["answers"] if row["question"] == "Q14")["facts"]) == {
        "prior_drugs": ["顺铂", "gemcitabine"]
    }
    assert {row["criterion"]: row["status"] for row in found["findings"]} == talk.statuses
    assert {row["code"] for name in ("answers", "findings", "messages") for row in found[name]} == {screening["code"]}
    assert [row["text"] for row in found["messages"] if row["direction"] == "in"][-1].endswith(":finish")


def test_the_conversation_is_kept_only_from_the_consent_on(talk, tmp_path):
    for line in ("/start en", "=patient", "62"):
        talk.send(line)
    assert tables(tmp_path)["messages"] == []
    talk.send(CONSENT)
    assert len(tables(tmp_path)["messages"]) > 0


def test_every_file_is_for_its_owner_only(talk, tmp_path):
    talk.begin("patient")
    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(FILES, "0o600")


def test_with_another_key_the_data_are_refused_in_one_line(talk, tmp_path):
    talk.begin("patient")
    store = talk.screener.store
    assert store.address(store.chat("telegram", ADDRESS).id) == ADDRESS
    (tmp_path / "prescreen.key").write_bytes(os.urandom(32))
    with pytest.raises(StoreError, match="written with another key"), screener_in(tmp_path):
        pass


def test_an_empty_file_gets_every_migration(tmp_path):
    (tmp_path / "prescreen.db").touch()
    open_store(settings(tmp_path)).close()
    assert {"screenings", "answers", "findings", "messages", "event"} <= set(tables(tmp_path))


def test_a_file_of_an_earlier_version_gets_what_it_lacks_and_loses_nothing(tmp_path):
    with screener_in(tmp_path) as screener:
        Talk(screener).begin("patient")
    before = events(tmp_path)
    with closing(sqlite3.connect(tmp_path / "prescreen.db")) as db:
        for view in ("screenings", "answers", "findings", "messages"):
            db.execute(f"DROP VIEW {view}")
        [name] = [
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migrations%' AND type = 'table'")
        ]
        db.execute(f"DELETE FROM {name} WHERE name = 'views'")
        db.commit()
    open_store(settings(tmp_path)).close()
    assert (events(tmp_path), len(tables(tmp_path)["screenings"])) == (before, 1)


@pytest.mark.parametrize("content", [b"this is no database" * 300, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_one_clear_line(tmp_path, content):
    (tmp_path / "prescreen.db").write_bytes(content)
    with pytest.raises(StoreError) as error:
        open_store(settings(tmp_path))
    assert str(tmp_path / "prescreen.db") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(StoreError) as error:
        open_store(settings(blocked / "data"))
    assert "\n" not in str(error.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_one_clear_line(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError) as error:
        open_store(settings(tmp_path))
    assert "\n" not in str(error.value)


def test_a_key_of_the_wrong_length_is_one_clear_line(tmp_path):
    (tmp_path / "prescreen.key").write_bytes(b"short")
    with pytest.raises(StoreError, match="key"):
        open_store(settings(tmp_path))


LIMITS = [("unfinished", 7), ("finished", 30), ("finished and shared", 90)]


@pytest.mark.parametrize(("kind", "days"), LIMITS)
def test_what_was_kept_long_enough_is_erased(tmp_path, kind, days):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        for line in ("/start en", "=patient", "62", CONSENT + (",coordinators" if "shared" in kind else "")):
            talk.send(line)
        talk.answer_all(PATIENT)
        if "finished" in kind.split():
            talk.send("=finish")
        assert expire(screener.store, settings(tmp_path), NOW + timedelta(days=days)) == 0
        assert expire(screener.store, settings(tmp_path), NOW + timedelta(days=days, seconds=1)) == 1
    found = tables(tmp_path)
    assert [found[name] for name in ("screening", "event", "message", "finding")] == [[], [], [], []]
    assert b"gemcitabine" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_old_screenings_are_erased_at_the_start(tmp_path):
    with screener_in(tmp_path) as screener:
        Talk(screener).begin("patient")
    with screener_in(tmp_path, NOW + timedelta(days=8)):
        assert tables(tmp_path)["screening"] == []
