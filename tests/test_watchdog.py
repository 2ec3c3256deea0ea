"""A bot that looks healthy and fetches nothing begins anew by itself; where that is of no use, systemd notices."""

import asyncio
import socket

import pytest
from botapi import BotApiServer
from person import Person
from running import PATIENCE, TOKEN, Reader, ready, running
from script import screener_in, tables

from bot.channels.telegram import service, watchdog
from bot.settings import Settings

pytestmark = pytest.mark.asyncio

FOR_EVER = 3600


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(watchdog, "STUCK_SECONDS", 0.5)


def serving(server, folder, screener):
    settings = Settings(data=folder, telegram_api_url=server.url, _env_file=None)
    return asyncio.create_task(service.serve(screener.store, settings, TOKEN, screener.clock, lambda: (screener, [])))


async def ended(task):
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_poll_that_hangs_for_ever_ends_in_a_new_connection(tmp_path, impatient):
    async with BotApiServer(poll_delay=FOR_EVER) as server:
        with screener_in(tmp_path) as screener, service.alone(tmp_path):
            bot = serving(server, tmp_path, screener)
            reader = Reader(Person(server, 11), "patient", "en")
            await reader.person.say("/start en")
            async with asyncio.timeout(PATIENCE), server.changed:
                await server.changed.wait_for(lambda: server.called["getMe"] > 2)
            assert reader.person.messages == []
            server.poll_delay = 0
            await reader.person.heard(0, text="Who is answering", timeout=PATIENCE)
            await ended(bot)
    assert [row["update_id"] for row in tables(tmp_path)["inbox"]] == [1000]


async def test_what_is_being_said_while_it_begins_anew_is_said_once(tmp_path, impatient):
    async with BotApiServer() as server:
        with screener_in(tmp_path) as screener, service.alone(tmp_path):
            bot = serving(server, tmp_path, screener)
            reader = Reader(Person(server, 11), "patient", "en")
            for start in range(1, 4):
                async with asyncio.timeout(PATIENCE), server.changed:
                    await server.changed.wait_for(lambda start=start: server.called["getMe"] > start)
                if start == 1:
                    await reader.say("/start en")
            await ended(bot)
            assert sum("Who is answering" in message.plain for message in reader.person.messages) == 1


async def test_a_bot_that_is_stuck_can_still_be_ended(tmp_path, impatient):
    async with BotApiServer(poll_delay=FOR_EVER) as server, running(server, tmp_path):
        pass  # `running` waits for a clean end


async def test_without_a_sign_of_life_for_too_long_it_is_stuck(tmp_path, monkeypatch):
    monkeypatch.setattr(watchdog, "STUCK_SECONDS", 0)
    with pytest.raises(watchdog.Stuck):
        await watchdog.Watchdog(tmp_path / "lock").watch()


@pytest.mark.parametrize("name", ["file", "@abstract"])
async def test_systemd_hears_of_every_successful_poll(tmp_path, name):
    address = str(tmp_path / "notify") if name == "file" else f"@prescreen-{tmp_path.name}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.setblocking(False)
        systemd.bind(address.replace("@", "\0", 1))
        heard = asyncio.get_running_loop().sock_recv
        async with BotApiServer() as server, running(server, tmp_path, NOTIFY_SOCKET=address):
            await Person(server, 11).say("/start en")
            async with asyncio.timeout(PATIENCE):
                assert await heard(systemd, 100) == b"WATCHDOG=1"


async def test_a_systemd_that_is_away_disturbs_nobody(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path, NOTIFY_SOCKET=str(tmp_path / "nobody")):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        assert "Who is answering" in reader.open.plain
        await ready(server)
