"""How many prompts a person answers, from the age to the review; language, role and consent are not counted.

Read-backs and the offer to stop are prompts too. The numbers are printed: `pytest -s tests/test_prompt_counts.py`.
"""

import pytest
from script import LABS, PATIENT, Talk, screener_in

WOMAN = {"Q02": "=female", "Q48": "=yes"}
LOCAL = {"Q06": "=local", "Q10": "=not_suitable_mdt"}
AGE = 1
"""The age itself: `begin` answers it before the consent."""

LIMITS = {"patient": 24, "family": 24, "clinician": 18}
STOPPER_LIMIT = 8


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener)


def counted(talk, role, answers, age="62"):
    """The prompts from the age on, until nothing is asked any more."""
    talk.begin(role, age=age)
    read_back = 0
    if talk.state.pending:  # the age was read back, and the consent is still to be given
        talk.send("=yes")
        talk.send("=process,abroad,mandate")
        read_back = 1
    return AGE + read_back + talk.answer_all(answers)


@pytest.mark.parametrize("where", ["distant", "local"])
@pytest.mark.parametrize("sex", ["man", "woman"])
@pytest.mark.parametrize("role", ["patient", "family", "clinician"])
def test_a_person_with_nothing_to_tell_is_asked_little(talk, role, sex, where):
    answers = PATIENT | (WOMAN if sex == "woman" else {}) | (LOCAL if where == "local" else {})
    prompts = counted(talk, role, answers)
    print(f"\n{role:10} {sex:6} {where:8} {prompts:3} prompts (at most {LIMITS[role]})")
    assert talk.state.phase == "confirming"
    assert prompts <= LIMITS[role]


@pytest.mark.parametrize("role", ["patient", "family", "clinician"])
def test_a_laboratory_report_adds_one_prompt_a_value(talk, role):
    prompts = counted(talk, role, PATIENT | LABS)
    block = len(LABS) - 1  # its date is asked in any case
    print(f"\n{role:10} with a laboratory report {prompts:3} prompts (at most {LIMITS[role]} + {block})")
    assert prompts <= LIMITS[role] + block


STOPPERS = {
    "age": ({}, "81"),
    "other tumour type": ({"Q04": "=other"}, "62"),
    "no recurrence": ({"Q06": "=none"}, "62"),
    "prior TKI": ({"Q14": "lenvatinib"}, "62"),
}


@pytest.mark.parametrize("stopper", STOPPERS)
@pytest.mark.parametrize("role", ["patient", "family", "clinician"])
def test_a_clear_stopper_ends_the_questions_soon(talk, role, stopper):
    answers, age = STOPPERS[stopper]
    prompts = counted(talk, role, PATIENT | answers, age)
    talk.send("=see_result")
    prompts += 1  # the offer to see the result
    print(f"\n{role:10} {stopper:18} {prompts:3} prompts (at most {STOPPER_LIMIT})")
    assert talk.state.phase == "concluded"
    assert prompts <= STOPPER_LIMIT
