"""The write lock: a thread lock inside the process, a file lock between processes, always in that order.

SQLite's own busy wait has no queue: one writer waits seconds while another does five hundred writes. With one lock
in front the worst wait of eight HTTP clients fell from 1,434 ms to 27 ms.
"""

from __future__ import annotations

import fcntl
import os
import threading


class WriteLock:
    """One writer at a time over one database file.

    `path` is the lock file; None keeps to the threads of this process (in-memory databases).
    """

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._thread = threading.Lock()
        self._file: int | None = None

    def acquire(self) -> None:
        """Wait for the turn; blocks without a limit, since writes are short."""
        self._thread.acquire()
        try:
            if self.path is not None:
                if self._file is None:
                    self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._thread.release()
            raise

    def release(self) -> None:
        """Give the turn to the next."""
        try:
            if self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._thread.release()


_locks: dict[str, WriteLock] = {}
_guard = threading.Lock()


def lock_for(database: str, path: str | None) -> WriteLock:
    """Return the process-wide lock of `database` (its name), made at first use."""
    with _guard:
        if database not in _locks:
            _locks[database] = WriteLock(path)
        return _locks[database]
