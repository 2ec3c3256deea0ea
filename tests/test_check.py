"""`prescreen check` finds what is wrong, says it in one line, and tells nobody's secrets."""

import asyncio
import os
import sqlite3
from contextlib import closing

import pytest
from botapi import BotApiServer, Fault
from operating import SECRET, prescreen, visit
from person import Person
from running import TOKEN, Reader, running
from script import NOW, screener_in, tables

POINTS = ["settings", "trial", "folder", "database", "key", "queue", "bot", "telegram"]


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def wrong(done):
    """The points that are not in order, with what is said about them."""
    lines = [line.split(maxsplit=2) for line in done.output.splitlines()]
    found = {name: text for name, state, text in lines if state == "WRONG"}
    assert done.exit_code == (1 if found else 0)
    return found


def test_before_the_first_start_all_is_well_and_nothing_is_made(data):
    done = prescreen(data, "check", "--offline")
    assert (wrong(done), data.exists()) == ({}, False)
    assert [line.split()[0] for line in done.output.splitlines()] == POINTS[:-1]


@pytest.mark.asyncio
async def test_beside_a_running_bot_every_point_is_in_order_and_nothing_is_changed(data):
    data.mkdir(0o700)
    async with BotApiServer() as server, running(server, data):
        await Reader(Person(server, 4815162342), "patient", "en").say("/start en")
        before = tables(data)["event"]
        asked = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
        done = await asyncio.to_thread(prescreen, data, "check", **asked)
        assert (wrong(done), tables(data)["event"]) == ({}, before)
    assert [line.split()[0] for line in done.output.splitlines()] == POINTS
    assert "running, last sign of life" in done.output
    assert "polling" in done.output
    assert SECRET not in done.output and TOKEN not in done.output


@pytest.mark.asyncio
async def test_a_bot_that_has_not_reached_telegram_for_long_is_not_in_order(data):
    data.mkdir(0o700)
    async with BotApiServer() as server, running(server, data):
        server.faults.append(Fault("getUpdates", "502"))
        os.utime(data / "telegram.lock", (0, 0))
        assert list(wrong(await asyncio.to_thread(prescreen, data, "check", "--offline"))) == ["bot"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("token", "kind", "said"),
    [("1:OTHER", None, "not accepted"), (TOKEN, "502", "not reached"), (TOKEN, "drop", "not reached"), (None, None, "not set")],
)
async def test_a_telegram_that_cannot_be_used_is_one_line_without_the_token(data, token, kind, said):
    async with BotApiServer() as server:
        server.faults += [Fault("getMe", kind)] if kind else []
        asked = {"TELEGRAM_API_URL": server.url} | ({"TELEGRAM_BOT_TOKEN": token} if token else {})
        done = await asyncio.to_thread(prescreen, data, "check", **asked)
    assert said in wrong(done)["telegram"]
    assert "1:" not in done.output


@pytest.mark.asyncio
async def test_a_telegram_that_never_answers_is_not_waited_for(data, monkeypatch):
    monkeypatch.setattr("bot.operations.checking.TELEGRAM_SECONDS", 0.05)
    async with BotApiServer(delay=60) as server:
        asked = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": TOKEN}
        done = await asyncio.to_thread(prescreen, data, "check", **asked)
    assert wrong(done) == {"telegram": "not reached: no answer"}


@pytest.mark.asyncio
async def test_a_webhook_that_the_settings_do_not_know_is_found_and_not_shown(data):
    async with BotApiServer() as server:
        server.webhook_url = "https://example.org/secret-path"
        asked = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": TOKEN}
        polling = await asyncio.to_thread(prescreen, data, "check", **asked)
        asked |= {"TELEGRAM_WEBHOOK_URL": server.webhook_url, "TELEGRAM_WEBHOOK_SECRET": "x" * 16}
        same = await asyncio.to_thread(prescreen, data, "check", **asked)
        asked |= {"TELEGRAM_WEBHOOK_URL": "https://example.org/other"}
        other = await asyncio.to_thread(prescreen, data, "check", **asked)
    assert [list(wrong(done)) for done in (polling, same, other)] == [["telegram"], [], ["telegram"]]
    assert "secret-path" not in polling.output + same.output + other.output


@pytest.mark.parametrize("settings", [{"PRESCREEN_KEEP_FINISHED_DAYS": "31"}, {"PRESCREEN_DATTA": "x"}])
def test_a_wrong_setting_is_the_only_point(data, settings):
    assert list(wrong(prescreen(data, "check", "--offline", **settings))) == ["settings"]


@pytest.mark.parametrize("name", ["", "prescreen.db", "prescreen.key"])
def test_what_others_may_read_is_found(data, name):
    visit(data)
    (data / name).chmod(0o755)
    found = wrong(prescreen(data, "check", "--offline"))
    assert list(found) == ["folder"]
    assert "chmod" in found["folder"]


def test_a_disk_that_is_nearly_full_is_found(data, monkeypatch):
    visit(data)
    monkeypatch.setattr("bot.operations.checking.FREE_BYTES", 2**60)
    assert "MiB left" in wrong(prescreen(data, "check", "--offline"))["folder"]


def test_a_key_that_does_not_fit_or_is_missing_is_found(data):
    visit(data)
    (data / "prescreen.key").write_bytes(os.urandom(32))
    assert "another key" in wrong(prescreen(data, "check", "--offline"))["key"]
    (data / "prescreen.key").unlink()
    assert "cannot be read" in wrong(prescreen(data, "check", "--offline"))["key"]


def test_a_damaged_database_is_found(data):
    visit(data)
    with open(data / "prescreen.db", "r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 40 * 4096)
    assert list(wrong(prescreen(data, "check", "--offline"))) == ["database", "key", "queue"]


def test_what_waits_and_what_was_set_aside_is_counted(data):
    visit(data)
    with screener_in(data) as screener, screener.store.transaction():
        rows = [screener.store.receive(number, "{}", NOW) for number in range(4)]
        screener.store.park(rows[0], NOW)
        screener.store.enqueue(1, [{"method": "sendMessage"}] * 2, NOW)
        screener.store.failed(1, "Forbidden")
    said = prescreen(data, "check", "--offline").output
    for words in ("3 updates and 1 messages wait", "1 updates were set aside", "1 messages were refused"):
        assert words in said


def test_data_that_a_restore_set_aside_may_not_stay(data):
    visit(data)
    (data / "prescreen.db.before-20200101T000000Z").touch(0o600)
    assert "delete it" in wrong(prescreen(data, "check", "--offline"))["database"]


def test_what_a_restore_left_that_was_cut_off_is_found(data):
    visit(data)
    (data / ".prescreen.db.part").touch(0o600)
    assert "do it again" in wrong(prescreen(data, "check", "--offline"))["database"]


def test_a_trial_that_does_not_fit_together_is_found(data, monkeypatch):
    from flows.definition import TrialError

    def fails():
        raise TrialError(["criteria.toml: I1: no such fact", "questions.toml: Q1: no such fact"])

    monkeypatch.setattr("seeds.load", fails)
    assert "I1: no such fact" in wrong(prescreen(data, "check", "--offline"))["trial"]


def test_a_schema_of_an_earlier_program_is_no_fault(data):
    visit(data)
    with closing(sqlite3.connect(data / "prescreen.db")) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'work_list'")
        db.commit()
    done = prescreen(data, "check", "--offline")
    assert wrong(done) == {}
    assert "takes 1 schema steps" in done.output
