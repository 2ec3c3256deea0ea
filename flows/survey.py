"""Where a screening stands in the questions: which apply, which answers count, and what is asked next.

One pass over the questions in the trial's order. Answers of questions that no longer apply do not count: after an edit they
are kept in the events, and silent here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from flows.answers import Answer, Json
from flows.eligibility import AnswersOnDay, Assessment, Heard, assess
from flows.events import Answered
from flows.memory import recall
from flows.state import State
from flows.trial import Contradiction, Question, Trial

FREE_TEXT = "free_text"
"""The fact that holds every answer in words, for contradictions: an antibiotic may be named anywhere."""


@dataclass(frozen=True)
class Survey:
    """`values` are the facts that count (JSON form), `asked` the answered questions, `open` those still to be asked.

    `left` is how many more questions there will be if all are answered in the ordinary way; `theirs` are the facts that
    the patient or relative gave before a doctor went on.
    """

    values: Mapping[str, Json]
    answers: Mapping[str, Answer]
    asked: tuple[str, ...]
    open: tuple[Question, ...]
    left: int
    theirs: frozenset[str]


def survey(trial: Trial, state: State, today: date) -> Survey:
    """What counts today."""
    return recall(state.memory, (trial.digest, today), lambda: _survey(trial, state, today))


def _survey(trial: Trial, state: State, today: date) -> Survey:
    walk, imagined = _Walk(trial, state, today), None
    for question in trial.questions:
        if state.role not in question.roles:
            continue
        walk.visit(question)
        if imagined is not None:
            imagined.visit(question)
        elif walk.open:
            imagined = walk.imagined()
    left = len(imagined.open) if imagined else 0
    return Survey(walk.values, walk.answers, tuple(walk.asked), tuple(walk.open), left, frozenset(walk.theirs))


def judge(trial: Trial, state: State, today: date) -> Assessment:
    """The findings on the answers that count today; for a concluded screening, on the day of its result."""
    day = state.result.as_of if state.result and state.phase == "concluded" else today
    standing = contradictions(trial, state, day) & set(state.contradictions)
    disputed = {criterion: "contradiction" for id in standing for criterion in trial.contradictions[id].criteria}
    disputed |= dict.fromkeys(sorted(disagreements(trial, state, day)), "disagreement")
    return _assess(trial, state, day, disputed)


def _assess(trial: Trial, state: State, day: date, disputed: Mapping[str, str] = {}) -> Assessment:
    def work_out() -> Assessment:
        now = survey(trial, state, day)
        heard = Heard(state.handed.role, now.theirs) if state.handed and now.theirs else None
        return assess(trial, now.answers, state.role or "patient", day, disputed, heard)

    return recall(state.memory, (trial.digest, day, tuple(disputed.items())), work_out)


def disagreements(trial: Trial, state: State, today: date) -> frozenset[str]:
    """The criteria that rest on an answer which a doctor has given otherwise than the patient or relative before."""
    facts: set[str] = set()
    for id, other in state.disagreed.items():
        if id in survey(trial, state, today).asked:
            facts |= _apart(trial, state.replies[id], other)
    return trial.readers(frozenset(facts)) if facts else frozenset()


def _apart(trial: Trial, first: Answered, second: Answered) -> set[str]:
    """The facts that two answers to a question set differently, and for a gate those of the questions that one opens."""
    names = first.facts.keys() | second.facts.keys()
    facts = {name for name in names if first.facts.get(name) != second.facts.get(name)}
    options = (trial.question(first.question).option(value) for value in {*first.picked} ^ {*second.picked})
    opened = (id for option in options if option for id in option.opens)
    return facts.union(*(trial.question(id).sets() for id in opened))


def contradictions(trial: Trial, state: State, today: date) -> set[str]:
    """The contradictions in the answers that count. One that has been asked about and still stands is in dispute."""

    def work_out() -> set[str]:
        now = survey(trial, state, today)
        typed = tuple(said for id in now.asked if (said := state.replies[id].said))
        world = AnswersOnDay(trial, {**now.answers, FREE_TEXT: typed}, state.role, today)
        return {doubt.id for doubt in trial.contradictions.values() if _arises(doubt, world)}

    return recall(state.memory, (trial.digest, today, "contradictions"), work_out)


def _arises(doubt: Contradiction, world: AnswersOnDay) -> bool:
    return world.recall(doubt.id, world.trial.doubts[doubt.id], lambda: world.holds(doubt.when))


def next_question(trial: Trial, state: State, today: date) -> Question | None:
    """The first question that applies, is not answered and can still change a finding; None when there is none."""
    if state.reopened:
        return trial.question(state.reopened)
    now = survey(trial, state, today)
    if not now.open:
        return None
    settled = {id for id, finding in _assess(trial, state, today).findings.items() if finding.stops}
    return next((question for question in now.open if trial.feeds[question.id] - settled or not trial.feeds[question.id]), None)


def progress(trial: Trial, state: State, today: date) -> tuple[int, int]:
    """The number of this question and about how many there will be, if nothing special comes up."""
    now = survey(trial, state, today)
    done = now.asked.index(state.reopened) if state.reopened in now.asked else len(now.asked)
    return done + 1, max(len(now.asked) + now.left, done + 1)


def sets_of(question: Question, picked: tuple[str, ...]) -> dict[str, Json]:
    """The facts that picking these options sets."""
    options = [option for option in question.options if option.value in picked]
    if question.unticked and "unknown" not in picked:
        facts = dict(question.unticked)
        for option in reversed(options):  # of two that set the same fact the one listed first counts
            facts |= option.sets
        return facts
    facts = {name: value for option in options for name, value in option.sets.items()}
    if question.many and question.fact and "unknown" not in picked:
        lists = (option.sets[question.fact] for option in options)
        facts[question.fact] = [item for values in lists if isinstance(values, list) for item in values]
    return facts


class Gate(Enum):
    """Where a question stands behind its gate; one without a gate is open."""

    WAITING = "waiting"
    CLOSED = "closed"
    NOT_KNOWN = "not_known"
    OPEN = "open"


class _Walk:
    """The pass over the questions: what has been seen so far."""

    def __init__(self, trial: Trial, state: State, today: date) -> None:
        self.trial, self.state, self.today, self.imagine = trial, state, today, False
        self.values: dict[str, Json] = {}
        self.answers: dict[str, Answer] = {}
        self.world = AnswersOnDay(trial, self.answers, state.role, today)
        self.asked: list[str] = []
        self.open: list[Question] = []
        self.picked: dict[str, tuple[str, ...]] = {}
        self.theirs: set[str] = set()

    def imagined(self) -> _Walk:
        """The same walk, going on as if every open question were answered in the ordinary way."""
        walk = _Walk(self.trial, self.state, self.today)
        walk.imagine, walk.theirs = True, self.theirs
        walk.values |= self.values
        walk.answers |= self.answers
        walk.picked |= self.picked
        for question in self.open:
            walk._leave_open(question)
        return walk

    def visit(self, question: Question) -> None:
        gate = self._gate(question)
        reply = self.state.replies.get(question.id)
        if (gate is Gate.WAITING and reply is None) or not self._applies(question):
            return
        if gate is Gate.CLOSED and question.negative is not None:
            self._count(sets_of(question, (question.negative,)), self._gate_is_theirs(question))
        elif gate is Gate.NOT_KNOWN:
            self._count(sets_of(question, (question.dont_know,)))
        elif reply is None and self._settled_by_them(question):
            return
        elif reply is not None:
            self.asked.append(question.id)
            self._count(reply.facts, reply.by is not None)
            self.picked[question.id] = reply.picked
        else:
            self._leave_open(question)

    def _leave_open(self, question: Question) -> None:
        self.open.append(question)
        if self.imagine:
            self.picked[question.id] = (question.typical,)
            self._count(sets_of(question, (question.typical,)))

    def _applies(self, question: Question) -> bool:
        if question.after is not None:
            parent, option = question.after
            return option in self.picked.get(parent, ())
        return self.world.holds(question.ask)

    def _gate(self, question: Question) -> Gate:
        for gate, option in self.trial.gates_of(question.id, self.state.role):
            if gate.id not in self.picked:
                return Gate.WAITING
            picked = self.picked[gate.id]
            if option.value in picked or self._said_apart(question, gate) or self._opened_anyway(question):
                return Gate.OPEN
            return Gate.NOT_KNOWN if "unknown" in picked else Gate.CLOSED
        return Gate.OPEN

    def _settled_by_them(self, question: Question) -> bool:
        """A gate is not asked where everything behind it was handed over."""
        if not (question.gate and self.state.theirs):
            return False
        opened = {id for option in question.options for id in option.opens}
        left = (self.trial.question(id) for id in opened if id not in self.state.theirs)
        return not any(self._applies(other) for other in left)

    def _gate_is_theirs(self, question: Question) -> bool:
        gates = (self.state.replies.get(gate.id) for gate, _ in self.trial.gates_of(question.id, self.state.role))
        return any(reply is not None and reply.by is not None for reply in gates)

    def _said_apart(self, question: Question, gate: Question) -> bool:
        """Whether the answer was given in a report and not behind the gate: before the gate was first asked, or after."""
        if question.id not in self.state.answered_at or gate.id not in self.state.answered_at:
            return False
        own, asked = self.state.answered_at[question.id], self.state.answered_at[gate.id]
        return own[1] < asked[0] or own[1] > asked[1]

    def _opened_anyway(self, question: Question) -> bool:
        return question.open_if is not None and self.world.holds(question.open_if)

    def _count(self, facts: Mapping[str, Any], theirs: bool = False) -> None:
        self.values |= facts
        self.theirs = self.theirs | facts.keys() if theirs else self.theirs - facts.keys()
        self.answers |= {name: self.trial.facts[name].parse(value, self.today) for name, value in facts.items()}
