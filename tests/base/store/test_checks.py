"""An SQLite that can lose rows is refused."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection

from laras.base.store import checks


@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 9), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_only_versions_with_the_repair_will_do(version: tuple[int, int, int], fixed: bool) -> None:
    assert checks.has_wal_fix(version) is fixed


def test_the_sqlite_in_use_carries_the_repair() -> None:
    assert checks.has_wal_fix(sqlite3.sqlite_version_info[:3])
    assert checks.sqlite_is_fixed(None) == []


def test_an_old_sqlite_is_an_error_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite", raising=False)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.40.1")
    (error,) = checks.sqlite_is_fixed(None)
    assert error.id == "laras.E001"
    assert "3.40.1" in str(error.msg)
    assert "DATABASE_URL" in str(error.hint)
