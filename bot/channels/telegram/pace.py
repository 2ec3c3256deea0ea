"""Keeps within Telegram's limits: about 30 messages a second for a bot, and one a second for a chat."""

from __future__ import annotations

import asyncio


class Pace:
    """Lets so many calls a second pass, as a bucket that fills up to one second's worth; 0 lets all pass at once."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._free_at = 0.0

    async def turn(self, rest: float = 0) -> None:
        """Wait for one's turn, after `rest` seconds of the chat's own; where there is no limit there is no rest either."""
        if not self._per_second:
            return
        if rest:
            await asyncio.sleep(rest)
        now = asyncio.get_running_loop().time()
        self._free_at = max(self._free_at, now - 1) + 1 / self._per_second
        if self._free_at > now:
            await asyncio.sleep(self._free_at - now)
