"""What is looked at before a message can be an answer: small talk, a report before the consent, a correction."""

from __future__ import annotations

from dataclasses import replace

from flows import events as e
from flows.messages import Ask, Message, Say, Typed
from flows.paste import find_report
from flows.reading.asides import aside, correction, only_no
from flows.state import Phase
from flows.turn import Turn

BEFORE_CONSENT = (Phase.LANGUAGE, Phase.ROLE, Phase.AGE, Phase.CONSENT)


def is_aside(turn: Turn, message: Message) -> bool:
    """A question or small talk instead of an answer: nothing happens but a word about it."""
    kind = aside(message.text) if isinstance(message, Typed) else None
    if kind is None or kind == "correction":
        return False
    turn.says.append(Say(f"aside-{kind}"))
    return True


def hold(turn: Turn, message: Message) -> bool:
    """A report before the consent is kept aside; only the age is taken from it, for the age gate."""
    if not isinstance(message, Typed) or turn.state.phase not in BEFORE_CONSENT:
        return False
    report = find_report(turn.trial, message.text, turn.state.role, turn.today)
    if report is None:
        return False
    turn.happen(e.Held(text=message.text))
    turn.says.append(Say("held"))
    age_from_held(turn)
    return True


def age_from_held(turn: Turn) -> None:
    if turn.state.phase is not Phase.AGE or turn.state.held is None or turn.state.replies:
        return
    report = find_report(turn.trial, turn.state.held, turn.state.role, turn.today)
    gate = turn.trial.age_gate.questions
    ages = [answer for answer in report.answers if answer.question in gate] if report else []
    if ages:
        turn.take_answer(ages[0])


def corrected(turn: Turn, message: Message) -> Message:
    """ "Wait, I meant 58": reopens the last answer, and answers it with what is left of the text."""
    rest = correction(message.text) if isinstance(message, Typed) else None
    if rest is None or not (turn.state.trail or turn.state.pending) or turn.state.phase in (Phase.DECLINED, Phase.WITHDRAWN):
        return message
    if turn.state.handed is not None and turn.state.consent is None:
        return message
    if turn.state.pending is None:
        last = turn.state.trail[-1]
        if isinstance(message, Typed) and only_no(message.text) and not turn.can_take(last, rest):
            return message
        turn.happen(e.Reopened(question=last) if turn.state.consent else e.SteppedBack())
        turn.asked = replace(turn.asked, ask=Ask.QUESTION, question=turn.trial.question(last))
    return Typed(rest)
