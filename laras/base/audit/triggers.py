"""The database's own refusal to change or delete an audit row, for both engines.

SQLite loses triggers when a migration rebuilds the table, so a system check reads them at every start.
"""

from __future__ import annotations

from typing import Any

NAMES = frozenset({"audit_entry_no_update", "audit_entry_no_delete"})
NAMES_POSTGRESQL = NAMES | {"audit_entry_no_truncate"}

_SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS audit_entry_no_{deed.lower()} BEFORE {deed} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'audit rows are append-only'); END"
    for deed in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit rows are append-only'; END $$",
    *(
        f"CREATE OR REPLACE TRIGGER audit_entry_no_{deed.lower()} BEFORE {deed} ON audit_entry "
        f"FOR EACH {'STATEMENT' if deed == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION audit_entry_refuse()"
        for deed in ("UPDATE", "DELETE", "TRUNCATE")
    ),
]


def install(apps: object, schema_editor: Any) -> None:
    """Create the triggers (a migration operation)."""
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def remove(apps: object, schema_editor: Any) -> None:
    """Drop the triggers (the way back of the migration)."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in sorted(NAMES_POSTGRESQL if postgresql else NAMES):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + (" ON audit_entry" if postgresql else ""))


def missing(connection: Any) -> frozenset[str]:
    """Return the names of the triggers that the database does not have; empty while there is no audit table."""
    if "audit_entry" not in connection.introspection.table_names():
        return frozenset()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_entry'::regclass AND NOT tgisinternal")
            return NAMES_POSTGRESQL - {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
        return NAMES - {row[0] for row in cursor.fetchall()}
