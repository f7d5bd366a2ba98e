"""Functions that a child process runs in the tests: well-behaved, greedy, endless, prying."""

from __future__ import annotations

import importlib
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from laras.domain.errors import N_, Refused


def count(payload: bytes) -> dict[str, int]:
    return {"bytes": len(payload)}


def refuse(payload: bytes) -> None:
    raise Refused(N_("The file has {n} bytes too many."), field="file", n=len(payload))


def fail(payload: bytes) -> None:
    raise KeyError(payload.decode())


def recurse(payload: bytes) -> object:
    return recurse(payload)


def eat_memory(_payload: bytes) -> int:
    return len([bytes(10_000_000) for _ in range(1000)])


def never_end(_payload: bytes) -> None:
    while True:
        pass


def sleep_on(_payload: bytes) -> None:
    time.sleep(60)


def die(_payload: bytes) -> None:
    os.kill(os.getpid(), 9)


def quit_early(_payload: bytes) -> None:
    sys.exit(5)


def chatter(_payload: bytes) -> str:
    print("words that must not mix with the answer")
    return "the answer"


def environment(_payload: bytes) -> list[str]:
    return sorted(os.environ)


def modules(_payload: bytes) -> list[str]:
    return sorted({name.partition(".")[0] for name in sys.modules})


def unwritable(_payload: bytes) -> object:
    return {1, 2}


def import_missing(_payload: bytes) -> None:
    importlib.import_module("no_such_library_anywhere")


def pry(payload: bytes) -> str:
    """Try what a hostile file would want; tell what came of it."""
    attempts: dict[bytes, Callable[[], object]] = {
        b"socket": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        b"program": lambda: os.system("true"),
        b"write": lambda: Path("laras-was-here").write_text("x"),
    }
    try:
        attempts[payload]()
    except PermissionError:
        return "forbidden"
    return "done"
