"""What the coordinators' chat is told, and the commands there: codes and criterion ids, never anything about somebody's health."""

import asyncio
import json
import re
from datetime import datetime, timedelta

import pytest
from botapi import BotApiServer
from fluent.syntax import parse
from person import GROUP, Person
from running import Reader, running, until
from script import PATIENT, Talk, tables

from bot.assembly import duties, open_screener
from bot.channels.telegram.calls import calls
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.updates import understand
from bot.hours import SHANGHAI
from bot.settings import Settings
from i18n import LANGUAGES
from i18n.catalogue import area, keys

CHAT = str(GROUP)
SHARED = "=process,abroad,mandate,coordinators"
KEPT_BACK = "=process,abroad,mandate"
MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=SHANGHAI)
TOLD = ("62", "npc", "nasopharyngeal", "cisplatin", "顺铂", "lung")


class Clock:
    now = MORNING

    def __call__(self):
        return self.now


class Office:
    def __init__(self, folder, **settings):
        self.folder = folder
        self.settings = Settings(data=folder, _env_file=None, **{"coordinators_chat": CHAT} | settings)
        self.clock = Clock()

    def __enter__(self):
        self.opened = open_screener(self.settings, self.clock)
        self.screener = self.opened.__enter__()
        with self.screener.store.transaction():
            self.screener.store.desk.add("Li Na", None, "en", "900", MORNING)
        return self

    def __exit__(self, *problem):
        self.opened.__exit__(*problem)

    def finish(self, address, consent=SHARED, role="patient", **answers):
        talk = Telegram(self.screener, address)
        for line in ("/start en", f"={role}", "62", consent):
            talk.send(line)
        talk.answer_all(PATIENT | answers, go_on=True)
        talk.send("=finish")
        return talk

    def code(self, talk):
        store = self.screener.store
        return store.current(store.chat("telegram", talk.address).id).code

    @property
    def told(self):
        """The messages for the coordinators' chat that are in the outbox."""
        chat = self.screener.store.chat("telegram", CHAT).id
        return [json.loads(row["call"])["text"] for row in tables(self.folder)["outbox"] if row["chat"] == chat]

    def command(self, text, sender="900", chat=None, kind="private"):
        """What a command is answered with; None where it is not one of theirs."""
        desk = Desk(self.screener)
        chat = {"id": int(chat or sender), "type": kind}
        received = understand({"message": {"chat": chat, "from": {"id": int(sender), "is_bot": False}, "text": text}})
        order = desk.order(received)
        with self.screener.store.transaction():
            return desk.carry_out(order, self.clock()) if order else None

    def in_chat(self, text, sender="900"):
        return self.command(text, sender, CHAT, "supergroup")


class Telegram(Talk):
    """A person whose replies go through the outbox."""

    def receive(self, inbound):
        handled = self.screener.handle(inbound, calls)
        self.others = handled.others
        self.replies = list(handled.replies)
        for reply in self.replies:
            self.menu = reply.menu or self.menu
        return self.replies


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path) as office:
        yield office


# Notices


def test_a_finished_screening_is_told_with_its_code_its_open_points_and_a_link(office):
    talk = office.finish("1")
    [text] = office.told
    code = office.code(talk)
    assert text.splitlines() == [
        f"{code}: Likely eligible. Open points: none",
        f"{code}：可能符合条件。待确认：无",
        f"http://127.0.0.1:8710/case/{code}",
    ]
    assert talk.others


def test_open_points_are_named_by_their_ids_only(office):
    office.finish("1", Q14="pembrolizumab, cisplatin", Q06="=local", Q10="=unknown")
    [text] = office.told
    assert "Needs the study team to confirm. Open points: E1 I5" in text
    assert [word for word in TOLD if word in text.lower()] == []


@pytest.mark.parametrize(
    ("consent", "answers"),
    [(KEPT_BACK, {}), (SHARED, {"Q04": "=other"}), (SHARED, {"recent": "=vaccine", "Q19": "2026-11-12"})],
)
def test_what_nobody_may_see_or_nobody_waits_for_is_not_told(office, consent, answers):
    office.finish("1", consent, **answers)
    assert office.told == []


