"""The main paths of the dialogue, through the real screener on real files. Safety, wording and skip logic have their own."""

import pytest
from script import CONSENT, PATIENT, Talk, screener_in, tables

from bot.outbound import Inbound


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener)


def prompt_values(talk):
    """The buttons of what is open now."""
    return [item.value for item in talk.menu.items]


def kept(folder):
    """What the files still say about a person: kinds of events, messages, findings and answers."""
    found = tables(folder)
    kinds = [row["body"].split('"kind":"')[1].split('"')[0] for row in found["event"]]
    return kinds, len(found["message"]), len(found["finding"]), len(found["answers"])


NOTHING = (["language_chosen"], 0, 0, 0)


def test_a_new_person_chooses_a_language_then_a_role_then_tells_the_age_then_consents(talk):
    talk.send("/start")
    assert prompt_values(talk) == ["en", "zh"]
    talk.send("=zh")
    assert "请问是谁在填写" in talk.text
    talk.send("=family")
    assert talk.open_question() == "Q01"
    talk.send("62")
    assert prompt_values(talk) == ["process", "abroad", "mandate", "coordinators"]
    talk.send(CONSENT)
    assert talk.open_question() == "Q04"


def test_the_language_of_the_device_is_used_until_one_is_chosen(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener, language="zh-hans")
        talk.send("hello?")
        assert "您好" in talk.text


def test_a_typed_role_counts_like_a_tapped_one(talk):
    talk.send("/start en")
    talk.send("I am his daughter")
    assert talk.state.role == "family"


def test_fifteen_is_read_back_before_it_stops_the_dialogue_and_then_nothing_is_kept(talk, tmp_path):
    talk.send("/start en")
    talk.send("=patient")
    talk.send("15")
    assert talk.state.pending is not None
    talk.send("=yes")
    assert "adults aged 18 to 75" in talk.text
    assert kept(tmp_path) == NOTHING


def test_who_does_not_know_the_age_but_surely_is_of_age_goes_on(talk):
    talk.send("/start en")
    talk.send("=family")
    talk.send("don't know")
    assert talk.open_question() == "Q01b"
    talk.send("=yes")
    assert talk.state.phase == "consent"
    talk.send(CONSENT)
    talk.answer_all(PATIENT)
    assert (talk.statuses["I2"], talk.statuses["I9f"]) == ("unknown", "unknown")


@pytest.mark.parametrize("answer", ["=no", "=unknown"])
def test_who_is_not_surely_of_age_is_stopped_and_nothing_is_kept(talk, tmp_path, answer):
    for line in ("/start en", "=patient", "=unknown", answer):
        talk.send(line)
    if talk.state.pending:
        talk.send("=yes")
    assert "adults aged 18 to 75" in talk.text
    assert kept(tmp_path) == NOTHING


def test_an_age_corrected_to_a_minor_after_consent_erases_everything(talk, tmp_path):
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q05")
    talk.send("/answers")
    talk.send("=!edit:Q01")
    talk.send("16")
    talk.send("=yes")
    assert "adults aged 18 to 75" in talk.text
    assert kept(tmp_path) == NOTHING


def test_without_consent_nothing_is_kept(talk, tmp_path):
    for line in ("/start en", "=patient", "62", "=refuse"):
        talk.send(line)
    assert "nothing is kept" in talk.text
    assert kept(tmp_path) == NOTHING


@pytest.mark.parametrize("boxes", ["", "process", "process,abroad", "process,mandate,coordinators", "abroad,mandate"])
def test_consent_needs_every_required_box(talk, boxes):
    for line in ("/start en", "=patient", "62", f"={boxes}"):
        talk.send(line)
    assert talk.state.phase == "consent"
    assert "marked with * are needed" in talk.text


@pytest.mark.parametrize(("boxes", "shared"), [(CONSENT, 0), (f"{CONSENT},coordinators", 1)])
def test_only_the_optional_box_shares_the_answers_with_coordinators(talk, tmp_path, boxes, shared):
    for line in ("/start en", "=patient", "62", boxes):
        talk.send(line)
    assert tables(tmp_path)["screenings"][0]["for_coordinators"] == shared


