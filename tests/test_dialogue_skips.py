"""Which questions are asked: the skip logic row by row, the gates, and what an edit makes of answers that no longer apply."""

import pytest
from script import LABS, PATIENT, Talk, screener_in

FEMALE = PATIENT | {"Q02": "=female", "Q48": "=yes"}
NOT_GROWN = PATIENT | {"Q07": "=no_systemic_therapy", "Q08": "=yes", "Q09": "2026-03", "Q09b": "2026-06"}
CLOTTING = LABS | {"Q32": "90 s (25-37)", "Q34": "=warfarin"}
STEROID = PATIENT | {"recent": "=steroid", "Q17": "=systemic"}
SURGERY = PATIENT | {"recent": "=surgery", "Q20": "=major"}
INFECTION = PATIENT | {"recent": "=infection", "Q42": "=severe", "Q42b": "=ongoing"}
FISTULA = PATIENT | {"ever": "=fistula", "Q38": "=gi_perforation_or_fistula", "Q38b": "2026-10"}
CANCER = PATIENT | {"ever": "=cancer", "Q40": "=yes", "Q40c": "=yes"}
HEART = PATIENT | {"ever": "=heart"}
TB = PATIENT | {"ever": "=tb", "Q46": "=past_active", "Q46b": "=yes"}
LIVER = PATIENT | {"hepatitis": "=hbv,hcv"}

LAB_BLOCK = "Q22 Q23 Q24 Q25 Q26 Q27 Q28 Q29 Q30 Q31 Q32 Q33 Q34 Q34b Q34c"

