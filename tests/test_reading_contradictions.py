"""Drugs named in words that do not go with another answer (clinical reading 1.7): asked once, then the criteria go to review."""

from pathlib import Path

import pytest
from script import PATIENT, Talk, screener_in

DRUGS = [
    ("isoniazid", "tb_drug", {"E13"}),
    ("恩替卡韦", "hepatitis_b_antiviral", {"I10", "E14"}),
    ("amoxicillin", "antibiotic", {"E9"}),
]


def doubts(talk: Talk) -> tuple[str, ...]:
    return talk.state.contradictions


@pytest.mark.parametrize(("drug", "doubt", "criteria"), DRUGS)
def test_a_drug_of_the_list_contradicts_an_answer(tmp_path: Path, drug: str, doubt: str, criteria: set[str]) -> None:
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.begin("patient")
        talk.answer_all(PATIENT | {"Q14": f"cisplatin, {drug}"})
        assert doubts(talk) == (doubt,)
        assert "Are both right?" in talk.text
        before = {talk.statuses[criterion] for criterion in criteria}
        talk.send("=both_right")
        talk.answer_all(PATIENT)
        assert doubts(talk) == (doubt,), "asked once"
        assert {talk.statuses[criterion] for criterion in criteria} == {"review"} == before


@pytest.mark.parametrize(("said", "found"), [("I take entecavir every day", True), ("a long way to travel", False)])
def test_a_drug_in_any_other_words_counts(tmp_path: Path, said: str, found: bool) -> None:
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.begin("patient")
        talk.answer_all(PATIENT | {"closing": "=other", "Q54": said})
        asked = talk.open_question() is None and "hepatitis_b_antiviral" in doubts(talk)
        assert asked is found


def test_a_changed_answer_ends_it(tmp_path: Path) -> None:
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.begin("patient")
        talk.answer_all(PATIENT | {"Q14": "cisplatin, rifampicin"})
        assert doubts(talk) == ("tb_drug",)
        talk.send("=Q46")
        talk.send("=latent")
        talk.answer_all(PATIENT)
        assert talk.statuses["E13"] == "met"