def test_a_typed_yes_is_no_consent(talk):
    for line in ("/start en", "=patient", "62", "yes, I agree"):
        talk.send(line)
    assert talk.state.phase == "consent"


def test_a_stopper_counts_only_after_it_was_read_back(talk):
    talk.send("/start en")
    talk.send("=patient")
    talk.send("81")
    assert "Your answer: Age: 81. Is that right?" in talk.text
    talk.send("=no")
    assert talk.open_question() == "Q01"
    assert talk.state.replies == {}
    talk.send("81")
    talk.send("=yes")
    assert talk.values["age_years"] == 81


def test_a_stopper_read_back_may_be_answered_with_another_value(talk):
    for line in ("/start en", "=patient", "81", "61"):
        talk.send(line)
    assert (talk.values["age_years"], talk.state.phase) == (61, "consent")


def to_stop_offer(talk, role="patient"):
    talk.begin(role)
    talk.answer_all(PATIENT | {"Q04": "=other"})


def test_after_a_permanent_failure_the_result_can_be_seen_at_once(talk):
    to_stop_offer(talk)
    assert prompt_values(talk) == ["see_result", "go_on"]
    talk.send("=see_result")
    assert talk.state.phase == "concluded"
    assert "Likely not eligible" in talk.text


def test_after_a_permanent_failure_the_rest_can_be_answered_and_the_offer_does_not_come_again(talk):
    to_stop_offer(talk)
    talk.send("=go_on")
    assert talk.open_question() == "Q06"
    talk.answer_all(PATIENT | {"Q14": "lenvatinib"})
    assert (talk.statuses["E1"], talk.state.phase) == ("failed", "confirming")


def test_a_temporary_failure_offers_no_stop(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT | {"recent": "=vaccine", "Q19": "2026-11-12"})
    assert (talk.statuses["E7d"], talk.state.phase) == ("failed", "confirming")


def test_the_review_lists_every_answer_before_the_result(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT)
    numbered = [line for line in talk.replies[-1].text.splitlines() if line[:1].isdigit()]
    assert len(numbered) == len(["Q01", *talk.asked])
    assert prompt_values(talk) == ["finish", "edit"]


def test_the_result_names_the_trial_the_contacts_and_the_record_date(talk, tmp_path):
    talk.begin("patient")
    talk.answer_all(PATIENT)
    talk.send("=finish")
    code = tables(tmp_path)["screenings"][0]["code"]
    for words in ("Likely eligible", "NCT06494995", "2025-06-04", "+8621-64175590", "This is not medical advice"):
        assert words in talk.text
    assert f"Your screening code is {code}. You have not let the study team see your answers" in talk.text
    assert tables(tmp_path)["screenings"][0]["outcome"] == "likely_eligible"


def test_the_code_is_told_to_those_whose_answers_coordinators_may_see(talk, tmp_path):
    for line in ("/start en", "=patient", "62", f"{CONSENT},coordinators"):
        talk.send(line)
    talk.answer_all(PATIENT)
    talk.send("=finish")
    assert tables(tmp_path)["screenings"][0]["code"] in talk.text


def test_back_at_the_very_beginning_has_nowhere_to_go(talk):
    talk.send("/start")
    talk.send("/back")
    assert "nothing to go back to" in talk.text


def test_back_from_the_consent_goes_to_the_age_and_from_there_to_the_role(talk):
    for line in ("/start en", "=patient", "62", "/back"):
        talk.send(line)
    assert talk.open_question() == "Q01"
    talk.send("/back")
    assert prompt_values(talk) == ["patient", "family", "clinician"]


def test_another_chat_has_its_own_screening(talk):
    talk.begin("patient")
    other = Talk(talk.screener, address="8")
    other.receive(Inbound("telegram", "8", text="/start"))
    assert (other.state.role, talk.state.role) == (None, "patient")
