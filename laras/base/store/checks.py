"""What must be true of the database before anything is served."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def has_wal_fix(version: tuple[int, int, int]) -> bool:
    """Tell whether an SQLite of this version is free of the WAL-reset bug (3.51.3 and two backports)."""
    same_line = any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED)
    return same_line or version >= FIXED[-1]


@register(Tags.database)
def sqlite_is_fixed(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Refuse an SQLite that can lose committed rows."""
    if connection.vendor != "sqlite" or has_wal_fix(sqlite3.sqlite_version_info[:3]):
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can lose committed rows (WAL-reset bug, fixed in 3.51.3).",
            hint="Install pysqlite3, or set DATABASE_URL to a PostgreSQL database.",
            id="laras.E001",
        )
    ]
