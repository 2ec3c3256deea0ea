"""The console's commands. Heavy imports wait until their command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.clock import now
from bot.opening import opened_settings, opened_store

if TYPE_CHECKING:
    from bot.store import Coordinator, Store


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8710, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="the address to listen on")
@click.option("--name", "names", multiple=True, help="a host name under which a proxy reaches the console; may be repeated")
def console(port: int, host: str, names: tuple[str, ...]) -> None:
    """Run the coordinators' web console."""
    from bot.console.app import serve
    from bot.logs import start_logs

    start_logs(opened_settings().log_level)
    with opened_store() as store:
        if not any(not coordinator.removed for coordinator in store.desk.coordinators()):
            click.echo("Nobody can sign in yet: prescreen coordinator add NAME", err=True)
        click.echo(f"The console: http://{host}:{port}/", err=True)
        serve(store, now, host, port, names)


@click.group()
def coordinator() -> None:
    """Who may use the console."""


@coordinator.command()
@click.argument("name")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@click.option("--telegram", metavar="ID", help="the Telegram id that may use the bot's commands and ask it for a sign-in link")
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
def add(name: str, language: str, telegram: str | None, password_stdin: bool) -> None:
    """Add a coordinator; the password is asked for twice."""
    from bot.console.signing import HASHER

    with opened_store() as store:
        known = store.desk.named(name)
        if known is not None and not known.removed:
            raise click.ClickException(
                f"{name} is there already. To change the password: prescreen coordinator password {name}"
            )
        if telegram is not None and not telegram.isdecimal():
            raise click.ClickException("a Telegram id is a number")
        hashed = HASHER.hash(_password(password_stdin))
        with store.transaction():
            store.desk.add(name, hashed, language, telegram, now())
    click.echo(f"{name} can sign in.")


@coordinator.command("list")
def list_() -> None:
    """Print who may sign in."""
    with opened_store() as store:
        for found in store.desk.coordinators():
            if not found.removed:
                click.echo("\t".join([found.name, found.language, *(["telegram"] if found.on_telegram else [])]))


@coordinator.command()
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
def password(name: str, password_stdin: bool) -> None:
    """Set another password; whoever is signed in with the old one is signed out."""
    from bot.console.signing import HASHER

    with opened_store() as store:
        found = _known(store, name)
        hashed = HASHER.hash(_password(password_stdin))
        with store.transaction():
            store.desk.set_password(found.id, hashed)
    click.echo(f"{name} has a new password.")


@coordinator.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take the sign-in away. What was done stays on record under the name."""
    with opened_store() as store:
        found = _known(store, name)
        with store.transaction():
            store.desk.remove(found.id, now())
    click.echo(f"{name} can no longer sign in.")


@click.command()
@click.option("--people", type=click.IntRange(1, 5000), default=200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed gives the same people")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="a folder for the demo; the settings' own if not given"
)
def demo(people: int, seed: int, data: Path | None) -> None:
    """Fill an empty database with invented people, to look at the console."""
    from bot.demo import make_demo, may_fill
    from bot.store import StoreError

    settings = opened_settings()
    if data is not None:
        settings = settings.model_copy(update={"data": data})
    try:
        if not may_fill(settings):
            raise click.ClickException(f"{settings.data} holds screenings already; name another folder with --data")
        with click.progressbar(length=people, label="Invented people are talking", file=sys.stderr) as bar:
            name, secret = make_demo(settings, people, seed, now(), lambda: bar.update(1))
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    prefix = f"PRESCREEN_DATA={settings.data} " if data is not None else ""
    click.echo(f"\nOpen the console:  {prefix}prescreen console\nSign in as:        {name}\nPassword:          {secret}")


def _known(store: Store, name: str) -> Coordinator:
    found = store.desk.named(name)
    if found is None or found.removed:
        raise click.ClickException(f"no such coordinator: {name}")
    return found


def _password(from_stdin: bool) -> str:
    from bot.console.signing import LONGEST_PASSWORD, SHORTEST_PASSWORD

    if from_stdin:
        found = sys.stdin.readline().rstrip("\n")
    else:
        found = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if not SHORTEST_PASSWORD <= len(found) <= LONGEST_PASSWORD:
        raise click.ClickException(f"a password has at least {SHORTEST_PASSWORD} characters")
    return found
