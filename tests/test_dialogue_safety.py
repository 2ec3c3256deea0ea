"""Red flags come first and never change a criterion; nothing unkind, promising or private is ever said."""

import re

import pytest
from script import LABS, PATIENT, Talk, screener_in, tables

EMERGENCY = {"en": "seek emergency care now", "zh": "请立即就医"}
HOTLINE = "12356"


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I have been coughing up blood since this morning"),
        ("en", "chest pain and sweating"),
        ("en", "I can't breathe"),
        ("en", "my legs are numb and weak"),
        ("zh", "今天早上咯血了"),
        ("zh", "胸口很疼，出大汗"),
        ("zh", "喘不上气"),
        ("zh", "化疗后发烧39度"),
    ],
)
def test_a_red_flag_is_answered_first_and_the_dialogue_goes_on(talk, language, text):
    talk.begin("patient", language)
    talk.send(text)
    assert EMERGENCY[language] in talk.replies[0].text
    assert talk.open_question() == "Q04"
    talk.send("=npc")
    assert talk.open_question() == "Q06"


@pytest.mark.parametrize(("language", "text"), [("en", "I don't want to live any more"), ("zh", "不想活了")])
def test_who_wants_to_die_is_asked_nothing_more_until_they_ask_to_go_on(talk, language, text):
    talk.begin("patient", language)
    for line in (text, "npc", "/answers", "/why"):
        talk.send(line)
        assert talk.open_question() is None
    assert [item.value for item in talk.menu.items] == ["go_on"]
    talk.send("=go_on")
    assert talk.open_question() == "Q04"


@pytest.mark.parametrize("role", ["patient", "family"])
@pytest.mark.parametrize(("language", "text"), [("en", "I want to die"), ("zh", "活着没意思")])
def test_the_help_line_is_named_at_once(talk, role, language, text):
    talk.begin(role, language)
    talk.send(text)
    assert HOTLINE in talk.replies[0].text
    assert "120" in talk.replies[0].text


def test_a_clinician_is_told_in_a_clinicians_words(talk):
    talk.begin("clinician")
    talk.send("patient is coughing up blood")
    assert "Please manage it by your local pathway first" in talk.replies[0].text


@pytest.mark.parametrize("step", [[], ["/start en"], ["/start en", "=patient"], ["/start en", "=patient", "62"]])
def test_red_flags_are_watched_for_from_the_first_message_on(talk, step):
    for line in step:
        talk.send(line)
    talk.send("I want to kill myself")
    assert HOTLINE in talk.replies[0].text


CHOICES = [
    ({"Q37": "=cord_symptoms"}, "Q37", "RF_CORD"),
    ({"Q39": "=necrosis_4w", "Q39b": "=yes"}, "Q39b", "RF_BLEED"),
    ({"ever": "=heart", "Q41": "=unstable_angina", "Q41e": "=yes"}, "Q41e", "RF_CHEST"),
    (
        {"recent": "=infection", "Q42": "=severe", "Q42b": "=ongoing", "Q42c": "=no"},
        "Q42c",
        "RF_INFECTION",
    ),
]


@pytest.mark.parametrize(("answers", "question", "flag"), CHOICES, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_some_choices_are_red_flags(talk, answers, question, flag, language):
    talk.begin("patient", language)
    talk.answer_all(PATIENT | answers, go_on=True, until=question)
    assert talk.state.flags == ()
    talk.send(answers[question])
    if talk.state.pending:
        talk.send("=yes")
    assert talk.state.flags == (flag,)
    assert EMERGENCY[language] in talk.text


@pytest.mark.parametrize(
    "answers",
    [
        {"Q37": "=emergency"},
        {"Q37": "=cord_treated"},
        {"Q39": "=necrosis_4w", "Q39b": "=no"},
        {"ever": "=heart", "Q41": "=unstable_angina", "Q41e": "=no"},
        {"recent": "=infection", "Q42": "=severe", "Q42b": "=ongoing", "Q42c": "=yes"},
        {"recent": "=infection", "Q42": "=severe", "Q42b": "2026-10-01"},
    ],
)
def test_other_choices_are_none(talk, answers):
    talk.begin("patient")
    talk.answer_all(PATIENT | answers, go_on=True)
    assert talk.state.flags == ()


def test_a_red_flag_changes_no_criterion_and_no_answer(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q12")
    before = (talk.statuses, talk.values)
    talk.send("coughing up blood")
    assert (talk.statuses, talk.values) == before


def test_flags_are_kept_for_the_coordinators_view(talk, tmp_path):
    talk.begin("patient")
    talk.send("coughing up blood")
    assert tables(tmp_path)["screenings"][0]["flags"] == '["RF_BLEED"]'


PEOPLE = {
    "eligible": PATIENT,
    "with labs": PATIENT | LABS,
    "local recurrence": PATIENT | {"Q06": "=local", "Q10": "=suitable"},
    "nothing known": {"Q06": "=distant"},
    "other tumour": PATIENT | {"Q04": "=other"},
    "checkpoint drugs": PATIENT | {"Q14": "纳武利尤单抗, ipilimumab"},
    "not now": PATIENT | {"recent": "=vaccine", "Q19": "2026-11-12"},
    "private": PATIENT | {"personal": "=immunodeficiency,substance", "Q44": "=hiv", "Q47": "=abuse_or_dependence"},
}

HARSH = re.compile(r"\b(rejected|reject|failed|fail|disqualified|ineligible)\b|淘汰|不合格|失败|拒绝您|被拒")
PROMISE = re.compile(
    r"guarantee|you (?:are|will be) (?:eligible|accepted|included)|you qualify|保证|一定能(?!入组。)|您符合条件"
)
PERCENTAGE = re.compile(r"\d\s*[%％]|percent|百分之")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("role", ["patient", "family"])
@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_harsh_promising_or_about_survival_is_said_to_patients_and_families(talk, person, role, language):
    talk.begin(role, language)
    talk.answer_all(PEOPLE[person], go_on=True)
    for line in ("=finish", "/answers", "/study", "/help", "/points"):
        talk.send(line)
    assert "Q13" not in talk.asked
    said = "\n".join(talk.said).replace("这不代表一定能入组", "").replace("You may say no", "")
    assert [found.group() for pattern in (HARSH, PROMISE, PERCENTAGE) for found in pattern.finditer(said)] == []
    assert re.findall(r"survival period|expected survival|\bI7\b|预计生存期", said, re.IGNORECASE) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_private_points_have_no_details_in_the_result_of_a_patient(talk, language):
    talk.begin("patient", language)
    talk.answer_all(PEOPLE["private"], go_on=True)
    talk.said.clear()
    talk.send("=finish")
    assert talk.statuses["E11"] == talk.statuses["E15"] == "failed"
    assert re.findall(r"HIV|alcohol|drug abuse|酒|吸毒", "\n".join(talk.said)) == []


def test_a_clinician_is_asked_about_survival_and_sees_every_criterion(talk):
    talk.begin("clinician")
    talk.answer_all(PATIENT | LABS, go_on=True)
    assert "Q13" in talk.asked
    talk.send("=finish")
    assert [id for id in talk.screener.trial.criteria if f"{id} · " not in talk.text] == []


@pytest.mark.parametrize(
    "answers", [{"Q10": "=suitable", "Q06": "=local"}, {"Q10": "=suitable", "Q06": "=local,distant"}], ids=["local", "both"]
)
def test_where_local_treatment_is_possible_the_result_says_so_first(talk, answers):
    talk.begin("patient")
    talk.answer_all(PATIENT | answers)
    talk.send("=finish")
    assert "Please discuss local treatment with your doctor first." in talk.text
