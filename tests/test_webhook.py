"""Updates that Telegram brings: nobody without the secret is heard, and nothing is confirmed before it is on disk."""

import asyncio
import resource
import signal
import socket
from contextlib import asynccontextmanager

import aiohttp
import pytest
from botapi import BotApiServer
from bothooks import SECRET
from operating import prescreen
from person import Person
from running import PATIENCE, TOKEN, Reader, log_of, start, until
from script import PATIENT, tables

pytestmark = pytest.mark.asyncio

TOLD = "a-secret-of-enough-length"
UPDATE = {
    "update_id": 5,
    "message": {"message_id": 1, "date": 0, "text": "/start en", "chat": {"id": 11, "type": "private"}, "from": {"id": 11}},
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(port):
    return {
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "TELEGRAM_WEBHOOK_SECRET": TOLD,
        "PRESCREEN_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


@asynccontextmanager
async def listening(server, folder, port=None):
    """A bot that updates are brought to, and its address."""
    port = port or free_port()
    bot = await start(folder, server, **settings(port))
    try:
        await until(lambda: server.webhook_url or bot.returncode is not None)
        yield bot, server.webhook_url
    finally:
        if bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
            await bot.wait()


async def posted(url, body=None, secret=TOLD, method="POST", **more):
    """The status of the answer to one request."""
    headers = {SECRET: secret} if secret is not None else {}
    async with aiohttp.ClientSession() as session:
        more = more or {"json": UPDATE if body is None else body}
        async with session.request(method, url, headers=headers, **more) as response:
            return response.status


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"TELEGRAM_WEBHOOK_SECRET": ""}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_WEBHOOK_SECRET": "x" * 15}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_API_URL": "https://api.telegram.org/bot"}, "https://"),
        ({"PRESCREEN_WEBHOOK_LISTEN": "8443"}, "webhook_listen"),
    ],
)
async def test_a_webhook_that_anybody_could_call_does_not_start(tmp_path, monkeypatch, change, said):
    monkeypatch.chdir(tmp_path)
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:9/bot", **settings(8443)}
    done = await asyncio.to_thread(prescreen, tmp_path / "data", "telegram", **given | change)
    assert (done.exit_code, done.output.count("\n"), (tmp_path / "data").exists()) == (2, 1, False)
    assert said in done.output
    assert TOLD not in done.output


@pytest.mark.parametrize("secret", [None, "", "wrong", TOLD[:-1], f"{TOLD}x", TOLD.upper(), "é"])
async def test_without_the_secret_nothing_is_taken_or_stored(tmp_path, secret):
    async with BotApiServer() as server, listening(server, tmp_path) as (_, url):
        assert await posted(url, secret=secret) == 403
        assert tables(tmp_path)["inbox"] == []
        assert await posted(url) == 200
        assert len(tables(tmp_path)["inbox"]) == 1
    assert TOLD not in log_of(tmp_path)


async def test_whoever_comes_to_another_address_or_in_another_way_finds_nothing(tmp_path):
    async with BotApiServer() as server, listening(server, tmp_path) as (_, url):
        assert await posted(url.replace("/updates", "/")) == 404
        assert await posted(url, method="GET") == 405
    assert tables(tmp_path)["inbox"] == []


BROKEN = {
    "no JSON": ({"data": b"{"}, 400),
    "no text": ({"data": b"\xff\xfe\xff"}, 400),
    "nothing": ({"data": b""}, 400),
    "a list": ({"json": []}, 400),
    "no number": ({"json": {"message": {}}}, 400),
    "a text for a number": ({"json": {"update_id": "5"}}, 400),
    "true for a number": ({"json": {"update_id": True}}, 400),
    "a number that no database holds": ({"json": {"update_id": 2**63}}, 400),
    "too deep": ({"data": b"[" * 100_000}, 400),
    "too long": ({"json": {"update_id": 5, "text": "x" * 300_000}}, 413),
}


