"""The copy of their data that a person may ask for: everything that is kept of the screening, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.outbound import Outbound
from bot.render.prompts import View
from bot.render.result import split
from bot.render.values import answer_text
from bot.store import Happened
from flows.events import Answered, Concluded, Consented, Flagged


def render_copy(view: View, code: str, happened: Iterable[Happened]) -> list[Outbound]:
    """Every answer as it was given and read, with its time; the consent, the red flags and the results; what else is kept."""
    words = view.words
    lines = [line for moment in happened for line in _line(view, moment)]
    parts = [words("copy-title", code=code), "\n".join(lines) or words("copy-nothing"), words("copy-also")]
    return [Outbound(text) for text in split(parts)]


def _line(view: View, happened: Happened) -> Iterator[str]:
    words, at = view.words, f"{happened.at:%Y-%m-%d %H:%M}"
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
        case Concluded(outcome=outcome, not_now=not_now):
            yield words("copy-result", at=at, outcome=words("outcome-not_now" if not_now else f"outcome-{outcome}"))
