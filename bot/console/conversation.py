"""The conversation of one screening: what was shown and said, how it was read, and the same in the other language.

The messages are what the person saw; the events say what they came to. Both carry the moment of the message they belong to.
The other language is rendered again from the trial's words as they are now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from bot.outbound import Setting
from bot.render.prompts import View, render_prompt
from bot.render.result import render_result
from bot.render.values import answer_text
from bot.store import Happened, Letter, Line
from flows import events as e
from flows.state import State, evolve
from flows.trial import Trial
from i18n.catalogue import Words

_Shown = TypeVar("_Shown")
_PRESS = re.compile(r"(-?\d+):(.+)", re.DOTALL)
_NO_SETTING = Setting("", "", "", "", "telegram")


@dataclass(frozen=True)
class Read:
    """An answer as it was understood, in both languages; `before` is what it replaced, if it is an edit."""

    question: str
    labels: Mapping[str, str]
    answers: Mapping[str, str]
    before: Mapping[str, str] | None
    differs: bool
    """Whether a doctor says otherwise than the patient or relative did; both stand."""
    counts: bool
    """False while it is being read back."""


@dataclass(frozen=True)
class Bubble:
    """`side` is `person`, `bot` or `team`; `other` the same in the other language, empty where there is none."""

    at: datetime
    side: str
    text: str
    other: str = ""
    pressed: bool = False
    echo: bool = False
    reads: tuple[Read, ...] = ()
    flags: tuple[str, ...] = ()
    to_team: bool = False
    """Whether these words answer a letter."""
    letter: Letter | None = None


class Conversation:
    """Puts messages and events together, moment by moment."""

    def __init__(self, trial: Trial, words: Mapping[str, Words], language: str) -> None:
        self.trial, self.words, self.language = trial, words, language
        self.other = next(code for code in words if code != language)
        self.state = State()

    def bubbles(self, lines: Sequence[Line], happened: Sequence[Happened], letters: Iterable[Letter]) -> list[Bubble]:
        """Everything in its order."""
        found: list[Bubble] = []
        said = {at: list(group) for at, group in groupby(lines, key=lambda line: line.at)}
        did = {at: [h.event for h in group] for at, group in groupby(happened, key=lambda h: h.at)}
        for at in sorted(said.keys() | did.keys()):
            found += self._turn(at, said.get(at, []), did.get(at, []))
        found += [Bubble(letter.at, "team", letter.text, letter=letter) for letter in letters]
        return sorted(found, key=lambda bubble: bubble.at)

    def _turn(self, at: datetime, lines: list[Line], events: list[e.Event]) -> list[Bubble]:
        incoming = [line.text for line in lines if line.direction == "in"]
        outgoing = [line.text for line in lines if line.direction == "out"]
        asked = self._menus(at) if any(_PRESS.fullmatch(text) for text in incoming) else {}
        reads, flags = self._take(events)
        person = [self._said(at, text, asked, reads, flags) for text in incoming or ([""] if reads or flags else [])]
        if any(isinstance(event, e.LetterAnswered) for event in events):
            person = [replace(bubble, to_team=True) for bubble in person]
        concluded = any(isinstance(event, e.Concluded) for event in events)
        return [*person, *self._shown(at, outgoing, concluded)]

    def _take(self, events: list[e.Event]) -> tuple[tuple[Read, ...], tuple[str, ...]]:
        """Move the state on; how answers were read, and red flags."""
        reads: list[Read] = []
        flags: list[str] = []
        for event in events:
            reads += self._reads(event)
            flags += [event.code] if isinstance(event, e.Flagged) else []
            self.state = evolve(self.state, event)
        return tuple(reads), tuple(flags)

    def _reads(self, event: e.Event) -> list[Read]:
        match event:
            case e.Answered():
                return self._read(event, True)
            case e.ReadBack(candidates=candidates):
                return [read for candidate in candidates for read in self._read(candidate, False)]
            case e.ReportRead(answers=answers):
                return [read for answer in answers for read in self._read(answer, False)]
            case _:
                return []

    def _read(self, answer: e.Answered, counts: bool) -> list[Read]:
        """Nothing for a question that this version of the trial no longer has."""
        earlier = self.state.replies.get(answer.question)
        edited = counts and earlier is not None and earlier.facts != answer.facts
        try:
            labels = {code: words(f"{answer.question}.label") for code, words in self.words.items()}
            before = self._texts(earlier) if earlier is not None and edited else None
            differs = edited and answer.by is None and answer.question in self.state.theirs
            return [Read(answer.question, labels, self._texts(answer), before, differs, counts)]
        except KeyError:
            return []

    def _texts(self, answer: e.Answered) -> dict[str, str]:
        return {code: answer_text(self.trial, words, answer) for code, words in self.words.items()}

    def _rendered(self, render: Callable[[View], _Shown], language: str, at: datetime) -> _Shown | None:
        """None for what this version of the trial cannot show, because the question is gone."""
        try:
            return render(View(self.trial, self.words[language], self.state, at.date(), _NO_SETTING))
        except LookupError:
            return None

    def _menus(self, at: datetime) -> dict[str, dict[str, str]]:
        """The labels of the buttons that are open, by language and value."""
        found: dict[str, dict[str, str]] = {}
        for language in (self.language, self.other):
            shown = self._rendered(render_prompt, language, at)
            items = (*shown.menu.items, *shown.menu.controls) if shown and shown.menu else ()
            found[language] = {item.value: item.label for item in items}
        return found

    def _said(
        self, at: datetime, text: str, asked: Mapping[str, Mapping[str, str]], reads: tuple[Read, ...], flags: tuple[str, ...]
    ) -> Bubble:
        bubble = Bubble(at, "person", text, reads=reads, flags=flags)
        press = _PRESS.fullmatch(text)
        if press is None:
            return bubble
        own, other = (self._pressed(language, press[2], asked) for language in (self.language, self.other))
        return replace(bubble, text=own, other=other, pressed=True) if own else bubble

    def _pressed(self, language: str, values: str, asked: Mapping[str, Mapping[str, str]]) -> str:
        """The words on the buttons; of a button in a list of answers the question's name."""
        words, labels = self.words[language], asked.get(language, {})
        if values.startswith("!edit:") and words.has(f"{values[6:]}.label"):
            return f"{words('pick-edit')}: {words(f'{values[6:]}.label')}"
        chosen = [labels.get(value) or _command(words, value) for value in values.split(",")]
        return " · ".join(chosen) if all(chosen) else ""

    def _shown(self, at: datetime, texts: list[str], concluded: bool) -> list[Bubble]:
        """What the bot said; the last is the next prompt, the ones after a result are the result."""
        found = [Bubble(at, "bot", text, echo=text.startswith("✓")) for text in texts]
        if found:
            found[-1] = replace(found[-1], other=self._prompt(at, texts[-1]))
        if concluded:
            found = self._with_result(at, found)
        return found

    def _prompt(self, at: datetime, shown: str) -> str:
        """The open prompt in the other language, if it is what was shown."""
        own = self._rendered(render_prompt, self.language, at)
        other = self._rendered(render_prompt, self.other, at) if own and own.text == shown else None
        return other.text if other else ""

    def _with_result(self, at: datetime, shown: list[Bubble]) -> list[Bubble]:
        own, other = (self._rendered(render_result, language, at) or [] for language in (self.language, self.other))
        pairs = {one.text: same.text for one, same in zip(own, other, strict=False)}
        return [replace(bubble, other=bubble.other or pairs.get(bubble.text, "")) for bubble in shown]


def _command(words: Words, value: str) -> str:
    """The words of a button that belongs to a command, or to the age gate."""
    key = f"pick-{value.lstrip('!').partition('-')[0].partition(':')[0]}"
    return words(key) if words.has(key) else ""