def test_a_red_flag_is_told_at_once_and_without_the_words(office):
    talk = Telegram(office.screener, "1")
    for line in ("/start en", "=patient", "62", SHARED, "I am coughing up blood"):
        talk.send(line)
    [text] = office.told
    assert f"⚠️ {office.code(talk)}: red flag RF_" in text and "cough" not in text
    assert talk.others == (office.screener.store.chat("telegram", CHAT).id,)


def test_an_answer_to_a_letter_is_told_without_its_words(office):
    talk = office.finish("1")
    talk.send("=contact")
    store = office.screener.store
    with store.transaction():
        store.desk.write(store.current(store.chat("telegram", "1").id).id, 1, "How are you?", MORNING, MORNING)
    office.screener.delivery.duty(calls, MORNING)
    talk.send("/unknown")
    from bot.outbound import Inbound

    talk.receive(Inbound("telegram", "1", data="0:!letter-answer:1"))
    talk.send("my cisplatin stopped")
    assert "the person has answered" in office.told[-1] and "cisplatin" not in office.told[-1]


def test_without_a_chat_nothing_is_written_down(tmp_path):
    with Office(tmp_path, coordinators_chat="") as office:
        office.finish("1")
        office.screener.delivery.duty(calls, MORNING.replace(hour=9))
        assert tables(tmp_path)["notice"] == [] and office.told == []


@pytest.mark.parametrize(("language", "lines"), [("en", 2), ("zh", 2), ("both", 3)])
def test_the_language_is_a_setting(tmp_path, language, lines):
    with Office(tmp_path, coordinators_language=language) as office:
        office.finish("1")
        assert len(office.told[0].splitlines()) == lines


def test_what_was_written_down_without_a_network_is_told_by_the_next_duty(office, tmp_path):
    talk = Talk(office.screener, "1")
    talk.begin("patient")
    office.finish("2")
    plain = Talk(office.screener, "3")
    for line in ("/start en", "=patient", "62", SHARED, "I am coughing up blood"):
        plain.send(line)
    before = len(office.told)
    made = duties(office.screener, office.settings)
    chats = [chat for duty in made for chat in duty()]
    assert len(office.told) == before + 1 and chats
    assert [chat for duty in made for chat in duty()] == []


def test_the_digest_comes_once_a_day_and_holds_numbers_only(office):
    office.finish("1")
    office.finish("2", recent="=vaccine", Q19="2026-10-28")
    before = len(office.told)
    for moment, more in ((MORNING, 0), (MORNING.replace(minute=30), 1), (MORNING.replace(hour=12), 1)):
        office.screener.delivery.duty(calls, moment)
        assert len(office.told) == before + more
    text = office.told[-1].splitlines()[0]
    assert text == (
        "2026-11-22. In the last 24 hours: likely eligible 1, team to check 0, not now 1, red flags 0. "
        "Waiting for the team: 2. May fit within 7 days: 1."
    )
    office.screener.delivery.duty(calls, MORNING + timedelta(days=1, minutes=30))
    assert len(office.told) == before + 2


def test_the_words_are_the_same_in_both_languages():
    english, chinese = (keys(area_text("desk", language)) for language in LANGUAGES)
    assert english == chinese


def area_text(name, language):
    from importlib.resources import files

    text = files("i18n").joinpath(f"{name}.{language}.ftl").read_text("utf-8")
    assert parse(text).body
    assert area(name, language)
    return text


# Commands


def test_the_queue_shows_who_waits(office):
    first, second = office.finish("1"), office.finish("2", Q06="=local", Q10="=unknown")
    office.finish("3", KEPT_BACK)
    lines = office.in_chat("/queue@test_bot").splitlines()[1:]
    assert lines == [
        f"{office.code(second)} · Needs the study team to confirm · open points: 1 · new",
        f"{office.code(first)} · Likely eligible · open points: 0 · new",
    ]


def test_the_queue_holds_ten_and_leaves_out_who_is_done(office):
    codes = [office.code(office.finish(str(number))) for number in range(11)]
    office.command(f"/mark {codes[10]} booked")
    lines = office.command("/queue").splitlines()[1:]
    assert [line[:7] for line in lines] == codes[9::-1]


