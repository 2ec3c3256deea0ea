"""The result in words: plain and kind for patients and families, by criterion for clinicians (clinical reading 8)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.outbound import Outbound
from bot.render.prompts import View
from bot.render.values import facts_text, labels, value_text
from flows.eligibility import Finding
from flows.rules import Change
from flows.summary import Summary, summarise

MESSAGE_LIMIT = 3500
"""Characters of one message; a longer text is sent in parts. Telegram's own limit is 4,096."""


def render_result(view: View) -> list[Outbound]:
    """The whole result, in as many messages as it needs."""
    summary = summarise(view.trial, view.state, view.today)
    for_clinician = view.role == "clinician"
    parts = _clinician(view, summary) if for_clinician else _patient(view, summary)
    texts = split([*parts, closing(view, summary), contacts(view)])
    return [Outbound(text) for text in texts + (split(_other_criteria(view, summary)) if for_clinician else [])]


def _patient(view: View, summary: Summary) -> list[str]:
    words, role, variant = view.words, view.role, summary.variant
    parts = [words(f"result-{variant}.{role}")]
    if variant == "likely_eligible":
        parts += _listed(words(f"result-hospital_checks.{role}"), _find_points(view, summary.hospital))
    elif variant == "needs_confirmation":
        parts[0] = _list(parts[0], [*_review_points(view, summary), *_plain_points(view, summary.open)])
        parts += _listed(words(f"result-hospital_checks.{role}"), _find_points(view, summary.hospital))
        parts.append(words(f"result-needs_confirmation_after.{role}"))
        parts += _listed(words(f"result-find_out.{role}"), _find_points(view, summary.open))
    else:
        parts[0] = _list(parts[0], _failed_points(view, summary))
        if summary.assessment.earliest:
            parts.append(words(f"result-not_now_date.{role}", date=summary.assessment.earliest.isoformat()))
        if variant == "not_now":
            also = [*_review_points(view, summary), *_plain_points(view, summary.open)]
            parts += _listed(words("result-also_open"), also)
        parts.append(words(f"result-{variant}_after.{role}"))
    if summary.local_treatment:
        parts.append(words(f"result-local_treatment.{role}"))
    if variant != "likely_eligible":
        parts.append(words(f"result-bring.{role}"))
    return parts


def _list(title: str, points: Iterable[str]) -> str:
    return "\n".join([title, *(f"• {point}" for point in points)])


def _listed(title: str, points: list[str]) -> list[str]:
    return [_list(title, points)] if points else []


def _plain_points(view: View, findings: Iterable[Finding]) -> list[str]:
    """The points in plain words, mirrored ones once; I7 is never named to patients (8.3)."""
    return list(dict.fromkeys(view.words(f"{f.criterion}.plain") for f in findings if f.criterion not in _NEVER_NAMED))


_NEVER_NAMED = frozenset({"I7"})


def _review_points(view: View, summary: Summary) -> list[str]:
    points = (
        view.words("point-because", point=view.words(f"{f.criterion}.plain"), reason=_because(view, f, "plain"))
        for f in summary.review
    )
    return list(dict.fromkeys(points))


def _because(view: View, finding: Finding, reader: str) -> str:
    return view.words("facts-separator").join(view.words(f"because-{reason}.{reader}") for reason in finding.reasons)


def _find_points(view: View, findings: Iterable[Finding]) -> list[str]:
    """What to bring or find out, with the name that it has on a report; I7 is never named to patients."""
    return list(dict.fromkeys(view.words(f"{f.criterion}.find") for f in findings if f.criterion not in _NEVER_NAMED))


def _failed_points(view: View, summary: Summary) -> list[str]:
    return list(dict.fromkeys(_failed_point(view, summary, finding) for finding in summary.failed))


def _failed_point(view: View, summary: Summary, finding: Finding) -> str:
    if view.trial.criteria[finding.criterion].discreet:
        return view.words(f"{finding.criterion}.plain")
    words, facts = view.words, finding.decided_by
    single = value_text(view.trial, words, facts[0], summary.values[facts[0]]) if len(facts) == 1 else None
    answer = words(f"result-answer.{view.role}", answer=single or facts_text(view.trial, words, facts, summary.values))
    return words("need-and-answer", need=words(f"{finding.criterion}.need"), answer=answer)


def _clinician(view: View, summary: Summary) -> list[str]:
    """What a doctor with two minutes needs: what fails, what is to be judged, what is missing."""
    words = view.words
    outcome = words(f"outcome-{summary.variant}")
    record = view.trial.about.record_date
    parts = [words("clinician-head", outcome=outcome, date=summary.as_of.isoformat(), record=record)]
    for key, findings in (("clinician-failed", summary.failed), ("clinician-review", summary.review)):
        if findings:
            parts += [words(key), *(criterion_text(view, summary, finding) for finding in findings)]
    if summary.assessment.earliest:
        parts.append(words("result-not_now_date.clinician", date=summary.assessment.earliest.isoformat()))
    unknown = (*summary.open, *summary.hospital)
    parts += _listed(words("clinician-unknown"), [_unknown_line(view, finding) for finding in unknown])
    parts += _listed(words("clinician-not_applicable"), [_name(view, finding) for finding in summary.not_applicable])
    parts.append(words("clinician-met", count=len(summary.met)))
    if summary.local_treatment:
        parts.append(words("result-local_treatment.clinician"))
    return [*parts, words("clinician-notes"), words("clinician-referral")]


