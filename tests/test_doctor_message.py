"""A doctor's one message: read at any point, confirmed once, and the rest of the dialogue asks only what is left."""

import asyncio

import pytest
from botapi import BotApiServer
from person import Person
from running import Reader, running
from script import CONSENT, PATIENT, Talk, screener_in

ENGLISH = """62M NPC, lung mets, progressed on GP + toripalimab, ECOG 1, ANC 3.2 PLT 180 Hb 112 g/L ALB 38 TBIL 12/26
ALT 22/50 AST 25/40 ALP 80/125 Cr 78 wt 60 INR 1.0 APTT 30/37 HBsAg-"""
CHINESE = """男，62岁，鼻咽癌肺转移，GP+特瑞普利后进展，ECOG 1分，中性粒3.2 血小板180 血红蛋白112g/L 白蛋白38 总胆红素12/26
ALT 22/50 AST 25/40 ALP 80/125 肌酐78 体重60 INR 1.0 APTT 30/37 HBsAg阴性"""
MESSAGES = {"en": ENGLISH, "zh": CHINESE}
MOST_MESSAGES = 12
REST = PATIENT | {"Q21": "2026-11-15"}


@pytest.mark.asyncio
async def test_doctors_reach_the_full_result_within_the_message_budget_in_both_languages(tmp_path):
    async with BotApiServer() as server, running(server, tmp_path):
        doctors = {code: Reader(Person(server, number, code), "clinician", code) for number, code in enumerate(MESSAGES, 31)}
        await asyncio.gather(*(_finish(reader, MESSAGES[language]) for language, reader in doctors.items()))
        for reader in doctors.values():
            count = sum(not message.from_bot for message in server.chats[reader.person.user_id]) + reader.answers
            print(f"{reader.person.user['language_code']}: {count} messages and answers")
            assert count <= MOST_MESSAGES
            shown = "\n".join(message.plain for message in reader.person.messages)
            assert all(f"\n{id} · " in shown or f"• {id} · " in shown for id in ("I9a", "I9g", "E1", "E17"))


async def _finish(reader: Reader, text: str) -> None:
    """Everything a doctor does; a multi-choice with its ticks is one answer."""
    reader.answers = 0
    await reader.say("/start doctor")
    await reader.say(text)
    for values in (("process", "abroad", "mandate"), ("complete",)):
        await reader.choose(*values)
        reader.answers += 1
    while (question := reader.question()) is not None:
        answer = REST[question]
        if answer.startswith("="):
            await reader.choose(*answer[1:].split(","))
            reader.answers += 1
        else:
            await reader.say(answer)
    await reader.choose("finish")
    reader.answers += 1


@pytest.fixture
def doctor(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.begin("clinician")
        yield talk


@pytest.mark.parametrize("language", MESSAGES)
def test_everything_that_was_read_is_shown_before_it_counts(doctor, language):
    doctor.send(MESSAGES[language])
    assert "112 g/L = 11.2 g/dL" in doctor.text
    assert set(doctor.state.replies) == {"Q01"}
    doctor.send("=yes")
    assert {"Q04", "Q06", "Q07", "Q12", "Q14", "Q22", "Q24", "Q30", "Q31", "Q33", "Q35"} <= set(doctor.state.replies)


def test_a_no_leaves_every_question_open(doctor):
    doctor.send(ENGLISH)
    doctor.send("=no")
    assert set(doctor.state.replies) == {"Q01"}


def test_what_was_not_read_is_shown_word_for_word(doctor):
    doctor.send(ENGLISH + " gastrostomy last spring")
    assert "gastrostomy" in doctor.text


def test_a_value_with_a_doubtful_unit_is_asked_with_its_question(doctor):
    doctor.send("ANC 3.2 PLT 180 Hb 112 g/L TBIL 12")
    doctor.send("=yes")
    assert "Q26" not in doctor.state.replies
    assert {"Q22", "Q23", "Q24"} <= set(doctor.state.replies)


def test_what_the_message_says_is_not_taken_back_by_a_gate_that_is_asked_later(doctor):
    doctor.send("62M NPC, lung mets, HBsAg positive, ECOG 1")
    doctor.send("=yes")
    doctor.answer_all(PATIENT | {"Q35b": "=below_detection"})
    assert doctor.values["hbv"] == "yes"


def test_a_message_before_the_consent_is_kept_aside_and_read_after_it(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.send("/start en")
        talk.send("=clinician")
        talk.send(ENGLISH)
        assert talk.state.phase == "consent"
        assert talk.state.replies["Q01"].facts == {"age_years": 62}
        talk.send(CONSENT)
        assert "Hemoglobin" in talk.text


def test_a_message_kept_aside_is_gone_when_there_is_no_consent(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        for line in ("/start en", "=clinician", ENGLISH, "=refuse"):
            talk.send(line)
    assert all(b"toripalimab" not in path.read_bytes() for path in tmp_path.iterdir())
