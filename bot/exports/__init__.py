"""What leaves the database: the screening log, full records, FHIR and the anonymised set.

Only screenings of people who allowed coordinators to see them, and never an address. Everything is made piece by piece, so
that a hundred thousand screenings need no more memory than a few (the anonymised set keeps one short row of each).
"""

from bot.exports.kinds import KINDS, Kind, pieces, write
from bot.exports.source import Source

__all__ = ["KINDS", "Kind", "Source", "pieces", "write"]
