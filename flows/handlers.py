"""What a message does at each prompt. A handler returns a Rejection where the message cannot be taken, else None."""

from __future__ import annotations

from collections.abc import Callable

from flows import events as e
from flows.answers import Reason, Rejection
from flows.intake import age_from_held, corrected, hold, is_aside
from flows.messages import Ask, Decision, Message, Pick, Say, Typed
from flows.paste import find_report
from flows.reading.asides import after_no, plain_reply
from flows.state import State
from flows.survey import judge
from flows.trial import Question
from flows.turn import Turn

REQUIRED_CONSENT = ("process", "abroad", "mandate")
ALL_CONSENT = (*REQUIRED_CONSENT, "coordinators")
TEXT_LIMIT = 4096
"""The longest message read, in characters; a longer one is refused with a kind line."""


def consent_choices(state: State) -> tuple[str, ...]:
    """The boxes of the consent. Coordinators may see what was handed over only if its first owner allowed it, too."""
    return ALL_CONSENT if state.handed is None or state.handed.shared else REQUIRED_CONSENT


def take(turn: Turn, message: Message) -> Decision:
    """Work on a message. Raises IllegalEvent when the phase does not allow what it asks for."""
    if isinstance(message, Typed):
        turn.watch(message.text)
        if len(message.text) > TEXT_LIMIT:
            return Decision(tuple(turn.events), tuple(turn.says), Rejection(Reason.TOO_LONG), turn.state)
    flagged = bool(turn.events)
    if turn.asked.ask is Ask.LETTER:
        rejection = on_letter(turn, message)
        return Decision(tuple(turn.events), tuple(turn.says), rejection, turn.state)
    if (flagged and turn.state.paused) or is_aside(turn, message) or hold(turn, message):
        return Decision(tuple(turn.events), tuple(turn.says))
    before = turn.state, len(turn.events)
    meant = corrected(turn, message)
    rejection = HANDLERS[turn.asked.ask](turn, meant)
    if flagged and turn.state.pending is not None and turn.state.pending is not before[0].pending:
        turn.state = before[0]  # a complaint is not asked back as if it were a doubtful answer
        del turn.events[before[1] :]
    return Decision(tuple(turn.events), tuple(turn.says), None if flagged else rejection, turn.state)


def on_language(turn: Turn, choice: str) -> None:
    turn.happen(e.LanguageChosen(language=choice))
    if turn.state.role is not None:  # the link that brought the person here has chosen it
        on_role(turn, turn.state.role)


def on_role(turn: Turn, choice: str) -> None:
    turn.happen(e.RoleChosen.model_validate({"role": choice}))
    age_from_held(turn)


def on_consent(turn: Turn, message: Message) -> Rejection | None:
    if isinstance(message, Typed):
        return Rejection(Reason.NOT_AN_OPTION)
    if message.values == ("refuse",):
        turn.happen(e.Refused())
        return None
    choices = consent_choices(turn.state)
    if not set(REQUIRED_CONSENT) <= set(message.values) <= set(choices):
        turn.says.append(Say("consent-incomplete"))
        return None
    ticked = tuple(choice for choice in choices if choice in message.values)
    turn.happen(e.Consented(choices=ticked, version=turn.trial.about.wording_version))
    if turn.state.handed is not None:
        turn.says.append(Say("handed-over"))
    turn.follow_up()
    return None


def on_question(turn: Turn, message: Message) -> Rejection | None:
    question = turn.asked.question
    assert question is not None
    if message == Pick(turn.state.seq, ("keep",)) and turn.state.reopened:
        turn.happen(e.Kept())
        turn.follow_up()
        return None
    found = turn.picked(question, message) if isinstance(message, Pick) else turn.typed(question, message.text)
    if isinstance(found, Rejection):
        just_reopened = turn.events and isinstance(turn.events[-1], e.Reopened)  # "that was wrong": it is open again
        return None if just_reopened and message == Typed("") else found
    turn.take_answer(found)
    return None


def on_read_back(turn: Turn, message: Message) -> Rejection | None:
    pending, question = turn.state.pending, turn.asked.question
    assert isinstance(pending, e.ReadBack) and question is not None
    choice = _confirmation(turn, pending, question, message)
    if isinstance(choice, Rejection):
        return _answered_instead(turn, question, message)
    if choice == "no":
        turn.happen(e.ReadBackDenied())
        return None
    chosen = pending.candidates[0 if choice == "yes" else int(choice) - 1]
    if pending.why != "stopper" and chosen.said != pending.typed and turn.is_stopper(chosen):
        turn.happen(e.ReadBack(candidates=(chosen,), why="stopper", typed=chosen.said))
    else:
        turn.count(chosen)
    return None


