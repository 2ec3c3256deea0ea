"""Keeps addresses unreadable: a keyed hash to find a chat again, and encryption to be able to answer it.

A plain hash would not do: all Telegram ids can be tried within the hour.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class VaultError(Exception):
    """The key is missing, unreadable, or not the one that the data was written with."""


class Vault:
    """Hashes and encrypts with one secret of 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise VaultError(f"the key has {len(secret)} bytes instead of {KEY_BYTES}")
        self._hash_key = hmac.digest(secret, b"address look-up", "sha256")
        self._cipher = AESGCM(hmac.digest(secret, b"address sending", "sha256"))

    @classmethod
    def at(cls, path: Path) -> Vault:
        """The vault of a key file. Raises VaultError."""
        try:
            return cls(path.read_bytes())
        except OSError as error:
            raise VaultError(f"the key file {path} cannot be read: {error.strerror}") from error

    @classmethod
    def of_hex(cls, key: str) -> Vault:
        """The vault of a key written as 64 hexadecimal digits. Raises VaultError."""
        try:
            return cls(bytes.fromhex(key))
        except ValueError:
            raise VaultError(f"the key must be {2 * KEY_BYTES} hexadecimal digits") from None

    def hash(self, text: str) -> bytes:
        """The same for the same text, and of no use without the key."""
        return hmac.digest(self._hash_key, text.encode(), hashlib.sha256)

    def seal(self, text: str, context: str) -> bytes:
        """The text encrypted; `context` says what it belongs to and must be the same at opening."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), context.encode())

    def open(self, sealed: bytes, context: str) -> str:
        """The text again. Raises VaultError for another key, another context or a changed byte."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise VaultError("the stored addresses were written with another key") from error
