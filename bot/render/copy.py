"""The copy of their data that a person may ask for: everything that is kept of the screening, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import itemgetter

from bot.outbound import Outbound
from bot.render.prompts import View
from bot.render.result import split
from bot.render.values import answer_text
from bot.store import Happened, Letter
from flows.events import Answered, Concluded, Consented, ContactAllowed, ContactWithdrawn, Flagged, HandedOver, LetterAnswered


def render_copy(view: View, code: str, happened: Iterable[Happened], letters: Iterable[Letter]) -> list[Outbound]:
    """Every answer as it was given and read, with its time; the consent, the red flags, the results and the messages from
    the study team; what else is kept."""
    words = view.words
    told = [(moment.at, line) for moment in happened for line in _line(view, moment)]
    sent = ((letter.queued, letter.text) for letter in letters if letter.queued)
    told += [(at, words("copy-letter", at=_at(at), text=text)) for at, text in sent]
    lines = [line for _, line in sorted(told, key=itemgetter(0))]
    parts = [words("copy-title", code=code), "\n".join(lines) or words("copy-nothing"), words("copy-also")]
    return [Outbound(text) for text in split(parts)]


def _line(view: View, happened: Happened) -> Iterator[str]:
    words, at = view.words, _at(happened.at)
    match happened.event:
        case Consented(choices=choices, version=version):
            agreed = "".join(f"\n   ✓ {words(f'consent-{choice}.{view.role}')}" for choice in choices)
            yield words("copy-consent", at=at, version=version) + agreed
        case Answered() as answer:
            label, read = words(f"{answer.question}.label"), answer_text(view.trial, words, answer)
            yield words("copy-answer", at=at, label=label, answer=read)
            if answer.said and answer.said != read:
                yield words("copy-said", said=answer.said)
        case Flagged(said=said):
            yield words("copy-flag", at=at, said=said)
        case ContactAllowed() | ContactWithdrawn() as setting:
            yield words("copy-contact_on" if isinstance(setting, ContactAllowed) else "copy-contact_off", at=at)
        case LetterAnswered(text=text):
            yield words("copy-letter_answer", at=at, text=text)
        case HandedOver(role=role):
            yield words(f"copy-handed_over.{role}", at=at)
        case Concluded(outcome=outcome, not_now=not_now):
            yield words("copy-result", at=at, outcome=words("outcome-not_now" if not_now else f"outcome-{outcome}"))


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
