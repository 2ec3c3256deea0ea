"""The comparison for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.registry.compare import Comparison, FieldChange, SentenceChange, What, questions_of, word_changes
from bot.registry.record import Person, RegistryRecord
from bot.store import Store
from flows.rules import Status
from flows.trial import Trial
from i18n.catalogue import Words

CODES_SHOWN = 12
_WORST_FIRST = (Status.FAILED, Status.REVIEW, Status.UNKNOWN, Status.MET, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class Touched:
    """What a change touches: criteria, the questions that feed them, and the codes of finished screenings by worst status."""

    criteria: tuple[str, ...]
    questions: tuple[str, ...]
    screenings: Mapping[str, tuple[str, ...]]

    @property
    def count(self) -> int:
        return sum(map(len, self.screenings.values()))


def touched(store: Store, trial: Trial, criteria: tuple[str, ...]) -> Touched:
    """Only screenings that coordinators may see; each once, by the worst status among these criteria."""
    worst: dict[str, Status] = {}
    for code, text in store.logbook.statuses(criteria):
        status = Status(text)
        worst[code] = min(status, worst.get(code, status), key=_WORST_FIRST.index)
    by_status = {status.value: tuple(code for code, own in worst.items() if own is status) for status in _WORST_FIRST}
    return Touched(criteria, questions_of(trial, criteria), {name: codes for name, codes in by_status.items() if codes})


def as_text(found: Comparison, old: RegistryRecord, new: RegistryRecord, words: Words, whom: Mapping[str, Touched]) -> str:
    """The comparison to read. `whom` says what each change touches, by `touch_key`."""
    days = [record.fields.get("updated") or words("registry-no_date") for record in (old, new)]
    lines = [words("registry-title", nct=old.nct, old=days[0], new=days[1]), ""]
    if found.same:
        return "\n".join([*lines, words("registry-same")])
    lines.append(words("registry-counts", **_counts(found)))
    for title, part in (
        ("registry-fields", _field_lines(found.fields, words, whom)),
        ("registry-contacts", _contact_lines(found, words)),
        ("registry-sentences", _sentence_lines(found.changes, words, whom)),
    ):
        shown = [*part]
        lines += ["", f"== {words(title)} ==", *shown] if shown else []
    return "\n".join(lines)


def _counts(found: Comparison) -> dict[str, int]:
    return {what.value: sum(change.what is what for change in found.sentences) for what in What}


def _field_lines(changes: Iterable[FieldChange], words: Words, whom: Mapping[str, Touched]) -> Iterator[str]:
    for change in changes:
        name, nothing = words(f"registry-field-{change.name}"), words("registry-nothing")
        if change.name == "summary":
            yield f"{name}: {marked(change.old, change.new)}"
        else:
            yield words("registry-field", name=name, old=change.old or nothing, new=change.new or nothing)
        if change.criteria:
            yield from _touched_lines(whom[touch_key(change.criteria)], words)


def _contact_lines(found: Comparison, words: Words) -> Iterator[str]:
    for way, people in (("removed", found.contacts_removed), ("added", found.contacts_added)):
        yield from (words(f"registry-contact_{way}", person=_person(person, words)) for person in people)


def _person(person: Person, words: Words) -> str:
    phone = person.phone
    if person.extension:
        phone = words("registry-extension", phone=phone, extension=person.extension)
    return f"{person.name} {phone}".strip()


def _sentence_lines(changes: Iterable[SentenceChange], words: Words, whom: Mapping[str, Touched]) -> Iterator[str]:
    for change in changes:
        sentence = change.new or change.old
        assert sentence is not None
        section = words(f"registry-section-{sentence.section}")
        yield ""
        yield words(
            "registry-head", what=words(f"registry-{change.what}"), section=section, number=_number(change, words)
        ).strip()
        yield f"  {marked(change.old.text if change.old else '', change.new.text if change.new else '')}"
        if change.what is What.ADDED:
            yield f"  {words('registry-no_criteria_yet')}"
        else:
            yield from _touched_lines(whom[touch_key(change.criteria)], words)


def _number(change: SentenceChange, words: Words) -> str:
    old, new = (sentence.number if sentence else "" for sentence in (change.old, change.new))
    return words("registry-number", old=old, new=new) if old and new and old != new else new or old


def marked(old: str, new: str) -> str:
    """The new text with what went in [-…-] and what came in {+…+}."""
    around = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    pieces = []
    for sign, text in word_changes(old, new):
        bare = text.rstrip()
        pieces.append(around[sign].format(bare) + text[len(bare) :])
    return "".join(pieces)


def _touched_lines(whom: Touched, words: Words) -> Iterator[str]:
    if not whom.criteria:
        yield f"  {words('registry-no_rule')}"
        return
    yield f"  {words('registry-criteria', ids=' '.join(whom.criteria))}"
    yield f"  {words('registry-questions', ids=' '.join(whom.questions))}"
    if not whom.count:
        yield f"  {words('registry-no_screenings')}"
        return
    counted = (words(f"status-{name}", count=len(codes)) for name, codes in whom.screenings.items())
    yield f"  {words('registry-screenings', count=whom.count, statuses=', '.join(counted))}"
    codes = [code for name in ("failed", "review") for code in whom.screenings.get(name, ())]
    if codes:
        more = words("registry-more", count=len(codes) - CODES_SHOWN) if len(codes) > CODES_SHOWN else ""
        yield f"  {words('registry-codes', codes=' '.join(codes[:CODES_SHOWN]))} {more}".rstrip()


def touch_key(criteria: tuple[str, ...]) -> str:
    return " ".join(criteria)


def as_json(found: Comparison, old: RegistryRecord, new: RegistryRecord, whom: Mapping[str, Touched]) -> dict[str, Any]:
    """The whole comparison, unchanged sentences included."""
    return {
        "nct": old.nct,
        "same": found.same,
        "record_date": {"old": old.fields.get("updated"), "new": new.fields.get("updated")},
        "counts": _counts(found),
        "fields": [{**asdict(change), **_touched_json(change.criteria, whom)} for change in found.fields],
        "contacts": {"added": [*map(asdict, found.contacts_added)], "removed": [*map(asdict, found.contacts_removed)]},
        "sentences": [
            {
                "what": change.what,
                "old": asdict(change.old) if change.old else None,
                "new": asdict(change.new) if change.new else None,
                **_touched_json(change.criteria, whom),
            }
            for change in found.sentences
        ],
    }


def _touched_json(criteria: tuple[str, ...], whom: Mapping[str, Touched]) -> dict[str, Any]:
    found = whom.get(touch_key(criteria))
    return (
        {"criteria": criteria, "questions": found.questions, "screenings": found.screenings}
        if found
        else {"criteria": criteria}
    )
