"""The commands a person can give at any moment, typed (`/back`) or on a control button (`3:!back`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import correspondence
from bot.outbound import Inbound, Item, Menu, Outbound
from bot.render import answers, prompts, result
from bot.render.copy import render_copy
from flows.dialogue import current_question
from flows.events import Event, LanguageChosen, RoleChosen, Withdrawn
from flows.state import IllegalEvent, Phase
from i18n import LANGUAGES
from i18n.catalogue import spoken_commands

if TYPE_CHECKING:
    from bot.screener import Screener
    from bot.session import Session


@dataclass(frozen=True)
class Command:
    """A command with its argument; from a button also the state that the button belongs to."""

    name: str
    argument: str = ""
    seq: int | None = None


Handler = Callable[["Screener", "Session", Command], None]


def parse_command(inbound: Inbound) -> Command | None:
    """The command in a message; None for an answer."""
    if inbound.data is not None:
        seq, _, value = inbound.data.partition(":")
        if not value.startswith("!"):
            return None
        name, _, argument = value[1:].partition(":")
        return Command(name, argument, int(seq) if seq.isdigit() else -1)
    text = (inbound.text or "").strip()
    spoken = spoken_commands().get(text.casefold().rstrip(".!。！"))
    if spoken is not None:
        return Command(spoken)
    if not text.startswith("/") or len(text) > 200:
        return None
    name, _, argument = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    return Command(name if "-" not in name else "", argument.strip())  # restart-now and delete-now are for buttons only


def _start(screener: Screener, session: Session, command: Command) -> None:
    """Begin or go on. `/start zh` and `/start doctor` choose for the person; `/start code_…` hands over to a doctor."""
    if command.argument.lower().startswith("code_"):
        correspondence.code(screener, session, Command("code", command.argument[5:]))
        return
    words = set(command.argument.lower().replace("-", " ").replace("_", " ").split())
    fresh = session.state.seq <= 1
    for language in words & set(LANGUAGES):
        screener.commit(session, [LanguageChosen(language=language)])
    if fresh:
        screener.say(session, "welcome", nct=screener.trial.about.nct)
    elif session.state.phase in (Phase.AGE, Phase.CONSENT, Phase.ASKING, Phase.CONFIRMING):
        screener.say(session, "welcome-back")
    if words & {"doctor", "clinician"} and session.state.phase in (Phase.LANGUAGE, Phase.ROLE):
        screener.commit(session, [*_language_of_device(session), RoleChosen(role="clinician")])
        screener.say(session, "role-doctor")
    screener.show_prompt(session)


def _language_of_device(session: Session) -> list[Event]:
    """A doctor's link spares the question for the language where the device says it."""
    language = (session.inbound.language or "")[:2]
    known = session.state.phase is Phase.LANGUAGE and language in LANGUAGES
    return [LanguageChosen(language=language)] if known else []


def _language(screener: Screener, session: Session, command: Command) -> None:
    if command.argument in LANGUAGES:
        screener.commit(session, [LanguageChosen(language=command.argument)])
        screener.say(session, "language-changed")
        screener.show_prompt(session)
        return
    view = screener.view(session)
    items = tuple(Item(f"!language:{language}", view.words(f"pick-{language}")) for language in LANGUAGES)
    session.replies.append(Outbound(view.words("ask-language"), Menu(session.state.seq, items)))


def _study(screener: Screener, session: Session, command: Command) -> None:
    session.replies += result.study(screener.view(session))
    screener.show_prompt(session)


def _privacy(screener: Screener, session: Session, command: Command) -> None:
    session.replies.append(Outbound(prompts.notice(screener.view(session))))
    screener.show_prompt(session)


def _export(screener: Screener, session: Session, command: Command) -> None:
    records, id = screener.store.records, session.screening.id
    session.replies += render_copy(screener.view(session), session.screening.code, records.events(id), records.letters(id))
    screener.show_prompt(session)


def _help(screener: Screener, session: Session, command: Command) -> None:
    screener.say(session, "help")
    screener.show_prompt(session)


def _why(screener: Screener, session: Session, command: Command) -> None:
    view = screener.view(session)
    question = current_question(screener.trial, session.state, view.today)
    session.replies.append(Outbound(view.words(f"{question.id}.help" if question else "no-help")))
    screener.show_prompt(session)


def _back(screener: Screener, session: Session, command: Command) -> None:
    screener.back(session)


def _answers(screener: Screener, session: Session, command: Command) -> None:
    if command.argument.isdigit():
        listed = answers.answers(screener.view(session))
        number = int(command.argument)
        if 1 <= number <= len(listed):
            screener.reopen(session, listed[number - 1][0])
            return
    session.replies.append(answers.answers_menu(screener.view(session)))


def _edit(screener: Screener, session: Session, command: Command) -> None:
    """From a button with the question's id; typed with the number in the list, or nothing to see the list."""
    if command.seq is None:
        _answers(screener, session, command)
    else:
        screener.reopen(session, command.argument)


def _points(screener: Screener, session: Session, command: Command) -> None:
    if session.state.consent is None:
        screener.say(session, "answers-none")
        return
    session.replies += result.render_points(screener.view(session))


def _stop(screener: Screener, session: Session, command: Command) -> None:
    try:
        screener.commit(session, [Withdrawn()])
    except IllegalEvent:
        screener.say(session, "nothing-to-stop")
    screener.show_prompt(session)


def _confirm(question: str, yes: str, name: str) -> Handler:
    """A command that is only carried out after a yes on a button of the same moment."""

    def ask(screener: Screener, session: Session, command: Command) -> None:
        view = screener.view(session)
        items = (Item(f"!{name}", view.words(f"pick-{yes}")), Item("!stay", view.words("pick-stay")))
        session.replies.append(Outbound(view.words(question), Menu(session.state.seq, items)))

    return ask


def _restart(screener: Screener, session: Session, command: Command) -> None:
    screener.erase_screening(session)
    screener.show_prompt(session)


def _delete(screener: Screener, session: Session, command: Command) -> None:
    """Erase everything about this person, the chat included; the reply is the last thing that is sent."""
    key = "deleted-terminal" if session.inbound.channel == "terminal" else "deleted"
    screener.say(session, key)
    screener.erase_person(session)


def _stay(screener: Screener, session: Session, command: Command) -> None:
    screener.show_prompt(session)


COMMANDS: dict[str, Handler] = {
    "start": _start,
    "language": _language,
    "study": _study,
    "back": _back,
    "why": _why,
    "answers": _answers,
    "edit": _edit,
    "points": _points,
    "restart": _confirm("restart-confirm", "restart", "restart-now"),
    "restart-now": _restart,
    "stop": _stop,
    "delete": _confirm("delete-confirm", "delete", "delete-now"),
    "delete-now": _delete,
    "stay": _stay,
    "contact": correspondence.contact,
    "contact-on": correspondence.contact_on,
    "contact-end": correspondence.contact_off,
    "contact-off": correspondence.contact_off,
    "letter-answer": correspondence.letter_answer,
    "check-again": correspondence.check_again,
    "handover": correspondence.handover,
    "code": correspondence.code,
    "privacy": _privacy,
    "export": _export,
    "help": _help,
}

LASTING = frozenset({"contact-off", "letter-answer", "check-again"})
"""Buttons under letters: they hold whatever has happened since."""

MENU = (
    "start",
    "language",
    "study",
    "back",
    "why",
    "answers",
    "restart",
    "stop",
    "delete",
    "export",
    "handover",
    "contact",
    "privacy",
    "help",
)
"""The commands that a channel announces, in this order; each has its words as `command-<name>`."""
