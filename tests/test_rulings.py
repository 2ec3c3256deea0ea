"""Rulings of the study team: what they change, what they leave, and that nothing is rewritten."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from script import NOW, PATIENT, Talk, screener_in, tables
from test_cases import CASES, TRIAL, assess, base
from test_trial import found as problems_after

import seeds
from bot import rulings
from bot.assess import parse_day
from bot.rulings import BadRuling, Flip
from flows.checks import problems
from flows.eligibility import assess as judge_facts
from flows.facts import parse_facts
from flows.rules import Status
from flows.rulings import changes, ruled, touched

CONSENT = "=process,abroad,mandate,coordinators"
TODAY = NOW.date()
QUESTIONS = tomllib.loads((Path(seeds.__file__).parent / seeds.DEFAULT_TRIAL / "protocol_questions.toml").read_text("utf-8"))
QUESTIONS.pop("case_by_case")
SETTLED = [(id, ruling) for id, question in TRIAL.protocol.items() for ruling in question.effects]


def answers_of(case):
    """The answers of a worked case, its role and its day."""
    person = base(case["base"])
    day = parse_day(case.get("as_of", person["as_of"]))
    facts = {**person["facts"], **case.get("facts", {})}
    return parse_facts(TRIAL.facts, facts, day), case.get("role", person["role"]), day


def under(trial, case):
    return judge_facts(trial, *answers_of(case))


def case(**facts):
    return {"base": "man", "facts": facts}


# The questions


def test_every_peculiarity_that_asks_something_and_all_seventeen_questions_are_in_the_register():
    """The others are readings that no finding hangs on: P3 to P5 are about the layout, P19, P22, P24, P25, P30, P31 and P33 are decided."""
    sources = {source for question in TRIAL.protocol.values() for source in question.sources}
    assert {f"Q{number}" for number in range(1, 18)} <= sources
    decided = {f"P{number}" for number in (3, 4, 5, 19, 22, 24, 25, 30, 31, 33)}
    assert {f"P{number}" for number in range(1, 38)} == {source for source in sources if source[0] == "P"} | decided


BROKEN = {
    "criteria.toml E1: no protocol question about the review prior_checkpoint_drug": [
        (
            "protocol_questions.toml",
            'criteria = ["E1"]\nreasons = ["prior_checkpoint_drug"]',
            'criteria = ["E1"]\nreasons = []',
        ),
    ]
    * 3,
    "protocol_questions.toml alp_alone: no such criterion: I99": [
        ("protocol_questions.toml", 'criteria = ["I9e"]', 'criteria = ["I9e", "I99"]')
    ],
    "protocol_questions.toml no_mdt: no review nobody of I5": [
        ("protocol_questions.toml", '["no_mdt"]', '["no_mdt", "nobody"]')
    ],
    "protocol_questions.toml case_by_case: no review moon": [("protocol_questions.toml", '"no_uln"', '"no_uln", "moon"')],
    "protocol_questions.toml prior_pd1: no drug of the class PD-9": [("protocol_questions.toml", '["PD-1", ', '["PD-9", ')],
    "protocol_questions.toml prior_pd1: no such mark: nothing": [("protocol_questions.toml", '"none"', '"nothing"')],
    "protocol_questions.toml tissue_graft: allowed does not give failed: failed when immunodeficiency has hiv ; permanent": [
        (
            "protocol_questions.toml",
            'E11 = "met when immunodeficiency has only (autologous_sct, cornea_or_tissue_graft)"',
            'E11 = "failed when immunodeficiency has hiv ; permanent"',
        )
    ],
    "protocol_questions.toml undiagnosed_use: excluded: a failure may not rest on something not known in: "
    "failed when missing(substance) ; permanent": [
        ("protocol_questions.toml", "failed when substance is heavy_use_undiagnosed", "failed when missing(substance)")
    ],
    "protocol_questions.toml tissue_graft: allowed: no such route: E12.rule": [
        ("protocol_questions.toml", 'E11 = "met', 'E12 = "met')
    ],
    "zh: no words for protocol-no_mdt.title": [("zh/protocol.ftl", "protocol-no_mdt =", "protocol-no_mtd =")],
}


@pytest.mark.parametrize("problem", BROKEN)
def test_a_register_that_does_not_fit_is_reported_with_its_place(problem):
    assert problem in problems_after(*BROKEN[problem])


@pytest.mark.parametrize(("id", "ruling"), SETTLED, ids=lambda part: part)
def test_a_ruled_trial_holds_together_and_decides_nothing_about_somebody_unknown(id, ruling):
    """The same checks as for the trial itself: nothing is decided when every fact is unknown, no failure rests on something unknown."""
    changed = [p for p in problems(ruled(TRIAL, {id: ruling}), {}) if "protocol" not in p]
    assert changed == []


# What a ruling changes


@pytest.mark.parametrize(("id", "ruling"), SETTLED, ids=lambda part: part)
def test_a_ruling_changes_only_people_whom_its_question_touches(id, ruling):
    trial = ruled(TRIAL, {id: ruling})
    for example in CASES:
        before = assess(example)
        if id not in touched(TRIAL, before, answers_of(example)[0]):
            assert changes(before, under(trial, example)) == (), example["name"]


@pytest.mark.parametrize(("id", "ruling"), SETTLED, ids=lambda part: part)
def test_every_ruling_settles_somebody_among_the_worked_cases(id, ruling):
    """Allowed gives met, excluded gives failed, and only the criteria of the question change."""
    trial, wanted = ruled(TRIAL, {id: ruling}), Status.MET if ruling == "allowed" else Status.FAILED
    moved = [pair for example in (*CASES, *MORE) for pair in changes(assess(example), under(trial, example))]
    assert {now.status for _, now in moved} <= {wanted, Status.UNKNOWN} and wanted in {now.status for _, now in moved}
    assert {was.status for was, _ in moved} == {Status.REVIEW}
    assert {was.criterion for was, _ in moved} <= set(TRIAL.protocol[id].criteria)


MORE = [
    case(prior_drugs=["ivonescimab"]),
    case(prior_drugs=["ibrutinib"]),
    case(recurrence_sites=["persistent"], systemic_progression="yes"),
    {"base": "man", "role": "clinician", "facts": {"cord_compression": "treated_no_symptoms"}},
    case(anticoagulant="lmwh", anticoag_stable="yes", inr_in_target="no", inr={"value": 2.5, "unit": "ratio", "uln": 1.2}),
    case(anticoagulant="doac", inr={"value": 2.5, "unit": "ratio", "uln": 1.2}),
    case(anticoagulant="warfarin", anticoag_stable="yes", inr_in_target="yes", aptt={"value": 70, "unit": "s", "uln": 40}),
    case(
        sex="female",
        childbearing="yes",
        pregnancy="no",
        breastfeeding="no",
        contraception="abstinence",
        scr={"value": 60, "unit": "umol/L", "uln": 81},
    ),
]
"""People whom the worked cases beside the trial do not show."""


def test_pd1_alone_is_allowed_and_a_list_that_may_be_incomplete_stays_unknown():
    trial = ruled(TRIAL, {"prior_pd1": "allowed"})
    status = lambda **facts: under(trial, case(**facts)).findings["E1"].status  # noqa: E731
    assert status(prior_drugs=["cisplatin", "toripalimab"]) is Status.MET
    assert status(prior_drugs=["toripalimab"], prior_drugs_complete=False) is Status.UNKNOWN
    assert status(prior_drugs=["toripalimab", "ibrutinib"]) is Status.REVIEW
    assert status(prior_drugs=["免疫药"]) is Status.REVIEW
    assert status(prior_drugs=["toripalimab", "anlotinib"]) is Status.FAILED


def test_one_reason_settled_of_two_leaves_the_review():
    both = case(prior_drugs=["toripalimab", "T-VEC"], tumour_vaccine_last="2020-01-01")
    allowed = ruled(TRIAL, {"older_tumour_vaccine": "allowed"})
    assert under(allowed, both).findings["E7d"].status is Status.REVIEW
    allowed = ruled(TRIAL, {"older_tumour_vaccine": "allowed", "vaccine_like_drug": "allowed"})
    assert under(allowed, both).findings["E7d"].status is Status.MET


def test_what_else_is_missing_stays_missing():
    """ALP alone is allowed, but the bilirubin is not known: the criterion is not met by the ruling."""
    allowed = ruled(TRIAL, {"alp_alone": "allowed"})
    high = {"value": 600, "unit": "U/L", "uln": 125}
    assert under(allowed, case(alp=high)).findings["I9e"].status is Status.MET
    assert under(allowed, case(alp=high, tbil="unknown")).findings["I9e"].status is Status.UNKNOWN


def test_an_excluding_ruling_gives_the_date_from_which_it_no_longer_stands_in_the_way():
    facts = case(surgery="minor_procedure", surgery_date="2026-06-01")
    found = under(ruled(TRIAL, {"minor_procedure": "excluded"}), facts)
    assert (found.outcome, found.not_now, found.earliest) == ("likely_not_eligible", True, date(2026, 6, 30))


def test_the_hospital_rule_and_the_date_of_the_result_are_worked_out_again():
    mild = case(infection=["mild_no_antibiotics"], anc="unknown")
    assert assess(mild).outcome == "needs_confirmation"
    found = under(ruled(TRIAL, {"mild_infection": "allowed"}), mild)
    assert found.outcome == "likely_eligible" and {"I7", "I9a"} <= found.lifted


def test_a_ruling_that_is_only_noted_changes_no_rule():
    assert ruled(TRIAL, {"last_day_of_a_window": "noted", "missing_e8": "noted", "gone": "allowed"}) is TRIAL


def test_the_fingerprint_of_a_screening_does_not_depend_on_the_register():
    files = seeds.read_files(seeds.DEFAULT_TRIAL)
    from flows.definition import digest_of

    more = {**files, "protocol_questions.toml": "", "en/protocol.ftl": ""}
    assert digest_of(more) == digest_of(files) != digest_of({**files, "en/texts.ftl": ""})


# In the store


def finish(screener, address, consent=CONSENT, **answers):
    """Somebody answers everything."""
    talk = Talk(screener, address)
    for line in ("/start en", "=patient", "62", consent):
        talk.send(line)
    talk.answer_all({**PATIENT, **answers}, go_on=True)
    talk.send("=finish")
    return screener.store.current(screener.store.chat(talk.channel, talk.address).id).code


def coordinator(store, name="Li Na"):
    sql = "INSERT INTO coordinator (name, added) VALUES (?, ?) RETURNING id"
    return store._db.conn.execute(sql, (name, NOW.isoformat())).fetchone()[0]


@pytest.fixture
def people(tmp_path):
    """Three who had a PD-1 antibody, one of them for nobody's eyes, and one who had none."""
    with screener_in(tmp_path) as screener:
        drugs = "gemcitabine, toripalimab"
        codes = {
            "seen": finish(screener, "1", Q14=drugs),
            "unseen": finish(screener, "2", "=process,abroad,mandate", Q14=drugs),
            "other": finish(screener, "3"),
            "also mild": finish(screener, "4", Q14=drugs, recent="=infection", Q42="=mild_no_antibiotics"),
        }
        yield screener, codes, coordinator(screener.store)


