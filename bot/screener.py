"""The only orchestrator: one message in, its events committed, the replies out. It owns the clock.

Channels differ in how they receive and send; everything in between is here and is the same for all.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.codes import is_handover_code, new_code
from bot.commands import COMMANDS, LASTING, Command, parse_command
from bot.conclusion import show_result, tell_reminder
from bot.coordination import Coordination, Team
from bot.delivery import Calls, Delivery
from bot.outbound import Inbound, Outbound, Setting
from bot.render import prompts
from bot.render.prompts import View
from bot.session import Handled, Session
from bot.store import Chat, Screening, Store
from flows.dialogue import decide, step_back
from flows.eligibility import Finding
from flows.events import ContactAllowed, Event, LanguageChosen, Reopened, RoleChosen
from flows.messages import Decision, Message, Pick, Say, Stale, Typed
from flows.reading.masking import masked
from flows.state import IllegalEvent, Phase, State, extend, replay
from flows.survey import judge
from flows.trial import Trial
from i18n import LANGUAGES
from i18n.catalogue import Words

_SECRET = re.compile(r"(?i)^(\s*/(?:code\s+|start\s+code_)).*", re.DOTALL)
"""A code that hands over somebody's answers; it is kept in no record."""
RECENT = 500
"""States kept in memory of the screenings that moved last, so that an answer need not replay all before it."""


