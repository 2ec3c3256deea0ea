"""The words of a prompt: the question with its buttons, the read-back, the consent, the review."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.outbound import Item, Menu, Outbound, Setting
from bot.render.answers import answer_lines, named
from bot.render.values import answer_text
from flows.answers import Rejection
from flows.dialogue import prompt
from flows.events import Answered, ReadBack, ReportRead
from flows.facts import Kind
from flows.handlers import REQUIRED_CONSENT
from flows.messages import ROLE_QUESTION, Ask, Prompt, Say
from flows.questions import offers_choices
from flows.state import Phase, State
from flows.survey import progress
from flows.trial import Question, Trial
from i18n.catalogue import Words


@dataclass(frozen=True)
class View:
    """One person's screening at one moment, to be put into words."""

    trial: Trial
    words: Words
    state: State
    today: date
    setting: Setting

    @property
    def role(self) -> str:
        return self.state.role or "patient"

    @property
    def in_terminal(self) -> bool:
        """Whether choices are typed by number instead of tapped."""
        return self.setting.channel == "terminal"

    @property
    def can_be_written_to(self) -> bool:
        """Whether messages from the study team can be offered: coordinators may see the screening, and we can speak first."""
        return self.state.shared and not self.in_terminal


def render_prompt(view: View) -> Outbound:
    """What is open now, with its buttons."""
    asked = prompt(view.trial, view.state, view.today)
    renderers: dict[Ask, Callable[[View, Prompt], Outbound]] = {
        Ask.LANGUAGE: lambda v, p: _plain(v, p, v.words("ask-language")),
        Ask.ROLE: _role,
        Ask.CONSENT: _consent,
        Ask.QUESTION: _question,
        Ask.READ_BACK: _read_back,
        Ask.REPORT: _report,
        Ask.CONTRADICTION: _contradiction,
        Ask.STOP_OFFER: _stop_offer,
        Ask.REVIEW: _review,
        Ask.LETTER: lambda v, p: _plain(v, p, v.words("letter-write")),
        Ask.RESULT: _result,
        Ask.PAUSED: lambda v, p: _plain(v, p, v.words("paused", go_on=v.words("pick-go_on"))),
        Ask.DECLINED: lambda v, p: _plain(v, p, v.words("declined")),
        Ask.WITHDRAWN: lambda v, p: _plain(v, p, v.words("withdrawn")),
    }
    return renderers[asked.ask](view, asked)


def _items(view: View, asked: Prompt) -> tuple[Item, ...]:
    return tuple(Item(pick, view.words(f"pick-{pick}")) for pick in asked.picks)


def _plain(view: View, asked: Prompt, text: str) -> Outbound:
    return Outbound(text, Menu(asked.seq, _items(view, asked)))


def _result(view: View, asked: Prompt) -> Outbound:
    offered = tuple(p for p in asked.picks if view.can_be_written_to or p not in ("contact", "no_contact"))
    return _plain(view, replace(asked, picks=offered), view.words("result-full-list"))


def _role(view: View, asked: Prompt) -> Outbound:
    items = tuple(Item(pick, view.words(f"{ROLE_QUESTION}-{pick}")) for pick in asked.picks)
    return Outbound(question_text(view, ROLE_QUESTION), Menu(asked.seq, items))


def controls(view: View) -> tuple[Item, ...]:
    """The buttons under every question."""
    return tuple(Item(f"!{name}", view.words(f"control-{name}")) for name in ("back", "why", "stop"))


def question_text(view: View, id: str) -> str:
    return view.words(f"{id}.{view.role}")


def _question(view: View, asked: Prompt) -> Outbound:
    assert asked.question is not None
    question, words = asked.question, view.words
    number, total = progress(view.trial, view.state, view.today)
    lines = [words("progress", number=number, total=total), question_text(view, question.id)]
    current = view.state.replies.get(question.id)
    items = [Item(pick, words(f"{question.id}-{pick}")) for pick in asked.picks]
    if view.state.reopened and current is not None:
        lines.append(words("current-answer", answer=answer_text(view.trial, words, current)))
        items.append(Item("keep", words("pick-keep")))
    choices = offers_choices(view.trial, question)
    fact = view.trial.facts.get(question.fact or "")
    if fact is not None and fact.kind is Kind.DATE and not re.search(r"\d{4}", lines[1]):
        lines.append(words("type-date"))
    if _takes_a_report(view, question):
        lines.append(words(f"report-hint.{view.role}"))
    if view.role == "clinician" and view.state.phase is Phase.AGE:
        lines.append(words("code-hint"))
    if question.many:
        hint = "choose-many" if choices else "type-or-choose"
        lines.append(words(f"{hint}-typed" if view.in_terminal else hint, done=words("pick-done")))
    menu = Menu(
        asked.seq,
        tuple(items),
        controls(view),
        many=question.many,
        done=words("pick-done") if question.many else "",
        alone=frozenset({"none", "unknown", "keep"}),
        typed=not choices,
    )
    return Outbound("\n\n".join(lines), menu)


