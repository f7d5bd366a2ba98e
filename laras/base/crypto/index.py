"""Keyed hashes: to find a sealed value again without storing it readable."""

from __future__ import annotations

import hashlib
import hmac

from laras.base.crypto.keys import derived


def keyed_hash(purpose: str, value: str, *, scope: str) -> bytes:
    """Return HMAC-SHA256 (32 bytes) of `value` for one purpose and facility."""
    return hmac.new(derived(f"index/{purpose}", scope), value.encode(), hashlib.sha256).digest()


def word_hash(value: str, *, scope: str) -> int:
    """Return 24 bits of the keyed hash of a name word's phonetic key.

    24 bits keep many names on one number, so that the column tells little; candidates are opened and compared.
    """
    return int.from_bytes(keyed_hash("name-word", value, scope=scope)[:3], "big")
