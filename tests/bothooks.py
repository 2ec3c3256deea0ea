"""How the local Bot API server posts updates to a bot's webhook."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

import aiohttp
from botfaults import sender

LOOPBACK = "http://127.0.0.1:"
"""Only such addresses are posted to, as if something in front of the bot had taken the encryption off."""
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # pragma: allowlist secret
CONNECTIONS = 40
PAUSE = 0.05


class Webhook:
    """Posts the server's updates until the bot takes them: many at a time, but each person's in order."""

    def __init__(self, server, params: dict[str, Any]) -> None:
        self.server, self.url = server, params["url"]
        self.statuses: list[int] = []  # of every answer of the bot
        self._headers = {SECRET: params["secret_token"]} if params.get("secret_token") else {}
        self._free = asyncio.Semaphore(int(params.get("max_connections", CONNECTIONS)))
        self._turn = defaultdict(asyncio.Lock)
        self._posting: dict[int, asyncio.Task[None]] = {}
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        self.post()

    def post(self) -> None:
        """See that all updates in the queue are on their way."""
        for update in self.server.updates:
            if update["update_id"] not in self._posting:
                self._posting[update["update_id"]] = asyncio.create_task(self._deliver(update))

    async def close(self) -> None:
        """Stop; what the bot has not taken stays in the queue."""
        for task in self._posting.values():
            task.cancel()
        await asyncio.gather(*self._posting.values(), return_exceptions=True)
        await self._session.close()

    async def _deliver(self, update: dict[str, Any]) -> None:
        async with self._turn[sender(update)], self._free:
            for posted in self.server.mischief.worked_on([update]):
                while not await self._taken(posted):
                    await asyncio.sleep(PAUSE)
        self.server.updates = [other for other in self.server.updates if other is not update]
        self._posting.pop(update["update_id"])

    async def _taken(self, update: dict[str, Any]) -> bool:
        try:
            async with self._session.post(self.url, json=update, headers=self._headers) as response:
                self.statuses.append(response.status)
                return response.status < 300
        except (aiohttp.ClientError, TimeoutError):
            return False
