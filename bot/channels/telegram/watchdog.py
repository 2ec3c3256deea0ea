"""Notices when updates have not been fetched for too long, though the process looks healthy."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from pathlib import Path
from time import monotonic

STUCK_SECONDS = 180
"""No sign of life for so long: the connections are given up and everything begins anew."""


class Stuck(Exception):
    """Nothing has been fetched for too long."""


class Watchdog:
    """Every successful poll is a sign of life: for ourselves, for `prescreen check` (the file's time) and for systemd."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._last = monotonic()

    def alive(self) -> None:
        self._last = monotonic()
        with suppress(OSError):
            os.utime(self._file)
        _notify("WATCHDOG=1")

    async def watch(self) -> None:
        """Raises Stuck when there was no sign of life for too long."""
        while True:
            left = STUCK_SECONDS - (monotonic() - self._last)
            if left <= 0:
                raise Stuck
            await asyncio.sleep(left)


def _notify(message: str) -> None:
    """A word to systemd, where it has started us and asked for it."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as link:
            link.sendto(message.encode(), address.replace("@", "\0", 1))
