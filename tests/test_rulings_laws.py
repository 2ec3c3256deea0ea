"""Laws of rulings, for random people under random rulings: they move only what they are about, and unknown never excludes."""

from hypothesis import given
from hypothesis import strategies as st
from test_laws import LAWS, TODAY, TRIAL, walks

from flows.answers import UNKNOWN
from flows.eligibility import assess
from flows.rules import Status
from flows.rulings import changes, ruled, touched
from flows.survey import survey

RULINGS = st.fixed_dictionaries(
    {},
    optional={id: st.sampled_from([*question.effects, "noted"]) for id, question in TRIAL.protocol.items() if question.effects},
)


def judged(trial, answers, role):
    return assess(trial, answers, role, TODAY)


@LAWS
@given(walks(), RULINGS)
def test_rulings_move_only_reviews_of_the_questions_that_touch_the_person(walk, rulings):
    role, states = walk
    answers, trial = survey(TRIAL, states[-1], TODAY).answers, ruled(TRIAL, rulings)
    before = judged(TRIAL, answers, role)
    moved = changes(before, judged(trial, answers, role))
    asked = {id for id in touched(TRIAL, before, answers) if rulings.get(id) in TRIAL.protocol[id].effects}
    assert {was.status for was, _ in moved} <= {Status.REVIEW}
    assert {was.criterion for was, _ in moved} <= {criterion for id in asked for criterion in TRIAL.protocol[id].criteria}


@LAWS
@given(walks(), RULINGS, st.data())
def test_under_any_rulings_an_unknown_answer_never_creates_a_failure(walk, rulings, data):
    role, states = walk
    answers, trial = survey(TRIAL, states[-1], TODAY).answers, ruled(TRIAL, rulings)
    known = sorted(name for name, value in answers.items() if value is not UNKNOWN)
    if known:
        name = data.draw(st.sampled_from(known))
        failed = {f.criterion for f in judged(trial, answers, role).with_status(Status.FAILED)}
        after = {f.criterion for f in judged(trial, {**answers, name: UNKNOWN}, role).with_status(Status.FAILED)}
        assert after <= failed, name
