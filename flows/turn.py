"""One message being worked on: the events so far, and the steps that answers go through before they count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flows import events as e
from flows.answers import Reason, Rejection
from flows.eligibility import AnswersOnDay
from flows.messages import ROLE_QUESTION, Ask, Message, Pick, Prompt, Say
from flows.paste import find_report
from flows.questions import read_reply
from flows.reading.choices import Option as Wordings
from flows.reading.choices import read_choice
from flows.reading.redflags import red_flags
from flows.recheck import values_of_report
from flows.rules import Status
from flows.state import Phase, State, evolve
from flows.survey import contradictions, judge, next_question, sets_of, survey
from flows.trial import Question, Trial
from flows.truth import Truth


@dataclass
class Turn:
    """The events of one message as they happen. Nothing is stored here; a caller takes `events` or leaves them."""

    trial: Trial
    state: State
    today: date
    asked: Prompt
    events: list[e.Event] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)
    tried: tuple[State, e.Event, State] | None = None
    """An event that was only imagined, with the states before and after, so that they are not worked out twice."""

    def happen(self, *events: e.Event) -> None:
        """Raises IllegalEvent when the phase does not allow it."""
        for event in events:
            tried_before = self.tried is not None and self.tried[0] is self.state and self.tried[1] is event
            self.state = self.tried[2] if self.tried and tried_before else evolve(self.state, event)
            self.events.append(event)

    def watch(self, text: str) -> None:
        """Red flags come before anything else; after RF_SUICIDE no question is put until the person asks to go on."""
        for code in red_flags(text):
            self._flag(code, text)
            if code == "RF_SUICIDE" and not self.state.paused:
                self.happen(e.Paused())

    def _flag(self, code: str, said: str) -> None:
        self.happen(e.Flagged(code=code, said=said))
        say = Say("flag-suicide" if code == "RF_SUICIDE" else "flag-emergency")
        if say not in self.says:
            self.says.append(say)

    def choice(self, message: Message) -> str | Rejection:
        """The one option of a prompt that is no question."""
        if isinstance(message, Pick):
            found = message.values[0] if len(message.values) == 1 else ""
            return found if found in self.asked.picks else Rejection(Reason.NOT_AN_OPTION)
        kind = ROLE_QUESTION if self.asked.ask is Ask.ROLE else "pick"
        wordings = [Wordings(pick, self.trial.wordings.get(f"{kind}-{pick}", ())) for pick in self.asked.picks]
        reading = read_choice(message.text, wordings)
        if isinstance(reading, Rejection):
            return reading
        return reading.value if isinstance(reading.value, str) else Rejection(Reason.NOT_AN_OPTION)

    def picked(self, question: Question, message: Pick) -> e.Answered | Rejection:
        """The answer of pressed or ticked options."""
        values = tuple(value for value in self.asked.picks if value in message.values)
        if not message.values and question.many:
            return Rejection(Reason.NOTHING_TICKED)
        if not values or len(values) != len(message.values) or (len(values) > 1 and not question.many):
            return Rejection(Reason.NOT_AN_OPTION)
        if len(values) > 1 and {"none", "unknown"} & set(values):
            return Rejection(Reason.EXCLUSIVE_CHOICE)
        return e.Answered(question=question.id, said="", picked=values, facts=sets_of(question, values))

    def typed(self, question: Question, text: str) -> e.Answered | e.ReadBack | e.ReportRead | Rejection:
        """The answer in a text: a report of many facts, or a reply to the question."""
        report = find_report(self.trial, text, self.state.role, self.today) if self.state.consent else None
        if report is not None:
            return report
        now = survey(self.trial, self.state, self.today)
        return read_reply(self.trial, question, text, self.state.role, self.today, now.answers)

    def can_take(self, question: str, text: str) -> bool:
        """Whether a text can be an answer to the question of this id."""
        found = read_reply(self.trial, self.trial.question(question), text, self.state.role, self.today, {})
        return not isinstance(found, Rejection)

    def take_answer(self, found: e.Answered | e.ReadBack | e.ReportRead) -> None:
        """Let an answer count, unless it has to be read back first."""
        single = found.candidates if isinstance(found, e.ReadBack) and found.why == "unusual" else (found,)
        if isinstance(single[0], e.Answered) and self.is_stopper(single[0]):
            found = e.ReadBack(candidates=(single[0],), why="stopper", typed=single[0].said)
        if isinstance(found, e.Answered):
            self.count(found)
        else:
            self.happen(found)

    def is_stopper(self, answer: e.Answered) -> bool:
        """Whether the answer would make a criterion fail that does not fail yet."""
        before = {f.criterion for f in judge(self.trial, self.state, self.today).with_status(Status.FAILED)}
        self.tried = self.state, answer, evolve(self.state, answer)
        after = judge(self.trial, self.tried[2], self.today).with_status(Status.FAILED)
        return any(finding.criterion not in before for finding in after)

    def count(self, answer: e.Answered) -> None:
        """The answer counts from now on, with everything that follows from it."""
        before = self.state
        self.happen(answer)
        self.says.append(Say("echo", answer.question, answer))
        if answer.question in self.state.disagreed:
            self.says.append(Say("disagreed", answer.question, self.state.replies[answer.question]))
        self._ask_newer_values(before, answer)
        for value in answer.picked:
            option = self.trial.question(answer.question).option(value)
            if option is not None and option.flag:
                self._flag(option.flag, answer.said)
        self.follow_up()

    def _ask_newer_values(self, before: State, answer: e.Answered) -> None:
        """When time has passed and there is a newer report, its values are asked, too."""
        earlier = before.replies.get(answer.question)
        if not before.rechecking or earlier is None or earlier.agrees(answer):
            return
        values = values_of_report(self.trial, self.state, answer.question, self.today)
        if values:
            waiting = (self.state.reopened, *self.state.then) if self.state.reopened else ()
            queue = dict.fromkeys((*values, *waiting))
            first, *rest = queue
            self.happen(e.Reopened(question=first, then=tuple(rest), recheck=True))

    def follow_up(self) -> None:
        """What happens by itself after an answer: the age gate, a report kept aside, the offer to stop, the end."""
        if self.state.phase is Phase.ASKING and self.state.held is not None:
            self._read_held(self.state.held)
        elif self.state.phase in (Phase.AGE, Phase.ASKING) and self.state.pending is None:
            event = self._next_event()
            if event is not None:
                self.happen(event)

    def _read_held(self, text: str) -> None:
        report = find_report(self.trial, text, self.state.role, self.today)
        if report is not None:
            self.happen(report)

    def _next_event(self) -> e.Event | None:
        gate = self._age_gate()
        if gate is not Truth.YES:
            return e.Underage() if gate is Truth.NO else None
        if self.state.phase is Phase.AGE:
            return e.AgePassed()
        doubts = contradictions(self.trial, self.state, self.today) - set(self.state.contradictions)
        if doubts:
            return e.ContradictionFound(contradiction=min(doubts))
        stops = tuple(id for id, f in judge(self.trial, self.state, self.today).findings.items() if f.stops)
        if stops and not self.state.went_on:
            return e.StopOffered(criteria=stops)
        return None if next_question(self.trial, self.state, self.today) else e.QuestionsDone()

    def _age_gate(self) -> Truth:
        """YES when surely of age, NO when not, UNKNOWN while there is still something to ask."""
        now = survey(self.trial, self.state, self.today)
        world = AnswersOnDay(self.trial, now.answers, self.state.role, self.today)
        if world.holds(self.trial.age_gate.passed):
            return Truth.YES
        still_open = {question.id for question in now.open} & set(self.trial.age_gate.questions)
        return Truth.UNKNOWN if still_open else Truth.NO
