"""The operator's commands. Heavy imports wait until their command runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.clock import now
from bot.opening import give_up, opened_settings
from bot.operations import KEPT_DAYS

if TYPE_CHECKING:
    from bot.settings import Settings


@contextmanager
def _settings() -> Iterator[Settings]:
    """The settings; what the data or the disk refuse is one clear line."""
    from bot.store import StoreError
    from bot.store.vault import VaultError

    try:
        yield opened_settings()
    except (StoreError, VaultError) as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{error.filename}: {error.strerror}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="replace FILE")
@click.option(
    "--keep-days",
    type=click.IntRange(1, KEPT_DAYS),
    help="where FILE is a folder: delete the backups in it that are older",
)
def backup(file: Path, force: bool, keep_days: int | None) -> None:
    """Copy the database to FILE, or into it with the time in the name where it is a folder. The bot may go on meanwhile.

    The key is not in the copy: without prescreen.key nobody in it can be answered. What is erased from the database stays in
    older copies until they are deleted, within 7 days as the notice says.
    """
    from bot.operations.copying import back_up, delete_old

    if keep_days is not None and not file.is_dir():
        raise click.UsageError("--keep-days needs a folder that exists")
    with _settings() as settings:
        made = back_up(settings, file, now(), force=force)
        click.echo(f"{made}: the data without the key. Keep prescreen.key elsewhere, and delete this within {KEPT_DAYS} days.")
        for path in delete_old(file, keep_days, now()) if keep_days is not None else ():
            click.echo(f"{path}: deleted")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--with-erased", is_flag=True, help="also bring back what was erased since, for example by somebody's /delete")
def restore(file: Path, with_erased: bool) -> None:
    """Put the backup FILE in the place of the data, which are kept under another name. Nothing else may run."""
    from bot.operations.copying import restore as put_back

    with _settings() as settings:
        found = put_back(settings, file, now(), with_erased=with_erased)
    click.echo(f"Restored. Not brought back: {found.expired} screenings that were kept long enough", nl=False)
    click.echo("." if found.erased is None else f", {found.erased} that were erased since the backup.")
    if found.erased is None:
        click.echo("The data from before cannot be compared: what people erased since the backup is there again.")
    if found.aside is not None:
        click.echo(f"The data from before are in {found.aside}; delete it as soon as all is well, within {KEPT_DAYS} days.")


@click.command()
@click.option("--offline", is_flag=True, help="do not ask Telegram")
def check(offline: bool) -> None:
    """Look whether everything is in order; the exit status is 1 if not."""
    from bot.operations.checking import look_over

    failed = False
    for point in look_over(now(), offline=offline):
        click.echo(f"{point.name:<9} {'ok' if point.ok else 'WRONG':<6} {point.text}")
        failed = failed or not point.ok
    sys.exit(1 if failed else 0)


@click.group()
def key() -> None:
    """The key that the addresses are encrypted with."""


@key.command()
def rotate() -> None:
    """Make a new key and encrypt every address with it. Nothing else may run."""
    from bot.operations.rotating import change_key

    with _settings() as settings:
        if settings.key is not None:
            give_up(ELSEWHERE.format(file=settings.data / "prescreen.key"))
        file = change_key(settings)
    click.echo(f"{file} is new: keep a copy of it elsewhere. Make a backup now: none from before can be restored any more.")
    click.echo("Codes with which doctors were to go on with a screening no longer work.")


ELSEWHERE = (
    "PRESCREEN_KEY is set, and its place is not ours to write to. With everything stopped: write the key to {file} "
    "(printf %s KEY | xxd -r -p), chmod 600; rotate without PRESCREEN_KEY; read the new one (xxd -p -c 64) and set it."
)

COMMANDS = (backup, restore, check, key)
