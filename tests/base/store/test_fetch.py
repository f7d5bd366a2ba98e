"""Rows by a statement written once are the rows the ORM gives."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from laras.base.access.models import Facility, Membership
from laras.base.store import fetch
from laras.stages.people.models import Client
from tests.cast import Cast


@pytest.mark.parametrize("model", [Facility, Membership, Client])
def test_a_row_is_the_record_the_orm_gives(cast: Cast, model: type[models.Model]) -> None:
    wanted = model._default_manager.order_by("pk").first()
    assert wanted is not None
    key = model._meta.pk
    assert key is not None
    statement = f"SELECT {fetch.columns(model, 't')} FROM {model._meta.db_table} t WHERE t.id = %s"
    with CaptureQueriesContext(connection) as asked:
        (values,) = fetch.fetched(statement, [(key, wanted.pk)])
    found = fetch.row_of(model, values)
    names = [field.attname for field in model._meta.concrete_fields]
    assert len(asked) == 1
    assert (type(found), found._state.adding, found._state.db) == (model, False, "default")
    assert {name: getattr(found, name) for name in names} == {name: getattr(wanted, name) for name in names}
