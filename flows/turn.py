"""One message being worked on: the events that it makes happen, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from flows import events as e
from flows.answers import Reason, Rejection
from flows.eligibility import AnswersOnDay
from flows.messages import Ask, Decision, Message, Pick, Prompt, Say, Typed
from flows.questions import read_reply
from flows.reading.asides import aside, correction
from flows.reading.choices import Option as Wordings
from flows.reading.choices import read_choice
from flows.reading.redflags import red_flags
from flows.rules import Status
from flows.state import Phase, State, evolve
from flows.survey import judge, next_question, sets_of, survey
from flows.trial import Question, Trial
from flows.truth import Truth

REQUIRED_CONSENT = ("process", "abroad", "mandate")
ALL_CONSENT = (*REQUIRED_CONSENT, "coordinators")
TEXT_LIMIT = 2000
"""The longest message read, in characters; a longer one is refused with a kind line."""


@dataclass
class Turn:
    """One message being worked on: the events so far and the state they lead to."""

    trial: Trial
    state: State
    today: date
    asked: Prompt
    events: list[e.Event] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)

    def take(self, message: Message) -> Decision:
        """Work on the message. Raises IllegalEvent when the phase does not allow what it asks for."""
        if isinstance(message, Typed):
            if len(message.text) > TEXT_LIMIT:
                return Decision(rejection=Rejection(Reason.TOO_LONG))
            self._watch(message.text)
        flagged = bool(self.events)
        if flagged and self.state.paused or self._is_aside(message):
            return Decision(tuple(self.events), tuple(self.says))
        rejection = self._handle(self._corrected(message))
        return Decision(tuple(self.events), tuple(self.says), None if flagged else rejection)

    def _is_aside(self, message: Message) -> bool:
        """A question or small talk instead of an answer: nothing happens but a word about it."""
        kind = aside(message.text) if isinstance(message, Typed) else None
        if kind is None or kind == "correction":
            return False
        self.says.append(Say(f"aside-{kind}"))
        return True

    def _corrected(self, message: Message) -> Message:
        """ "Wait, I meant 58": reopens the last answer, and answers it with what is left of the text."""
        rest = correction(message.text) if isinstance(message, Typed) else None
        if rest is None or self.state.phase not in (Phase.ASKING, Phase.CONFIRMING, Phase.CONCLUDED):
            return message
        if self.state.pending is None and self.state.trail:
            self._happen(e.Reopened(question=self.state.trail[-1]))
            self.asked = replace(self.asked, ask=Ask.QUESTION, question=self.trial.question(self.state.trail[-1]))
        return Typed(rest)

    def _watch(self, text: str) -> None:
        """Red flags come before anything else; after RF_SUICIDE no question is put until the person asks to go on."""
        for code in red_flags(text):
            self._flag(code, text)
            if code == "RF_SUICIDE" and not self.state.paused:
                self._happen(e.Paused())

    def _flag(self, code: str, said: str) -> None:
        self._happen(e.Flagged(code=code, said=said))
        self.says.append(Say("flag-suicide" if code == "RF_SUICIDE" else "flag-emergency"))

    def _handle(self, message: Message) -> Rejection | None:
        handlers: dict[Ask, Callable[[Message], Rejection | None]] = {
            Ask.LANGUAGE: self._on_language,
            Ask.ROLE: self._on_role,
            Ask.CONSENT: self._on_consent,
            Ask.QUESTION: self._on_question,
            Ask.READ_BACK: self._on_read_back,
            Ask.STOP_OFFER: self._on_stop_offer,
            Ask.REVIEW: self._on_review,
            Ask.RESULT: self._on_result,
            Ask.PAUSED: self._on_paused,
            Ask.DECLINED: self._on_declined,
            Ask.WITHDRAWN: self._on_withdrawn,
        }
        return handlers[self.asked.ask](message)

    def _happen(self, *events: e.Event) -> None:
        for event in events:
            self.state = evolve(self.state, event)
            self.events.append(event)

    def _choice(self, message: Message) -> str | Rejection:
        """The one option of a prompt that is no question."""
        if isinstance(message, Pick):
            found = message.values[0] if len(message.values) == 1 else ""
            return found if found in self.asked.picks else Rejection(Reason.NOT_AN_OPTION)
        wordings = [Wordings(pick, self.trial.wordings.get(f"pick-{pick}", ())) for pick in self.asked.picks]
        reading = read_choice(message.text, wordings)
        if isinstance(reading, Rejection):
            return reading
        return reading.value if isinstance(reading.value, str) else Rejection(Reason.NOT_AN_OPTION)

    def _on_language(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        self._happen(e.LanguageChosen(language=choice))
        return None

    def _on_role(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        self._happen(e.RoleChosen.model_validate({"role": choice}))
        return None

    def _on_consent(self, message: Message) -> Rejection | None:
        if isinstance(message, Typed):
            return Rejection(Reason.NOT_AN_OPTION)
        if message.values == ("refuse",):
            self._happen(e.Refused())
            return None
        if not set(REQUIRED_CONSENT) <= set(message.values) or not set(message.values) <= set(ALL_CONSENT):
            self.says.append(Say("consent-incomplete"))
            return None
        ticked = tuple(choice for choice in ALL_CONSENT if choice in message.values)
        self._happen(e.Consented(choices=ticked, version=self.trial.about.wording_version))
        self._follow_up()
        return None

    def _on_question(self, message: Message) -> Rejection | None:
        question = self.asked.question
        assert question is not None
        if message == Pick(self.state.seq, ("keep",)) and self.state.reopened:
            self._happen(e.Kept())
            self._follow_up()
            return None
        found = self._picked(question, message) if isinstance(message, Pick) else self._typed(question, message.text)
        if isinstance(found, Rejection):
            return found if not self.events else None  # "that was wrong": the question is open again, that is all
        self._take_answer(found)
        return None

    def _picked(self, question: Question, message: Pick) -> e.Answered | Rejection:
        values = tuple(value for value in self.asked.picks if value in message.values)
        if not values or len(values) != len(message.values) or (len(values) > 1 and not question.many):
            return Rejection(Reason.NOT_AN_OPTION)
        if len(values) > 1 and {"none", "unknown"} & set(values):
            return Rejection(Reason.EXCLUSIVE_CHOICE)
        return e.Answered(question=question.id, said="", picked=values, facts=sets_of(question, values))

    def _typed(self, question: Question, text: str) -> e.Answered | e.ReadBack | Rejection:
        now = survey(self.trial, self.state, self.today)
        return read_reply(self.trial, question, text, self.state.role, self.today, now.answers)

    def _take_answer(self, found: e.Answered | e.ReadBack) -> None:
        """Let an answer count, unless it has to be read back first."""
        if isinstance(found, e.Answered) and self._is_stopper(found):
            found = e.ReadBack(candidates=(found,), why="stopper", typed=found.said)
        if isinstance(found, e.ReadBack):
            self._happen(found)
        else:
            self._count(found)

    def _is_stopper(self, answer: e.Answered) -> bool:
        """Whether the answer would make a criterion fail that does not fail yet."""
        before = {f.criterion for f in judge(self.trial, self.state, self.today).with_status(Status.FAILED)}
        after = judge(self.trial, evolve(self.state, answer), self.today).with_status(Status.FAILED)
        return any(finding.criterion not in before for finding in after)

    def _count(self, answer: e.Answered) -> None:
        self._happen(answer)
        self.says.append(Say("echo", answer.question, answer))
        self._raise_flags(answer)
        self._follow_up()

    def _raise_flags(self, answer: e.Answered) -> None:
        for value in answer.picked:
            option = self.trial.question(answer.question).option(value)
            if option is not None and option.flag:
                self._flag(option.flag, answer.said)

    def _on_read_back(self, message: Message) -> Rejection | None:
        pending, question = self.state.pending, self.asked.question
        assert pending is not None and question is not None
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return self._answered_instead(question, message)
        if choice == "no":
            self._happen(e.ReadBackDenied())
            return None
        chosen = pending.candidates[0 if choice == "yes" else int(choice) - 1]
        if pending.why != "stopper" and self._is_stopper(chosen) and chosen.said != pending.typed:
            self._happen(e.ReadBack(candidates=(chosen,), why="stopper", typed=chosen.said))
        else:
            self._count(chosen)
        return None

    def _answered_instead(self, question: Question, message: Message) -> Rejection | None:
        """A new answer in place of yes or no: the old one is dropped."""
        if isinstance(message, Pick):
            return Rejection(Reason.NOT_AN_OPTION)
        found = self._typed(question, message.text)
        if isinstance(found, Rejection):
            return found
        self._happen(e.ReadBackDenied())
        self._take_answer(found)
        return None

    def _on_stop_offer(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        if choice == "see_result":
            self._conclude()
        else:
            self._happen(e.WentOn())
            self._follow_up()
        return None

    def _on_review(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        if choice == "finish":
            self._conclude()
        else:
            self.says.append(Say("answers"))
        return None

    def _on_result(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        self.says.append(Say("answers" if choice == "edit" else choice))
        return None

    def _on_paused(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        self._happen(e.Resumed())
        return None

    def _on_declined(self, message: Message) -> Rejection | None:
        self.says.append(Say("restart"))
        return None

    def _on_withdrawn(self, message: Message) -> Rejection | None:
        choice = self._choice(message)
        if isinstance(choice, Rejection):
            return choice
        if choice == "resume":
            self._happen(e.Resumed())
            self._follow_up()
        else:
            self.says.append(Say("restart"))
        return None

    def _conclude(self) -> None:
        found = judge(self.trial, self.state, self.today)
        result = e.Concluded(as_of=self.today, outcome=found.outcome, not_now=found.not_now, earliest=found.earliest)
        self._happen(result)

    def _follow_up(self) -> None:
        """What happens by itself after an answer: the age gate, the offer to stop, the end of the questions."""
        if self.state.phase in (Phase.AGE, Phase.ASKING) and self.state.pending is None:
            event = self._next_event()
            if event is not None:
                self._happen(event)

    def _next_event(self) -> e.Event | None:
        gate = self._age_gate()
        if gate is not Truth.YES:
            return e.Underage() if gate is Truth.NO else None
        if self.state.phase is Phase.AGE:
            return e.AgePassed()
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
