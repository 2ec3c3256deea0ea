"""Codes that people read out and type: of a screening, for quoting on the telephone (`7K4-2QM`), and of a hand-over."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # pragma: allowlist secret
"""Without 0 O 1 I L, which are misheard and misread."""


def new_code() -> str:
    """A random code of six characters; with 31 letters about 890 million are possible."""
    return _random(6)


def new_handover_code() -> str:
    """A secret code of eight characters, with which a doctor goes on with a screening: `7K4W-2QMX`."""
    return _random(8)


def is_handover_code(text: str) -> bool:
    """Whether a text has the form of such a code, however it is written."""
    letters = [character for character in text.upper() if character not in " -"]
    return len(letters) == 8 and set(letters) <= set(ALPHABET)


def _random(length: int) -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{letters[: length // 2]}-{letters[length // 2 :]}"
