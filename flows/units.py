"""Analytes and their units: exact factors to the canonical unit, and the limits of what a report can say.

The tables are data (`seeds/<nct>/analytes.toml`, from section 4.3 of the clinical reading). General unit libraries are
not used: they read `10*9/L` as 90/L and `G/L` as gauss.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

_SUPERSCRIPT = re.compile("10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_POWER = re.compile(r"10(?:\*\*|\*|\^|e)?(3|6|9|12)(?=/)")
_LOG = re.compile(r"\s*(?:log|lg)\s*(?:10|₁₀)?\s*", re.IGNORECASE)
MAX_LOG = 12
"""The largest power of ten taken: above every hard limit, and small enough to write out."""


@lru_cache(maxsize=1 << 14)
def unit_key(text: str) -> str:
    """One spelling for the many of a unit: `×10⁹/L`, `10*9/l`, `x 10^9 / L` and the flattened `109/L` are `10^9/l`."""
    key = unicodedata.normalize("NFKC", _SUPERSCRIPT.sub(r"10^\1", text)).casefold()
    key = re.sub(r"[\s×]+", "", key).replace("μ", "u").replace("⁄", "/").lstrip("x*")
    key = key.replace("mcmol", "umol").replace("mcl", "ul").replace("litre", "l").replace("liter", "l")
    return _POWER.sub(r"10^\1", key)


@dataclass(frozen=True)
class Range:
    """Both ends included."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal | Fraction | int) and self.low <= value <= self.high


@dataclass(frozen=True)
class Analyte:
    """One laboratory value. `units` maps each accepted unit to its factor into `unit`; `spellings` maps `unit_key` to it.

    `hard` and `soft` are in the canonical unit: outside `hard` a value is rejected, outside `soft` it is read back.
    `bare` lists, for a number without a unit, the ranges where the unit is certain; anywhere else it is asked.
    """

    name: str
    unit: str
    units: dict[str, Fraction]
    spellings: dict[str, str]
    hard: Range
    soft: Range
    bare: tuple[tuple[str, Range], ...]
    takes_uln: bool = False
    plausible_uln: dict[str, Range] | None = None
    takes_log: bool = False

    @cached_property
    def unit_starts(self) -> frozenset[str]:
        """The characters a spelling of a unit can begin with."""
        return frozenset(key[0] for key in self.spellings) | frozenset("x×*μ")

    @cached_property
    def unit_ends(self) -> frozenset[str]:
        """The characters a spelling of a unit can end with: of a `unit_key`, of "litre" and of "liter"."""
        return frozenset(key[-1] for key in self.spellings) | frozenset("er")

    def measured(self, value: Decimal, unit: str) -> tuple[Decimal, str] | None:
        """The value and unit in this analyte's spelling, `2.7 log10 IU/mL` written out; None for an unknown unit."""
        if self.takes_log and (match := _LOG.match(unit)) and value <= MAX_LOG:
            return Decimal(10) ** value, self.spellings.get(unit_key(unit[match.end() :]), "") or self.unit
        found = self.find_unit(unit)
        return (value, found) if found else None

    def find_unit(self, text: str) -> str | None:
        """The unit meant by a spelling, or None. Example: `umol/l` and `μmol/L` → `umol/L`."""
        return self.spellings.get(unit_key(text))

    def canonical(self, value: Decimal, unit: str) -> Fraction:
        """The exact value in the canonical unit. Raises KeyError for a unit that is not accepted."""
        return Fraction(value) * self.units[unit]


def analyte(name: str, table: dict[str, Any]) -> Analyte:
    """One entry of `analytes.toml`. Raises KeyError or ValueError for a wrong shape."""
    units = {unit: Fraction(factor) for unit, factor in table["units"].items()}
    spellings = {unit_key(unit): unit for unit in units}
    for unit, names in table["names"].items():
        spellings |= {unit_key(spelling): unit for spelling in names}
    return Analyte(
        name=name,
        unit=table["unit"],
        units=units,
        spellings=spellings,
        hard=_range(*table["hard"]),
        soft=_range(*table["soft"]),
        bare=tuple((unit, _range(low, high)) for unit, low, high in table["bare"]),
        takes_uln=table.get("takes_uln", False),
        takes_log=table.get("takes_log", False),
        plausible_uln={key: _range(*ends) for key, ends in table["uln"].items()} if "uln" in table else None,
    )


def _range(low: str | int, high: str | int) -> Range:
    return Range(Decimal(low), Decimal(high))
