"""Laws that hold for everybody: random people walk through the questions, and the findings obey the decision model."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from flows.answers import UNKNOWN
from flows.eligibility import assess
from flows.events import Answered
from flows.facts import Kind, is_too_early, parse_facts
from flows.state import State
from flows.survey import sets_of, survey
from flows.trial import ROLES

TRIAL = seeds.load()
TODAY = date(2026, 6, 15)
DAYS_AGO = [0, 1, 13, 14, 15, 27, 28, 29, 60, 181, 182, 183, 364, 365, 366, 900, 1095, 1096, 1097, 3000]

# Values on both sides of the limits, an ordinary one first.
NUMBERS = {"age_years": [58, 17, 18, 75, 76], "weight_kg": [65, 40, 90], "steroid_mg_per_day": [5, 1.3, 10, 40]}
NUMBERS |= {"months_rt_to_relapse": [4, 6, 8]}
MEASURED = {"anc": [3, 1.4, 1.5], "plt": [200, 99, 100], "hb": [12, 8.9, 9], "alb": [4, 2.7, 2.8], "tbil": [10, 30, 80]}
MEASURED |= {"alt": [20, 110, 300], "ast": [20, 110, 300], "alp": [80, 400, 600], "scr": [70, 150, 300]}
MEASURED |= {"aptt": [30, 50, 80], "inr": [1, 1.7, 2.5], "hbv_dna": [20, 499, 500]}
ULN = {"tbil": 20, "alt": 40, "ast": 40, "alp": 120, "scr": 100, "aptt": 40, "inr": 1.2}
DRUGS = [
    ["cisplatin"],
    ["pembrolizumab", "cetuximab"],
    ["lenvatinib"],
    ["the blue pill"],
    ["H101"],
    ["cadonilimab", "toripalimab"],
]
DRUG = {
    "steroid_drug": ["prednisone", "betamethasone", "the white pill"],
    "immunosuppressant": ["tacrolimus", "the white pill"],
}

settings.register_profile("laws", deadline=None, database=None, print_blob=True)
LAWS = settings.get_profile("laws")


def dates():
    days = st.sampled_from(DAYS_AGO).map(lambda days: str(TODAY - timedelta(days=days)))
    return st.tuples(days, st.sampled_from([10, 10, 10, 7, 4])).map(lambda pair: pair[0][: pair[1]])


def typed(fact, ordinary):
    """The values that can be typed for a fact; None where there are only buttons."""
    listed = 1 if ordinary else None
    match fact.kind:
        case Kind.DATE:
            return dates()
        case Kind.NUMBER | Kind.SCALAR if fact.name in NUMBERS:
            return st.sampled_from(NUMBERS[fact.name][:listed])
        case Kind.QUANTITY:
            printed = [{"uln": ULN[fact.name]}, {}] if fact.name in ULN else [{}]
            pairs = st.tuples(st.sampled_from(MEASURED[fact.name][:listed]), st.sampled_from(printed))
            return pairs.map(lambda pair: {"value": pair[0], "unit": fact.analyte.unit} | pair[1])
        case Kind.DRUGS:
            return st.sampled_from(DRUGS[:listed])
        case Kind.DRUG:
            return st.sampled_from(DRUG[fact.name][:listed])
        case _:
            return None


def picks(question, role):
    """The buttons: one option, or for a question of many any of them together."""
    values = [option.value for option in question.options_for(role)]
    alone = st.sampled_from(values).map(lambda value: (value,))
    together = [value for value in values if value not in ("none", "unknown")]
    if not question.many or not together:
        return alone
    return alone | st.lists(st.sampled_from(together), min_size=1, unique=True).map(tuple)


def replies(question, role, ordinary):
    """Picked options and the facts that they set."""
    usual = "histology" if question.id == "Q05" else question.typical
    pressed = (st.just((usual,)) if ordinary else picks(question, role)).map(lambda p: (p, sets_of(question, p)))
    values = typed(TRIAL.facts[question.fact], ordinary) if question.fact else None
    if values is None:
        return pressed
    written = values.map(lambda value: ((), {question.fact: value}))
    if question.id == "Q21" or not ordinary:
        return pressed | written
    return written if question.typical == "unknown" else pressed


@st.composite
def walks(draw):
    """A role, and the states of one screening after each answer: every question that is open is answered, in its order.

    `wild` is how many answers of a hundred are not the ordinary ones.
    """
    role, wild = draw(st.sampled_from(ROLES)), draw(st.sampled_from([2, 5, 20, 60, 100]))
    given, states = {}, [State(role=role)]
    while open_ := survey(TRIAL, states[-1], TODAY).open:
        picked, facts = draw(replies(open_[0], role, ordinary=draw(st.integers(0, 99)) < 100 - wild))
        answers = survey(TRIAL, states[-1], TODAY).answers | {n: TRIAL.facts[n].parse(v, TODAY) for n, v in facts.items()}
        if any(is_too_early(TRIAL.facts[name], answers) for name in facts):
            picked, facts = ("unknown",), sets_of(open_[0], ("unknown",))
        given = {**given, open_[0].id: Answered(question=open_[0].id, said="", picked=picked, facts=facts)}
        states.append(State(role=role, replies=given))
    return role, states


def answers_of(state):
    return survey(TRIAL, state, TODAY).answers


def failed(role, answers, day=TODAY):
    return {id for id, finding in assess(TRIAL, answers, role, day).findings.items() if finding.status == "failed"}


@settings(LAWS, max_examples=60)
@given(walks(), st.data())
def test_forgetting_answers_never_makes_anything_fail(walk, data):
    role, states = walk
    answers = answers_of(states[-1])
    before = failed(role, answers)
    for name in answers:
        assert failed(role, answers | {name: UNKNOWN}) <= before
    forgotten = data.draw(st.sets(st.sampled_from(sorted(answers))))
    assert failed(role, {name: value for name, value in answers.items() if name not in forgotten}) <= before


@settings(LAWS, max_examples=60)
@given(walks(), st.data())
def test_answering_do_not_know_instead_never_makes_anything_fail(walk, data):
    role, states = walk
    given = states[-1].replies
    question = TRIAL.question(data.draw(st.sampled_from(sorted(given))))
    blank = Answered(question=question.id, said="", picked=("unknown",), facts=sets_of(question, ("unknown",)))
    now = answers_of(State(role=role, replies={**given, question.id: blank}))
    assert failed(role, now) <= failed(role, answers_of(states[-1]))


@settings(LAWS, max_examples=30)
@given(walks())
def test_a_settled_failure_stays_while_answers_are_only_added(walk):
    role, states = walk
    seen = set()
    for state in states:
        now = failed(role, answers_of(state))
        assert seen <= now
        seen = now


HOSPITAL = set("I6 I7 I9a I9b I9c I9d I9e I9f I9g I10 E4 E14 E17".split())
TEMPORARY = set("I6 I8 I9a I9b I9c I9d I9e I9f I9g I10 E3 E6c E6d E7a E7b E7c E7d E7e E9 E14 E16".split())


def is_temporary(id, answers):
    """What counts as "not now", by the kinds that the decision model lists."""
    cases = {
        "I2": answers.get("age_years", 0) is UNKNOWN or answers.get("age_years", 0) < 18,
        "I3": answers.get("diagnosis") != "other",
        "I11": answers.get("contraception") != "no",
        "E5": answers.get("other_cancer_cured") == "yes",
        "E13": answers.get("tb") == "active" or answers.get("tb_full_treatment") != "no",
    }
    return id in TEMPORARY or cases.get(id, False)


@settings(LAWS, max_examples=100)
@given(walks())
def test_the_outcome_follows_from_the_statuses(walk):
    role, states = walk
    answers = answers_of(states[-1])
    found = assess(TRIAL, answers, role, TODAY)
    by_status = {
        status: {id for id, f in found.findings.items() if f.status == status} for status in ("failed", "review", "unknown")
    }
    blocking = by_status["unknown"] - (HOSPITAL if role != "clinician" else set())
    if by_status["failed"]:
        expected = "likely_not_eligible"
    else:
        expected = "needs_confirmation" if by_status["review"] | blocking else "likely_eligible"
    assert found.outcome == expected
    temporary = {id for id in by_status["failed"] if is_temporary(id, answers)}
    assert {id for id, finding in found.findings.items() if finding.temporary} == temporary
    assert found.not_now == (bool(by_status["failed"]) and temporary == by_status["failed"])
    untils = [found.findings[id].until for id in by_status["failed"]]
    assert found.earliest == (max(untils) if found.not_now and None not in untils else None)


# The date of each event with a window, and the other facts that make it count.
EVENTS = {
    "research_drug_last": {},
    "vaccine_last": {},
    "tumour_vaccine_last": {},
    "mi_date": {},
    "surgery_date": {"surgery": "major"},
    "infection_end": {"infection": ["severe"]},
    "immunosuppressant_last": {"immunosuppressant": "tacrolimus"},
    "steroid_last": {"steroid": "systemic", "steroid_drug": "prednisone", "steroid_mg_per_day": 40},
    "gi_event_date": {"gi_perf_fistula": "gi_perforation_or_fistula", "gi_resection": "no"},
    "other_cancer_free_since": {"other_cancer": "yes", "other_cancer_type": "other", "other_cancer_cured": "yes"},
    "tb_last_active": {"tb": "past_active", "tb_full_treatment": "yes"},
}


@st.composite
def recent_events(draw):
    """The answers of somebody with one to three recent events, of whom nothing else is known."""
    facts = draw(st.dictionaries(st.sampled_from(sorted(EVENTS)), dates(), min_size=1, max_size=3))
    for event in list(facts):
        facts |= EVENTS[event]
    return parse_facts(TRIAL.facts, facts, TODAY)


@settings(LAWS, max_examples=300)
@given(recent_events())
def test_on_its_date_a_temporary_failure_is_over_and_the_day_before_it_is_not(answers):
    for finding in assess(TRIAL, answers, "patient", TODAY).findings.values():
        if finding.status == "failed":
            assert finding.temporary and finding.until > TODAY
            then = assess(TRIAL, answers, "patient", finding.until).findings[finding.criterion]
            day_before = assess(TRIAL, answers, "patient", finding.until - timedelta(days=1)).findings[finding.criterion]
            assert then.status != "failed"
            assert day_before.status in ("failed", "review")


@settings(LAWS, max_examples=300)
@given(recent_events())
def test_on_the_earliest_date_nothing_fails_any_more(answers):
    found = assess(TRIAL, answers, "patient", TODAY)
    assert found.not_now == bool(failed("patient", answers)) == (found.earliest is not None)
    if found.earliest is not None:
        assert failed("patient", answers, found.earliest) == set()