class Screener:
    """Handles messages one at a time; the caller keeps one person's messages in order."""

    def __init__(
        self, store: Store, trial: Trial, words: Mapping[str, Words], setting: Setting, clock: Clock, team: Team
    ) -> None:
        self.store, self.trial, self.words, self.setting, self.clock = store, trial, words, setting, clock
        self.coordination = Coordination(store, trial, words, team)
        self.delivery = Delivery(store, words, team)
        self._recent: OrderedDict[str, State] = OrderedDict()

    def handle(self, inbound: Inbound, calls: Calls | None = None, receipt: int | None = None) -> Handled:
        """Work on one message in one transaction.

        `calls` turns the replies into calls of the channel, kept in the outbox; `receipt` is the inbox row that is marked
        as handled. Raises StoreError, and then nothing has happened.
        """
        now = self.clock()
        with self.store.transaction():
            session = self._open(inbound, now)
            self._work(session)
            others: Iterable[int] = ()
            if calls is not None:
                self.store.enqueue(session.chat.id, calls(session.chat, inbound, session.replies), now)
                others = self.delivery.tell(calls, now)
            if receipt is not None:
                self.store.handled(receipt, now)
        self._remember(session)
        return Handled(session.replies, session.chat.id, session.screening.code, tuple(session.events), tuple(others))

    def _open(self, inbound: Inbound, now: datetime) -> Session:
        chat = self.store.chat(inbound.channel, inbound.address)
        screening = self.store.current(chat.id)
        if screening is None:
            screening = self._start(chat, now)
        return Session(chat, screening, self._state(screening), inbound, now, [])

    def _state(self, screening: Screening) -> State:
        """The replay of the events, or what is remembered of it: then nobody has added an event since."""
        recent = self._recent.get(screening.code)
        return recent if recent and recent.seq == screening.seq else replay(self.store.events(screening.id))

    def forget(self) -> None:
        """Forget the states that are remembered: what they rest on was not committed after all."""
        self._recent.clear()

    def _remember(self, session: Session) -> None:
        self._recent[session.screening.code] = session.state
        self._recent.move_to_end(session.screening.code)
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)

    def _start(self, chat: Chat, now: datetime) -> Screening:
        screening = self.store.start(chat.id, new_code(), self.trial.about.nct, self.trial.digest, now)
        if chat.language in LANGUAGES:
            self.store.append(screening.id, 0, [LanguageChosen(language=chat.language)], now)
        return screening

    def language(self, inbound: Inbound) -> str:
        """The language that this person is answered in."""
        return self.store.chat(inbound.channel, inbound.address).language or _language_of(inbound)

    def unavailable(self, inbound: Inbound) -> str:
        """What is said when nothing can be written down; it must not need the database itself."""
        return self.words[_language_of(inbound)]("unavailable")

    def view(self, session: Session) -> View:
        language = session.state.language or session.chat.language or _language_of(session.inbound)
        setting = replace(self.setting, channel=session.inbound.channel)
        return View(self.trial, self.words[language], session.state, session.now.date(), setting)

    def _work(self, session: Session) -> None:
        inbound = session.inbound
        if inbound.text is not None and (text := masked(inbound.text)) != inbound.text:
            inbound = session.inbound = replace(inbound, text=text)
            self.say(session, "masked")
        self._log(session, "in", _SECRET.sub(r"\1***", inbound.text or inbound.data or f"({inbound.other})"))
        if inbound.other is not None:
            self.say(session, "edited" if inbound.other == "edited" else "text-only")
            self.show_prompt(session)
        elif (command := parse_command(inbound) or self._code(session)) is not None:
            self._run(session, command)
        else:
            self._answer(session, _message(inbound))
        for reply in session.replies:
            self._log(session, "out", reply.text.replace(reply.secret, "***") if reply.secret else reply.text)

    def _run(self, session: Session, command: Command) -> None:
        handler = COMMANDS.get(command.name)
        if command.seq is not None and command.seq != session.state.seq and command.name not in LASTING:
            self.stale(session)
        elif handler is None:
            self.say(session, "unknown-command")
            self.show_prompt(session)
        else:
            handler(self, session, command)

    def _code(self, session: Session) -> Command | None:
        """A doctor may send the patient's code in place of the first answer."""
        text, begins = session.inbound.text or "", session.state.phase is Phase.AGE and session.state.role == "clinician"
        return Command("code", text) if begins and is_handover_code(text) else None

    def _answer(self, session: Session, message: Message) -> None:
        before = self.view(session)
        decision = decide(self.trial, session.state, message, session.now.date())
        if isinstance(decision, Stale):
            self.stale(session)
            return
        self.apply(session, decision)
        if isinstance(message, Pick) and decision.events and not any(reply.closes for reply in session.replies):
            session.replies.insert(0, self._closing(prompts.render_prompt(before), message))

    def _closing(self, shown: Outbound, message: Pick) -> Outbound:
        """What was chosen where no answer is echoed: language, role, the consent's boxes, the way to go on."""
        items = shown.menu.items + shown.menu.controls if shown.menu else ()
        chosen = [item.label for item in items if item.value in message.values]
        return Outbound("\n".join(f"✓ {label}" for label in chosen), closes=True)

    def apply(self, session: Session, decision: Decision) -> None:
        """Commit what was decided and tell the person, the next prompt last."""
        before = session.state
        view = self.view(session)
        self.commit(session, decision.events, decision.state)
        for say in decision.says:
            self._tell(session, view, say)
        if any(isinstance(event, ContactAllowed) for event in decision.events):
            tell_reminder(self, session)
        if decision.rejection is not None:
            text = prompts.render_rejection(view, decision.rejection)
            session.replies += [Outbound(text)] if text else []
        command = next((_AS_COMMANDS[say.key] for say in decision.says if say.key in _AS_COMMANDS), None)
        if command is not None:
            COMMANDS[command](self, session, Command(command))
        elif session.state.phase is Phase.DECLINED:
            self._decline(session, before)
        else:
            self._conclude_or_ask(session, before)

    def _conclude_or_ask(self, session: Session, before: State) -> None:
        if session.state.phase is Phase.CONCLUDED and before.phase is not Phase.CONCLUDED:
            show_result(self, session, before)
        self.show_prompt(session)

    def _tell(self, session: Session, view: View, say: Say) -> None:
        text = prompts.render_say(view, say)
        if text is not None:
            session.replies.append(Outbound(text, closes=say.key in ("echo", "letter-passed_on")))

    def commit(self, session: Session, events: Sequence[Event], state: State | None = None) -> None:
        """Append the events and their projections; the session moves on with them, to `state` where it is known already.

        Raises IllegalEvent for one that the phase does not allow, and then nothing is written.
        """
        if not events:
            return
        before, session.state = session.state, state or extend(session.state, events)
        self.store.append(session.screening.id, before.seq, events, session.now)
        session.events += [event.kind for event in events]  # type: ignore[attr-defined]
        if session.state.language != before.language:
            self.store.set_language(session.chat.id, session.state.language)
        findings = set(self._findings(session, session.state))
        if session.screening.moved == session.now.date().isoformat():  # else a day has changed findings, too
            findings -= set(self._findings(session, before))
        self.store.project(session.screening.id, session.state, findings, session.now)
        self.coordination.follow(session.screening.id, before, session.state, events, session.now)

    def _findings(self, session: Session, state: State) -> Collection[Finding]:
        """None before the consent: nothing about the person is kept until then."""
        return judge(self.trial, state, session.now.date()).findings.values() if state.consent else ()

    def _decline(self, session: Session, before: State) -> None:
        """Under 18 or without consent: say so and keep nothing of this screening."""
        key = "declined" if before.phase is Phase.CONSENT else "underage"
        session.replies[:] = [reply for reply in session.replies if not reply.closes]
        self.say(session, key)
        self.say(session, "begin-again")
        self.erase_screening(session)

    def erase_screening(self, session: Session) -> None:
        """Erase the answers and begin anew; the language stays, it is no health data."""
        self.store.erase_screening(session.screening.id)
        chat = replace(session.chat, language=session.state.language or session.chat.language)
        session.chat, session.screening = chat, self._start(chat, session.now)
        session.state = replay(self.store.events(session.screening.id))

    def begin_another(self, session: Session) -> None:
        """A new screening in the same language and role; the finished one stays."""
        state = session.state
        session.screening = self._start(session.chat, session.now)
        session.state = replay(self.store.events(session.screening.id))
        self.commit(session, [RoleChosen.model_validate({"role": state.role})])

    def erase_person(self, session: Session) -> None:
        """Erase the chat with all its screenings; what is still to be said goes to a new, empty chat."""
        self.store.erase_chat(session.chat.id)
        session.chat = self.store.chat(session.chat.channel, session.chat.address)
        session.screening = self._start(session.chat, session.now)
        session.state = State()

    def show_prompt(self, session: Session) -> None:
        """Put what is open to the person once more."""
        session.replies.append(prompts.render_prompt(self.view(session)))

    def say(self, session: Session, key: str, **values: str) -> None:
        """Tell the person a line of the words."""
        session.replies.append(Outbound(self.view(session).words(key, **values)))

    def stale(self, session: Session) -> None:
        """A button of an earlier prompt, or pressed twice: nothing happens, and that is said."""
        session.replies.append(Outbound(self.view(session).words("stale"), toast=True))

    def _log(self, session: Session, direction: str, text: str) -> None:
        if session.state.consent is not None:
            self.store.log(session.screening.id, direction, text, session.now)

    def reopen(self, session: Session, question: str) -> None:
        """Ask an answered question again."""
        try:
            self.commit(session, [Reopened(question=question)] if question in session.state.replies else [])
        except IllegalEvent:
            self.stale(session)
        self.show_prompt(session)

    def back(self, session: Session) -> None:
        events = step_back(session.state)
        if not events:
            self.say(session, "back-nothing")
        self.commit(session, events)
        self.show_prompt(session)


_AS_COMMANDS = {
    "answers": "answers",
    "handover": "handover",
    "restart": "restart",
    "aside-why": "why",
    "aside-what": "why",
    "aside-contact": "contact",
    "aside-study": "study",
    "aside-privacy": "privacy",
}
"""What is said in words and answered like a command."""


def _message(inbound: Inbound) -> Message:
    if inbound.data is None:
        return Typed(inbound.text or "")
    seq, _, values = inbound.data.partition(":")
    return Pick(int(seq) if seq.isdigit() else -1, tuple(value for value in values.split(",") if value))


def _language_of(inbound: Inbound) -> str:
    return "zh" if (inbound.language or "").lower().startswith("zh") else "en"