def _confirmation(turn: Turn, pending: e.ReadBack, question: Question, message: Message) -> str | Rejection:
    """What a reply to "is that right?" means. Words that name another answer are that answer, and never a yes."""
    if isinstance(message, Typed):
        plain = plain_reply(message.text)
        if plain in turn.asked.picks:
            return plain
        found = turn.typed(question, message.text)
        if isinstance(found, e.Answered) and found.facts not in [candidate.facts for candidate in pending.candidates]:
            return Rejection(Reason.NOT_AN_OPTION)
    return turn.choice(message)


def _answered_instead(turn: Turn, question: Question, message: Message) -> Rejection | None:
    """A new answer in place of yes or no: the old one is dropped."""
    if isinstance(message, Pick):
        return Rejection(Reason.NOT_AN_OPTION)
    found = turn.typed(question, after_no(message.text) or message.text)
    if isinstance(found, Rejection):
        return found
    turn.happen(e.ReadBackDenied())
    turn.take_answer(found)
    return None


def on_report(turn: Turn, message: Message) -> Rejection | None:
    pending = turn.state.pending
    assert isinstance(pending, e.ReportRead)
    again = find_report(turn.trial, message.text, turn.state.role, turn.today) if isinstance(message, Typed) else None
    if again is not None:
        turn.happen(e.ReadBackDenied(), again)
        return None
    choice = turn.choice(message)
    if isinstance(choice, Rejection):
        return choice
    if choice == "no":
        turn.happen(e.ReadBackDenied())
    else:
        turn.happen(*pending.answers, *([pending.complete] if choice == "complete" and pending.complete else []))
    turn.follow_up()
    return None


def on_contradiction(turn: Turn, choice: str) -> None:
    if choice == "both_right":
        turn.happen(e.ContradictionKept())
        turn.follow_up()
    else:
        turn.happen(e.Reopened(question=choice))


def on_stop_offer(turn: Turn, choice: str) -> None:
    if choice == "see_result":
        _conclude(turn)
    else:
        turn.happen(e.WentOn())
        turn.follow_up()


def on_review(turn: Turn, choice: str) -> None:
    if choice == "finish":
        _conclude(turn)
    else:
        turn.says.append(Say("answers"))


def _conclude(turn: Turn) -> None:
    found = judge(turn.trial, turn.state, turn.today)
    result = e.Concluded(as_of=turn.today, outcome=found.outcome, not_now=found.not_now, earliest=found.earliest)
    turn.happen(result)


def on_result(turn: Turn, choice: str) -> None:
    if choice in ("contact", "no_contact"):
        turn.happen(e.ContactAllowed() if choice == "contact" else e.ContactWithdrawn())
        turn.says.append(Say("contact-on" if choice == "contact" else "contact-off"))
    else:
        turn.says.append(Say("answers" if choice == "edit" else choice))


def on_letter(turn: Turn, message: Message) -> Rejection | None:
    """The next text is the answer to the letter, whatever it says; it never answers a question."""
    assert turn.state.letter is not None
    if isinstance(message, Typed) and message.text.strip():
        turn.happen(e.LetterAnswered(letter=turn.state.letter, text=message.text))
        turn.says.append(Say("letter-passed_on"))
        return None
    choice = turn.choice(message)
    if isinstance(choice, Rejection):
        return choice
    turn.happen(e.LetterLeft())
    return None


def on_paused(turn: Turn, choice: str) -> None:
    turn.happen(e.Resumed())


def on_declined(turn: Turn, message: Message) -> Rejection | None:
    turn.says.append(Say("restart"))
    return None


def on_withdrawn(turn: Turn, choice: str) -> None:
    if choice == "resume":
        turn.happen(e.Resumed())
        turn.follow_up()
    else:
        turn.says.append(Say("restart"))


def choosing(handle: Callable[[Turn, str], None]) -> Callable[[Turn, Message], Rejection | None]:
    """A handler for a prompt that only offers a choice."""

    def handler(turn: Turn, message: Message) -> Rejection | None:
        choice = turn.choice(message)
        if isinstance(choice, Rejection):
            return choice
        handle(turn, choice)
        return None

    return handler


HANDLERS: dict[Ask, Callable[[Turn, Message], Rejection | None]] = {
    Ask.LANGUAGE: choosing(on_language),
    Ask.ROLE: choosing(on_role),
    Ask.CONSENT: on_consent,
    Ask.QUESTION: on_question,
    Ask.READ_BACK: on_read_back,
    Ask.REPORT: on_report,
    Ask.CONTRADICTION: choosing(on_contradiction),
    Ask.STOP_OFFER: choosing(on_stop_offer),
    Ask.REVIEW: choosing(on_review),
    Ask.RESULT: choosing(on_result),
    Ask.PAUSED: choosing(on_paused),
    Ask.DECLINED: on_declined,
    Ask.WITHDRAWN: choosing(on_withdrawn),
}
