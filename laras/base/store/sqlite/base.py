"""Django's SQLite backend with the write lock around every transaction."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from laras.base.store.sqlite.lock import lock_for


class DatabaseWrapper(base.DatabaseWrapper):
    """Take the lock before BEGIN IMMEDIATE, give it back after COMMIT, ROLLBACK or close.

    A bare statement in autocommit mode outside `atomic()` goes without the lock: writes outside an action are not
    allowed anyway, and reads must never wait.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._write_lock_path: str | None = None
        self._holds_write_lock = False

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self._write_lock_path = params.pop("write_lock", None)
        return params

    def _start_transaction_under_autocommit(self) -> None:
        lock_for(str(self.settings_dict["NAME"]), self._write_lock_path).acquire()
        self._holds_write_lock = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # no stubs for Django's inner methods
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> None:
        # Not released when COMMIT fails: Django rolls back next, and that gives the lock back.
        super()._commit()  # type: ignore[misc]  # no stubs
        self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # no stubs
        finally:
            self._give_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # no stubs
        finally:
            self._give_back()

    def _give_back(self) -> None:
        if self._holds_write_lock:
            self._holds_write_lock = False
            lock_for(str(self.settings_dict["NAME"]), self._write_lock_path).release()
