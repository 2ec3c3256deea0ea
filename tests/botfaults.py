"""How the local Bot API server misbehaves: calls that fail, and updates that come twice, late or in another order."""

import random
from collections import defaultdict, deque
from dataclasses import dataclass, field

REMEMBERED = 500
"""Delivered updates that may be delivered again."""


@dataclass
class Fault:
    """One way to fail: kind "429", "502", "drop" (the call is lost) or "after" (the call is done,
    its answer lost). Strikes the next `times` calls (None: no limit; counts down) of the method
    (None: any), each with `probability`."""

    method: str | None
    kind: str
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 1

    def strikes(self, method, rng):
        fits = self.method in (None, method) and self.times != 0
        hit = fits and rng.random() < self.probability
        if hit and self.times is not None:
            self.times -= 1
        return hit


@dataclass
class Mischief:
    """What may happen to updates on their way, each with its probability for an update: it comes
    twice in one batch (`doubled`), or an old one comes again behind it (`stale`). `shuffled`
    mixes different people's updates, each person's own staying in order; `batched` is for how
    many seconds updates are held back to come together."""

    doubled: float = 0.0
    stale: float = 0.0
    shuffled: bool = False
    batched: float = 0.0
    seed: int = 0
    delivered: deque = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def __post_init__(self):
        self.rng = random.Random(self.seed)

    def worked_on(self, updates):
        """The batch as it is delivered."""
        batch = self._shuffled(updates) if self.shuffled else list(updates)
        found = []
        for update in batch:
            found += [update] * (2 if self.rng.random() < self.doubled else 1)
            if self.delivered and self.rng.random() < self.stale:
                found.append(self.rng.choice(self.delivered))
        self.delivered += updates
        return found

    def _shuffled(self, updates):
        """In any order of people: everybody's places are drawn, then filled in that person's order."""
        queues = defaultdict(deque)
        for update in updates:
            queues[sender(update)].append(update)
        places = [person for person, queue in queues.items() for _ in queue]
        self.rng.shuffle(places)
        return [queues[person].popleft() for person in places]


def sender(update):
    """Who an update is from; None for kinds without a sender."""
    content = next((value for key, value in update.items() if key != "update_id"), {})
    return content.get("from", {}).get("id")