def rows(screener):
    sql = "SELECT code, outcome, ruled_outcome FROM screening"
    return {code: rest for code, *rest in screener.store._db.conn.execute(sql)}


def entry(screener, id):
    return next(e for e in rulings.register(screener.store, screener.trial) if e.question.id == id)


def test_the_register_names_the_screenings_that_a_question_touches_and_that_may_be_seen(people):
    screener, codes, _ = people
    assert entry(screener, "prior_pd1").touched == (codes["also mild"], codes["seen"])
    assert entry(screener, "mild_infection").touched == (codes["also mild"],)
    assert entry(screener, "missing_e8").touched == ()
    assert entry(screener, "prior_pd1").choices == ("allowed", "excluded", "noted")
    assert entry(screener, "missing_e8").choices == ("noted",)


def test_a_ruling_flips_what_it_settles_and_keeps_both_results(people):
    screener, codes, by = people
    store, trial = screener.store, screener.trial
    flips = rulings.rule(store, trial, "prior_pd1", "allowed", by, "e-mail of the PI", NOW)
    assert flips == [Flip(codes["seen"], "needs_confirmation", "likely_eligible")]
    assert rows(screener) == {
        codes["seen"]: ["needs_confirmation", "likely_eligible"],
        codes["unseen"]: ["needs_confirmation", "likely_eligible"],
        codes["other"]: ["likely_eligible", None],
        codes["also mild"]: ["needs_confirmation", "needs_confirmation"],
    }
    last = entry(screener, "prior_pd1").in_force
    assert (last.coordinator, last.ruling, last.note, last.at) == ("Li Na", "allowed", "e-mail of the PI", NOW)
    flips = rulings.rule(store, trial, "mild_infection", "excluded", by, "", NOW)
    assert flips == [Flip(codes["also mild"], "needs_confirmation", "likely_not_eligible")]


