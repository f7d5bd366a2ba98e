"""A deed asks, is whole or not at all, and leaves a trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from laras.base.access.actor import Actor
from laras.base.audit import chain
from laras.base.audit.models import Entry
from laras.base.gate import actions
from laras.base.store import clock
from laras.domain.errors import Incomplete, NotAllowed, NotFound
from laras.stages.people.models import Client, Ward
from tests.cast import Cast

MOMENT = dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the deeds of these tests out of the house's own register."""
    monkeypatch.setattr(actions, "ACTIONS", {})
    with clock.at(MOMENT):
        yield


def deeds() -> list[tuple[str, str, str, str, int]]:
    rows = Entry.objects.filter(ledger="deed").order_by("chain", "seq")
    return [(row.verb, row.actor, row.kind, row.client_id, row.count) for row in rows]


def rename(client: Client, *, name: str, by: Actor) -> Client:
    """What the decorated deed of a test does."""
    client.full_name = name
    client.save()
    if name == "refused":
        raise Incomplete("The name is too short.")
    return client


def test_a_deed_changes_the_record_and_leaves_one_row(cast: Cast) -> None:
    deed = actions.action("people.edit")(rename)
    assert deed(cast.client, name="Nama Baru", by=cast.actor("peksos", purpose="round")) == cast.client
    assert Client.objects.get(pk=cast.client.pk).full_name == "Nama Baru"
    row = Entry.objects.get()
    assert {name: getattr(row, name) for name in actions_columns()} == {
        "chain": str(cast.home.pk),
        "ledger": "deed",
        "seq": 1,
        "at": MOMENT,
        "actor": "peksos",
        "role": "social_worker",
        "verb": "gate.rename",
        "kind": "client",
        "object_id": str(cast.client.pk),
        "client_id": str(cast.client.pk),
        "shown": [],
        "count": 1,
        "purpose": "round",
        "device": "test",
        "digest": chain.digest_of({"name": "Nama Baru"}),
        "prev": chain.GENESIS,
    }
    assert "Nama Baru" not in str(row.__dict__)


def actions_columns() -> list[str]:
    return [field.name for field in Entry._meta.fields if field.name not in ("id", "hash")]


def test_a_role_that_may_not_changes_nothing_and_leaves_nothing(cast: Cast) -> None:
    deed = actions.action("people.merge")(rename)
    with pytest.raises(NotAllowed):
        deed(cast.client, name="Nama Baru", by=cast.actor("peksos"))
    assert Client.objects.get(pk=cast.client.pk).full_name == "Sutini Rahayu (contoh)"
    assert deeds() == []


@pytest.mark.parametrize("whose", ["second", "stranger"])
def test_a_record_of_somebody_else_is_not_there(cast: Cast, whose: str) -> None:
    deed = actions.action("people.edit")(rename)
    with pytest.raises(NotFound):
        deed(getattr(cast, whose), name="Nama Baru", by=cast.actor("peksos"))
    assert Client.objects.get(pk=getattr(cast, whose).pk).full_name != "Nama Baru"
    assert deeds() == []


def test_a_record_seen_by_one_is_not_thereby_seen_by_another(cast: Cast) -> None:
    deed = actions.action("people.edit")(rename)
    deed(cast.client, name="Nama Baru", by=cast.actor("peksos"))
    with pytest.raises(NotFound):
        deed(cast.client, name="Nama Lain", by=cast.actor("peksos2"))


def test_a_refusal_inside_takes_everything_back(cast: Cast) -> None:
    deed = actions.action("people.edit")(rename)
    with pytest.raises(Incomplete):
        deed(cast.client, name="refused", by=cast.actor("peksos"))
    assert Client.objects.get(pk=cast.client.pk).full_name == "Sutini Rahayu (contoh)"
    assert deeds() == []


def test_a_trace_that_cannot_be_written_takes_the_deed_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*words: object, **named: object) -> None:
        raise OSError("disk full")

    deed = actions.action("people.edit")(rename)
    monkeypatch.setattr(chain, "append", full)
    with pytest.raises(OSError, match="disk full"):
        deed(cast.client, name="Nama Baru", by=cast.actor("peksos"))
    assert Client.objects.get(pk=cast.client.pk).full_name == "Sutini Rahayu (contoh)"


def test_a_deed_inside_a_deed_leaves_its_own_row_and_asks_its_own_permission(cast: Cast) -> None:
    inner = actions.action("people.edit")(rename)

    @actions.action("people.create")
    def outer(*, by: Actor) -> Client:
        return inner(cast.client, name="Nama Baru", by=by)

    client = str(cast.client.pk)
    outer(by=cast.actor("peksos"))
    rows = [("gate.rename", "peksos", "client", client, 1), ("gate.outer", "peksos", "client", client, 1)]
    assert deeds() == rows
    forbidden = cast.actor("perawat", roles=frozenset({"section_head"}))

    @actions.action("people.list")
    def milder(*, by: Actor) -> Client:
        return actions.action("casework.approve")(rename)(cast.client, name="Nama Lain", by=by)

    with pytest.raises(NotAllowed):
        milder(by=forbidden)
    assert deeds() == rows
    assert chain.verify().faults == ()


def test_a_bulk_deed_leaves_one_row_with_its_length(cast: Cast) -> None:
    @actions.action("people.ward", bulk=True)
    def open_wards(*, names: list[str], by: Actor) -> list[Ward]:
        return Ward.objects.bulk_create(Ward(facility=by.facility, name=name) for name in names)

    open_wards(names=["Kenanga", "Mawar", "Dahlia"], by=cast.actor("penyelia"))
    assert deeds() == [("gate.open_wards", "penyelia", "", "", 3)]


def test_the_digest_tells_records_by_id_and_bytes_by_hex(cast: Cast) -> None:
    @actions.action("people.ward")
    def give(client: Client, *, ward: Ward, content: bytes, others: list[Client], by: Actor) -> None:
        return None

    values = {"ward": cast.melati, "content": b"\x00\xff", "others": [cast.client]}
    give(cast.client, **values, by=cast.actor("penyelia"))  # type: ignore[arg-type]  # a dict of several types
    plain = {"ward": str(cast.melati.pk), "content": "00ff", "others": [str(cast.client.pk)]}
    assert Entry.objects.get().digest == chain.digest_of(plain)


def test_every_deed_is_registered_with_its_permission() -> None:
    deed = actions.action("people.edit")(rename)
    assert actions.ACTIONS == {"gate.rename": "people.edit"}
    assert deed.permission == "people.edit"  # type: ignore[attr-defined]
