"""Handing a screening over to a doctor: which answers go with it, and which questions stay open for the doctor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, cast

from flows.events import Answered, Event, HandedOver
from flows.rules import Status
from flows.state import State
from flows.survey import judge, sets_of, survey
from flows.trial import Question, Trial

DOCTOR = "clinician"


def handed_over(trial: Trial, state: State, today: date) -> tuple[Event, ...]:
    """The first events of the doctor's own screening: whose answers these are, and the answers, in their old order.

    What is not known is left out: the doctor is asked for it.
    """
    assert state.role in ("patient", "family")
    role = cast(Literal["patient", "family"], state.role)
    left_open = set(_left_open(trial, state, today))
    kept = [id for id in survey(trial, state, today).asked if id not in left_open and DOCTOR in trial.question(id).roles]
    answers = [state.replies[id] for id in sorted(kept, key=lambda id: state.answered_at[id])]
    answers += _behind_gates(trial, state, today)
    return (HandedOver(role=role, shared=state.shared), *(answer.model_copy(update={"by": role}) for answer in answers))


def _behind_gates(trial: Trial, state: State, today: date) -> Iterator[Answered]:
    """What an unticked line of a question says that doctors are not asked in this form: an answer of its own for each."""
    now = survey(trial, state, today)
    for question in trial.questions:
        gates = [gate for gate, _ in trial.gates_of(question.id, state.role) if gate.id in now.asked]
        if question.negative is None or question.id in now.asked or not gates or any(DOCTOR in gate.roles for gate in gates):
            continue
        facts = sets_of(question, (question.negative,))
        if all(now.values.get(name) == value for name, value in facts.items()):
            yield Answered(question=question.id, said="", picked=(question.negative,), facts=facts)


def _left_open(trial: Trial, state: State, today: date) -> Iterator[str]:
    """The answers that say "not known", and those that close the way to something that is missing ("no report")."""
    asked = [trial.question(id) for id in survey(trial, state, today).asked]
    yield from (question.id for question in asked if state.replies[question.id].is_unknown)
    unknown = judge(trial, state, today).with_status(Status.UNKNOWN)
    missing = {name for finding in unknown for name in finding.missing}
    never_asked = [q for q in trial.questions if q not in asked and q.fact in missing]
    yield from (question.id for question in asked if any(_closes(question, other) for other in never_asked))


def _closes(question: Question, other: Question) -> bool:
    return not question.gate and question.leads_to(other)
