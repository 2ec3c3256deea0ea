"""A backup is one whole moment of the data, made while people answer, and never more or longer than was promised."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from botapi import BotApiServer
from operating import SECRET, content, prescreen, screenings, visit
from person import Person
from running import Reader, running
from script import NOW, Talk, screener_in, tables

from bot.operations import copying
from bot.store.database import reading


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The commands run on the day of the conversations."""
    monkeypatch.setattr("bot.operations.cli.now", lambda: NOW)


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


def test_what_is_erased_during_a_backup_is_gone_for_good_after_it(data):
    visit(data)
    [code] = screenings(data / "prescreen.db")
    with screener_in(data) as screener:
        talk = Talk(screener, address=SECRET)
        with reading(data / "prescreen.db"):
            talk.send("/delete")
            talk.send("=!delete-now")
        talk.send("/start")
        assert all(code.encode() not in path.read_bytes() for path in data.iterdir())


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
    cut_off = f".{names[0]}.part"
    for name in [*names, cut_off, *others]:
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
