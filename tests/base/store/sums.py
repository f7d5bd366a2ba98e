"""One writing process of test_lock: add one to a row many times, each time having read it first.

`python -m tests.base.store.sums THREADS TIMES` with LARAS_DATA set; prints the errors it met.
"""

from __future__ import annotations

import sys
import threading

import django
from django.db import connection, transaction


def add(times: int, errors: list[str]) -> None:
    """Read, then write what was read plus one; without one writer at a time some of it is lost."""
    try:
        for _ in range(times):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT n FROM sums")
                before = cursor.fetchone()[0]
                cursor.execute("UPDATE sums SET n = %s", [before + 1])
    except Exception as error:
        errors.append(repr(error))
    finally:
        connection.close()


def main(threads: int, times: int) -> None:
    """Run all threads and print their errors."""
    django.setup()
    errors: list[str] = []
    running = [threading.Thread(target=add, args=(times, errors)) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    print("\n".join(errors), end="")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
