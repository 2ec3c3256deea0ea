"""Staying in touch: only with a yes, by day, in the database and not in memory, and never in the way of a question."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from botapi import BotApiServer
from person import Person
from running import Reader, running
from script import PATIENT, Talk, screener_in, tables

from bot.assembly import duties
from bot.channels.telegram.calls import calls
from bot.hours import SHANGHAI, digest_day, may_send, reminder_at
from bot.settings import Settings
from flows.events import LetterAnswered
from flows.state import replay

SHARED = "=process,abroad,mandate,coordinators"
KEPT_BACK = "=process,abroad,mandate"
DAY = datetime(2026, 11, 22, 10, 0, tzinfo=SHANGHAI)
"""Ten in the morning in Shanghai."""
NIGHT = DAY.replace(hour=23)
VACCINE = {"recent": "=vaccine", "Q19": "2026-11-12"}
AGAIN = date(2026, 12, 11)
"""The vaccine of 12 November and 28 days, and the day after."""


class Clock:
    def __init__(self, now=DAY):
        self.now = now

    def __call__(self):
        return self.now


class Office:
    """A screener with a clock that can be turned, and what its duties put into the outbox."""

    def __init__(self, screener, folder):
        self.screener, self.folder, self.store = screener, folder, screener.store
        screener.clock = Clock()
        with self.store.transaction():
            self.store.desk.add("Li Na", None, "en", "900", DAY)
        self.team = self.store.desk.named("Li Na").id

    def at(self, now):
        self.screener.clock.now = now

    def person(self, address="7", role="patient", language="en", consent=SHARED, answers=PATIENT, finish=True):
        talk = Talk(self.screener, address)
        for line in (f"/start {language}", f"={role}", "62", consent):
            talk.send(line)
        if finish:
            talk.answer_all(answers)
            talk.send("=finish")
        return talk

    def screening(self, talk):
        return self.store.current(self.store.chat(talk.channel, talk.address).id)

    def write(self, talk, text="Please call us."):
        with self.store.transaction():
            now = self.screener.clock()
            return self.store.desk.write(self.screening(talk).id, self.team, text, now, now)

    def letters(self, kind="letter"):
        return [row for row in tables(self.folder)["letter"] if row["kind"] == kind]

    def deliver(self):
        """The messages that the duty puts into the outbox now."""
        before = self.outbox()
        self.screener.delivery.duty(calls, self.screener.clock())
        return [json.loads(row["call"]) for row in tables(self.folder)["outbox"] if row["id"] not in before]

    def outbox(self):
        return {row["id"] for row in tables(self.folder)["outbox"]}


@pytest.fixture
def office(tmp_path):
    with screener_in(tmp_path, DAY) as screener:
        yield Office(screener, tmp_path)


def press(talk, call, label):
    """Press the button with this label under a delivered message."""
    from bot.outbound import Inbound

    buttons = [button for row in call["reply_markup"]["inline_keyboard"] for button in row]
    data = next(button["callback_data"] for button in buttons if label in button["text"])
    return talk.receive(Inbound("telegram", talk.address, data=data))


def values(talk):
    return [item.value for item in talk.menu.items]


# The yes


@pytest.mark.parametrize("role", ["patient", "family", "clinician"])
def test_messages_are_offered_with_the_result_and_are_off_until_allowed(office, role):
    talk = office.person(role=role)
    assert "contact" in values(talk) and "off until you allow it" in talk.text
    assert [row["may_write"] for row in tables(office.folder)["screening"]] == [0]
    assert not office.write(talk)
    talk.send("=contact")
    assert [row["may_write"] for row in tables(office.folder)["screening"]] == [1]
    assert values(talk)[0] == "no_contact"
    assert office.write(talk)


def test_without_the_consent_for_coordinators_messages_are_not_offered(office):
    talk = office.person(consent=KEPT_BACK)
    assert "contact" not in values(talk) and "write to you" not in talk.text
    talk.send("/contact")
    assert "+8618017313971" in talk.text and "write to you" not in talk.text
    talk.send("The study team may write to me here")
    assert not talk.state.may_write


def test_contact_gives_the_telephone_numbers_and_turns_messages_on_and_off(office):
    talk = office.person(finish=False)
    question = talk.open_question()
    talk.send("/contact")
    assert "+8618017313971" in talk.text
    talk.send("=!contact-on")
    assert talk.state.may_write and talk.open_question() == question
    talk.send("/contact")
    talk.send("=!contact-end")
    assert not talk.state.may_write and talk.open_question() == question


def test_the_setting_is_what_the_events_say(office):
    talk = office.person()
    for line, allowed in (("=contact", True), ("=no_contact", False), ("=contact", True)):
        talk.send(line)
        assert replay(office.store.events(office.screening(talk).id)).may_write is allowed


# Letters


def test_a_letter_goes_out_once_with_its_mark_and_its_buttons(office):
    talk = office.person()
    talk.send("=contact")
    office.write(talk)
    [call] = office.deliver()
    assert "A message from the study team" in call["text"] and "Please call us." in call["text"]
    assert [row[0]["text"] for row in call["reply_markup"]["inline_keyboard"]] == ["Answer", "No more messages"]
    assert office.letters()[0]["queued"] is not None
    assert office.deliver() == []


def test_a_letter_survives_a_restart(office, tmp_path):
    talk = office.person()
    talk.send("=contact")
    office.write(talk)
    with screener_in(tmp_path, DAY) as again:
        made = duties(again, Settings(data=tmp_path, _env_file=None))
        assert [chat for duty in made for chat in duty()] == [1]
    assert office.deliver() == []


def test_a_withdrawn_yes_stops_what_has_not_been_sent(office):
    talk = office.person()
    talk.send("=contact")
    office.write(talk)
    talk.send("=no_contact")
    talk.send("=contact")
    assert office.deliver() == []
    assert office.letters()[0]["dropped"] == "withdrawn"


def test_one_tap_under_a_letter_ends_it_whatever_has_happened_since(office):
    talk = office.person(finish=False)
    talk.send("/contact")
    talk.send("=!contact-on")
    office.write(talk)
    [call] = office.deliver()
    talk.answer_all(PATIENT)
    press(talk, call, "No more messages")
    assert not talk.state.may_write
    assert "can no longer write" in talk.text and talk.menu.seq == talk.state.seq
    press(talk, call, "No more messages")
    assert "can no longer write" in talk.text


def test_an_answer_is_kept_masked_and_the_open_question_is_put_again(office):
    talk = office.person(finish=False)
    talk.answer_all(PATIENT, until="Q14")
    talk.send("/contact")
    talk.send("=!contact-on")
    office.write(talk)
    [call] = office.deliver()
    press(talk, call, "Answer")
    assert "write your answer" in talk.text
    answers = dict(talk.state.replies)
    talk.send("cisplatin? thanks, call 13912345678")
    [event] = [e for e in office.store.events(office.screening(talk).id) if isinstance(e, LetterAnswered)]
    assert (event.letter, event.text) == (office.letters()[0]["id"], "cisplatin? thanks, call ***")
    assert "will see your answer" in talk.text
    assert talk.open_question() == "Q14" and talk.state.replies == answers


@pytest.mark.parametrize("text", ["thanks", "wait, I meant 58", "不对", "62M NPC ECOG 1 ANC 3.2 PLT 180 Hb 112 g/L"])
def test_whatever_the_answer_says_it_answers_no_question(office, text):
    talk = office.person(finish=False)
    talk.send("/contact")
    talk.send("=!contact-on")
    office.write(talk)
    [call] = office.deliver()
    press(talk, call, "Answer")
    answers = dict(talk.state.replies)
    talk.send(text)
    assert talk.state.letter is None and talk.state.pending is None and talk.state.replies == answers


def test_a_red_flag_in_an_answer_comes_first_and_the_answer_is_kept(office):
    talk = office.person()
    talk.send("=contact")
    office.write(talk)
    [call] = office.deliver()
    press(talk, call, "Answer")
    talk.send("I am coughing up blood")
    assert talk.state.flags
    assert "emergency" in talk.replies[0].text
    assert any(isinstance(e, LetterAnswered) for e in office.store.events(office.screening(talk).id))


def test_somebody_can_decide_not_to_answer(office):
    talk = office.person()
    talk.send("=contact")
    office.write(talk)
    [call] = office.deliver()
    press(talk, call, "Answer")
    talk.send("=leave")
    assert talk.state.letter is None and "edit" in values(talk)


def test_a_letter_of_an_erased_screening_cannot_be_answered(office):
    talk = office.person()
    talk.send("=contact")
    office.write(talk)
    [call] = office.deliver()
    talk.send("/restart")
    talk.send("=!restart-now")
    press(talk, call, "Answer")
    assert "no longer there" in talk.text and talk.state.letter is None
    assert office.letters() == []


def test_the_copy_of_ones_data_has_the_messages_both_ways(office):
    talk = office.person()
    talk.send("=contact")
    office.write(talk, "How are you?")
    [call] = office.deliver()
    press(talk, call, "Answer")
    talk.send("fine so far")
    talk.send("=no_contact")
    talk.send("/export")
    assert all(text in talk.text for text in ("sent to you: “How are you?”", "“fine so far”", "you allowed", "you ended"))


def test_in_a_terminal_nobody_is_written_to(office):
    talk = Talk(office.screener, channel="terminal")
    for line in ("/start en", "=patient", "62", SHARED):
        talk.send(line)
    talk.answer_all(PATIENT)
    talk.send("=finish")
    assert values(talk) == ["handover", "edit", "restart"] and "write to you" not in talk.text


# The hours


@pytest.mark.parametrize(
    ("hour", "minute", "allowed"), [(7, 59, False), (8, 0, True), (12, 0, True), (20, 59, True), (21, 0, False), (0, 0, False)]
)
def test_nothing_is_sent_outside_the_hours_of_shanghai(hour, minute, allowed):
    now = DAY.replace(hour=hour, minute=minute)
    assert may_send(now, None) is allowed
    assert may_send(now.astimezone(UTC), None) is allowed


@pytest.mark.parametrize(("ago", "allowed"), [(0, True), (3600, True), (3601, False)])
def test_in_the_night_only_an_answer_is_sent(ago, allowed):
    assert may_send(NIGHT, NIGHT - timedelta(seconds=ago)) is allowed


def test_the_digest_has_its_time():
    assert [digest_day(DAY.replace(hour=h, minute=m)) for h, m in ((8, 29), (21, 0))] == [None, None]
    assert digest_day(DAY.replace(hour=8, minute=30)) == DAY.date()
    assert reminder_at(AGAIN).astimezone(UTC) == datetime(2026, 12, 11, 1, 0, tzinfo=UTC)


def test_a_letter_of_the_night_waits_for_the_morning(office):
    talk = office.person()
    talk.send("=contact")
    office.at(NIGHT)
    office.write(talk)
    assert office.deliver() == []
    office.at(NIGHT + timedelta(hours=9))
    assert len(office.deliver()) == 1


def test_a_letter_that_answers_goes_out_in_the_night(office):
    talk = office.person()
    office.at(NIGHT)
    talk.send("=contact")
    office.write(talk)
    assert len(office.deliver()) == 1


# The reminder


def test_when_a_washout_ends_the_bot_writes_once_and_only_the_date_is_asked_again(office):
    talk = office.person(answers=PATIENT | VACCINE)
    assert office.letters("washout") == []
    talk.send("=contact")
    assert AGAIN.isoformat() in talk.text
    [row] = office.letters("washout")
    assert datetime.fromisoformat(row["due"]) == datetime(2026, 12, 11, 9, 0, tzinfo=SHANGHAI)
    office.at(datetime(2026, 12, 11, 8, 59, tzinfo=SHANGHAI))
    assert office.deliver() == []
    office.at(datetime(2026, 12, 11, 9, 0, tzinfo=SHANGHAI))
    [call] = office.deliver()
    assert "vaccines" in call["text"]
    press(talk, call, "Check again")
    assert talk.open_question() == "Q19"
    talk.send("=keep")
    talk.send("=finish")
    assert "Checked again. On 2026-11-22: “Not now, but maybe later”. Now: “Likely eligible”." in talk.text
    assert "No longer in the way:\n• vaccines" in talk.text
    office.at(datetime(2026, 12, 12, 9, 0, tzinfo=SHANGHAI))
    assert office.deliver() == []


def test_a_newer_vaccine_at_the_check_moves_the_reminder(office):
    talk = office.person(answers=PATIENT | VACCINE)
    talk.send("=contact")
    office.at(datetime(2026, 12, 11, 9, 0, tzinfo=SHANGHAI))
    [call] = office.deliver()
    press(talk, call, "Check again")
    talk.send("2026-12-01")
    talk.answer_all(PATIENT)
    talk.send("=finish")
    assert [(row["due"][:10], row["dropped"]) for row in office.letters("washout")] == [
        ("2026-12-11", None),
        ("2026-12-30", None),
    ]


def test_an_old_report_is_asked_again_with_its_values(office):
    from script import LABS

    talk = office.person(answers=PATIENT | LABS | VACCINE)
    talk.send("=contact")
    office.at(datetime(2026, 12, 20, 9, 0, tzinfo=SHANGHAI))
    [call] = office.deliver()
    press(talk, call, "Check again")
    asked = []
    while (question := talk.open_question()) is not None:
        asked.append(question)
        talk.send({"Q21": "2026-12-18", "Q19": "=keep"}.get(question) or "=keep")
    assert asked[:2] == ["Q19", "Q21"]
    assert set(asked[2:]) == {"Q22", "Q23", "Q24", "Q25", "Q26", "Q27", "Q28", "Q29", "Q30", "Q32", "Q33"}


def test_something_new_said_at_the_check_is_asked_about(office):
    talk = office.person(answers=PATIENT | VACCINE)
    talk.send("=contact")
    office.at(datetime(2026, 12, 11, 9, 0, tzinfo=SHANGHAI))
    [call] = office.deliver()
    press(talk, call, "Check again")
    talk.send("/answers")
    talk.send("=!edit:recent")
    talk.send("=vaccine,infection")
    talk.answer_all(PATIENT | VACCINE | {"Q42": "=none"})
    talk.send("=finish")
    assert "Q42" in talk.asked and talk.state.phase == "concluded"


@pytest.mark.parametrize(
    "do", [["=no_contact"], ["/stop"], ["/answers", "=!edit:recent", "=none"], ["/restart", "=!restart-now"]]
)
def test_what_ends_the_reason_for_a_reminder_ends_the_reminder(office, do):
    talk = office.person(answers=PATIENT | VACCINE)
    talk.send("=contact")
    for line in do:
        talk.send(line)
    talk.answer_all(PATIENT)
    office.at(datetime(2026, 12, 11, 9, 0, tzinfo=SHANGHAI))
    assert office.deliver() == []


def test_a_reminder_later_than_the_answers_are_kept_is_not_made_and_the_date_is_said(office):
    talk = office.person(answers=PATIENT | {"ever": "=heart", "Q41": "=mi", "Q41c": "2026-06-01", "Q41e": "=no"})
    talk.send("=contact")
    assert "Please note this date: 2027-06-02" in talk.text
    assert office.letters("washout") == []


def test_the_reminder_is_in_the_language_of_the_day(office):
    talk = office.person(answers=PATIENT | VACCINE)
    talk.send("=contact")
    talk.send("/language zh")
    office.at(datetime(2026, 12, 11, 9, 0, tzinfo=SHANGHAI))
    [call] = office.deliver()
    assert "从今天起" in call["text"] and "重新核对" in str(call["reply_markup"])


def test_letters_go_with_the_screening(office, tmp_path):
    talk = office.person(answers=PATIENT | VACCINE)
    talk.send("=contact")
    office.write(talk)
    talk.send("/delete")
    talk.send("=!delete-now")
    with closing(sqlite3.connect(tmp_path / "prescreen.db")) as db:
        assert db.execute("SELECT count(*) FROM letter").fetchone() == (0,)


# On Telegram


@pytest.mark.asyncio
async def test_on_telegram_a_letter_keeps_its_buttons_while_questions_are_answered(tmp_path):
    async with BotApiServer() as server:
        reader = Reader(Person(server, 11), "patient", "en")
        async with running(server, tmp_path):
            await reader.say("/start en")
            await reader.choose("patient")
            await reader.say("62")
            await reader.choose("process", "abroad", "mandate", "coordinators")
            await reader.say("/contact")
            await reader.choose("!contact-on")
        with screener_in(tmp_path, datetime.now(UTC)) as screener:
            office = Office(screener, tmp_path)
            office.at(datetime.now(UTC))
            office.write(Talk(screener, "11"), "How are you?")
        async with running(server, tmp_path):
            letter = await reader.person.heard(text="How are you?", timeout=20)
            await reader.say("npc")
            await reader.person.tap("Answer", letter)
            await reader.person.heard(text="write your answer")
            await reader.person.say("fine so far")
            await reader.person.heard(text="will see your answer")
            await reader.person.tap("No more messages", letter)
            await reader.person.heard(text="can no longer write")
    assert [label for row in letter.keyboard for label, _ in row] == ["Answer", "No more messages"]
    assert [row["may_write"] for row in tables(tmp_path)["screening"]] == [0]
    assert [row["question"] for row in tables(tmp_path)["answers"]] == ["Q01", "Q04"]
