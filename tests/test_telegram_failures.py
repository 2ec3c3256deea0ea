"""The Telegram bot when things break: killed, refused, cut off. Nothing that a person said is lost or counted twice."""

import asyncio
import signal

import pytest
from botapi import BotApiServer, Fault
from person import Person
from running import PATIENCE, Reader, log_of, ready, running, start, until, updates_in
from script import CONSENT, PATIENT, Talk, screener_in, tables

pytestmark = pytest.mark.asyncio


async def begin(reader, role="patient"):
    await reader.say("/start en")
    await reader.choose(role)
    await reader.say("62")
    await reader.choose("process", "abroad", "mandate")


async def kill(bot):
    bot.send_signal(signal.SIGKILL)
    await bot.wait()


async def test_after_a_kill_the_conversation_goes_on_and_what_was_said_meanwhile_is_not_lost(tmp_path):
    async with BotApiServer() as server:
        bot = await start(tmp_path, server)
        reader = Reader(Person(server, 11), "patient", "en")
        await begin(reader)
        await reader.choose("npc")
        await kill(bot)
        await reader.person.tap(reader.label(reader.open, "distant"), reader.open)
        await reader.person.tap("✅", reader.open)
        async with running(server, tmp_path):
            await reader.person.heard(text="every cancer drug", timeout=PATIENCE)
            assert reader.question() == "Q14"
            await reader.answer_all(PATIENT)
            await reader.choose("finish")
    assert tables(tmp_path)["screenings"][0]["outcome"] == "likely_eligible"


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery"])
async def test_a_kill_while_a_reply_is_being_sent_loses_neither_the_answer_nor_the_reply(tmp_path, method):
    async with BotApiServer() as server:
        bot = await start(tmp_path, server)
        reader = Reader(Person(server, 11), "patient", "en")
        await begin(reader)
        before = reader.open
        server.faults.append(Fault(method, "drop"))
        struck = sum(name == method for name, _ in server.calls)
        await reader.person.tap(reader.label(before, "npc"), before)
        await until(lambda: sum(name == method for name, _ in server.calls) > struck)
        await kill(bot)
        server.faults.clear()
        async with running(server, tmp_path):
            await reader.next(before.message_id)
            assert reader.question() == "Q06"
    assert [row["question"] for row in tables(tmp_path)["answers"]] == ["Q01", "Q04"]


async def test_an_update_that_was_kept_but_not_worked_on_is_worked_on_at_the_next_start(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener, address="11")
        for line in ("/start en", "=patient", "62", CONSENT):
            talk.send(line)
        update = {"message": {"message_id": 5, "date": 0, "text": "npc", "chat": {"id": 11, "type": "private"}}}
        with screener.store.transaction():
            screener.store.receive(999, '{"update_id": 999, ' + str(update)[1:].replace("'", '"'), screener.clock())
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.next(0)
        assert reader.question() == "Q06"


async def test_an_update_that_is_delivered_twice_counts_once(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        await reader.choose("patient")
        server.faults.append(Fault("getUpdates", "after", times=1))
        await reader.say("62")
        await reader.choose("process", "abroad", "mandate")
        assert reader.question() == "Q04"
    assert [row["question"] for row in tables(tmp_path)["answers"]] == ["Q01"]
    assert updates_in(tmp_path).count("text") == 2


@pytest.mark.parametrize("kind", ["429", "502", "drop", "after"])
async def test_bad_moments_of_the_bot_api_are_survived(tmp_path, kind):
    async with BotApiServer() as server:
        server.faults.append(Fault("getMe", kind if kind != "429" else "502", times=1))
        async with running(server, tmp_path):
            reader = Reader(Person(server, 11), "patient", "en")
            await reader.say("/start en")
            for method in ("sendMessage", "getUpdates", "editMessageText", "answerCallbackQuery"):
                server.faults.append(Fault(method, kind, times=1, retry_after=0))
            await reader.choose("patient")
            await reader.person.say("62")
            await reader.person.heard(text="Before we start", timeout=PATIENCE)
    assert [row["question"] for row in tables(tmp_path)["answers"]] == ["Q01"]


async def test_a_person_who_blocked_the_bot_stops_nobody_else(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        server.blocked.add(11)
        await Person(server, 11).say("/start en")
        other = Reader(Person(server, 12), "patient", "en")
        await other.say("/start en")
        assert "Who is answering" in other.open.plain


async def test_an_update_of_an_unknown_kind_is_passed_over(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        server.allowed_updates = []
        server.push({"poll_answer": {"poll_id": "1"}})
        server.push({"message": {"message_id": 1, "date": 0}})
        server.push({"callback_query": {"id": "1", "from": {"id": 11}, "data": ""}})
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.say("/start en")
        assert "Who is answering" in reader.open.plain
    assert "parked" not in updates_in(tmp_path)


async def test_a_bot_whose_server_is_away_waits_for_it_and_can_be_ended(tmp_path):
    async with BotApiServer() as server:
        server.faults.append(Fault("getMe", "502"))
        bot = await start(tmp_path, server)
        await until(lambda: "not reached" in log_of(tmp_path))
        bot.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(bot.wait(), 10) == 0


async def test_messages_wait_in_the_outbox_for_the_next_start(tmp_path):
    async with BotApiServer() as server:
        server.faults.append(Fault("sendMessage", "502"))
        bot = await start(tmp_path, server)
        await ready(server)
        reader = Reader(Person(server, 11), "patient", "en")
        await reader.person.say("/start en")
        await until(lambda: "sending failed" in log_of(tmp_path))
        bot.send_signal(signal.SIGTERM)
        assert await bot.wait() == 0
        assert reader.person.messages == []
        server.faults.clear()
        async with running(server, tmp_path):
            await reader.next(0)
            assert "Who is answering" in reader.open.plain