def test_a_later_ruling_takes_the_place_and_a_withdrawn_one_leaves_nothing(people):
    screener, codes, by = people
    store, trial = screener.store, screener.trial
    rulings.rule(store, trial, "prior_pd1", "allowed", by, "", NOW)
    flips = rulings.rule(store, trial, "prior_pd1", "excluded", by, "", NOW + timedelta(hours=1))
    assert Flip(codes["seen"], "likely_eligible", "likely_not_eligible") in flips and len(flips) == 2
    flips = rulings.rule(store, trial, "prior_pd1", "withdrawn", by, "", NOW + timedelta(hours=2))
    assert Flip(codes["seen"], "likely_not_eligible", "needs_confirmation") in flips
    assert {ruled for _, ruled in rows(screener).values()} == {None}
    register = entry(screener, "prior_pd1")
    assert register.in_force is None and [r.ruling for r in register.history] == ["allowed", "excluded", "withdrawn"]


def test_somebody_who_finishes_after_a_ruling_has_both_results_too(people):
    screener, _, by = people
    rulings.rule(screener.store, screener.trial, "prior_pd1", "allowed", by, "", NOW)
    code = finish(screener, "5", Q14="pembrolizumab")
    assert rows(screener)[code] == ["needs_confirmation", "likely_eligible"]


