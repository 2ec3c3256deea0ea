"""What names a person is not kept, what is kept can be had and erased, and no log tells of it."""

import sqlite3

import pytest
from botapi import BotApiServer
from person import Person
from running import Reader, log_of, running, until
from script import CONSENT, LABS, PATIENT, Talk, screener_in, tables

from flows.reading.masking import masked
from i18n import LANGUAGES

PHONE, MAIL, IDENTITY = "13912345678", "zz-sentinel@example.org", "110101199003071234"


@pytest.mark.parametrize(
    "text, kept",
    [
        ("我的电话13912345678", "我的电话***"),
        ("手机 138 1234 5678 谢谢", "手机 *** 谢谢"),
        ("１３８１２３４５６７８", "***"),
        ("call +44 20 7946 0958 please", "call *** please"),
        ("021-64175590", "***"),
        ("(021)64175590", "***"),
        ("415-555-2671", "***"),
        ("身份证11010119900307123X", "身份证***"),
        ("mail me@mail.example.org now", "mail *** now"),
    ],
)
def test_numbers_and_addresses_that_name_a_person_are_taken_out(text, kept):
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "62M NPC, ANC 3.2 PLT 180 Hb 112 g/L ALB 38 TBIL 12/26 ALT 22/50 AST 25/40 ALP 80/125 Cr 78 wt 60 INR 1.0 APTT 30/37",
        "2026-11-12 到 2026-11-15",
        "HBV DNA 12000000000 IU/mL",
        "1,500,000,000",
        "HBsAg+2026-11-12",
        "NCT06494995, 2312288-4, AK104-301",
        "血小板15万，白细胞6.2*10^9/L",
        "TBil 12.3 (3.4-20.5) 2026.11.12-2026.12.12",
    ],
)
def test_no_laboratory_value_or_date_is_taken_for_one(text):
    assert masked(text) == text


def test_every_worked_answer_stays_as_it_is():
    assert [text for text in (*PATIENT.values(), *LABS.values()) if masked(text) != text] == []


def test_what_names_a_person_reaches_no_table_in_either_language(tmp_path):
    with screener_in(tmp_path) as screener:
        for language in LANGUAGES:
            talk = Talk(screener, address=language)
            for line in (f"/start {language}", "=patient", "62", CONSENT):
                talk.send(line)
            talk.send(f"npc, {PHONE} {MAIL} {IDENTITY}")
            assert any("***" in reply.text for reply in talk.replies)
    kept = str([[tuple(row) for row in rows] for rows in tables(tmp_path).values()])
    assert not any(secret in kept for secret in (PHONE, MAIL, IDENTITY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_export_tells_everything_that_was_said_and_read(tmp_path, language):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        for line in (f"/start {language}", "=patient", "62", CONSENT):
            talk.send(line)
        talk.answer_all({**PATIENT, **LABS})
        talk.send("=finish")
        talk.send("/export")
        text = "\n".join(reply.text for reply in talk.replies)
        code = tables(tmp_path)["screenings"][0]["code"]
    said = [row["said"] for row in tables(tmp_path)["answers"] if row["said"]]
    assert code in text and len(said) > 10
    assert [words for words in said if words not in text] == []


def test_export_of_somebody_who_has_said_nothing_says_so(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.send("/start en")
        talk.send("/export")
        assert "No answer is kept." in talk.replies[0].text


@pytest.mark.asyncio
async def test_no_log_at_any_level_tells_an_answer_a_name_an_id_or_the_token(tmp_path, monkeypatch):
    """A whole conversation with the log at its most talkative, asyncio's own debugging included."""
    monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")
    monkeypatch.setenv("PYTHONDEVMODE", "1")
    person_id, sentinel = 771234987, "zzsentinelzz"
    async with BotApiServer() as server, running(server, tmp_path, PRESCREEN_LOG_LEVEL="debug"):
        reader = Reader(Person(server, person_id), "patient", "en")
        await reader.say("/start en")
        await reader.choose("patient")
        await reader.say("62")
        await reader.choose("process", "abroad", "mandate")
        await reader.say(f"{sentinel} {PHONE}")
        await reader.say("npc")
        await until(lambda: "update" in log_of(tmp_path))
    log = log_of(tmp_path)
    told = [word for word in (sentinel, str(person_id), PHONE, "TEST", "npc", "Nasopharyngeal") if word in log]
    assert '"kind": "text"' in log
    assert told == []


def test_a_stolen_database_shows_no_telegram_id(tmp_path):
    address = "771234987"
    with screener_in(tmp_path) as screener:
        talk = Talk(screener, address=address)
        talk.send("/start en")
        with screener.store.transaction():
            screener.store.receive(1, f'{{"message": {{"from": {{"id": {address}}}}}}}', screener.clock())
        screener.store.flush()
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".key")
    assert address.encode() not in everything
    with sqlite3.connect(tmp_path / "prescreen.db") as db:
        assert db.execute("SELECT count(*) FROM chat").fetchone() == (1,)
