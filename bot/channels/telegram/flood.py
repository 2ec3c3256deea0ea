"""Refuses those who send faster than any person can, so that nobody else has to wait for them."""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic

BURST = 500
"""Updates that one person may send at once; nobody needs so many for several screenings."""
PER_SECOND = 5.0
"""How fast one may go on after a burst."""
PEOPLE = 10_000
"""People remembered at a time."""


class Flood:
    """A bucket for each address, in memory only."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, tuple[float, float, bool]] = OrderedDict()

    def refuses(self, address: str) -> bool | None:
        """None for an update that is welcome; else whether this address has been told already."""
        now = monotonic()
        left, then, told = self._buckets.pop(address, (BURST, now, False))
        left = min(BURST, left + (now - then) * PER_SECOND)
        refused = left < 1
        self._buckets[address] = (left if refused else left - 1, now, refused)
        if len(self._buckets) > PEOPLE:
            self._buckets.popitem(last=False)
        return told if refused else None
