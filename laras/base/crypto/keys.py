"""The master key and the keys derived from it.

The master key lies outside the data folder and outside every backup; the data folder holds only its id. From it one
key a purpose is derived (HKDF-SHA256), so that a keyed hash can never open a sealed value.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32
ID_FILE = "key-id"


class KeyMissing(RuntimeError):
    """The data folder was written with a key that is not here; the sentence says which file is looked for."""


def key_id(key: bytes) -> str:
    """Return the public name of a key: eight hex digits of its SHA-256."""
    return hashlib.sha256(b"laras key id" + key).hexdigest()[:8]


def key_file_for(data: Path) -> Path:
    """Return where the key of data folder `data` lies unless `LARAS_KEY_FILE` says otherwise.

    The name is made of a hash of the folder's path: two folders never share a key by accident.
    """
    name = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "laras" / f"{name}.key"


def make_key(path: Path) -> bytes:
    """Write a new key to `path`, readable by its owner only, and return the key that lies there afterwards.

    An existing file is never overwritten. Two programs may begin in one new folder at the same moment: the key is
    written whole under a name of its own and then linked, so that the second finds the first one's key, never half.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    return read_key(path)


def read_key(path: Path) -> bytes:
    """Read a key; KeyMissing when the file is absent or not a key."""
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise KeyMissing(f"The key file {path} cannot be read: {error}.") from error
    if len(key) != KEY_BYTES:
        raise KeyMissing(f"The key file {path} does not hold a key of {KEY_BYTES} bytes.")
    return key


def prepare(data: Path, key_file: Path) -> str:
    """Make sure that `data` and its key belong together, and return the key's id.

    A new folder gets a new key. A folder that already names a key refuses to go on without exactly that key.
    """
    named = data / ID_FILE
    if not named.exists():
        key = read_key(key_file) if key_file.exists() else make_key(key_file)
        draft = data / f".{ID_FILE}.{secrets.token_hex(8)}"
        draft.write_text(key_id(key) + "\n")
        draft.replace(named)
        return key_id(key)
    expected = named.read_text().strip()
    if not key_file.exists():
        raise KeyMissing(
            f"The data in {data} is sealed with key {expected}, which should lie in {key_file}. "
            "Put that file back, or name another place with LARAS_KEY_FILE."
        )
    if key_id(read_key(key_file)) != expected:
        raise KeyMissing(f"The data in {data} is sealed with key {expected}; {key_file} holds another one.")
    return expected


@lru_cache(maxsize=1)
def _master(path: str) -> bytes:
    return read_key(Path(path))


def master() -> bytes:
    """Return the master key of this process."""
    return _master(str(settings.LARAS_KEY_FILE))


@lru_cache(maxsize=4096)
def _derived(path: str, purpose: str, scope: str) -> bytes:
    info = f"laras/{purpose}/{scope}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(_master(path))


def derived(purpose: str, scope: str = "") -> bytes:
    """Return the 32-byte key for `purpose` ('seal', 'index', 'audit', 'session') and `scope` (a facility id)."""
    return _derived(str(settings.LARAS_KEY_FILE), purpose, scope)


def signing_key(key_file: Path) -> str:
    """Return the key that signs cookies and forms; needs no settings, since it is one of them."""
    return _derived(str(key_file), "sign", "").hex()
