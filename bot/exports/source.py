"""What every export is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.store import Store
from flows.trial import Trial
from i18n.catalogue import Words, area


@dataclass(frozen=True)
class Source:
    """`words` are the trial's, by language; `language` is that of headers and labels (FHIR always carries all languages).

    `now` is the moment of the export, with its time zone, in which times are given.
    """

    store: Store
    trial: Trial
    words: Mapping[str, Words]
    language: str
    now: datetime

    @property
    def own(self) -> Words:
        """The words of the trial in the language of the export."""
        return self.words[self.language]

    @property
    def labels(self) -> Words:
        """The words of the exports themselves."""
        return area("exports", self.language)
