"""HTTP for python-telegram-bot over aiohttp, which takes a fraction of the processor time of the library's own transport."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 10
RESPONSE_BYTES = 32 * 1024 * 1024
"""The longest response that is read: a hundred updates of the largest kind are far smaller."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Errors never carry the address, because the token is a part of it."""

    def __init__(self, url: str, connections: int, seconds: float) -> None:
        """`seconds` is the longest wait for a whole response; `url` says which proxy of the environment is used."""
        self._connections, self._seconds, self._proxy = connections, seconds, _proxy(url)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._seconds

    async def initialize(self) -> None:
        if self._session is None:
            connector = TCPConnector(limit=self._connections, ttl_dns_cache=300)
            timeout = ClientTimeout(total=self._seconds, sock_connect=CONNECT_SECONDS)
            self._session = ClientSession(connector=connector, timeout=timeout, proxy=self._proxy)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        """Make one request. Raises TimedOut or NetworkError."""
        assert self._session is not None, "initialize comes first"
        data = request_data.json_parameters if request_data else None
        try:
            async with self._session.request(method, url, data=data) as response:
                if (response.content_length or 0) > RESPONSE_BYTES:
                    raise NetworkError("the response is too long")
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (ClientError, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None


def _proxy(url: str) -> str | None:
    parts = urlsplit(url)
    return None if not parts.hostname or proxy_bypass(parts.hostname) else getproxies().get(parts.scheme)