def test_a_case_and_a_mark(office):
    code = office.code(office.finish("1", Q06="=local", Q10="=unknown"))
    assert f"{code}: Needs the study team to confirm. Follow-up: new. Open points: I5" in office.command(
        f"/case {code.lower()}"
    )
    assert office.command(f"/mark {code.replace('-', '')} contacted") == f"{code}: contacted."
    [row] = tables(office.folder)["follow_up"]
    assert (row["kind"], json.loads(row["body"]), row["coordinator"]) == ("state", {"state": "contacted"}, 1)
    assert "Follow-up: contacted." in office.command(f"/case {code}")
    looked = [(row["code"], row["what"]) for row in tables(office.folder)["access"]]
    assert looked == [(code, "view"), (code, "state"), (code, "view")]


def test_a_case_that_was_handed_over_names_the_first_one(office):
    first = office.finish("1")
    first.send("/handover")
    token = re.search(r"/code (\S+)\.", first.text)[1]
    doctor = Telegram(office.screener, "2")
    for line in ("/start en", "=clinician", f"/code {token}", SHARED):
        doctor.send(line)
    assert f"A doctor goes on with {office.code(first)} here." in office.command(f"/case {office.code(doctor)}")
    assert "goes on" not in office.command(f"/case {office.code(first)}")


@pytest.mark.parametrize("text", ["/mark", "/mark 7K4-2QM", "/mark 7K4-2QM eaten", "/case"])
def test_a_wrong_command_says_how_and_changes_nothing(office, text):
    assert "Please send" in office.command(text)
    assert tables(office.folder)["follow_up"] == []


def test_a_screening_that_is_not_shared_does_not_exist(office):
    code = office.code(office.finish("1", KEPT_BACK))
    missing = office.command("/case 222-222")
    assert office.command(f"/case {code}") == office.command(f"/mark {code} contacted") == missing


def test_the_link_signs_in_once_and_only_in_private(office):
    text = office.command("/console")
    token = text.rpartition("/")[2]
    assert "http://127.0.0.1:8710/link/" in text
    assert "private" in office.in_chat("/console")
    desk = office.screener.store.desk
    assert desk.use_link(token, MORNING).name == "Li Na"
    assert desk.use_link(token, MORNING) is None


@pytest.mark.parametrize("command", ["/queue", "/case 222-222", "/mark 222-222 contacted", "/console"])
def test_for_everybody_else_the_commands_do_not_exist(office, command):
    assert office.command(command, sender="901") is None
    assert office.in_chat(command, sender="901") is None
    assert office.command(command, "900", "-5", "group") is None
    talk = Telegram(office.screener, "901")
    talk.send("/start en")
    talk.send(command)
    assert "I do not know that command" in talk.text


def test_a_removed_coordinator_is_like_everybody_else(office):
    with office.screener.store.transaction():
        office.screener.store.desk.remove(1, MORNING)
    assert office.command("/queue") is None


@pytest.mark.asyncio
async def test_on_telegram_the_chat_is_told_and_answered(tmp_path):
    with Office(tmp_path):
        pass
    async with BotApiServer() as server, running(server, tmp_path, PRESCREEN_COORDINATORS_CHAT=CHAT):
        reader, stranger = Reader(Person(server, 11), "patient", "en"), Person(server, 12)
        coordinator = Person(server, 900)
        await reader.say("/start en")
        await reader.choose("patient")
        await reader.say("62")
        await reader.choose("process", "abroad", "mandate", "coordinators")
        await reader.person.say("I am coughing up blood")
        await heard_in_group(server, "red flag")
        await stranger.in_group("good morning")
        await stranger.in_group("/queue")
        await heard_in_group(server, "do not know that command")
        await coordinator.in_group("/queue@test_bot")
        await heard_in_group(server, "Nobody is waiting")
        await coordinator.say("/console")
        await coordinator.heard(text="/link/", timeout=20)
        said = [m.plain for m in server.chats[GROUP] if m.from_bot]
    assert [text for text in said if "private chat" in text] == []
    await until(lambda: all(row["sent"] for row in tables(tmp_path)["outbox"]))


async def heard_in_group(server, text):
    async with asyncio.timeout(20), server.chat_changed[GROUP]:
        await server.chat_changed[GROUP].wait_for(lambda: any(m.from_bot and text in m.plain for m in server.chats[GROUP]))
