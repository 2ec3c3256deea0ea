"""`prescreen backup` and `prescreen restore`."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.assembly import expire, open_store
from bot.settings import DATABASE, Settings
from bot.store import StoreError
from bot.store.copies import copied, erased_since, leave_out, put, set_aside
from bot.store.database import alone, clearly

STAMP = "%Y%m%dT%H%M%SZ"
STAMPED = re.compile(r"\.?prescreen(?:-|\.db\.before-)(\d{8}T\d{6}Z)(?:\.db)?(?:\.part)?")
"""The names that we give to copies, unfinished ones too; no other file is ever deleted."""


def back_up(settings: Settings, target: Path, now: datetime, *, force: bool = False) -> Path:
    """Copy the database to a file, or into a folder under a name with the time; where it is now. Raises StoreError.

    Neither the bot nor the console has to wait for it.
    """
    database = settings.data / DATABASE
    file = target / f"prescreen-{_stamp(now)}.db" if target.is_dir() else target
    if file.parent.resolve() == settings.data.resolve():
        raise StoreError(f"{file}: a backup beside the data is none, and could take the place of one of their files")
    if file.exists() and not force:
        raise StoreError(f"{file} is there already; --force replaces it")
    with copied(database, file) as copy, clearly(file):
        put(copy, file)
    return file


def delete_old(folder: Path, days: int, now: datetime) -> list[Path]:
    """Delete the backups in a folder that are older than so many days; which they were."""
    old = [path for path in sorted(folder.iterdir()) if is_old(path, days, now)]
    for path in old:
        path.unlink()
    return old


def is_old(path: Path, days: int, now: datetime) -> bool:
    """Whether a copy was made more than so many days ago; its name tells, since the file's time changes when it is moved."""
    named = STAMPED.fullmatch(path.name)
    return named is not None and now - datetime.strptime(named[1], STAMP).replace(tzinfo=UTC) > timedelta(days=days)


@dataclass(frozen=True)
class Restored:
    """Where the data from before are, if there were any, and how many screenings of the backup were not brought back.

    `erased` is None where nobody can know what was erased since the backup.
    """

    aside: Path | None
    expired: int
    erased: int | None


def restore(settings: Settings, source: Path, now: datetime, *, with_erased: bool = False) -> Restored:
    """Put a backup in the place of the data, which are kept under another name. Raises StoreError, and then nothing changes.

    What has been kept long enough is erased from it before anybody sees it, and so is what was erased on request since.
    """
    database = settings.data / DATABASE
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if database.exists() and source.exists() and database.samefile(source):
        raise StoreError(f"{source} is the database itself")
    with alone(settings.data), copied(source, database, share=False) as copy:
        expired = _expire(settings, copy, now)
        erased = [] if with_erased else erased_since(copy, database)
        leave_out(copy, erased or [])
        return Restored(_swap(database, copy, now), expired, None if erased is None else len(erased))


def _expire(settings: Settings, copy: Path, now: datetime) -> int:
    """What has been kept long enough goes; that our key fits is found out by the way."""
    with closing(open_store(settings, copy, share=False)) as store:
        return expire(store, settings, now)


def _swap(database: Path, copy: Path, now: datetime) -> Path | None:
    aside = database.with_name(f"{DATABASE}.before-{_stamp(now)}") if database.exists() else None
    with clearly(database):
        if aside is not None:
            set_aside(database, aside)
        put(copy, database)
    return aside


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime(STAMP)
