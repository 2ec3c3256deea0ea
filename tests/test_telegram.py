"""The Telegram bot as a process: people finish in both languages, and nothing but an answer changes anything."""

import asyncio
import signal
import time

import pytest
from botapi import BotApiServer
from person import GROUP, Person
from running import Reader, log_of, ready, running, start, until
from script import LABS, PATIENT, tables

import seeds

pytestmark = pytest.mark.asyncio


async def begin(reader, role, language="en"):
    """From the first hello to the first question after the consent."""
    await reader.say(f"/start {language}")
    await reader.choose(role)
    await reader.say("62")
    await reader.choose("process", "abroad", "mandate")


async def test_people_finish_in_both_languages_at_the_same_time(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        patient = Reader(Person(server, 11), "patient", "en")
        family = Reader(Person(server, 12, "zh-hans"), "family", "zh")
        doctor = Reader(Person(server, 13), "clinician", "en")

        async def first():
            await begin(patient, "patient")
            await patient.answer_all(PATIENT)
            await patient.choose("finish")

        async def second():
            await begin(family, "family", "zh")
            await family.answer_all(PATIENT | {"Q06": "=local", "Q14": "顺铂、纳武利尤单抗"})
            await family.choose("finish")

        async def third():
            await doctor.say("/start en")
            await doctor.say("/start doctor")
            await doctor.say("62")
            await doctor.choose("process", "abroad", "mandate")
            await doctor.answer_all(PATIENT | LABS | {"Q23": "60 10^9/L"})
            await doctor.choose("finish")

        await asyncio.gather(first(), second(), third())
        said = ["\n".join(m.plain for m in reader.person.messages) for reader in (patient, family, doctor)]
    assert "✅ Likely eligible" in said[0]
    assert "🟡 需要研究团队确认" in said[1]
    assert "I9b" in said[2] and "Failed" in said[2]
    outcomes = {row["role"]: row["outcome"] for row in tables(tmp_path)["screenings"]}
    assert outcomes == {"patient": "likely_eligible", "family": "needs_confirmation", "clinician": "likely_not_eligible"}


async def test_the_chosen_answer_is_shown_in_the_message_of_its_question_and_its_buttons_are_gone(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await begin(reader, "patient")
        question = reader.open
        await reader.choose("npc")
        await until(lambda: question.plain.endswith("✓ Nasopharyngeal cancer"))
        assert question.keyboard == []


async def test_a_stopper_can_be_tapped_and_is_read_back(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await begin(reader, "patient")
        await reader.choose("other")
        assert "Is that right?" in reader.open.plain


async def test_a_typed_answer_takes_the_buttons_from_its_question(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await begin(reader, "patient")
        question = reader.open
        await until(lambda: tables(tmp_path)["chat"][0]["prompt_id"] == question.message_id)
        await reader.say("nasopharyngeal cancer")
        await until(lambda: question.keyboard == [])


async def test_ticks_are_shown_turned_over_and_sent_together(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        await begin(reader, "patient")
        await reader.choose("npc")
        message, person = reader.open, reader.person
        for value, marks in (("local", "☑☐☐☐"), ("distant", "☑☐☑☐"), ("local", "☐☐☑☐"), ("regional", "☐☑☑☐")):
            await person.tap(reader.label(message, value), message)
            await until(lambda marks=marks: "".join(row[0][0][0] for row in message.keyboard[:4]) == marks)
        await person.tap("✅", message)
        await reader.next(message.message_id)
        words = seeds.words("en")
        await until(lambda: message.plain.endswith(f"✓ {words('Q06-regional')}, {words('Q06-distant')}"))


async def test_old_buttons_and_double_taps_get_a_toast_and_change_nothing(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        person = reader.person
        await begin(reader, "patient")
        question = reader.open
        label = reader.label(question, "npc")
        taps = [await person.tap(label, question), await person.tap(label, question)]
        toasts = [await person.answered(tap) for tap in taps]
        await reader.next(question.message_id)
        await until(lambda: question.keyboard == [])
        old = await person.tap_old(question, reader.label_of_old(question, "other"))
        toasts.append(await person.answered(old))
    assert toasts[0] == ""
    assert "already" in toasts[1] and "already" in toasts[2]
    assert [row["question"] for row in tables(tmp_path)["answers"]] == ["Q01", "Q04"]


async def test_what_is_no_text_is_answered_politely_and_changes_nothing(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        reader = Reader(Person(server, 11), "patient", "en")
        person = reader.person
        await begin(reader, "patient")
        sent = await person.say("nasopharyngeal cancer")
        await person.heard(text="Question 3")
        before = len(tables(tmp_path)["event"])
        for send in (person.photo, person.voice, person.sticker, person.document, person.contact, person.location):
            await send()
            assert "text only" in (await person.heard(text="Question 3")).plain
        await person.edit(sent.message_id, "other")
        await person.heard(text="cannot read changed messages")
        assert len(tables(tmp_path)["event"]) == before


async def test_a_group_is_told_to_write_in_private(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        person = Person(server, 11)
        await person.in_group("/start@test_bot")
        async with asyncio.timeout(10), server.chat_changed[GROUP]:
            await server.chat_changed[GROUP].wait_for(lambda: any(m.from_bot for m in server.chats[GROUP]))
        assert "private chat" in [m.plain for m in server.chats[GROUP] if m.from_bot][0]
        assert tables(tmp_path)["screening"] == []


async def test_commands_are_registered_in_both_languages(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        english, chinese = server.commands["", "default"], server.commands["zh", "default"]
    names = "start language study back why answers restart stop delete export handover contact privacy help".split()
    assert [c["command"] for c in english] == [c["command"] for c in chinese] == names
    assert not any(character > "\u2e7f" for c in english if c["command"] != "language" for character in c["description"])


@pytest.mark.parametrize(("token", "words"), [(None, "TELEGRAM_BOT_TOKEN is not set"), ("1:WRONG", "does not accept")])
async def test_a_missing_or_wrong_token_is_one_line_and_status_2(tmp_path, token, words):
    async with BotApiServer() as server:
        bot = await start(tmp_path, server, token)
        assert await asyncio.wait_for(bot.wait(), 20) == 2
    [line] = log_of(tmp_path).splitlines()
    assert words in line
    assert "WRONG" not in line


async def test_sigterm_ends_the_bot_at_once_with_status_0(tmp_path):
    async with BotApiServer() as server:
        bot = await start(tmp_path, server)
        await ready(server)
        started = time.monotonic()
        bot.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(bot.wait(), 10) == 0
        assert time.monotonic() - started < 1


async def test_a_second_bot_on_the_same_data_gives_up_in_one_line(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        before = log_of(tmp_path)
        second = await start(tmp_path, server)
        assert await asyncio.wait_for(second.wait(), 20) == 2
        [line] = [line for line in log_of(tmp_path).removeprefix(before).splitlines() if not line.startswith("{")]
        assert "another bot is already running" in line