def test_a_reopened_screening_is_touched_by_nothing_until_it_is_finished_again(people):
    screener, codes, _ = people
    talk = Talk(screener, "1")
    talk.send("/edit")
    talk.send("=!edit:Q14")
    assert codes["seen"] not in entry(screener, "prior_pd1").touched
    talk.answer_all({**PATIENT, "Q14": "gemcitabine, toripalimab"}, go_on=True)
    talk.send("=finish")
    assert codes["seen"] in entry(screener, "prior_pd1").touched


@pytest.mark.parametrize(
    ("question", "ruling", "note", "why"),
    [
        ("prior_pd2", "allowed", "", "no_question"),
        ("prior_pd1", "perhaps", "", "no_ruling"),
        ("missing_e8", "allowed", "", "no_ruling"),
        ("prior_pd1", "withdrawn", "", "no_ruling"),
        ("missing_e8", "noted", "  ", "no_note"),
        ("missing_e8", "noted", "x" * 2001, "long_note"),
    ],
)
def test_a_ruling_that_makes_no_sense_is_refused_and_leaves_nothing(people, question, ruling, note, why):
    screener, _, by = people
    with pytest.raises(BadRuling) as refused:
        rulings.rule(screener.store, screener.trial, question, ruling, by, note, NOW)
    assert refused.value.why == why
    assert screener.store.rulings.all() == []


def test_screenings_from_before_the_register_are_scored_by_one_command(people, tmp_path):
    screener, _, by = people
    rulings.rule(screener.store, screener.trial, "prior_pd1", "allowed", by, "", NOW)
    before = rows(screener)
    screener.store._db.conn.execute("DELETE FROM open_question")
    screener.store._db.conn.execute("UPDATE screening SET ruled_outcome = NULL")
    assert rulings.rescore(screener.store, screener.trial, TODAY) == 4
    assert rows(screener) == before and len(tables(tmp_path)["open_question"]) == 4


def test_erasing_somebody_erases_what_the_register_knew(people):
    screener, codes, _ = people
    screener.store.erase_chat(screener.store.chat("telegram", "1").id)
    assert codes["seen"] not in entry(screener, "prior_pd1").touched
