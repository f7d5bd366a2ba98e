"""The database itself refuses to change an audit row, and Laras refuses to start without that refusal."""

from __future__ import annotations

import pytest
from django.core.checks import Error
from django.db import DatabaseError, connection, transaction

from laras.base.audit import chain, triggers
from laras.base.audit.checks import audit_is_append_only
from laras.base.audit.models import Entry

pytestmark = pytest.mark.django_db

STATEMENTS = {
    "UPDATE": "UPDATE audit_entry SET actor = 'somebody'",
    "DELETE": "DELETE FROM audit_entry",
    "TRUNCATE": "TRUNCATE audit_entry",
}


@pytest.fixture(autouse=True)
def row() -> Entry:
    return chain.append(chain.Event(verb="people.edit", actor="peksos"), ledger="deed", chain="home-1")


@pytest.mark.parametrize("deed", STATEMENTS)
def test_an_audit_row_stays(deed: str) -> None:
    if deed == "TRUNCATE" and connection.vendor == "sqlite":
        return  # SQLite has no such statement
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[deed])
    assert Entry.objects.get().actor == "peksos"


def test_the_models_cannot_change_it_either(row: Entry) -> None:
    row.actor = "somebody"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.delete()


def test_all_triggers_are_there() -> None:
    assert audit_is_append_only(None, ["default"]) == []


@pytest.mark.parametrize("name", sorted(triggers.NAMES_POSTGRESQL))
def test_a_dropped_trigger_is_an_error(name: str) -> None:
    on_table = " ON audit_entry" if connection.vendor == "postgresql" else ""
    if name not in triggers.NAMES and not on_table:
        return  # the third one is PostgreSQL's
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    (error,) = audit_is_append_only(None, ["default"])
    assert isinstance(error, Error)
    assert (error.id, name in str(error.msg)) == ("laras.E002", True)


def test_a_rebuilt_table_is_noticed() -> None:
    """What a careless migration does: the table is made anew, its triggers stay behind with the old one."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry RENAME TO audit_entry_old")
        cursor.execute("CREATE TABLE audit_entry AS SELECT * FROM audit_entry_old")
    (error,) = audit_is_append_only(None, ["default"])
    assert error.id == "laras.E002"
