"""The command line: `prescreen`, also `python -m bot`. Heavy imports wait until their command runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import office
from bot.console import cli
from bot.opening import give_up, opened_settings
from bot.operations import cli as operations

if TYPE_CHECKING:
    from bot.screener import Screener


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Pre-screening for the trial NCT06494995, in English and Chinese."""


@main.command()
@click.option("--language", type=click.Choice(["en", "zh"]), help="begin in this language")
def chat(language: str | None) -> None:
    """Talk to the assistant in this terminal."""
    from bot.channels.terminal import chat as talk

    with _screener() as screener:
        talk(screener, language)


@main.command()
def telegram() -> None:
    """Run the Telegram bot."""
    import asyncio

    from bot.assembly import expire, make_working, open_store
    from bot.channels.telegram.service import CannotStart, alone, serve
    from bot.clock import now
    from bot.logs import start_logs
    from bot.store import StoreError

    settings = opened_settings()
    start_logs(settings.log_level)
    if settings.telegram_bot_token is None:
        give_up("TELEGRAM_BOT_TOKEN is not set. Get a token from @BotFather and put it into .env.")
    token = settings.telegram_bot_token.get_secret_value()
    try:
        with closing(open_store(settings)) as store, alone(settings.data):
            expire(store, settings, now())
            asyncio.run(serve(store, settings, token, now, partial(make_working, store, settings, now)))
    except (CannotStart, StoreError) as error:
        give_up(str(error))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def assess(files: tuple[Path, ...]) -> None:
    """Print the findings for files of facts, one JSON line a file."""
    import seeds
    from bot.assess import BadFile, assess_file

    trial, failed = seeds.load(), False
    for path in files:
        try:
            line = assess_file(trial, path)
        except BadFile as error:
            line, failed = {"error": f"{path}: {error}"}, True
        click.echo(json.dumps(line, ensure_ascii=False))
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("fact")
@click.argument("text")
@click.option("--role", type=click.Choice(["patient", "family", "clinician"]), default="patient", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh"]), help="accepted for completeness; both are always read")
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="the day of the dialogue; today if not given")
def read(fact: str, text: str, role: str, language: str | None, as_of: datetime | None) -> None:
    """Show how a typed answer to the question about FACT is read."""
    import seeds
    from bot.reading import read_fact

    day = as_of.date() if as_of else date.today()
    try:
        found = read_fact(seeds.load(), fact, text, role, day)
    except KeyError:
        raise click.ClickException(f"no such fact: {fact}") from None
    click.echo(json.dumps(found, ensure_ascii=False))


for command in (
    *operations.COMMANDS,
    cli.console,
    cli.coordinator,
    cli.demo,
    office.export,
    office.registry,
    office.ruling,
    office.script,
):
    main.add_command(command)


@contextmanager
def _screener() -> Iterator[Screener]:
    """The screener of the settings and its data."""
    from bot.assembly import open_screener
    from bot.clock import now
    from bot.store import StoreError

    try:
        with open_screener(opened_settings(), now) as screener:
            yield screener
    except StoreError as error:
        give_up(str(error))


if __name__ == "__main__":
    main()