def _name(view: View, finding: Finding) -> str:
    return f"{finding.criterion} · {view.words(f'{finding.criterion}.label')}"


def _unknown_line(view: View, finding: Finding) -> str:
    facts = labels(view.trial, view.words, finding.missing)
    name = _name(view, finding)
    return view.words("point-because", point=name, reason=view.words("missing-facts", facts=facts)) if facts else name


def _other_criteria(view: View, summary: Summary) -> list[str]:
    """The criteria that the overview only names, each with its registry sentence and the answer that decided it."""
    parts = [view.words("clinician-all")]
    groups = [
        (view.words("clinician-unknown"), (*summary.open, *summary.hospital)),
        (view.words("clinician-not_applicable"), summary.not_applicable),
        (view.words("clinician-met", count=len(summary.met)), summary.met),
    ]
    for title, findings in groups:
        if findings:
            parts += [title, *(criterion_text(view, summary, finding) for finding in findings)]
    return parts


def criterion_text(view: View, summary: Summary, finding: Finding) -> str:
    """One criterion: id, label, registry sentence, the answer that decided it, and why or until when."""
    words, criterion = view.words, view.trial.criteria[finding.criterion]
    name = _name(view, finding)
    title = name if words.language == "en" else words("point-because", point=name, reason=words("unofficial"))
    lines = [title, f"“{criterion.quote}”"]
    answer = facts_text(view.trial, words, finding.decided_by, summary.values)
    if answer:
        lines.append(words("your-answer", answer=answer))
    if finding.reasons:
        lines.append(f"→ {_because(view, finding, 'clinician')}")
    if finding.change:
        lines.append(words("change-label", change=_change(view, finding, finding.change)))
    return "\n".join(lines)


def _change(view: View, finding: Finding, change: Change) -> str:
    if finding.until:
        return view.words("change-temporary_until", date=finding.until.isoformat())
    return view.words(f"change-{change}")


def render_points(view: View) -> list[Outbound]:
    """Every criterion with the person's answers: the list on demand."""
    summary = summarise(view.trial, view.state, view.today)
    points = [
        "\n".join([criterion_text(view, summary, finding), f"= {view.words(f'points-{finding.status}')}"])
        for finding in summary.assessment.findings.values()
        if finding.criterion not in _NEVER_NAMED or view.role == "clinician"
    ]
    return [Outbound(text) for text in split([view.words("points-title"), *points])]


def closing(view: View, summary: Summary) -> str:
    """The fixed closing lines (8.2)."""
    about = view.trial.about
    return view.words("result-closing", nct=about.nct, record=about.record_date, date=summary.as_of.isoformat())


def contacts(view: View) -> str:
    """The contact block from the record, unchanged (8.1)."""
    words, about = view.words, view.trial.about
    lines = [words("contacts-site")]
    for contact in about.contacts:
        phone, local = contact.phone, contact.local
        if contact.extension:
            phone, local = (words("contact-extension", number=n, extension=contact.extension) for n in (phone, local))
        lines.append(words(f"contact-{contact.kind}", name=contact.name, phone=phone, local=local))
    lines.append(words("contacts-quote", nct=about.nct, sponsor_id=about.sponsor_ids[0]))
    return "\n".join(lines)


def study(view: View) -> list[Outbound]:
    """What the study is, from the record; for clinicians with its references and the related trial."""
    about = view.trial.about
    facts: dict[str, str | int] = {
        "phase": about.phase,
        "size": about.size,
        "start": about.start,
        "completion": about.completion,
    }
    ids = ", ".join((about.nct, *about.sponsor_ids))
    parts = [view.words(f"study.{view.role}", record=about.record_date, ids=ids, **facts)]
    if view.role == "clinician":
        parts.append("\n".join([view.words("study-references"), *(f"• {text}" for text in about.references)]))
        parts.append("\n".join([view.words("study-related"), *(f"• {text}" for text in about.related)]))
    return [Outbound(text) for text in split([*parts, contacts(view)])]


def split(parts: Iterable[str]) -> list[str]:
    """Join the parts with blank lines into messages of at most `MESSAGE_LIMIT` characters."""
    messages: list[str] = []
    for piece in (piece for part in parts for piece in _pieces(part)):
        if messages and len(messages[-1]) + len(piece) + 2 <= MESSAGE_LIMIT:
            messages[-1] += f"\n\n{piece}"
        else:
            messages.append(piece)
    return messages


def _pieces(part: str) -> Iterable[str]:
    """A part that is itself too long, cut between its lines."""
    piece = ""
    for line in part.splitlines():
        if piece and len(piece) + len(line) + 1 > MESSAGE_LIMIT:
            yield piece
            piece = ""
        piece = f"{piece}\n{line}" if piece else line
    yield piece
