"""Sealing and opening of values: AES-256-GCM, bound to the place where the value stands.

A sealed value is `version (1) | key id (4) | nonce (12) | ciphertext and tag`. The associated data names label,
facility and row, so that a ciphertext moved to another row or column does not open. The version byte leaves room
for other keys (one a client) without touching old rows.
"""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from laras.base.crypto.keys import derived, key_id, master

VERSION = b"\x01"
_HEAD = 1 + 4
_NONCE = 12


class Unreadable(RuntimeError):
    """A sealed value does not open: damaged, moved to another row, or sealed with another key."""


@lru_cache(maxsize=4096)
def _cipher(scope: str, key: bytes) -> AESGCM:
    return AESGCM(key)


def _bound_to(label: str, scope: str, row: str) -> bytes:
    return f"{label}|{scope}|{row}".encode()


def seal(plain: bytes, *, label: str, scope: str, row: str) -> bytes:
    """Seal `plain` for one place: `label` (model and field), `scope` (facility id or ''), `row` (row id)."""
    nonce = os.urandom(_NONCE)
    cipher = _cipher(scope, derived("seal", scope))
    return (
        VERSION + bytes.fromhex(key_id(master())) + nonce + cipher.encrypt(nonce, plain, _bound_to(label, scope, row))
    )


def open_sealed(sealed: bytes, *, label: str, scope: str, row: str) -> bytes:
    """Open what `seal` made for the same place; Unreadable otherwise."""
    if sealed[:1] != VERSION:
        raise Unreadable(f"A value of {label} has an unknown form.")
    if sealed[1:_HEAD].hex() != key_id(master()):
        raise Unreadable(f"A value of {label} names key {sealed[1:_HEAD].hex()}, which is not here.")
    nonce, body = sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
    try:
        return _cipher(scope, derived("seal", scope)).decrypt(nonce, body, _bound_to(label, scope, row))
    except (InvalidTag, ValueError) as error:  # ValueError: cut short inside the nonce
        raise Unreadable(f"A value of {label} does not open with the key of this installation.") from error
