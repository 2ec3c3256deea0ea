"""Takes out what names a person before anything is read or kept: phone numbers, identity numbers and e-mail addresses.

Laboratory values, dates and doses must never be taken for one, so only shapes that no report prints are masked.
"""

from __future__ import annotations

import re
import unicodedata

_SHAPES = (
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+)+",
    *(
        rf"(?<![A-Za-z0-9.+]){number}(?![A-Za-z0-9])"
        for number in (
            r"(?:\+|00[ -]?)\d(?:[ ()-]{0,2}\d){9,14}",  # a number with its country code
            r"(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}",  # a Chinese mobile number
            r"\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4}",  # a Chinese landline
            r"\(?\d{3}\)?[ -]\d{3}-\d{4}",
            r"\d{6}(?:18|19|20)\d{9}[\dXx]",  # a Chinese resident identity number
            r"\d{3}-\d{2}-\d{4}",
        )
    ),
)
_NAMING = re.compile("|".join(_SHAPES))
MASK = "***"


def masked(text: str) -> str:
    """The text with every such number or address replaced by `***`; the same text when there is none."""
    plain = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    if not _NAMING.search(plain):
        return text
    return _NAMING.sub(MASK, plain)