@pytest.mark.parametrize("what", BROKEN)
async def test_a_body_that_is_no_update_is_refused_and_the_next_one_is_taken(tmp_path, what):
    body, status = BROKEN[what]
    async with BotApiServer() as server, listening(server, tmp_path) as (_, url):
        assert await posted(url, **body) == status
        assert tables(tmp_path)["inbox"] == []
        assert await posted(url) == 200


async def test_an_update_is_on_disk_before_it_is_confirmed(tmp_path):
    """Killed at the moment of the confirmation, and answered after the next start."""
    async with BotApiServer() as server:
        async with listening(server, tmp_path) as (bot, url):
            assert await posted(url) == 200
            bot.send_signal(signal.SIGKILL)
            await bot.wait()
        assert [row["update_id"] for row in tables(tmp_path)["inbox"]] == [5]
        async with listening(server, tmp_path):
            await Person(server, 11).heard(0, text="Who is answering", timeout=PATIENCE)


async def test_an_update_that_cannot_be_written_is_not_confirmed_and_comes_again(tmp_path):
    async with BotApiServer() as server, listening(server, tmp_path) as (bot, url):
        assert await posted(url) == 200
        person = Person(server, 11)
        await person.heard(0, text="Who is answering", timeout=PATIENCE)
        unlimited = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (20_000, unlimited[1]))
        await person.say("1")
        await person.heard(text="We cannot write anything down", timeout=PATIENCE)
        assert {status for status in server.webhook.statuses if status != 200} == {503}
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, unlimited)
        await person.heard(text="How old are you", timeout=PATIENCE)
        said = [message.plain for message in person.messages]
    assert sum("We cannot write anything down" in text for text in said) == 1
    assert sum("How old are you" in text for text in said) == 1


async def test_a_conversation_is_the_same_as_with_polling(tmp_path):
    async with BotApiServer() as server, listening(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        await reader.choose("patient")
        await reader.say("62")
        await reader.choose("process", "abroad", "mandate")
        await reader.answer_all(PATIENT)
        await reader.choose("finish")
        assert (server.called["getUpdates"], set(server.webhook.statuses)) == (0, {200})
    assert tables(tmp_path)["screenings"][0]["outcome"] == "likely_eligible"


async def test_an_update_that_is_brought_twice_or_at_the_same_time_counts_once(tmp_path):
    async with BotApiServer() as server, listening(server, tmp_path) as (_, url):
        assert set(await asyncio.gather(*(posted(url) for _ in range(10)))) == {200}
        person = Person(server, 11)
        await person.heard(0, text="Who is answering", timeout=PATIENCE)
        assert await posted(url) == 200
        await Reader(Person(server, 12), "patient", "en").say("/start en")
        assert sum("Who is answering" in message.plain for message in person.messages) == 1
    assert [row["update_id"] for row in tables(tmp_path)["inbox"]].count(5) == 1


async def test_a_stop_is_clean_and_what_comes_meanwhile_waits_for_the_next_start(tmp_path):
    async with BotApiServer() as server:
        port = free_port()
        reader = Reader(Person(server, 11), "patient", "en")
        async with listening(server, tmp_path, port) as (bot, _):
            await reader.say("/start en")
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), PATIENCE) == 0
        await reader.person.tap(reader.label(reader.open, "patient"), reader.open)
        async with listening(server, tmp_path, port):
            await reader.person.heard(text="How old are you", timeout=PATIENCE)


async def test_an_address_that_is_taken_is_one_clear_line(tmp_path):
    async with BotApiServer() as server:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            async with listening(server, tmp_path, taken.getsockname()[1]) as (bot, _):
                assert await asyncio.wait_for(bot.wait(), PATIENCE) == 2
    assert "prescreen: cannot listen on 127.0.0.1:" in log_of(tmp_path)
    assert "Traceback" not in log_of(tmp_path)
