"""When the disk or the database fails: one clear line, nothing half-written, nothing forgotten, everybody answered afterwards."""

import asyncio
import multiprocessing
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, nullcontext, suppress

import pytest
from botapi import BotApiServer
from operating import prescreen
from person import Person
from running import PATIENCE, TOKEN, Reader, environment, log_of, ready, running, start, until
from script import screener_in, tables

from bot.assembly import open_store
from bot.settings import Settings
from bot.store import StoreError

FORK = multiprocessing.get_context("fork")
CANNOT = "We cannot write anything down at the moment"


def run(folder, *words, limit=None, said=""):
    """A command in a process of its own, perhaps with at most `limit` bytes a file."""
    limited = limit is not None and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd="/",
        env=environment(folder, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9/bot"),
        input=said,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limited or None,
        timeout=PATIENCE,
    )


def refused(done, *said):
    """It ended at once, with one clear line."""
    lines = done.stderr.splitlines()
    assert (done.returncode, len(lines)) == (2, 1), done.stderr
    assert all(words in lines[0] for words in said)


@contextmanager
def small_disk(folder):
    """A disk of 2 MiB."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("needs the right to mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def filled(folder):
    """Not a byte is free on the disk of this folder."""
    filler = os.open(folder / "filler", os.O_WRONLY | os.O_CREAT)
    try:
        for size in (4096, 1):
            with pytest.raises(OSError):
                while True:
                    os.write(filler, b"x" * size)
        yield
    finally:
        os.close(filler)
        (folder / "filler").unlink()


@contextmanager
def limited(bot):
    """No file of the running bot may grow beyond 20 KB, so that its log is written and its database is not."""
    unlimited = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (20_000, unlimited[1]))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # it may have been killed meanwhile
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, unlimited)


@contextmanager
def locked(folder):
    """Another program writes and does not come to an end."""
    with closing(sqlite3.connect(folder / "prescreen.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


async def is_survived(server, folder, trouble):
    """What people send in the middle of the trouble is answered after it, in order and once, and they are told meanwhile."""
    first, second = (Reader(Person(server, id), "patient", "en") for id in (11, 12))
    await first.say("/start en")
    await first.choose("patient")
    with trouble:
        await first.person.say("62")
        await first.person.heard(text=CANNOT, timeout=PATIENCE)
        await second.person.say("/start en")
        await second.person.heard(text=CANNOT, timeout=PATIENCE)
        await second.person.say("1")
        await until(lambda: log_of(folder).count("poll failed") > 2)
    await second.person.heard(0, text="Who is answering", timeout=PATIENCE)
    await second.person.heard(0, text="How old", timeout=PATIENCE)
    await first.person.heard(text="Before we start", timeout=PATIENCE)
    await first.choose("process", "abroad", "mandate")
    assert [row["said"] for row in tables(folder)["answers"]] == ["62"]
    for reader in (first, second):
        assert sum(CANNOT in message.plain for message in reader.person.messages) == 1
    assert sum("Who is answering" in message.plain for message in second.person.messages) == 1
    assert {row["handled"] is None for row in tables(folder)["inbox"]} == {False}


@pytest.mark.asyncio
async def test_a_full_disk_is_survived(tmp_path):
    folder = tmp_path / "disk"
    with small_disk(folder):
        async with BotApiServer() as server, running(server, folder):
            await is_survived(server, folder, filled(folder))


@pytest.mark.asyncio
async def test_files_that_may_not_grow_are_survived(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path) as bot:
        await is_survived(server, tmp_path, limited(bot))


@pytest.mark.asyncio
async def test_a_database_that_another_program_keeps_locked_is_survived(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        await is_survived(server, tmp_path, locked(tmp_path))


@pytest.mark.asyncio
async def test_a_kill_on_a_full_disk_loses_nothing(tmp_path):
    async with BotApiServer() as server:
        bot = await start(tmp_path, server)
        await ready(server)
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        await reader.choose("patient")
        with limited(bot):
            await reader.person.say("62")
            await reader.person.heard(text=CANNOT, timeout=PATIENCE)
            bot.send_signal(signal.SIGKILL)
            await bot.wait()
        async with running(server, tmp_path):
            await reader.person.heard(text="Before we start", timeout=PATIENCE)
    assert [row["said"] for row in tables(tmp_path)["answers"]] == ["62"]


@pytest.mark.asyncio
async def test_a_log_that_cannot_be_written_stops_nobody(tmp_path):
    async with BotApiServer() as server:
        settings = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": TOKEN}
        with open("/dev/full", "wb") as full:
            bot = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "telegram"), env=environment(tmp_path, **settings), stdout=full, stderr=full
            )
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        assert "Who is answering" in reader.open.plain
        bot.send_signal(signal.SIGTERM)
        assert await bot.wait() == 0


@pytest.mark.parametrize("begun", [True, False])
def test_without_room_nothing_starts_and_nothing_is_half_made(tmp_path, begun):
    if begun:
        with screener_in(tmp_path):
            pass
    refused(run(tmp_path, "telegram", limit=0), str(tmp_path))
    assert run(tmp_path, "check", "--offline").returncode == 0
    with screener_in(tmp_path):
        pass


@contextmanager
def read_only(folder):
    """Nothing may be written in this folder: by its disk for root, whom no mode stops, and by its mode for others."""
    if os.geteuid() == 0:
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        yield
        return
    folder.chmod(0o500)
    yield
    folder.chmod(0o700)


@pytest.mark.parametrize("command", ["telegram", "chat", "console"])
def test_data_that_may_only_be_read_are_one_clear_line(tmp_path, command):
    folder = tmp_path / "disk"
    with small_disk(folder) if os.geteuid() == 0 else nullcontext(folder.mkdir()):
        with screener_in(folder):
            pass
        with read_only(folder):
            refused(run(folder, command), "prescreen.db")


def test_a_key_that_cannot_be_read_is_one_clear_line(tmp_path):
    with screener_in(tmp_path):
        pass
    (tmp_path / "prescreen.key").unlink()
    (tmp_path / "prescreen.key").mkdir()
    refused(run(tmp_path, "telegram"), "prescreen.key", "cannot be read")


DAMAGES = {
    "overwritten": lambda old: os.urandom(len(old)),
    "cut in half": lambda old: old[: len(old) // 2],
    "a page changed": lambda old: old[: 5 * 4096] + b"\xff" * 8192 + old[7 * 4096 :],
    "another file": lambda _: b"these are no data " * 1000,
}


@pytest.mark.asyncio
@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_database_stops_the_start_and_a_backup_mends_it(tmp_path, damage):
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    async with BotApiServer() as server:
        reader = Reader(Person(server, 11), "patient", "en")
        async with running(server, data):
            await reader.say("/start en")
            await reader.choose("patient")
            await asyncio.to_thread(prescreen, data, "backup", copy)
        path = data / "prescreen.db"
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
        refused(await asyncio.to_thread(run, data, "telegram"), str(path), "damaged", "restore a backup")
        await reader.person.say("62")
        done = await asyncio.to_thread(run, data, "restore", str(copy))
        assert done.returncode == 0, done.stderr
        async with running(server, data):
            await reader.person.heard(text="Before we start", timeout=PATIENCE)
    assert [row["said"] for row in tables(data)["answers"]] == ["62"]


def test_another_key_stops_the_start(tmp_path):
    with screener_in(tmp_path):
        pass
    (tmp_path / "prescreen.key").write_bytes(os.urandom(32))
    refused(run(tmp_path, "telegram"), "another key")


@pytest.mark.asyncio
async def test_a_second_bot_on_the_same_data_is_one_clear_line_and_the_first_goes_on(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        refused(await asyncio.to_thread(run, tmp_path, "telegram"), "already running")
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        assert "Who is answering" in reader.open.plain


@pytest.mark.asyncio
async def test_the_bot_the_terminal_and_the_console_work_on_the_same_data_at_once(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        with closing(open_store(Settings(data=tmp_path, _env_file=None))) as console:
            said = "/start en\n1\n62\n"
            done = await asyncio.to_thread(run, tmp_path, "chat", said=said)
            assert (done.returncode, done.stderr) == (0, "")
            await reader.choose("patient")
            with console.transaction():
                assert console.desk.coordinators() == []
            await reader.say("62")
    assert sorted(row["role"] for row in tables(tmp_path)["screenings"]) == ["patient", "patient"]


def test_programs_that_start_at_the_same_moment_on_an_empty_folder_all_start(tmp_path):
    together, found = FORK.Barrier(5), FORK.Queue()

    def begin():
        together.wait()
        try:
            open_store(Settings(data=tmp_path, _env_file=None)).close()
            found.put("opened")
        except StoreError as error:
            found.put(str(error))

    programs = [FORK.Process(target=begin) for _ in range(5)]
    for program in programs:
        program.start()
    assert [found.get(timeout=PATIENCE) for _ in programs] == ["opened"] * 5
    for program in programs:
        program.join()
