"""Sealed fields on real rows: readable on the instance, ciphertext in the table."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import serializers
from django.db import connection, transaction

from laras.base.crypto.fields import Sealed
from laras.base.crypto.sealing import Unreadable
from laras.stages.casework.models import Goal
from laras.stages.people.models import Client
from tests.cast import Cast

NAME = "Sutini Rahayu (contoh)"


def stored(client: Client, column: str = "full_name") -> Any:
    """Return what really stands in the row."""
    with connection.cursor() as cursor:
        key = client.pk.hex if connection.vendor == "sqlite" else client.pk
        cursor.execute(f"SELECT {column} FROM people_client WHERE id = %s", [key])
        found = cursor.fetchone()[0]
    return None if found is None else bytes(found)


def test_the_row_holds_ciphertext_and_the_instance_reads(cast: Cast) -> None:
    assert NAME.encode() not in stored(cast.client)
    assert Client.objects.get(pk=cast.client.pk).full_name == NAME


def test_an_empty_value_is_stored_empty(cast: Cast) -> None:
    assert stored(cast.client, "nik") == b""
    assert Client.objects.get(pk=cast.client.pk).nik == ""


def test_bulk_create_seals(cast: Cast) -> None:
    given = {"facility": cast.home, "recorded_at": cast.client.recorded_at, "recorded_by": "test"}
    made = Client.objects.bulk_create(Client(number=f"B{n}", full_name=f"Nama {n}", **given) for n in range(3))
    assert all(b"Nama" not in stored(client) for client in made)
    names = [client.full_name for client in Client.objects.filter(number__startswith="B").order_by("number")]
    assert names == ["Nama 0", "Nama 1", "Nama 2"]


def test_update_and_bulk_update_are_refused_and_change_nothing(cast: Cast) -> None:
    with pytest.raises(TypeError, match=r"people\.Client\.full_name is sealed"), transaction.atomic():
        Client.objects.filter(pk=cast.client.pk).update(full_name="Nama Lain")
    cast.client.full_name = "Nama Lain"
    with pytest.raises(TypeError, match="is sealed"), transaction.atomic():
        Client.objects.bulk_update([cast.client], ["full_name"])
    assert Client.objects.get(pk=cast.client.pk).full_name == NAME


def test_a_sealed_field_is_no_filter(cast: Cast) -> None:
    with pytest.raises(TypeError, match="is sealed"):
        list(Client.objects.filter(full_name=NAME).order_by("pk"))


def test_a_value_moved_to_another_row_does_not_open(cast: Cast) -> None:
    Client.objects.filter(pk=cast.second.pk).update(full_name=Sealed(stored(cast.client)))
    with pytest.raises(Unreadable):
        _ = Client.objects.get(pk=cast.second.pk).full_name


def test_a_damaged_value_does_not_open_but_the_row_does(cast: Cast) -> None:
    damaged = bytearray(stored(cast.client))
    damaged[-1] ^= 1
    Client.objects.filter(pk=cast.client.pk).update(full_name=Sealed(bytes(damaged)))
    found = Client.objects.get(pk=cast.client.pk)
    assert found.short_name == "Bu Tini"
    with pytest.raises(Unreadable, match=r"people\.Client\.full_name"):
        _ = found.full_name


def test_saving_a_row_that_was_not_opened_keeps_its_value(cast: Cast) -> None:
    before = stored(cast.client)
    Client.objects.get(pk=cast.client.pk).save()
    assert stored(cast.client) == before


def test_a_deferred_value_opens_when_it_is_asked_for(cast: Cast) -> None:
    assert Client.objects.defer("full_name").get(pk=cast.client.pk).full_name == NAME
    cast.client.full_name = "anders"
    cast.client.refresh_from_db()
    assert cast.client.full_name == NAME


def test_json_comes_back_as_it_was(cast: Cast) -> None:
    levels = {"-2": "tidak menyapa", "0": "menyapa", "2": "bercakap — “baik”"}
    goal = Goal(levels=levels)
    field: Any = Goal._meta.get_field("levels")
    sealed = field.pre_save(goal, True)
    assert b"menyapa" not in sealed
    assert field.opened(goal, sealed) == levels
    assert field.from_db_value(b"", None, connection) == {}


def test_a_dump_of_the_table_is_refused(cast: Cast) -> None:
    with pytest.raises(TypeError, match="not serialised"):
        serializers.serialize("json", [cast.client])
