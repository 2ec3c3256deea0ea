"""A new key opens everything, the old one nothing, and no moment of the change locks anybody out."""

import os
import sqlite3
from contextlib import closing

import pytest
from operating import SECRET, addresses, content, prescreen, visit
from script import NOW, Talk, screener_in

from bot.store import keys, rotation
from bot.store.rotation import FORGOTTEN, SEALED


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def test_a_new_key_opens_everything_and_the_old_one_nothing(data):
    visit(data, "11")
    visit(data, "12")
    with screener_in(data) as screener, screener.store.transaction():
        screener.store.receive(1, '{"update_id": 1}', NOW)
        screener.store.desk.add("Li", None, "zh", "77", NOW)
    old, before = (data / "prescreen.key").read_bytes(), content(data)
    done = prescreen(data, "key", "rotate")
    assert (done.exit_code, done.output.count("\n")) == (0, 2)
    assert addresses(data) == ["11", "12"]
    with screener_in(data) as screener:
        assert [body for _, body in screener.store.unhandled()] == ['{"update_id": 1}']
        assert screener.store.desk.telegram_of(screener.store.desk.by_telegram("77").id) == "77"
        assert Talk(screener, address="12").open_question() == "Q06"
    after = content(data)
    for table, rows in before.items():
        sealed = {value for row in rows for value in row if isinstance(value, bytes)}
        assert not sealed & {value for row in after[table] for value in row if isinstance(value, bytes)}
    (data / "prescreen.key").write_bytes(old)
    assert prescreen(data, "coordinator", "list").exit_code == 2


def test_every_column_of_bytes_is_either_sealed_anew_or_needs_no_key(data):
    visit(data)
    with closing(sqlite3.connect(data / "prescreen.db")) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {(name, row[1]) for name in names for row in db.execute(f"PRAGMA table_info({name})") if row[2] == "BLOB"}
    renewed = {(s.table, column) for s in SEALED for column in (s.column, s.look_up) if column}
    plain_hashes = {("sign_in", "token"), ("sign_in_link", "token")}
    assert {pair for pair in found if pair[0] not in FORGOTTEN} == renewed | plain_hashes


STEPS = [
    (keys, "make_key", "before"),
    (rotation, "make_key", "after"),
    (rotation, "_reseal", "after"),
    (rotation, "take_over", "before"),
    (rotation, "take_over", "after"),
]


@pytest.mark.parametrize(("module", "step", "when"), STEPS)
@pytest.mark.parametrize("killed", [True, False])
def test_a_change_of_the_key_that_is_cut_off_locks_nobody_out(data, monkeypatch, module, step, when, killed):
    visit(data, "11")

    def cut(*arguments):
        if when == "after":
            work(*arguments)
        if killed:
            os._exit(9)
        raise OSError(5, "the disk is gone")

    if (child := os.fork()) == 0:
        work = getattr(module, step)
        monkeypatch.setattr(rotation if module is keys else module, step, cut)
        prescreen(data, "key", "rotate")
        os._exit(0)
    os.waitpid(child, 0)
    assert addresses(data) == ["11"]
    assert sorted(path.name for path in data.iterdir() if "key" in path.name) == ["prescreen.key"]
    assert prescreen(data, "key", "rotate").exit_code == 0
    assert addresses(data) == ["11"]


def test_a_new_key_that_does_not_fit_is_removed_only_if_the_old_one_does(data):
    visit(data, "11")
    old, new = data / "prescreen.key", data / "prescreen.key.new"
    new.write_bytes(os.urandom(32))
    assert addresses(data) == ["11"]
    assert not new.exists()
    right = old.read_bytes()
    for path in (old, new):
        path.write_bytes(os.urandom(32))
    assert prescreen(data, "coordinator", "list").exit_code == 2
    assert new.exists()
    old.write_bytes(right)
    assert addresses(data) == ["11"]


def test_with_the_key_in_the_settings_it_is_said_what_to_do(data):
    visit(data)
    before, key = content(data), (data / "prescreen.key").read_bytes()
    done = prescreen(data, "key", "rotate", PRESCREEN_KEY=key.hex())
    assert (done.exit_code, content(data)) == (2, before)
    assert "PRESCREEN_KEY is set" in done.output
    assert key.hex() not in done.output


def test_a_missing_key_is_never_replaced_by_a_new_one(data):
    visit(data)
    (data / "prescreen.key").rename(data / "elsewhere")
    done = prescreen(data, "coordinator", "list")
    assert (done.exit_code, (data / "prescreen.key").exists()) == (2, False)
    (data / "elsewhere").rename(data / "prescreen.key")
    assert addresses(data) == [SECRET]


def test_a_key_that_was_half_written_at_the_first_start_is_not_there_at_all(data, monkeypatch):
    data.mkdir()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("bot.store.keys.os.fsync", full)
        done = prescreen(data, "coordinator", "list")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert not list(data.glob("*key*")) and not list(data.glob(".*key*"))
    assert prescreen(data, "coordinator", "list").exit_code == 0
