"""Structured lines on standard error. What a person said, who they are and the token are in none of them, at any level."""

from __future__ import annotations

import logging
import sys

import structlog

TALKATIVE = ("telegram", "httpx", "httpcore", "aiohttp", "asyncio", "uvicorn", "multipart", "python_multipart")
"""Libraries that write tokens, addresses or contents into their logs when they are let."""


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
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
