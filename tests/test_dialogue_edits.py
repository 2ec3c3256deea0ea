"""Changing one's mind: edits before and after the result, and going back."""

import pytest
from script import LABS, PATIENT, Talk, screener_in


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener)


def finished(talk, answers=PATIENT, role="patient"):
    talk.begin(role)
    talk.answer_all(answers)
    talk.send("=finish")
    talk.asked.clear()


def test_an_edit_after_the_result_asks_only_what_depends_on_it(talk):
    finished(talk)
    talk.send("=edit")
    talk.send("=!edit:Q06")
    assert "Your answer so far" in talk.text
    talk.send("=local,distant")
    talk.answer_all(PATIENT)
    assert talk.asked == ["Q10"]
    talk.send("=finish")
    assert "The overall result is the same as before" in talk.text


def test_an_edit_after_the_result_says_what_it_changed(talk):
    finished(talk)
    talk.send("/answers")
    talk.send("=!edit:Q12")
    talk.send("=3")
    talk.answer_all(PATIENT)
    assert talk.asked == []
    talk.send("=finish")
    assert "before “Likely eligible”, now “Needs the study team to confirm”" in talk.text


def test_an_answer_can_be_changed_by_its_number(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q06")
    talk.send("/edit 2")
    assert talk.open_question() == "Q04"


def test_back_reopens_the_last_answer_and_back_again_the_one_before(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q14b")
    talk.send("=!back")
    assert talk.open_question() == "Q14"
    talk.send("/back")
    assert talk.open_question() == "Q06"


def test_a_reopened_answer_can_be_kept(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q14")
    before = talk.values
    talk.send("/back")
    talk.send("=keep")
    assert (talk.open_question(), talk.values) == ("Q14", before)


def test_a_question_asked_again_has_its_own_number(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q12")
    talk.send("/edit 2")
    assert talk.text.startswith("Question 2 of")


def test_the_result_of_a_doctor_shows_each_answer_once_and_as_it_was_given(talk):
    finished(talk, PATIENT | LABS, "clinician")
    assert "Drug list complete: Yes, that is all" in talk.text
    answers = [line.removeprefix("answer: ").split("; ") for line in talk.text.splitlines() if line.startswith("answer: ")]
    assert [line for line in answers if len(line) != len(set(line))] == []


def test_words_that_name_another_answer_never_confirm_the_one_that_is_read_back(talk):
    talk.begin("patient")
    while talk.open_question() != "Q03":
        talk.send(PATIENT[talk.open_question()])
    talk.send("=no")
    assert "Is that right?" in talk.text
    talk.send("愿意")
    assert talk.state.replies["Q03"].picked == ("yes",)


def test_a_value_reported_ahead_of_its_gate_is_asked_and_not_lost(talk):
    talk.begin("clinician")
    talk.send("NPC, lung mets, ECOG 1, HBV DNA 600 IU/mL")
    assert "HBV DNA" in talk.text
    talk.send("=yes")
    assert "Q35b" not in talk.state.replies


def test_another_age_in_a_report_is_shown_with_the_one_before(talk):
    talk.begin("clinician")
    talk.send("58F NPC, lung mets, ECOG 1")
    assert "Age: 58 (before: 62)" in talk.text


def test_words_for_going_back_are_understood_without_the_slash(talk):
    talk.begin("patient")
    talk.send("上一题")
    assert talk.state.reopened == "Q01"
