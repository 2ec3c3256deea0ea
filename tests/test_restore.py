"""What is put back is what was saved, without what was erased; and nothing is ever lost on the way."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import pytest
from botapi import BotApiServer
from operating import addresses, content, prescreen, screenings, visit
from person import Person
from running import TOKEN, running
from script import NOW, Talk, screener_in, tables

from bot.operations import copying


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The commands run on the day of the conversations."""
    monkeypatch.setattr("bot.operations.cli.now", lambda: NOW)


def test_a_restored_backup_is_what_it_was_and_its_people_can_be_answered(data, tmp_path):
    visit(data, "11")
    before = content(data)
    prescreen(data, "backup", tmp_path / "copy.db")
    visit(data, "12")
    with_both = screenings(data / "prescreen.db")
    done = prescreen(data, "restore", tmp_path / "copy.db")
    assert (done.exit_code, content(data), addresses(data)) == (0, before, ["11"])
    [aside] = data.glob("prescreen.db.before-*")
    assert (screenings(aside), stat.S_IMODE(aside.stat().st_mode)) == (with_both, 0o600)
    assert aside.name in done.output
    assert stat.S_IMODE((data / "prescreen.db").stat().st_mode) == 0o600


def test_a_restored_conversation_goes_on_where_it_was(data, tmp_path):
    visit(data, "11")
    prescreen(data, "backup", tmp_path / "copy.db")
    prescreen(data, "restore", tmp_path / "copy.db")
    with screener_in(data) as screener:
        talk = Talk(screener, address="11")
        assert talk.open_question() == "Q06"


def test_data_that_were_killed_in_the_middle_are_set_aside_with_their_log(data, tmp_path):
    visit(data, "11")
    prescreen(data, "backup", tmp_path / "copy.db")
    if os.fork() == 0:
        with screener_in(data) as screener:
            Talk(screener, address="12").begin("patient")
            os._exit(9)
    os.wait()
    assert (data / "prescreen.db-wal").stat().st_size > 0
    prescreen(data, "restore", tmp_path / "copy.db")
    [aside] = data.glob("prescreen.db.before-*")
    assert (len(screenings(aside)), len(screenings(data / "prescreen.db"))) == (2, 1)


def test_a_backup_takes_the_place_of_a_damaged_database(data, tmp_path):
    visit(data, "11")
    prescreen(data, "backup", tmp_path / "copy.db")
    damaged = b"SQLite format 3\x00" + b"\xff" * 5000
    (data / "prescreen.db").write_bytes(damaged)
    (data / "prescreen.db-wal").write_bytes(b"\xee" * 5000)
    done = prescreen(data, "restore", tmp_path / "copy.db")
    assert (done.exit_code, addresses(data)) == (0, ["11"])
    assert "there again" in done.output
    [aside] = data.glob("prescreen.db.before-*")
    assert aside.read_bytes() == damaged


def test_on_a_new_machine_the_key_comes_first(data, tmp_path):
    visit(data, "11")
    prescreen(data, "backup", tmp_path / "copy.db")
    new = tmp_path / "new"
    refused = prescreen(new, "restore", tmp_path / "copy.db")
    assert (refused.exit_code, list(new.iterdir())) == (2, [])
    assert "prescreen.key is missing" in refused.output
    (new / "prescreen.key").write_bytes((data / "prescreen.key").read_bytes())
    done = prescreen(new, "restore", tmp_path / "copy.db")
    assert (done.exit_code, addresses(new)) == (0, ["11"])


@pytest.mark.parametrize("what", ["another key", "no database", "another database", "damaged"])
def test_what_does_not_fit_is_not_restored_and_nothing_changes(data, tmp_path, what):
    visit(data)
    copy = tmp_path / "copy.db"
    match what:
        case "another key":
            visit(tmp_path / "other")
            prescreen(tmp_path / "other", "backup", copy)
        case "no database":
            copy.write_bytes(b"nothing" * 1000)
        case "another database":
            with closing(sqlite3.connect(copy)) as db:
                db.execute("CREATE TABLE music (title TEXT)")
        case "damaged":
            prescreen(data, "backup", copy)
            copy.write_bytes(copy.read_bytes()[:-4096])
    before = content(data)
    done = prescreen(data, "restore", copy)
    assert (done.exit_code, done.output.count("\n"), content(data)) == (2, 1, before)
    assert not list(data.glob("*before*"))


