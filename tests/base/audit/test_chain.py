"""A chain that notices every change, and two that do not mix."""

from __future__ import annotations

import datetime as dt
import hashlib
from types import SimpleNamespace

import pytest
from django.db import connection

from laras.base.audit import chain, triggers
from laras.base.audit.models import Entry, Head
from laras.base.store import clock

pytestmark = pytest.mark.django_db

HOME = "home-1"
MOMENT = dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC)
# One other value for every column that a link covers.
CHANGES: dict[str, object] = {
    "at": MOMENT + dt.timedelta(seconds=1),
    "actor": "somebody",
    "role": "head",
    "verb": "people.other",
    "kind": "goal",
    "object_id": "other",
    "client_id": "other",
    "shown": ["other"],
    "count": 2,
    "purpose": "other",
    "device": "other",
    "digest": "0" * 64,
    "prev": "1" * 64,
    "hash": "2" * 64,
}


def link(number: int) -> Entry:
    event = chain.Event(
        verb="people.edit",
        actor="peksos",
        role="social_worker",
        kind="client",
        object_id=f"object-{number}",
        client_id=f"client-{number}",
        shown=(f"client-{number}",),
        purpose="round",
        device="Chrome / Android",
        digest=chain.digest_of({"n": number}),
    )
    return chain.append(event, ledger="deed", chain=HOME)


@pytest.fixture
def rows() -> list[Entry]:
    """Five links of one chain."""
    with clock.at(MOMENT):
        return [link(number) for number in range(1, 6)]


@pytest.fixture
def unguarded(rows: list[Entry]) -> None:
    """Take the triggers away: what somebody with the database in hand could do."""
    # Not Django's schema editor: on SQLite it does not work inside the transaction of a test.
    with connection.cursor() as cursor:
        triggers.remove(None, SimpleNamespace(connection=connection, execute=cursor.execute))


def faults() -> list[tuple[int, str]]:
    return [(fault.seq, fault.what) for fault in chain.verify().faults]


def test_an_untouched_chain_holds(rows: list[Entry]) -> None:
    chain.append(chain.Event(verb="people.view", actor="peksos"), ledger="look", chain=HOME)
    chain.append(chain.Event(verb="house.start", actor="system"), ledger="deed")
    assert chain.verify() == chain.Verdict(rows=7, faults=())
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].prev == chain.GENESIS
    assert [row.prev for row in rows[1:]] == [row.hash for row in rows[:-1]]


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.usefixtures("unguarded")
def test_every_edit_is_found(column: str) -> None:
    Entry.objects.filter(seq=3).update(**{column: CHANGES[column]})
    assert (3, "altered") in faults()


def test_every_column_that_says_something_is_covered() -> None:
    columns = {field.name for field in Entry._meta.get_fields()}
    assert columns == {*CHANGES, "id", "chain", "ledger", "seq"}


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(("seq", "found"), [(1, [(1, "missing")]), (3, [(3, "missing")]), (5, [(5, "cut off")])])
def test_every_deletion_is_found(seq: int, found: list[tuple[int, str]]) -> None:
    Entry.objects.filter(seq=seq).delete()
    assert faults() == found


@pytest.mark.usefixtures("unguarded")
def test_two_rows_that_changed_places_are_found() -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        Entry.objects.filter(seq=old).update(seq=new)
    assert {seq for seq, _ in faults()} >= {2, 3}


@pytest.mark.usefixtures("unguarded")
def test_the_end_cut_off_with_a_fitting_head_length_is_found(rows: list[Entry]) -> None:
    Entry.objects.filter(seq__gt=3).delete()
    assert faults() == [(4, "cut off")]
    Head.objects.filter(chain=HOME, ledger="deed").update(seq=3)
    assert faults() == [(4, "cut off")]


@pytest.mark.usefixtures("unguarded")
def test_a_row_put_in_with_a_right_hash_of_its_own_is_found(rows: list[Entry]) -> None:
    Entry.objects.filter(seq=3).delete()
    forged = Entry(chain=HOME, ledger="deed", seq=3, at=MOMENT, actor="x", verb="y", prev=rows[1].hash, shown=[])
    forged.hash = chain._hash(forged)
    forged.save(force_insert=True)
    assert faults() == [(4, "reordered")]


@pytest.mark.usefixtures("unguarded")
def test_a_chain_that_is_gone_altogether_is_found() -> None:
    Entry.objects.filter(chain=HOME).delete()
    assert faults() == [(1, "cut off")]


def test_a_digest_is_keyed_and_the_same_for_the_same() -> None:
    assert chain.digest_of({"a": 1, "b": 2}) == chain.digest_of({"b": 2, "a": 1})
    assert chain.digest_of({"a": 1}) != chain.digest_of({"a": 2})
    # Without a key anybody could guess values against it.
    assert chain.digest_of({"a": 1}) != hashlib.sha256(b'{"a": 1}').hexdigest()


def test_a_failed_look_is_counted() -> None:
    chain.count_failure(chain=HOME)
    chain.count_failure(chain=HOME)
    assert Head.objects.get(chain=HOME, ledger="look").failures == 2
    assert chain.verify() == chain.Verdict(rows=0, faults=())
