"""Thirty-two log-ins at once, in a process and database of their own; prints how they ended and what it cost.

Threads of a test would share its transaction; here every try really commits.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.db import connection  # noqa: E402  settings exist only now

from laras.base.access import login  # noqa: E402
from laras.domain.errors import LarasError  # noqa: E402


def main(at_once: int, name: str, password: str) -> None:
    """Try `at_once` times in parallel and print `{"hashes": n, "ended": {sentence or login: n}}`."""
    hashes: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    barrier, guard = threading.Barrier(at_once), threading.Lock()

    def counted(hashing: Callable[..., Any]) -> Callable[..., Any]:
        def hash_and_count(*words: str) -> Any:
            with guard:
                hashes["n"] += 1
            return hashing(*words)

        return hash_and_count

    for name_of_hashing in ("check_password", "make_password"):
        setattr(login, name_of_hashing, counted(getattr(login, name_of_hashing)))

    def one() -> None:
        barrier.wait()
        try:
            end = login.authenticate(name, password, address="198.51.100.7").login
        except LarasError as error:
            end = error.message
        finally:
            connection.close()
        with guard:
            ended[end] += 1

    threads = [threading.Thread(target=one) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"hashes": hashes["n"], "ended": ended}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