def _takes_a_report(view: View, question: Question) -> bool:
    """Where it helps to know that many values may come in one message: the laboratory block, and a doctor's first question."""
    labs = (q.id for q in view.trial.questions if q.fact and view.trial.facts[q.fact].kind is Kind.QUANTITY)
    first_of_doctor = view.role == "clinician" and view.state.consent is not None and len(view.state.replies) == 1
    return question.id == next(labs, None) or first_of_doctor


def _read_back(view: View, asked: Prompt) -> Outbound:
    pending = view.state.pending
    assert isinstance(pending, ReadBack)
    answers = [answer_text(view.trial, view.words, candidate) for candidate in pending.candidates]
    if len(answers) == 1 and pending.why in ("stopper", "unusual"):
        name = view.words(f"{pending.question}.label")
        return _plain(view, asked, view.words(f"read_back-{pending.why}", label=name, answer=answers[0]))
    text = view.words(f"read_back-{pending.why}", typed=pending.typed)
    if len(answers) == 1:
        return _plain(view, asked, f"{text}\n\n{answers[0]}")
    items = [Item(str(number), answer) for number, answer in enumerate(answers, 1)]
    return Outbound(text, Menu(asked.seq, (*items, Item("no", view.words("pick-no")))))


def _report(view: View, asked: Prompt) -> Outbound:
    """All that was read from one message, and what was not."""
    pending, words = view.state.pending, view.words
    assert isinstance(pending, ReportRead)
    lines = [words("report-read"), "", *(f"• {_reported(view, answer)}" for answer in pending.answers)]
    if pending.doubtful:
        lines += ["", words("report-doubtful"), *(f"• {words(f'{id}.label')}" for id in pending.doubtful)]
    if pending.unread:
        lines += ["", words("report-unread"), *(f"• {text}" for text in pending.unread)]
    picks = {"complete": "report-complete", "yes": "report-yes" if pending.complete else "report-all", "no": "pick-no"}
    items = tuple(Item(pick, words(picks[pick])) for pick in asked.picks)
    return Outbound("\n".join(lines), Menu(asked.seq, items))


def _consent(view: View, asked: Prompt) -> Outbound:
    words, role = view.words, view.role
    items = []
    for choice in asked.picks:
        text = words(f"consent-{choice}.{role}")
        items.append(Item(choice, words("consent-required", text=text) if choice in REQUIRED_CONSENT else text))
    menu = Menu(asked.seq, tuple(items), (Item("refuse", words("pick-refuse")),), many=True, done=words("pick-agree"))
    return Outbound("\n\n".join([notice(view), words("consent-choose")]), menu)


def notice(view: View) -> str:
    """The privacy notice in the wording of the role."""
    words, setting = view.words, view.setting
    place = f"notice-place-{'terminal' if view.in_terminal else 'telegram'}"
    return words(
        f"notice.{view.role}",
        controller=setting.controller or words("unset-controller"),
        independence=words("notice-independent"),
        place=words(place, country=setting.country or words("unset-country"), host=setting.host or words("unset-host")),
        authority=setting.authority or words("unset-authority"),
    )


def _reported(view: View, answer: Answered) -> str:
    """A reported answer, with the earlier one where it is another."""
    line = named(view, answer.question, answer)
    earlier = view.state.replies.get(answer.question)
    if earlier is None or earlier.facts == answer.facts:
        return line
    return view.words("report-changed", line=line, before=answer_text(view.trial, view.words, earlier))


def _contradiction(view: View, asked: Prompt) -> Outbound:
    words = view.words
    both, *questions = asked.picks
    change = [Item(id, words("change-answer", label=words(f"{id}.label"))) for id in questions]
    menu = Menu(asked.seq, (Item(both, words("pick-both_right")), *change))
    return Outbound(words(f"contradiction-{view.state.contradiction}.{view.role}"), menu)


def _stop_offer(view: View, asked: Prompt) -> Outbound:
    points = [f"• {view.words(f'{id}.need')}" for id in view.state.stop_offered]
    text = "\n".join([view.words("stop-offer"), *points, "", view.words("stop-offer-choice")])
    return _plain(view, asked, text)


def _review(view: View, asked: Prompt) -> Outbound:
    text = "\n".join([view.words("review-title"), "", *answer_lines(view)])
    return _plain(view, asked, text)


def render_say(view: View, say: Say) -> str | None:
    """A line beside the next prompt; None for one that the shell answers otherwise."""
    words = view.words
    if say.key.startswith("flag-"):
        return words(f"{say.key}.{view.role}")
    if say.key == "echo" and say.answer is not None:
        if say.answer.picked:
            return words("chosen", answer=answer_text(view.trial, words, say.answer))
        return words("echo", label=words(f"{say.question}.label"), answer=answer_text(view.trial, words, say.answer))
    if say.key == "disagreed" and say.answer is not None:
        return words(f"disagreed.{say.answer.by}", answer=answer_text(view.trial, words, say.answer))
    if say.key == "handed-over":
        return "\n".join([words("handed-over"), *answer_lines(view)])
    return words(say.key) if words.has(say.key) else None


def render_rejection(view: View, rejection: Rejection) -> str:
    """Why an answer was not taken, kindly; empty where only the prompt is put again."""
    if view.state.paused:
        return ""
    at_end = view.state.phase in (Phase.CONFIRMING, Phase.CONCLUDED)
    return view.words("reject-at_end" if at_end else f"reject-{rejection.reason.value}")
