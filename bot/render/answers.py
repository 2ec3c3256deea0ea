"""The answers so far in words, each with who gave it where that was somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outbound import Item, Menu, Outbound
from bot.render.values import answer_text
from flows.events import Answered
from flows.survey import survey

if TYPE_CHECKING:
    from bot.render.prompts import View


def answer_lines(view: View) -> list[str]:
    """All answers that count, numbered in the order of the questions."""
    return [f"{number}. {line}" for number, (_, line) in enumerate(answers(view), 1)]


def answers(view: View) -> list[tuple[str, str]]:
    """The answered questions that count, each with its label and answer in words."""
    asked = survey(view.trial, view.state, view.today).asked if view.state.role else ()
    replies = [(id, view.state.replies[id]) for id in asked]
    return [(id, _attributed(view, id, reply)) for id, reply in replies]


def _attributed(view: View, id: str, reply: Answered) -> str:
    """An answer with who gave it, where that was not the doctor, and what the doctor says otherwise."""
    line = named(view, id, reply)
    if reply.by is not None:
        line = view.words("answer-by", line=line, who=view.words(f"by-{reply.by}"))
    other = view.state.disagreed.get(id)
    return line if other is None else view.words("answer-other", line=line, answer=answer_text(view.trial, view.words, other))


def named(view: View, id: str, reply: Answered) -> str:
    answer = answer_text(view.trial, view.words, reply)
    return view.words("fact-answer", label=view.words(f"{id}.label"), answer=answer)


def answers_menu(view: View) -> Outbound:
    """All answers with a button for each, to change one."""
    listed = answers(view)
    if not listed:
        return Outbound(view.words("answers-none"))
    hint = view.words("answers-change-typed" if view.in_terminal else "answers-change")
    text = f"{view.words('answers-title')} {hint}"
    return Outbound(text, Menu(view.state.seq, tuple(Item(f"!edit:{id}", line) for id, line in listed)))
