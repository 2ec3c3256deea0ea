"""The short code of a screening, for quoting on the telephone: `7K4-2QM`."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L, which are misheard and misread."""


def new_code() -> str:
    """A random code of six characters; with 31 letters about 890 million are possible."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"
