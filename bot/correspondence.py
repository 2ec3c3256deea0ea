"""The commands of staying in touch and of handing over: /contact, the buttons under letters, /handover, /code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.codes import new_handover_code
from bot.conclusion import tell_reminder
from bot.outbound import Item, Menu, Outbound
from bot.render import result
from flows.dialogue import carry_on
from flows.events import ContactAllowed, ContactWithdrawn, Event, LanguageChosen, LetterOpened, Reopened, RoleChosen
from flows.handover import handed_over
from flows.recheck import may_have_changed
from flows.state import Phase, State, replay
from i18n import LANGUAGES

if TYPE_CHECKING:
    from bot.commands import Command
    from bot.screener import Screener
    from bot.session import Session


def contact(screener: Screener, session: Session, command: Command) -> None:
    """The telephone numbers, and the setting for messages from the study team where coordinators may see the screening."""
    view = screener.view(session)
    session.replies.append(Outbound(result.contacts(view)))
    if not view.can_be_written_to:
        screener.show_prompt(session)
        return
    on = session.state.may_write
    change = Item("!contact-end", view.words("pick-no_contact")) if on else Item("!contact-on", view.words("pick-contact"))
    text = view.words("contact-is_on" if on else f"contact-offer.{view.role}")
    menu = Menu(session.state.seq, (change, Item("!stay", view.words("pick-stay"))))
    session.replies.append(Outbound(text, menu))


def contact_on(screener: Screener, session: Session, command: Command) -> None:
    if session.state.shared and not session.state.may_write:
        screener.commit(session, [ContactAllowed()])
        screener.say(session, "contact-on")
        tell_reminder(screener, session)
    screener.show_prompt(session)


def contact_off(screener: Screener, session: Session, command: Command) -> None:
    """One tap, under any letter, however old."""
    if session.state.may_write:
        screener.commit(session, [ContactWithdrawn()])
    screener.say(session, "contact-off")
    screener.show_prompt(session)


def letter_answer(screener: Screener, session: Session, command: Command) -> None:
    letter = int(command.argument) if command.argument.isdecimal() else 0
    if not screener.store.post.was_sent(letter, session.screening.id):
        screener.say(session, "letter-gone")
    elif session.state.letter != letter:
        screener.commit(session, [LetterOpened(letter=letter)])
    screener.show_prompt(session)


def check_again(screener: Screener, session: Session, command: Command) -> None:
    """Ask again what may have changed since the result."""
    today = session.now.date()
    if session.state.phase is not Phase.CONCLUDED:
        screener.show_prompt(session)
        return
    questions = may_have_changed(screener.trial, session.state, today)
    if not questions:
        screener.say(session, "recheck-nothing")
        screener.show_prompt(session)
        return
    reopened = Reopened(question=questions[0], then=questions[1:], recheck=True)
    screener.say(session, "recheck")
    screener.apply(session, carry_on(screener.trial, session.state, [reopened], today))


def handover(screener: Screener, session: Session, command: Command) -> None:
    """A code for the doctor, in place of an earlier one."""
    state = session.state
    if state.role == "clinician" or state.consent is None:
        screener.say(session, "handover-patients" if state.role == "clinician" else "answers-none")
    else:
        code = new_handover_code()
        screener.store.handovers.offer(session.screening.id, code, session.now)
        text = screener.view(session).words(f"handover-code.{state.role}", code=code)
        session.replies.append(Outbound(text, secret=code))
    screener.show_prompt(session)


def code(screener: Screener, session: Session, command: Command) -> None:
    """Go on with what a patient or relative has handed over. A code that is not valid reveals nothing else."""
    problem = _refusal(screener, session, command.argument)
    source = None
    if problem is None:
        source = screener.store.handovers.take(command.argument, session.now, session.chat.id)
    if source is not None:
        _take_over(screener, session, source)
        return
    if problem is None:
        screener.store.handovers.failed(session.chat.channel, session.chat.address, session.now)
    screener.say(session, problem or "code-invalid")
    screener.show_prompt(session)


def _refusal(screener: Screener, session: Session, argument: str) -> str | None:
    """Why no code is taken now, whatever it is."""
    state = session.state
    if not argument:
        return "code-how"
    if state.role in ("patient", "family"):
        return "code-doctors"
    if state.phase not in (Phase.LANGUAGE, Phase.ROLE, Phase.AGE, Phase.CONCLUDED):
        return "code-busy"
    if screener.store.handovers.blocked(session.chat.channel, session.chat.address, session.now):
        return "code-too_many"
    return None


def _take_over(screener: Screener, session: Session, source: int) -> None:
    """The doctor's own screening begins with the answers of the other one."""
    theirs = replay(screener.store.events(source))
    if session.state.phase is Phase.CONCLUDED:
        screener.begin_another(session)
    screener.store.handovers.link(session.screening.id, source)
    today = session.now.date()
    events = [*_introduction(session, theirs), *handed_over(screener.trial, theirs, today)]
    decision = carry_on(screener.trial, session.state, events, today)
    screener.commit(session, decision.events, decision.state)
    screener.say(session, f"code-taken.{theirs.role}")
    screener.show_prompt(session)


def _introduction(session: Session, theirs: State) -> list[Event]:
    """The language and the role, where they are not chosen yet: whoever has such a code is the doctor."""
    events: list[Event] = []
    if session.state.phase is Phase.LANGUAGE:
        device = (session.inbound.language or "")[:2]
        events.append(LanguageChosen(language=device if device in LANGUAGES else theirs.language or LANGUAGES[0]))
    if session.state.phase in (Phase.LANGUAGE, Phase.ROLE):
        events.append(RoleChosen(role="clinician"))
    return events