ROWS = [
    # what, answers, asked, not asked
    ("the tumour is another one: no tissue question", PATIENT | {"Q04": "=other"}, "Q06", "Q05"),
    ("the tumour is unknown: no tissue question", PATIENT | {"Q04": "=unknown"}, "Q06", "Q05"),
    ("a tumour of the head and neck: tissue question", PATIENT, "Q05", ""),
    ("no recurrence", PATIENT | {"Q06": "=none"}, "Q14", "Q07 Q08 Q09 Q09b Q09c Q10"),
    ("never went away", PATIENT | {"Q06": "=persistent"}, "Q07 Q10", "Q08 Q09 Q09b Q09c"),
    ("grew after drugs", PATIENT, "Q07", "Q08 Q09 Q09b Q09c"),
    ("not grown: radiation", NOT_GROWN, "Q08 Q09 Q09b", "Q09c"),
    ("no radiation meant to cure", NOT_GROWN | {"Q08": "=no"}, "Q08", "Q09 Q09b Q09c"),
    ("radiation not known", NOT_GROWN | {"Q08": "=unknown"}, "Q08", "Q09 Q09b Q09c"),
    ("end of radiation not known: months", NOT_GROWN | {"Q09": "=unknown", "Q09c": "5"}, "Q09 Q09c", "Q09b"),
    ("relapse date not known: months", NOT_GROWN | {"Q09b": "=unknown", "Q09c": "5"}, "Q09 Q09b Q09c", ""),
    ("distant only: no local treatment question", PATIENT, "", "Q10"),
    ("sites unknown: no local treatment question", PATIENT | {"Q06": "=unknown"}, "", "Q10"),
    ("local recurrence", PATIENT | {"Q06": "=local"}, "Q10", ""),
    ("neck nodes", PATIENT | {"Q06": "=regional,distant"}, "Q10", ""),
    ("no drugs ever", PATIENT | {"Q14": "=none"}, "", "Q14b"),
    ("drugs unknown", PATIENT | {"Q14": "=unknown"}, "", "Q14b"),
    ("some drugs", PATIENT, "Q14b", ""),
    ("systemic steroid", STEROID, "Q17 Q17b Q17c Q17d", "Q18"),
    ("steroid none", STEROID | {"Q17": "=none"}, "Q17", "Q17b Q17c Q17d"),
    ("steroid exempt", STEROID | {"Q17": "=exempt"}, "Q17", "Q17b Q17c Q17d"),
    ("steroid unknown", STEROID | {"Q17": "=unknown"}, "Q17", "Q17b Q17c Q17d"),
    ("immunosuppressant", PATIENT | {"recent": "=immunosuppressant", "Q18": "methotrexate"}, "Q18 Q18b", "Q17"),
    ("no immunosuppressant", PATIENT | {"recent": "=immunosuppressant", "Q18": "=none"}, "Q18", "Q18b"),
    ("immunosuppressant unknown", PATIENT | {"recent": "=immunosuppressant"}, "Q18", "Q18b"),
    ("big operation", SURGERY, "Q20 Q20b", ""),
    ("no operation", SURGERY | {"Q20": "=none"}, "Q20", "Q20b"),
    ("port or biopsy", SURGERY | {"Q20": "=port_or_biopsy"}, "Q20", "Q20b"),
    ("operation unknown", SURGERY | {"Q20": "=unknown"}, "Q20", "Q20b"),
    ("no report", PATIENT, "Q21", LAB_BLOCK),
    ("a report, clotting in order", PATIENT | LABS, LAB_BLOCK[:-13], "Q34 Q34b Q34c"),
    ("a report without a date", PATIENT | LABS | {"Q21": "=unknown"}, LAB_BLOCK[:-13], "Q34 Q34b Q34c"),
    ("clotting out of order", PATIENT | CLOTTING, "Q34 Q34b Q34c", ""),
    ("clotting out of order, low heparin", PATIENT | CLOTTING | {"Q34": "=lmwh"}, "Q34 Q34b Q34c", ""),
    ("clotting out of order, no blood thinner", PATIENT | CLOTTING | {"Q34": "=none"}, "Q34", "Q34b Q34c"),
    ("creatinine unknown: no weight", PATIENT | LABS | {"Q30": "=unknown"}, "Q30", "Q31"),
    ("hepatitis B", LIVER | {"Q35": "=yes", "Q36": "=negative"}, "Q35 Q35b Q36", "Q36b"),
    ("core antibody only", LIVER | {"Q35": "=core_ab_only", "Q36": "=negative"}, "Q35b", "Q36b"),
    ("no hepatitis B", LIVER | {"Q35": "=no", "Q36": "=positive"}, "Q36b", "Q35b"),
    ("liver viruses unknown", LIVER, "Q35 Q36", "Q35b Q36b"),
    ("fistula of late", FISTULA, "Q38 Q38b Q38c", ""),
    ("fistula healed long ago", FISTULA | {"Q38b": "2025-01"}, "Q38b", "Q38c"),
    ("no fistula", FISTULA | {"Q38": "=none"}, "Q38", "Q38b Q38c"),
    ("fistula unknown", FISTULA | {"Q38": "=unknown"}, "Q38", "Q38b Q38c"),
    ("a bleeding factor", PATIENT | {"Q39": "=necrosis_4w"}, "Q39b", ""),
    ("no bleeding factor", PATIENT, "Q39", "Q39b"),
    ("another cancer, cured", CANCER, "Q40 Q40b Q40c Q40d", ""),
    ("another cancer, not cured", CANCER | {"Q40c": "=no"}, "Q40c", "Q40d"),
    ("no other cancer", CANCER | {"Q40": "=no"}, "Q40", "Q40b Q40c Q40d"),
    ("heart failure", HEART | {"Q41": "=hf"}, "Q41 Q41b", "Q41c Q41d Q41e"),
    ("heart attack", HEART | {"Q41": "=mi"}, "Q41c", "Q41b Q41d Q41e"),
    ("heart rhythm", HEART | {"Q41": "=arrhythmia"}, "Q41d", "Q41b Q41c Q41e"),
    ("angina", HEART | {"Q41": "=unstable_angina"}, "Q41e", "Q41b Q41c Q41d"),
    ("no heart problem", HEART | {"Q41": "=none"}, "Q41", "Q41b Q41c Q41d Q41e"),
    ("severe infection, not over", INFECTION, "Q42 Q42b Q42c", ""),
    ("severe infection, over", INFECTION | {"Q42b": "2026-09-30"}, "Q42b", "Q42c"),
    ("mild infection", INFECTION | {"Q42": "=mild_no_antibiotics"}, "Q42", "Q42b Q42c"),
    ("past TB, treated", TB, "Q46 Q46b Q46c", ""),
    ("past TB, never treated", TB | {"Q46b": "=no"}, "Q46b", "Q46c"),
    ("latent TB", TB | {"Q46": "=latent"}, "Q46", "Q46b Q46c"),
    ("a man", PATIENT, "Q52 Q53", "Q48 nursing Q50"),
    ("a sterilised man", PATIENT | {"Q52": "=yes"}, "Q52", "Q53 Q53b"),
    ("a woman who can become pregnant", FEMALE, "Q48 nursing Q53", "Q50 Q52"),
    ("a woman past menopause", FEMALE | {"Q48": "=postmenopausal"}, "Q48", "nursing Q50 Q52 Q53 Q53b"),
    ("a woman without womb", FEMALE | {"Q48": "=surgically_sterile"}, "Q48 Q50", "nursing Q52 Q53 Q53b"),
    ("a woman with tied tubes", FEMALE | {"Q48": "=tubes_tied"}, "Q48 nursing", "Q50 Q52 Q53 Q53b"),
    ("no sex, asked again", PATIENT | {"Q53": "=abstinence"}, "Q53 Q53b", ""),
    ("birth control agreed", PATIENT | {"Q53": "=yes"}, "Q53", "Q53b"),
    ("sex not given", PATIENT | {"Q02": "=unknown"}, "Q02", "Q48 nursing Q50 Q52 Q53 Q53b"),
]


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener)


