"""What has broken other bots, and must not break this one. The rest of the list is in test_telegram_failures.py, test_load.py,
test_webhook.py, test_watchdog.py, test_disk.py and test_store.py."""

import asyncio

import pytest
from botapi import BotApiServer, Fault
from person import Person
from running import TOKEN, Reader, called, log_of, ready, running, start, until, updates_in
from script import tables

from bot.channels.telegram.flood import BURST

pytestmark = pytest.mark.asyncio


def message(person, text):
    chat = {"id": person, "type": "private"}
    return {"message": {"message_id": 1, "date": 0, "chat": chat, "from": {"id": person, "is_bot": False}, "text": text}}


async def test_what_was_sent_while_the_bot_was_down_is_answered_and_never_dropped(tmp_path):
    async with BotApiServer() as server:
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.person.say("/start en")
        async with running(server, tmp_path):
            await reader.next(0)
        dropped = [params for _, params in server.calls if params.get("drop_pending_updates")]
    assert "Who is answering" in reader.open.plain
    assert dropped == []


async def test_an_update_that_makes_us_fail_is_set_aside_and_those_around_it_are_answered(tmp_path):
    async with BotApiServer() as server:
        readers = [Reader(Person(server, id), "patient", "en") for id in (11, 12, 13)]
        server.push(message(11, "/start en"))
        server.push(message(12, {"not": "a text"}))
        server.push(message(13, "/start en"))
        async with running(server, tmp_path):
            for reader in (readers[0], readers[2]):
                await reader.next(0)
            await readers[1].person.heard(text="Something went wrong on our side")
            await readers[1].say("/start en")
            assert "Who is answering" in readers[1].open.plain
    assert updates_in(tmp_path).count("parked") == 1
    assert len([row for row in tables(tmp_path)["inbox"] if row["parked"]]) == 1


async def test_ids_that_jump_to_lower_numbers_lose_nothing(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        server.jump(7)
        await reader.choose("patient")
        await reader.say("62")
        await reader.choose("process", "abroad", "mandate")
        assert reader.question() == "Q04"
    ids = [row["update_id"] for row in tables(tmp_path)["inbox"]]
    assert min(ids) == 7 < 1000 <= max(ids)


async def test_calls_that_can_never_succeed_are_recorded_once_and_the_conversation_goes_on(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        server.blocked.add(11)
        await reader.person.say("/help")
        await until(lambda: any("blocked" in (row["failed"] or "") for row in tables(tmp_path)["outbox"]))
        server.blocked.clear()
        server.open_callbacks.clear()  # from now on a press is too old to be acknowledged
        await reader.choose("patient")
        assert reader.question() == "Q01"
    assert [row["attempts"] for row in tables(tmp_path)["outbox"] if row["failed"]] == [0]


async def test_a_token_that_is_revoked_ends_the_bot_in_one_line_and_not_in_a_loop(tmp_path):
    async with BotApiServer() as server:
        bot = await start(tmp_path, server)
        await ready(server)
        reader = Reader(Person(server, 11), "patient", "en")
        server.token = "1:ANOTHER"
        await reader.person.say("/start en")
        assert await asyncio.wait_for(bot.wait(), 60) == 2
    [line] = [line for line in log_of(tmp_path).splitlines() if not line.startswith("{")]
    assert "does not accept TELEGRAM_BOT_TOKEN" in line and TOKEN not in line


async def test_a_webhook_that_was_set_earlier_gives_way_to_polling(tmp_path):
    async with BotApiServer() as server:
        server.webhook_url = "https://elsewhere.example.org"
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.person.say("/start en")
        async with running(server, tmp_path):
            await reader.next(0)
        assert server.webhook_url == ""


async def test_a_poll_that_is_refused_is_not_repeated_in_a_hot_loop(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        server.faults.append(Fault("getUpdates", "429", times=3, retry_after=0))
        await reader.say("/start en")
        before = server.called["getUpdates"]
        await until(lambda: log_of(tmp_path).count("poll failed") == 3)
        assert server.called["getUpdates"] - before <= 4
        await reader.choose("patient")
        assert reader.question() == "Q01"


async def test_somebody_who_floods_is_told_once_and_nobody_waits_for_them(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        flooder, other = Reader(Person(server, 11), "patient", "en"), Reader(Person(server, 12), "patient", "en")
        await flooder.say("/start en")
        for _ in range(BURST + 200):
            server.push(message(11, "/answers " + "x" * 4000))
        await other.say("/start en")
        assert "Who is answering" in other.open.plain
        await flooder.person.heard(text="You are sending very fast", timeout=120)
        await until(lambda: "ignored" in updates_in(tmp_path))
        told = [m for m in flooder.person.messages if "very fast" in m.plain]
    assert len(told) == 1


FORGED = [
    "",
    ":",
    "x:npc",
    "999999:npc",
    "4:npc;DROP TABLE chat",
    "4:" + "a" * 60,
    "4:!delete-now",
    "-1:!restart-now",
    "4:!edit:Q01",
    "~",
    "4:~~npc",
    "4:1' OR '1'='1",
]


@pytest.mark.parametrize("data", FORGED)
async def test_forged_callback_data_gets_nowhere(tmp_path, data):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        await reader.choose("patient")
        server.push(
            {
                "callback_query": {
                    "id": "77",
                    "from": {"id": 11, "is_bot": False},
                    "data": data,
                    "message": {"message_id": reader.open.message_id, "date": 0, "chat": {"id": 11, "type": "private"}},
                }
            }
        )
        await called(server, "answerCallbackQuery", 2)
        await reader.say("62")
        assert "Before we start" in reader.open.plain
    rows = tables(tmp_path)
    assert [row["said"] for row in rows["answers"]] == ["62"]
    assert len(rows["chat"]) == 1


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE event; --", "<b>xyz</b>", "*xyz* _x_ [a](http://x)", "{{7*7}} { $code }", "\x00\u202e😀" * 50]
)
async def test_sql_and_markup_in_a_text_are_only_text(tmp_path, text):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        await reader.choose("patient")
        await reader.say("62")
        await reader.choose("process", "abroad", "mandate")
        await reader.say(text)
        assert reader.question() == "Q04"
        assert not any(params.get("parse_mode") for _, params in server.calls)
    assert "parked" not in updates_in(tmp_path)
