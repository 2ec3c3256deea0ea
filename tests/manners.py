"""How simulated people choose what to answer: by the text and the buttons of the message, as a person would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from botchats import Message
from script import LABS, PATIENT

import seeds

EMPTY = "☐"
WAYS_ON = ("finish", "see_result", "yes", "both_right", "1")
"""What is tapped where no question is asked, the first of these that is there."""


@dataclass(frozen=True)
class Act:
    """What a person does with a message: types a text, or presses the button with this data.

    `question` and `values` say which answer that gives; a tick alone gives none.
    """

    text: str | None = None
    data: str | None = None
    question: str | None = None
    values: tuple[str, ...] = ()
    ticks: bool = False


@cache
def question_in(text: str, first: tuple[str, str], role: str, language: str) -> str | None:
    """The question that a message asks, whose first button has this label and value; None if it asks none.

    The longest text that fits, since some are parts of others; two with the same text differ in their buttons.
    """
    words = seeds.words(language)
    asked = [q.id for q in seeds.load().questions if role in q.roles and words(f"{q.id}.{role}") in text]
    label, value = first
    fitting = [id for id in asked if words.has(f"{id}-{value}") and words(f"{id}-{value}") in label]
    return max(fitting or asked, key=lambda id: len(words(f"{id}.{role}")), default=None)


@dataclass(frozen=True)
class Manners:
    """Somebody of this role who has these answers by question (`=` marks buttons) and knows nothing else."""

    role: str = "patient"
    language: str = "en"
    answers: Mapping[str, str] = field(default_factory=lambda: PATIENT)

    def act(self, message: Message) -> Act | None:
        """What to do with a message that has buttons; None at the end of the conversation."""
        values = {data.partition(":")[2]: data for row in message.keyboard for _, data in row}
        if "restart" in values:
            return None
        label, data = message.keyboard[0][0]
        first = label, data.partition(":")[2].lstrip("~")
        asked = question_in(message.text, first, self.role, self.language)
        if asked is not None and "finish" not in values:
            return self._answer(message, values, asked, self.answers.get(asked, "=unknown"))
        if "~" in values:  # the consent: every box
            return self._tick(message, values, None, [value[1:] for value in values if value.startswith("~") and value[1:]])
        way = next(way for way in (*WAYS_ON, self.language, self.role) if way in values)
        return Act(data=values[way])

    def _answer(self, message: Message, values: Mapping[str, str], asked: str, answer: str) -> Act:
        if not answer.startswith("="):
            return Act(text=answer, question=asked)
        wanted = answer[1:].split(",")
        if all(f"~{value}" in values for value in wanted):
            return self._tick(message, values, asked, wanted)
        value = wanted[0] if wanted[0] in values else "unknown"
        return Act(data=values[value], question=asked, values=(value,))

    def _tick(self, message: Message, values: Mapping[str, str], asked: str | None, wanted: list[str]) -> Act:
        """The next box that is still empty, or the button that sends the ticks."""
        empty = {data for row in message.keyboard for label, data in row if label.startswith(EMPTY)}
        for value in wanted:
            if values[f"~{value}"] in empty:
                return Act(data=values[f"~{value}"], ticks=True)
        return Act(data=values["~"], question=asked, values=tuple(wanted))


STOPPER = {"Q04": "=other"}
"""Another kind of cancer: the screening offers its result at once."""


def mixed(number: int, short: float = 0.5) -> Manners:
    """Different people in turn: roles, languages, ages; about a `short` part of them meet a stopper early."""
    role = ("patient", "family", "clinician")[number % 3]
    language = ("en", "zh")[number // 3 % 2]
    answers = PATIENT | {"Q01": str(20 + number % 55)} | (LABS if role == "clinician" else {})
    hurried = (number * 7 % 10) < short * 10
    return Manners(role, language, answers | STOPPER if hurried else answers)
