"""The commands of the study office: exports, rulings, the paper, the registry. Heavy imports wait until their command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.clock import now
from bot.opening import give_up, opened_store, put_out
from i18n import LANGUAGES

if TYPE_CHECKING:
    from bot.rulings import Entry
    from i18n.catalogue import Words

in_language = click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)


@click.command()
@click.argument("kind", type=click.Choice(["csv", "json", "fhir", "anonymous"]))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="a file; standard output if not given")
@in_language
def export(kind: str, out: Path | None, language: str) -> None:
    """Write the screenings that coordinators may see.

    csv: the screening log. json: full records. fhir: HL7 FHIR R4, questionnaire and responses. anonymous: for research.
    """
    import seeds
    from bot.exports import Source, pieces

    with opened_store() as store:
        words = {language: seeds.words(language) for language in LANGUAGES}
        put_out(pieces(kind, Source(store, seeds.load(), words, language, now())), out)


@click.group()
def ruling() -> None:
    """The study team's rulings on what the record leaves open."""


@ruling.command("list")
@in_language
def list_(language: str) -> None:
    """Print every protocol question, the screenings that it touches, and the ruling in force."""
    import seeds
    from bot.rulings import register
    from i18n.catalogue import area

    own, labels = seeds.words(language), area("exports", language)
    with opened_store() as store:
        for entry in register(store, seeds.load()):
            click.echo("\n".join(_lines(entry, own, labels)) + "\n")


def _lines(entry: Entry, own: Words, labels: Words) -> list[str]:
    id, last = entry.question.id, entry.in_force
    lines = [f"{id}: {own(f'protocol-{id}.title')} ({', '.join((*entry.question.sources, *entry.question.criteria))})"]
    lines += [f"  {own(f'protocol-{id}.question')}", f"  {labels('ruling-touches', count=len(entry.touched))}"]
    if last is None:
        return [*lines, f"  {labels('ruling-none')}: {' | '.join(entry.choices)}"]
    ruled = labels("ruling-by", ruling=labels(f"ruling-{last.ruling}"), name=last.coordinator, date=last.at.date().isoformat())
    return [*lines, f"  {ruled}", *([f"  {labels('ruling-note', note=last.note)}"] if last.note else [])]


@ruling.command()
@click.argument("question")
@click.argument("given", metavar="RULING")
@click.option("--by", "name", required=True, metavar="NAME", help="the coordinator who records it")
@click.option("--note", default="", help="what the team said, and where it is written")
@in_language
def add(question: str, given: str, name: str, note: str, language: str) -> None:
    """Record a RULING (allowed, excluded, noted, withdrawn) on a QUESTION, and print the results that it changes."""
    import seeds
    from bot.rulings import BadRuling, rule
    from i18n.catalogue import area

    own, labels = seeds.words(language), area("exports", language)
    with opened_store() as store:
        coordinator = store.rulings.coordinator(name)
        if coordinator is None:
            give_up(labels("bad_ruling-no_coordinator"))
        try:
            flips = rule(store, seeds.load(), question, given, coordinator, note, now())
        except BadRuling as error:
            give_up(labels(f"bad_ruling-{error.why}"))
    click.echo(labels("ruling-recorded", title=own(f"protocol-{question}.title"), ruling=labels(f"ruling-{given}")))
    click.echo(labels("ruling-flips", count=len(flips)))
    for flip in flips:
        before, after = own(f"outcome-{flip.before}"), own(f"outcome-{flip.after}")
        click.echo(f"  {labels('ruling-flip', code=flip.code, before=before, after=after)}")


@ruling.command()
@in_language
def rescore(language: str) -> None:
    """Score every finished screening again under the rulings in force."""
    import seeds
    from bot.rulings import rescore as score_again
    from i18n.catalogue import area

    with opened_store() as store:
        count = score_again(store, seeds.load(), now().date())
    click.echo(area("exports", language)("ruling-rescored", count=count))


@click.group()
def registry() -> None:
    """The registry record that the rules were made from."""


@registry.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="the whole comparison as JSON")
@in_language
def diff(file: Path, as_json: bool, language: str) -> None:
    """Compare a newer record in FILE with the one that the rules were made from.

    FILE is the text of the page in the trial's folder, or JSON of ClinicalTrials.gov's API version 2. The exit status is 0
    where nothing has changed, 1 where something has, 2 for a file that is no record of this trial.
    """
    import json

    import seeds
    from bot.registry import report
    from bot.registry.compare import compare
    from bot.registry.forms import UnreadableRecord, parse_record, read_record
    from i18n.catalogue import area

    trial, words = seeds.load(), area("registry", language)
    old = parse_record(trial.record)
    try:
        new = read_record(file, trial.about.nct)
    except UnreadableRecord as error:
        give_up(f"{file}: {words(f'registry-{error.why}', **error.values)}")
    found = compare(trial, old, new)
    with opened_store() as store:
        criteria = {change.criteria for change in found.changes} | {change.criteria for change in found.fields}
        whom = {report.touch_key(ids): report.touched(store, trial, ids) for ids in criteria}
    if as_json:
        click.echo(json.dumps(report.as_json(found, old, new, whom), ensure_ascii=False, indent=1))
    else:
        click.echo(report.as_text(found, old, new, words, whom))
    sys.exit(0 if found.same else 1)


@click.command()
@in_language
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="a file; standard output if not given")
def script(language: str, out: Path | None) -> None:
    """Write the paper for the ethics committee: every text, rule and result in one HTML page that prints well."""
    import seeds
    from bot.paper.document import document

    put_out([document(seeds.load(), language, now().date())], out)
