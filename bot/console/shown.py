"""Small things of the templates: moments and days as they are shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.hours import SHANGHAI


def moment(value: datetime | str) -> str:
    """A moment in Shanghai time: 2026-11-22 18:05."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def number(value: int) -> str:
    return f"{value:,}"


def data(value: Any) -> Markup:
    """JSON for a data block; nothing in it can end the block."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


FILTERS: dict[str, Callable[..., Any]] = {"moment": moment, "number": number, "data": data}
