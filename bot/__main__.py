"""The command line: `prescreen`, also `python -m bot`. Heavy imports wait until their command runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bot import office
from bot.console import cli

if TYPE_CHECKING:
    from bot.screener import Screener
    from bot.settings import Settings


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

    from bot.assembly import duties
    from bot.channels.telegram.service import CannotStart, alone, serve
    from bot.logs import start_logs

    settings = _settings()
    start_logs(settings.log_level)
    if settings.telegram_bot_token is None:
        _give_up("TELEGRAM_BOT_TOKEN is not set. Get a token from @BotFather and put it into .env.")
    try:
        with _screener() as screener, alone(settings.data):
            token = settings.telegram_bot_token.get_secret_value()
            asyncio.run(serve(screener, settings, token, duties(screener, settings)))
    except CannotStart as error:
        _give_up(str(error))


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


for command in (cli.console, cli.coordinator, cli.demo, office.export, office.registry, office.ruling, office.script):
    main.add_command(command)


def _give_up(why: str) -> NoReturn:
    """One clear line and exit status 2, for what the operator has to put right."""
    click.echo(f"prescreen: {why}", err=True)
    sys.exit(2)


def _settings() -> Settings:
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        _give_up(str(error))


@contextmanager
def _screener() -> Iterator[Screener]:
    """The screener of the settings and its data."""
    from bot.assembly import open_screener
    from bot.store import StoreError

    try:
        with open_screener(_settings(), lambda: datetime.now(UTC).astimezone()) as screener:
            yield screener
    except StoreError as error:
        _give_up(str(error))


if __name__ == "__main__":
    main()
