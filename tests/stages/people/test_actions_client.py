"""Making and changing the record of a person; doubles."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import BadInput, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.people.actions import MayBeKnown, create_client, edit_client, merge, undo_merge, unmask
from laras.stages.people.models import Access, Client, NameWord
from laras.stages.people.queries import age, find_doubles, kept_records, same_person
from tests.cast import Cast

JULY = dt.datetime(2026, 7, 1, 3, tzinfo=dt.UTC)
NIK = "9901015708900001"


def made(cast: Cast, by: str = "peksos", **values: Any) -> Client:
    cast.home.is_demo = True
    cast.home.save()
    given: dict[str, Any] = {"full_name": "Suparmi Wulandari (contoh)", "birth_year": 1971, **values}
    return create_client(**given, by=cast.actor(by))


def test_a_record_gets_the_next_number_of_the_year_and_the_caseload_of_its_maker(cast: Cast) -> None:
    with clock.at(JULY):
        first = made(cast)
        second = made(cast, full_name="Bejo Santoso (contoh)")
    assert [first.number, second.number] == ["RSBL-CTH/2026/00003", "RSBL-CTH/2026/00004"]
    assert Client.objects.visible_to(cast.actor("peksos")).filter(pk=first.pk).exists()
    assert not Client.objects.visible_to(cast.actor("peksos2")).filter(pk=first.pk).exists()


def test_nobody_reads_a_name_in_the_database(cast: Cast) -> None:
    client = made(cast, nik=NIK, birth_date=dt.date(1990, 8, 17), birth_year=None, sex="female")
    with connection.cursor() as cursor:
        cursor.execute("select * from people_client")
        everything = repr([[bytes(x) if isinstance(x, memoryview) else x for x in row] for row in cursor.fetchall()])
    assert "Suparmi" not in everything
    assert NIK not in everything
    assert Client.objects.get(pk=client.pk).full_name == "Suparmi Wulandari (contoh)"
    assert Client.objects.get(pk=client.pk).nik == NIK


def test_a_ward_is_taken_from_the_day_of_admission(cast: Cast) -> None:
    client = made(cast, ward=cast.melati, admitted_at=JULY)
    assert client.ward == cast.melati
    assert [row.valid_from for row in client.placements.all()] == [JULY]


def test_a_person_known_already_is_not_made_twice_unless_somebody_compared(cast: Cast) -> None:
    known = made(cast)
    with pytest.raises(MayBeKnown) as refusal:
        made(cast, by="peksos2", full_name="Soeparmi Wulandari", birth_year=1972)
    double = refusal.value.doubles[0]
    assert (double.client, double.is_visible, double.name, double.number) == (known, False, "", known.number)
    assert double.similarity > 0.9
    other = made(cast, by="peksos2", full_name="Soeparmi Wulandari", birth_year=1972, checked_doubles=(known.pk,))
    assert other.pk != known.pk


def test_a_far_birth_year_or_another_name_is_somebody_else(cast: Cast) -> None:
    made(cast)
    by = cast.actor("peksos")
    assert find_doubles(by, full_name="Suparmi Wulandari", birth_year=1940) == []
    assert find_doubles(by, full_name="Bejo Santoso", birth_year=1971) == []
    assert find_doubles(cast.actor("peksos_lain"), full_name="Suparmi Wulandari", birth_year=1971) == []


def test_doubles_are_found_with_the_same_queries_however_many_there_are(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    by = cast.actor("peksos")
    made(cast)
    with django_assert_num_queries(3):
        assert len(find_doubles(by, full_name="Suparmi Wulandari", birth_year=1971)) == 1
    checked = [client.pk for client in Client.objects.all()]
    for year in (1970, 1972):
        checked.append(made(cast, birth_year=year, checked_doubles=tuple(checked)).pk)
    with django_assert_num_queries(3):
        assert len(find_doubles(by, full_name="Suparmi Wulandari", birth_year=1971)) == 3


def test_the_same_nik_is_never_given_twice(cast: Cast) -> None:
    made(cast, nik=NIK)
    with pytest.raises(Conflict) as refusal:
        made(cast, full_name="Orang Lain (contoh)", nik="9901 0157 0890 0001", birth_year=1990)
    assert refusal.value.field == "nik"
    cast.client.nik_hash = Client.objects.get(nik_hash__isnull=False).nik_hash
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.client.save()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nik": "123"}, "nik"),
        ({"nik": "9901013202900001"}, "nik"),
        ({"kk": "12"}, "kk"),
        ({"bpjs": "77"}, "bpjs"),
        ({"nik_status": "has"}, "nik"),
        ({"nik_status": "lost"}, "nik_status"),
        ({"sex": "other"}, "sex"),
        ({"full_name": "  "}, "full_name"),
        ({"birth_year": 1800}, "birth_year"),
        ({"birth_date": dt.date(2999, 1, 1)}, "birth_date"),
        ({"admitted_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, "admitted_at"),
        ({"number": "RSBL-CTH/2026/00001"}, "number"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(cast: Cast, change: dict[str, Any], field: str) -> None:
    with pytest.raises((BadInput, Incomplete, Conflict)) as refusal:
        made(cast, **change)
    assert refusal.value.field == field


def test_what_is_only_odd_is_told(cast: Cast) -> None:
    client = made(cast, nik=NIK, birth_date=dt.date(1991, 1, 2), sex="male")
    assert [remark.code for remark in client.warnings] == ["birth_date_differs", "sex_differs"]


def test_a_number_by_hand_pushes_the_series_on(cast: Cast) -> None:
    with clock.at(JULY):
        made(cast, number="RSBL-CTH/2026/00500")
        following = made(cast, full_name="Bejo Santoso (contoh)")
    assert following.number == "RSBL-CTH/2026/00501"


def test_a_changed_name_is_found_by_the_new_one(cast: Cast) -> None:
    client = made(cast)
    edit_client(client, full_name="Partini Lestari", birth_date=dt.date(1971, 5, 1), by=cast.actor("peksos"))
    by = cast.actor("peksos")
    assert find_doubles(by, full_name="Suparmi Wulandari", birth_year=1971) == []
    assert [d.client for d in find_doubles(by, full_name="Partini Lestari", birth_year=1971)] == [client]
    assert NameWord.objects.filter(client=client).count() == 2
    assert age(client, dt.date(2026, 4, 30)) == 54


def test_a_nurse_edits_but_does_not_touch_identity_numbers(cast: Cast) -> None:
    nurse = cast.actor("perawat")
    edit_client(cast.client, note="Suka pagi hari.", by=nurse)
    with pytest.raises(NotAllowed):
        edit_client(cast.client, nik=NIK, by=nurse)
    with pytest.raises(BadInput):
        edit_client(cast.client, ward="x", by=nurse)


def test_a_stranger_changes_nothing(cast: Cast) -> None:
    with pytest.raises(NotFound):
        edit_client(cast.second, note="x", by=cast.actor("peksos"))
    with pytest.raises(NotAllowed):
        made(cast, by="pengasuh")


def test_showing_a_number_leaves_a_trace(cast: Cast) -> None:
    unmask(cast.client, field="nik", by=cast.actor("peksos"))
    row = Entry.objects.get(verb="people.unmask")
    assert (row.actor, row.client_id, row.ledger) == ("peksos", str(cast.client.pk), "deed")
    with pytest.raises(NotAllowed):
        unmask(cast.client, field="nik", by=cast.actor("pengasuh"))


def test_making_a_record_takes_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    made(cast)
    by = cast.actor("peksos")
    with django_assert_max_num_queries(20):
        create_client(full_name="Bejo Santoso (contoh)", birth_year=1980, ward=cast.melati, by=by)


def test_merged_records_are_one_person_and_apart_again(cast: Cast) -> None:
    by = cast.actor("penyelia")
    reason = "Orang yang sama, dua kali dicatat."
    row = merge(cast.second, into=cast.client, reason=reason, by=by)
    assert same_person(cast.client) == [cast.client.pk, cast.second.pk]
    assert same_person(cast.second) == [cast.client.pk, cast.second.pk]
    assert kept_records([cast.client.pk]) == {cast.client.pk: cast.client.pk, cast.second.pk: cast.client.pk}
    assert not Client.objects.visible_to(by).filter(pk=cast.second.pk).exists()
    # Who walked with the second record now sees the one that was kept, and the rows under both numbers.
    assert Client.objects.visible_to(cast.actor("peksos2")).get() == cast.client
    assert Access.objects.visible_to(cast.actor("peksos2")).filter(client=cast.second).exists()
    undo_merge(row, by=by)
    assert same_person(cast.client) == [cast.client.pk]
    assert Client.objects.visible_to(by).filter(pk=cast.second.pk).exists()


def test_a_merge_needs_two_visible_records_and_a_reason(cast: Cast) -> None:
    by = cast.actor("penyelia")
    with pytest.raises(Incomplete):
        merge(cast.second, into=cast.client, reason="sama", by=by)
    with pytest.raises(BadInput):
        merge(cast.client, into=cast.client, reason="Orang yang sama, dua kali.", by=by)
    with pytest.raises(NotFound):
        merge(cast.client, into=cast.stranger, reason="Orang yang sama, dua kali.", by=by)
    with pytest.raises(NotAllowed):
        merge(cast.client, into=cast.second, reason="Orang yang sama, dua kali.", by=cast.actor("peksos"))