@pytest.mark.asyncio
@pytest.mark.parametrize("words", [("restore",), ("key", "rotate")])
async def test_nothing_is_put_in_the_place_of_data_that_the_bot_is_using(data, tmp_path, words):
    visit(data)
    await asyncio.to_thread(prescreen, data, "backup", tmp_path / "copy.db")
    async with BotApiServer() as server, running(server, data):
        done = await asyncio.to_thread(prescreen, data, *words, *([tmp_path / "copy.db"] if words == ("restore",) else []))
        assert (done.exit_code, done.output.count("\n")) == (2, 1)
        assert "another prescreen program" in done.output
        await Person(server, 11).say("/start en")
        await asyncio.sleep(0)
    assert prescreen(data, *words, *([tmp_path / "copy.db"] if words == ("restore",) else [])).exit_code == 0


def test_the_bot_does_not_start_during_a_restore(data, tmp_path):
    visit(data)
    with copying.alone(data):
        done = prescreen(data, "telegram", TELEGRAM_BOT_TOKEN=TOKEN)
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "being restored" in done.output


@pytest.mark.parametrize("step", ["set_aside", "put", "leave_out"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_restore_that_is_killed_leaves_the_one_or_the_other_and_can_be_done_again(data, tmp_path, monkeypatch, step, when):
    visit(data, "11")
    prescreen(data, "backup", tmp_path / "copy.db")
    visit(data, "12")
    work = getattr(copying, step)

    def killed(*arguments):
        if when == "after":
            work(*arguments)
        os._exit(9)

    if (child := os.fork()) == 0:
        monkeypatch.setattr(copying, step, killed)
        prescreen(data, "restore", tmp_path / "copy.db")
    assert os.waitpid(child, 0)[1] == 9 << 8
    assert addresses(data) == (["11"] if (step, when) == ("put", "after") else ["11", "12"])
    monkeypatch.setattr("bot.operations.cli.now", lambda: NOW + timedelta(seconds=1))
    assert prescreen(data, "restore", tmp_path / "copy.db", "--with-erased").exit_code == 0
    assert addresses(data) == ["11"]
    assert not list(data.glob(".*"))


def test_what_was_kept_long_enough_does_not_come_back(data, tmp_path, monkeypatch):
    visit(data, "11")
    prescreen(data, "backup", tmp_path / "copy.db")
    visit(data, "12", NOW + timedelta(days=8))
    monkeypatch.setattr("bot.operations.cli.now", lambda: NOW + timedelta(days=8))
    done = prescreen(data, "restore", tmp_path / "copy.db")
    assert "1 screenings that were kept long enough" in done.output
    assert (screenings(data / "prescreen.db"), tables(data)["chat"]) == ([], [])


def test_the_start_erases_what_was_kept_long_enough_in_a_copy_that_was_put_back_by_hand(data, tmp_path):
    visit(data)
    prescreen(data, "backup", tmp_path / "copy.db")
    for path in data.glob("prescreen.db*"):
        path.unlink()
    (tmp_path / "copy.db").rename(data / "prescreen.db")
    with screener_in(data, NOW + timedelta(days=8)):
        assert screenings(data / "prescreen.db") == []


@pytest.mark.parametrize("with_erased", [False, True])
def test_what_was_erased_since_the_backup_comes_back_only_if_told_to(data, tmp_path, with_erased):
    visit(data, "11")
    visit(data, "12")
    erased, kept = screenings(data / "prescreen.db")
    prescreen(data, "backup", tmp_path / "copy.db")
    with screener_in(data) as screener:
        talk = Talk(screener, address="11")
        talk.send("/delete")
        talk.send("=!delete-now")
    done = prescreen(data, "restore", tmp_path / "copy.db", *(["--with-erased"] if with_erased else []))
    assert f"{int(not with_erased)} that were erased since the backup" in done.output
    assert screenings(data / "prescreen.db") == ([erased, kept] if with_erased else [kept])
    assert (erased.encode() in (data / "prescreen.db").read_bytes()) == with_erased
