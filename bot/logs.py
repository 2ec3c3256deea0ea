"""Structured lines on standard error. What a person said, who they are and the token are in none of them, at any level."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import TextIO, cast

import structlog

TALKATIVE = ("telegram", "httpx", "httpcore", "aiohttp", "asyncio", "uvicorn", "multipart", "python_multipart")
"""Libraries that write tokens, addresses or contents into their logs when they are let."""


class _Unbroken:
    """A stream that may fail: on a full disk lines are lost, and nothing else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def start_logs(level: str) -> None:
    """Begin to log from this level on; the talkative libraries only warn, whatever the level."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Unbroken(sys.stderr))),
        cache_logger_on_first_use=True,
    )
