"""Backups are whole while the bot runs, and what is put back is theirs and only theirs to whom it was promised."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from botapi import BotApiServer
from operating import addresses, content, prescreen, screenings, visit
from person import Person
from running import TOKEN, Reader, running
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


# Backup


def test_a_backup_is_one_whole_file_for_its_owner_only_without_the_key(data, tmp_path):
    visit(data)
    done = prescreen(data, "backup", tmp_path / "copy.db")
    assert (done.exit_code, stat.S_IMODE((tmp_path / "copy.db").stat().st_mode)) == (0, 0o600)
    assert "without the key" in done.output
    assert screenings(tmp_path / "copy.db") == screenings(data / "prescreen.db")
    assert (data / "prescreen.key").read_bytes() not in (tmp_path / "copy.db").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "data"]


@pytest.mark.asyncio
async def test_a_backup_while_people_answer_is_one_moment_and_stops_nobody(data, tmp_path):
    async with BotApiServer() as server, running(server, data):
        readers = [Reader(Person(server, id), "patient", "en") for id in range(11, 16)]
        copies = []

        async def talk(reader):
            for line in ("/start en",):
                await reader.say(line)
            await reader.choose("patient")
            await reader.say("62")
            await reader.choose("process", "abroad", "mandate")
            await reader.choose("npc")

        async def copy():
            for number in range(5):
                done = await asyncio.to_thread(prescreen, data, "backup", tmp_path / f"{number}.db")
                assert done.exit_code == 0, done.output
                copies.append(tmp_path / f"{number}.db")

        await asyncio.gather(copy(), *map(talk, readers))
    for path in copies:
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            half = "SELECT count(*) FROM inbox WHERE handled IS NULL AND body IS NULL"
            assert db.execute(half).fetchone() == (0,)
    assert len(tables(data)["screenings"]) == 5


def test_what_is_written_during_a_backup_is_not_in_it_and_need_not_wait(data, tmp_path, monkeypatch):
    visit(data, "11")
    monkeypatch.setattr("bot.store.copies.PAGES", 1)
    monkeypatch.setattr("bot.store.copies.check", lambda connection: visit(data, "12"))
    assert prescreen(data, "backup", tmp_path / "copy.db").exit_code == 0
    assert (len(screenings(tmp_path / "copy.db")), len(screenings(data / "prescreen.db"))) == (1, 2)


def test_a_backup_replaces_nothing_unless_told_to(data, tmp_path):
    visit(data)
    (tmp_path / "copy.db").write_text("precious")
    refused = prescreen(data, "backup", tmp_path / "copy.db")
    assert (refused.exit_code, (tmp_path / "copy.db").read_text()) == (2, "precious")
    assert prescreen(data, "backup", "--force", tmp_path / "copy.db").exit_code == 0
    assert len(screenings(tmp_path / "copy.db")) == 1


@pytest.mark.parametrize("name", ["prescreen.db", "prescreen.key", "other.db"])
def test_a_backup_never_takes_the_place_of_the_data(data, name):
    visit(data)
    before, key = content(data), (data / "prescreen.key").read_bytes()
    assert prescreen(data, "backup", "--force", data / name).exit_code == 2
    assert (content(data), (data / "prescreen.key").read_bytes()) == (before, key)


def test_in_a_folder_backups_have_the_time_in_their_name_and_old_ones_go(data, tmp_path):
    visit(data)
    folder = tmp_path / "backups"
    folder.mkdir()
    old = datetime(2026, 11, 15, 9, 59, 59, tzinfo=UTC)
    names = [f"prescreen-{moment.strftime(copying.STAMP)}.db" for moment in (old, old + timedelta(seconds=2))]
    others = ["prescreen.db", "notes.db", "prescreen-2020.db"]
    for name in names + others:
        (folder / name).touch()
    done = prescreen(data, "backup", folder, "--keep-days", "7")
    assert done.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted([names[1], *others, "prescreen-20261122T100000Z.db"])
    assert names[0] in done.output


@pytest.mark.parametrize("days", ["0", "8"])
def test_backups_are_kept_no_longer_than_the_notice_says(data, tmp_path, days):
    visit(data)
    assert prescreen(data, "backup", tmp_path, "--keep-days", days).exit_code == 2


@pytest.mark.parametrize("target", ["missing/copy.db", "data/../file/copy.db"])
def test_a_backup_that_cannot_be_written_is_one_clear_line(data, tmp_path, target):
    visit(data)
    (tmp_path / "file").touch()
    done = prescreen(data, "backup", tmp_path / target)
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert done.output.startswith("prescreen: ")


def test_a_damaged_database_gives_no_backup(data, tmp_path):
    visit(data)
    with open(data / "prescreen.db", "r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 40 * 4096)
    done = prescreen(data, "backup", tmp_path / "copy.db")
    assert (done.exit_code, done.output.count("\n"), (tmp_path / "copy.db").exists()) == (2, 1, False)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


# Restore


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