@pytest.mark.parametrize(("answers", "asked", "skipped"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_skip_logic(talk, answers, asked, skipped):
    talk.begin("patient")
    talk.answer_all(answers, go_on=True)
    assert set(asked.split()) - set(talk.asked) == set()
    assert set(skipped.split()) & set(talk.asked) == set()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"Q06": "=persistent"}, {"I4": "review"}),
        ({"Q06": "=unknown"}, {"I5": "unknown"}),
        ({"Q06": "=distant"}, {"I5": "not_applicable"}),
        ({"Q21": "=none"}, {"I9a": "unknown", "I9g": "unknown"}),
        ({"Q52": "=yes"}, {"I12": "not_applicable"}),
        ({"Q02": "=female", "Q48": "=postmenopausal"}, {"I11": "not_applicable", "E16": "not_applicable"}),
        ({"Q02": "=female", "Q48": "=surgically_sterile", "Q50": "=no"}, {"I11": "not_applicable", "E16": "met"}),
        ({"Q02": "=unknown"}, {"I11": "unknown", "I12": "unknown", "E16": "unknown"}),
    ],
)
def test_what_skipped_questions_mean_for_the_criteria(talk, answers, expected):
    talk.begin("patient")
    talk.answer_all(PATIENT | answers)
    assert {id: talk.statuses[id] for id in expected} == expected


def gates(trial, role):
    return [
        (gate.id, option.value, id)
        for gate in trial.questions
        if role in gate.roles
        for option in gate.options
        for id in option.opens
        if role in trial.question(id).roles
    ]


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_a_ticked_option_opens_its_questions_and_no_other(talk, role):
    for gate, option, opened in gates(talk.screener.trial, role):
        if opened in ("nursing", "Q50", "Q53"):
            continue  # these also depend on the sex
        other = Talk(talk.screener, address=f"{gate}{option}{opened}")
        other.begin(role)
        other.answer_all(PATIENT | {gate: f"={option}"}, until=opened, go_on=True)
        assert other.open_question() == opened
        siblings = {id for named, ticked, id in gates(talk.screener.trial, role) if named == gate and ticked != option}
        assert siblings & set(other.asked) == set()


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_nothing_ticked_answers_every_question_behind_the_gate_in_the_negative(talk, role):
    talk.begin(role)
    talk.answer_all(PATIENT | LABS)
    behind = {id for _, _, id in gates(talk.screener.trial, role)}
    assert behind & set(talk.asked) == set()
    negative = "E2 E3 E5 E6a E6b E6c E6d E7a E7b E7c E7d E7e E9 E10 E11 E12 E13 E14 E15".split()
    assert [id for id in negative if talk.statuses[id] != "met"] == []


@pytest.mark.parametrize(("role", "gate"), [("patient", "recent"), ("patient", "personal"), ("clinician", "medical")])
def test_do_not_know_at_a_gate_leaves_all_behind_it_unknown_without_asking(talk, role, gate):
    talk.begin(role)
    talk.answer_all(PATIENT | {gate: "=unknown"}, go_on=True)
    behind = [id for named, _, id in gates(talk.screener.trial, role) if named == gate]
    assert set(behind) & set(talk.asked) == set()
    facts = {talk.screener.trial.question(id).fact for id in behind} - {None}
    assert {talk.values.get(fact) for fact in facts} == {"unknown"}


def edit(talk, question, answer):
    talk.send("/answers")
    talk.send(f"=!edit:{question}")
    talk.send(answer)
    if talk.state.pending:
        talk.send("=yes")
    talk.asked.clear()
    talk.answer_all(PATIENT, go_on=True)


def test_answers_of_questions_that_no_longer_apply_do_not_count(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT)
    edit(talk, "Q02", "=female")
    assert "sterilised" not in talk.values
    assert "Vasectomy" not in talk.text
    assert talk.statuses["I12"] == "not_applicable"


def test_answers_come_back_when_their_question_applies_again(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT)
    edit(talk, "Q02", "=female")
    edit(talk, "Q02", "=male")
    assert talk.asked == []
    assert talk.values["sterilised"] == "no"


def test_answers_behind_a_gate_stop_counting_when_it_is_closed(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT | {"recent": "=vaccine", "Q19": "2026-11-12"})
    assert talk.statuses["E7d"] == "failed"
    edit(talk, "recent", "=none")
    assert (talk.statuses["E7d"], talk.values["vaccine_last"]) == ("met", "none")


def test_lab_values_stop_counting_when_there_is_no_report(talk):
    talk.begin("patient")
    talk.answer_all(PATIENT | LABS)
    assert talk.statuses["I9a"] == "met"
    edit(talk, "Q21", "=none")
    assert (talk.statuses["I9a"], "anc" in talk.values) == ("unknown", False)
