"""Results of pure functions, kept so that the same is not worked out twice. Forgetting never changes an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

REMEMBERED = 20_000
"""Results in one memory before it is emptied and begins anew."""


def recall(memory: dict[object, object], key: object, work_out: Callable[[], Found]) -> Found:
    """What is remembered under the key, worked out the first time; the key must hold everything that it depends on."""
    if key not in memory:
        if len(memory) >= REMEMBERED:
            memory.clear()
        memory[key] = work_out()
    return memory[key]  # type: ignore[return-value]
