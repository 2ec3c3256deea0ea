"""From patient to doctor: the same facts go on, each answer keeps who gave it, and nobody overwrites anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from script import LABS, NOW, PATIENT, Talk, screener_in, tables
from test_laws import LAWS, TODAY, TRIAL, walks

from bot.store.handover import TRIES, VALID
from flows.dialogue import prompt
from flows.events import Answered, HandedOver
from flows.handover import handed_over
from flows.state import Phase, State, extend, replay
from flows.survey import judge

SHARED = "=process,abroad,mandate,coordinators"
KEPT_BACK = "=process,abroad,mandate"
OPEN_TO_DOCTORS = {**PATIENT, **LABS, "medical": "=none"}


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def screener(tmp_path):
    with screener_in(tmp_path) as screener:
        screener.clock = Clock()
        yield screener


def patient(screener, role="patient", consent=SHARED, answers=PATIENT, language="en", finish=True):
    talk = Talk(screener, "patient")
    for line in (f"/start {language}", f"={role}", "62", consent):
        talk.send(line)
    talk.answer_all(answers, go_on=True)
    if finish:
        talk.send("=finish")
    return talk


def code_of(talk):
    """What the person is told to give to the doctor."""
    from bot.codes import ALPHABET

    talk.send("/handover")
    return next(
        word.strip(".") for word in talk.text.split() if len(word.strip(".")) == 9 and set(word.strip(".")) <= {*ALPHABET, "-"}
    )


def doctor(screener, code, consent=SHARED, address="doctor"):
    talk = Talk(screener, address)
    for line in ("/start en", "=clinician", f"/code {code}", consent):
        talk.send(line)
    return talk


def finding(talk, id):
    return judge(talk.screener.trial, talk.state, NOW.date()).findings[id]


# The code


@pytest.mark.parametrize("role", ["patient", "family"])
def test_a_doctor_goes_on_and_is_asked_only_what_is_open(screener, role):
    first = patient(screener, role)
    talk = doctor(screener, code_of(first))
    assert "These answers are there already" in talk.text and "from " in talk.text
    asked = []
    while (question := talk.open_question()) is not None:
        asked.append(question)
        talk.send(OPEN_TO_DOCTORS.get(question, "=unknown"))
    assert set(asked) == {"Q13", *LABS}
    talk.send("=finish")
    assert "Pre-screen" in talk.text
    assert talk.state.role == "clinician"
    assert talk.statuses["I9a"] == "met" and first.statuses["I9a"] == "unknown"


def test_each_answer_keeps_who_gave_it(screener, tmp_path):
    talk = doctor(screener, code_of(patient(screener)))
    talk.answer_all(OPEN_TO_DOCTORS)
    by = {id: answer.by for id, answer in talk.state.replies.items()}
    assert by["Q04"] == by["Q01"] == "patient" and by["Q13"] is by["Q22"] is None
    talk.send("/answers")
    assert "(from the patient)" in str(talk.menu)
    stored = list(screener.store.events(screener.store.current(screener.store.chat("telegram", "doctor").id).id))
    assert any(isinstance(event, HandedOver) for event in stored)
    assert replay(stored) == talk.state


def test_what_the_patient_did_not_know_is_asked_of_the_doctor(screener):
    first = patient(screener, answers=PATIENT | {"Q10": "=unknown", "Q06": "=local", "hepatitis": "=unknown"})
    talk = doctor(screener, code_of(first))
    talk.answer_all(OPEN_TO_DOCTORS)
    assert {"Q10", "medical"} <= set(talk.asked)
    assert not {"Q01", "Q02", "Q04", "Q06", "Q14", "Q12"} & set(talk.asked)


def test_of_a_list_with_several_lines_only_the_open_ones_are_put(screener):
    first = patient(screener, answers=PATIENT | {"hepatitis": "=unknown"})
    talk = doctor(screener, code_of(first))
    talk.answer_all(OPEN_TO_DOCTORS, until="medical")
    assert set(prompt(screener.trial, talk.state, NOW.date()).picks) == {"hepatitis", "none", "unknown"}


def test_a_code_works_once(screener):
    code = code_of(patient(screener))
    assert doctor(screener, code).state.handed
    assert doctor(screener, code, address="other").state.handed is None


def test_a_newer_code_replaces_the_older(screener):
    first = patient(screener)
    old, new = code_of(first), code_of(first)
    assert doctor(screener, old).state.handed is None
    assert doctor(screener, new, address="other").state.handed


@pytest.mark.parametrize(("late", "valid"), [(timedelta(seconds=-1), True), (timedelta(0), False)])
def test_a_code_is_valid_for_seven_days(screener, late, valid):
    code = code_of(patient(screener))
    screener.clock.now = NOW + VALID + late
    assert bool(doctor(screener, code).state.handed) is valid


def test_letter_case_and_dashes_do_not_matter_and_a_link_does_the_same(screener):
    code = code_of(patient(screener))
    talk = Talk(screener, "doctor", language="zh-hans")
    talk.send(f"/start code_{code.replace('-', '').lower()}")
    assert talk.state.handed and talk.state.role == "clinician" and talk.state.language == "zh"


def test_a_doctor_may_send_the_code_in_place_of_the_first_answer(screener):
    code = code_of(patient(screener))
    talk = Talk(screener, "doctor")
    for line in ("/start en", "=clinician"):
        talk.send(line)
    assert "Did a patient give you a code?" in talk.text
    talk.send(code.lower())
    assert talk.state.handed


def test_a_code_is_stored_in_no_readable_form(screener, tmp_path):
    code = code_of(patient(screener))
    screener.store.flush()
    kept = str([[tuple(row) for row in rows] for rows in tables(tmp_path).values()])
    assert code not in kept and code.replace("-", "") not in kept


def test_a_code_that_was_sent_is_kept_in_no_record(screener, tmp_path):
    code, talk = code_of(patient(screener)), Talk(screener, "doctor")
    talk.begin("clinician")
    for line in (f"/code {code}", f"/start code_{code}"):
        talk.send(line)
        assert "Another check is open" in talk.text
    assert code not in str([[tuple(row) for row in rows] for rows in tables(tmp_path).values()])


def test_guessing_is_limited_and_reveals_nothing(screener):
    code = code_of(patient(screener))
    talk = Talk(screener, "guesser")
    talk.send("/start en")
    for _ in range(TRIES):
        talk.send("/code 2222-2222")
        assert talk.replies[0].text == "This code is not valid."
    talk.send(f"/code {code}")
    assert "too many" in talk.text and talk.state.handed is None
    talk.send("/delete")
    talk.send("=!delete-now")
    talk.send(f"/code {code}")
    assert talk.state.handed is None
    screener.clock.now = NOW + timedelta(hours=1)
    talk.send(f"/code {code}")
    assert talk.state.handed


def test_the_code_of_a_screening_hands_nothing_over(screener, tmp_path):
    patient(screener)
    code = tables(tmp_path)["screenings"][0]["code"]
    assert doctor(screener, code).state.handed is None


def test_patients_cannot_use_a_code_and_doctors_cannot_make_one(screener):
    first = patient(screener)
    code = code_of(first)
    first.send(f"/code {code}")
    assert "for doctors" in first.text
    talk = doctor(screener, code)
    talk.send("/handover")
    assert "Only a patient or relative" in talk.text


def test_a_code_does_not_mix_two_patients(screener):
    code = code_of(patient(screener))
    talk = Talk(screener, "doctor")
    talk.begin("clinician")
    before = talk.state
    talk.send(f"/code {code}")
    assert "Another check is open" in talk.text and talk.state == before
    talk.answer_all(OPEN_TO_DOCTORS, go_on=True)
    talk.send("=finish")
    talk.send(f"/code {code}")
    assert talk.state.handed and talk.state.result is None


def test_before_the_consent_there_is_nothing_to_hand_over(screener):
    talk = Talk(screener)
    talk.send("/start en")
    before = talk.state
    talk.send("/handover")
    assert talk.state == before and "no answers" in talk.text


def test_what_was_handed_over_cannot_be_lost_by_going_back(screener):
    talk = Talk(screener, "doctor")
    code = code_of(patient(screener))
    for line in ("/start en", "=clinician", f"/code {code}"):
        talk.send(line)
    before = talk.state
    for line in ("/back", "wait, I meant 58"):
        talk.send(line)
        assert talk.state == before


# Disagreements


def disagree(screener, question="Q12", answer="=2", **answers):
    talk = doctor(screener, code_of(patient(screener, answers=PATIENT | answers)))
    talk.answer_all(OPEN_TO_DOCTORS)
    talk.send("/answers")
    talk.send(f"=!edit:{question}")
    talk.send(answer)
    talk.answer_all(OPEN_TO_DOCTORS)
    return talk


def test_another_answer_overwrites_nothing_and_sends_the_criterion_to_review(screener):
    talk = disagree(screener)
    assert talk.state.replies["Q12"].picked == ("1",) and talk.state.disagreed["Q12"].picked == ("2",)
    assert (finding(talk, "I8").status, finding(talk, "I8").reasons) == ("review", ("disagreement",))
    assert any("The patient's answer was" in line for line in talk.said)
    talk.send("=finish")
    assert "answer differs" in talk.text


def test_both_answers_are_there_for_coordinators(screener):
    disagree(screener)
    screening = screener.store.current(screener.store.chat("telegram", "doctor").id)
    events = [e for e in screener.store.events(screening.id) if isinstance(e, Answered) and e.question == "Q12"]
    assert [(e.by, e.picked) for e in events] == [("patient", ("1",)), (None, ("2",))]


def test_the_same_answer_confirms_and_not_to_know_contradicts_nobody(screener):
    talk = disagree(screener)
    for answer, by, status in (("=unknown", "patient", "review"), ("=1", None, "met")):
        talk.send("/answers")
        talk.send("=!edit:Q12")
        talk.send(answer)
        assert (talk.state.replies["Q12"].by, talk.statuses["I8"]) == (by, status)
    talk.send("/answers")
    talk.send("=!edit:Q12")
    talk.send("=2")
    assert talk.state.replies["Q12"].picked == ("1",) and talk.statuses["I8"] == "review"


def test_a_line_ticked_otherwise_sends_what_is_behind_it_to_review(screener):
    talk = disagree(screener, "recent", "=vaccine")
    assert talk.statuses["E7d"] == "review" and talk.statuses["E9"] == "met"


def test_a_doctors_report_overwrites_nothing(screener):
    talk = doctor(screener, code_of(patient(screener, answers=PATIENT | LABS)))
    talk.send("ECOG 1, ANC 3.2 10^9/L, PLT 60 10^9/L, Hb 112 g/L")
    talk.send("=yes")
    talk.answer_all(OPEN_TO_DOCTORS)
    assert talk.state.replies["Q23"].facts["plt"]["value"] == 180
    assert talk.statuses["I9b"] == "review"
    assert talk.state.replies["Q22"].by is None


# Who says it counts


def test_what_the_patient_said_never_fails_what_only_a_doctor_can_fail(screener):
    first = patient(screener, answers=PATIENT | {"Q11": "=no", "Q12": "=3", "Q06": "=local", "Q10": "=suitable"})
    statuses = first.statuses
    talk = doctor(screener, code_of(first))
    talk.answer_all(OPEN_TO_DOCTORS, go_on=True)
    assert {id: talk.statuses[id] for id in ("I5", "I6", "I8")} == {id: statuses[id] for id in ("I5", "I6", "I8")}
    assert {statuses[id] for id in ("I5", "I6", "I8")} == {"review"}


@pytest.mark.parametrize(("answer", "criterion"), [({"Q11": "=no"}, "I6"), ({"Q12": "=3"}, "I8"), ({"Q13": "=no"}, "I7")])
def test_the_doctors_own_answers_count_as_a_doctors(screener, answer, criterion):
    [question] = answer
    first = patient(screener, answers=PATIENT | {question: "=unknown"})
    talk = doctor(screener, code_of(first))
    talk.answer_all(OPEN_TO_DOCTORS | answer, go_on=True)
    assert talk.statuses[criterion] == "failed"


# Erasing and consent


@pytest.mark.parametrize("end", [["/delete", "=!delete-now"], ["/restart", "=!restart-now"]])
def test_erasing_by_the_patient_erases_the_copy(screener, tmp_path, end):
    first = patient(screener)
    talk = doctor(screener, code_of(first))
    talk.answer_all(OPEN_TO_DOCTORS, until="Q22")
    for line in end:
        first.send(line)
    assert tables(tmp_path)["answers"] == []
    talk.send("3.2 10^9/L")
    assert talk.state.consent is None


@pytest.mark.parametrize(("theirs", "seen"), [(SHARED, 1), (KEPT_BACK, 0)])
def test_coordinators_see_the_copy_only_if_both_allow_it(screener, tmp_path, theirs, seen):
    talk = doctor(screener, code_of(patient(screener, consent=theirs)), consent=theirs)
    assert talk.state.consent
    row = tables(tmp_path)["screening"][-1]
    assert row["for_coordinators"] == seen


def test_a_doctor_is_not_asked_to_share_what_the_patient_did_not_share(screener):
    code = code_of(patient(screener, consent=KEPT_BACK))
    talk = Talk(screener, "doctor")
    for line in ("/start en", "=clinician", f"/code {code}"):
        talk.send(line)
    assert "coordinators" not in [item.value for item in talk.menu.items]
    talk.send(SHARED)
    assert talk.state.consent is None


@settings(LAWS, max_examples=40)
@given(walks())
def test_for_anybody_the_same_answers_fail_nothing_more_when_a_doctor_goes_on(walk):
    role, states = walk
    if role == "clinician":
        return
    last = states[-1]
    first = replace(last, answered_at={id: (n, n) for n, id in enumerate(last.replies)})
    second = extend(State(phase=Phase.AGE, role="clinician"), handed_over(TRIAL, first, TODAY))
    before, after = (judge(TRIAL, state, TODAY).findings for state in (first, second))
    assert {id for id in after if after[id].status == "failed"} <= {id for id in before if before[id].status == "failed"}
    settled = {id for id, finding in before.items() if finding.status in ("met", "failed", "not_applicable")}
    assert {id: after[id].status for id in settled} == {id: before[id].status for id in settled}
