"""What one row of the trail costs: every deed and every look pays it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from laras.base.audit import chain

pytestmark = pytest.mark.django_db


def test_a_row_costs_three_statements_and_no_savepoint() -> None:
    event = chain.Event(verb="people.edit", actor="peksos")
    chain.append(event, ledger="deed")
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        chain.append(event, ledger="deed")
    assert [query["sql"].split()[0] for query in asked] == ["SELECT", "INSERT", "UPDATE"]


def test_a_row_that_cannot_be_written_undoes_its_deed(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise OSError("disk full")

    def deed() -> None:
        with transaction.atomic():
            chain.append(chain.Event(verb="people.edit", actor="peksos"), ledger="deed")
            monkeypatch.setattr(chain, "_insert", full)
            chain.append(chain.Event(verb="people.edit", actor="peksos"), ledger="deed")

    with pytest.raises(OSError, match="disk full"):
        deed()
    assert chain.verify() == chain.Verdict(rows=0)
