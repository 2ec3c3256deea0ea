"""The dialogue: what a person's message makes happen, and what is put to them next.

`decide` is a function of the trial, the state, the message and the day; it returns events, or a refusal that changes
nothing. It knows no words: what is to be said comes back as keys (`Say`), and the render room finds the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows import events as e
from flows.handlers import consent_choices, take
from flows.messages import Ask, Decision, Message, Pick, Prompt, Stale
from flows.state import IllegalEvent, Phase, State
from flows.survey import next_question
from flows.trial import Question, Trial
from flows.turn import Turn


def prompt(trial: Trial, state: State, today: date) -> Prompt:
    """What is put to the person now."""
    if state.paused:
        return Prompt(Ask.PAUSED, state.seq, picks=("go_on",))
    if state.letter is not None:
        return Prompt(Ask.LETTER, state.seq, picks=("leave",))
    if state.phase is Phase.CONCLUDED:
        return Prompt(Ask.RESULT, state.seq, picks=_result_picks(state))
    if state.phase is Phase.CONSENT:
        return Prompt(Ask.CONSENT, state.seq, picks=consent_choices(state), many=True)
    if state.phase in _PHASE_PROMPTS:
        ask, picks = _PHASE_PROMPTS[state.phase]
        return Prompt(ask, state.seq, picks=picks)
    if isinstance(state.pending, e.ReportRead):
        return Prompt(Ask.REPORT, state.seq, picks=("complete", "yes", "no") if state.pending.complete else ("yes", "no"))
    if state.pending is not None:
        return Prompt(Ask.READ_BACK, state.seq, trial.question(state.pending.question), _read_back_picks(state.pending))
    if state.contradiction is not None:
        questions = trial.contradictions[state.contradiction].questions
        return Prompt(Ask.CONTRADICTION, state.seq, picks=("both_right", *questions))
    if state.stop_offered:
        return Prompt(Ask.STOP_OFFER, state.seq, picks=("see_result", "go_on"))
    question = next_question(trial, state, today)
    if question is None:
        return Prompt(Ask.REVIEW, state.seq, picks=("finish", "edit"))
    options = question.options_for(state.role)
    picks = tuple(option.value for option in options if not option.opens or set(option.opens) - state.theirs.keys())
    return Prompt(Ask.QUESTION, state.seq, question, picks, question.many)


_PHASE_PROMPTS: dict[Phase, tuple[Ask, tuple[str, ...]]] = {
    Phase.LANGUAGE: (Ask.LANGUAGE, ("en", "zh")),
    Phase.ROLE: (Ask.ROLE, ("patient", "family", "clinician")),
    Phase.CONFIRMING: (Ask.REVIEW, ("finish", "edit")),
    Phase.DECLINED: (Ask.DECLINED, ("restart",)),
    Phase.WITHDRAWN: (Ask.WITHDRAWN, ("resume", "restart")),
}


def _result_picks(state: State) -> tuple[str, ...]:
    """What can be done with a result; messages from the study team are offered only to who lets coordinators see it."""
    contact = ("no_contact" if state.may_write else "contact",) if state.shared else ()
    handover = () if state.role == "clinician" else ("handover",)
    return (*contact, *handover, "edit", "restart")


def _read_back_picks(pending: e.ReadBack) -> tuple[str, ...]:
    if len(pending.candidates) == 1:
        return ("yes", "no")
    return (*(str(number) for number in range(1, len(pending.candidates) + 1)), "no")


def decide(trial: Trial, state: State, message: Message, today: date) -> Decision:
    """What this message makes happen. Old buttons and unreadable texts change nothing."""
    asked = prompt(trial, state, today)
    if isinstance(message, Pick) and message.seq != state.seq:
        return Stale()
    try:
        return take(Turn(trial, state, today, asked), message)
    except IllegalEvent:
        return Stale()


def carry_on(trial: Trial, state: State, events: Iterable[e.Event], today: date) -> Decision:
    """These events, and what follows from them by itself. Raises IllegalEvent where the phase does not allow them."""
    turn = Turn(trial, state, today, prompt(trial, state, today))
    turn.happen(*events)
    turn.follow_up()
    return Decision(tuple(turn.events), tuple(turn.says), state=turn.state)


def current_question(trial: Trial, state: State, today: date) -> Question | None:
    """The question that is open, or is being read back; None where no question is put."""
    return prompt(trial, state, today).question


def step_back(state: State) -> tuple[e.Event, ...]:
    """What going one question back means now; nothing at the very beginning."""
    if state.pending is not None:
        return (e.ReadBackDenied(),)
    if state.phase in (Phase.ROLE, Phase.AGE, Phase.CONSENT):
        return (e.SteppedBack(),) if state.handed is None else ()  # what was handed over would be lost
    if state.phase not in (Phase.ASKING, Phase.CONFIRMING, Phase.CONCLUDED):
        return ()
    end = state.trail.index(state.reopened) if state.reopened in state.trail else len(state.trail)
    return (e.Reopened(question=state.trail[end - 1]),) if end else ()
