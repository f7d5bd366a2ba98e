"""Wards, duties, access, emergencies, consent and family."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, LarasError, NotAllowed, NotFound
from laras.stages.people.actions import (
    add_family,
    break_glass,
    close_access,
    close_group_access,
    create_ward,
    edit_family,
    end_duty,
    give_consent,
    open_access,
    open_group_access,
    place,
    put_on_duty,
    remove_family,
    withdraw_consent,
)
from laras.stages.people.models import NOTICE_BLOCKS, Access, Client, Consent, Placement
from laras.stages.people.queries import (
    consents_of,
    current_caseload,
    current_consent,
    current_consents,
    family_of,
    workers_of,
)
from tests.cast import Cast

REASON = "Keadaan darurat: tidak sadar di kamar mandi."


def sees(cast: Cast, login: str, client: Client) -> bool:
    return Client.objects.visible_to(cast.actor(login)).filter(pk=client.pk).exists()


def test_who_serves_a_ward_sees_who_lives_there_and_no_longer(cast: Cast) -> None:
    by = cast.actor("penyelia")
    ward = create_ward(name="Kenanga", capacity=8, by=by)
    duty = put_on_duty(cast.worker("pengasuh"), ward=ward, by=by)
    assert not sees(cast, "pengasuh", cast.second)
    place(cast.second, ward=ward, by=by)
    assert sees(cast, "pengasuh", cast.second)
    end_duty(duty, by=by)
    assert not sees(cast, "pengasuh", cast.second)


def test_moving_out_ends_the_access_of_the_old_ward(cast: Cast) -> None:
    by = cast.actor("penyelia")
    place(cast.second, ward=cast.melati, by=by)
    put_on_duty(cast.worker("pengasuh"), ward=cast.melati, by=by)
    assert sees(cast, "pengasuh", cast.second)
    place(cast.second, ward=cast.anggrek, by=by)
    assert not sees(cast, "pengasuh", cast.second)
    assert [row.ward for row in Placement.objects.filter(client=cast.second).order_by("id")] == [
        cast.melati,
        cast.anggrek,
    ]
    assert sees(cast, "peksos2", cast.second)


def test_wards_refuse_what_cannot_be(cast: Cast) -> None:
    by = cast.actor("penyelia")
    with pytest.raises(Conflict):
        create_ward(name="Melati", by=by)
    with pytest.raises(Incomplete):
        create_ward(name=" ", by=by)
    with pytest.raises(Conflict):
        place(cast.client, ward=cast.melati, by=by)
    with pytest.raises(NotAllowed):
        place(cast.client, ward=cast.anggrek, by=cast.actor("peksos"))
    put_on_duty(cast.worker("pengasuh"), ward=cast.melati, by=by)
    with pytest.raises(Conflict):
        put_on_duty(cast.worker("pengasuh"), ward=cast.melati, by=by)
    with pytest.raises(NotFound):
        put_on_duty(cast.worker("peksos_lain"), ward=cast.melati, by=by)


def test_a_client_lives_in_one_ward_at_a_time(cast: Cast) -> None:
    now = clock.now()
    row = {"facility": cast.home, "client": cast.client, "valid_from": now}
    Placement.objects.create(**row, ward=cast.melati)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(**row, ward=cast.anggrek)


def test_a_supervisor_opens_and_closes_access(cast: Cast) -> None:
    by = cast.actor("penyelia")
    row = open_access(cast.second, worker=cast.worker("peksos"), kind="caseload", reason="Menggantikan.", by=by)
    assert list(current_caseload(cast.worker("peksos"))) == [cast.client, cast.second]
    assert [worker.user.login for worker in workers_of(cast.second)] == ["peksos2", "peksos"]
    with pytest.raises(Conflict):
        open_access(cast.second, worker=cast.worker("peksos"), kind="caseload", reason="Menggantikan.", by=by)
    close_access(row, by=by)
    assert not sees(cast, "peksos", cast.second)
    with pytest.raises(Closed):
        close_access(row, by=by)


@pytest.mark.parametrize(
    ("login", "change", "refusal"),
    [
        ("peksos", {}, NotAllowed),
        ("penyelia", {"kind": "break_glass"}, BadInput),
        ("penyelia", {"reason": " "}, Incomplete),
        ("penyelia", {"valid_until": dt.datetime(2020, 1, 2, tzinfo=dt.UTC)}, BadInput),
    ],
)
def test_access_is_not_opened_by_just_anybody(
    cast: Cast, login: str, change: dict[str, Any], refusal: type[LarasError]
) -> None:
    values = {"worker": cast.worker("pengasuh"), "kind": "caseload", "reason": "Menggantikan.", **change}
    with pytest.raises(refusal):
        open_access(cast.client, **values, by=cast.actor(login))


def test_a_group_leader_opens_group_access_to_own_clients_only(cast: Cast) -> None:
    by = cast.actor("peksos")
    row = open_group_access(cast.client, worker=cast.worker("peksos2"), reason="Kelompok rekreasi", by=by)
    assert sees(cast, "peksos2", cast.client)
    close_group_access(row, at=clock.now() + dt.timedelta(days=14), by=by)
    assert sees(cast, "peksos2", cast.client)
    with pytest.raises(NotFound):
        open_group_access(cast.second, worker=cast.worker("peksos"), reason="Kelompok rekreasi", by=by)
    with pytest.raises(BadInput):
        close_group_access(Access.objects.get(client=cast.client, kind="ward"), by=by)


def test_glass_is_broken_for_four_hours_with_a_reason(cast: Cast) -> None:
    by = cast.actor("peksos")
    now = clock.now()
    with clock.at(now):
        row = break_glass(cast.second.pk, reason=REASON, by=by)
        assert sees(cast, "peksos", cast.second)
    assert (row.kind, row.valid_until, row.reason) == ("break_glass", now + dt.timedelta(hours=4), REASON)
    with clock.at(now + dt.timedelta(hours=4, seconds=1)):
        assert not sees(cast, "peksos", cast.second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Access.objects.filter(pk=row.pk).update(valid_until=None)


def test_glass_stays_whole_without_reason_permission_or_a_person_of_the_home(cast: Cast) -> None:
    with pytest.raises(Incomplete):
        break_glass(cast.second.pk, reason="mau lihat", by=cast.actor("peksos"))
    with pytest.raises(NotAllowed):
        break_glass(cast.second.pk, reason=REASON, by=cast.actor("pengasuh"))
    with pytest.raises(NotFound):
        break_glass(cast.stranger.pk, reason=REASON, by=cast.actor("peksos"))


def agree(cast: Cast, **changes: Any) -> Consent:
    values: dict[str, Any] = {
        "purpose": "service",
        "agreed": True,
        "notice_blocks": NOTICE_BLOCKS,
        "support_used": ("pictures",),
        "own_words": "Ya, saya mau dibantu.",
        "proof": "thumbprint",
        **changes,
    }
    return give_consent(cast.client, **values, by=cast.actor("peksos"))


def test_the_newest_answer_counts_until_it_is_withdrawn(cast: Cast) -> None:
    row = agree(cast)
    assert current_consent(cast.client, "service") == row
    assert current_consent(cast.client, "photo") is None
    assert current_consents([cast.client.pk, cast.second.pk], "service") == {cast.client.pk: row}
    withdraw_consent(row, reason="Tidak mau lagi.", by=cast.actor("peksos"))
    assert current_consent(cast.client, "service") is None
    again = agree(cast)
    assert current_consent(cast.client, "service") == again
    agree(cast, agreed=False, notice_blocks=())
    assert current_consent(cast.client, "service") is None
    assert consents_of(cast.client).count() == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"notice_blocks": NOTICE_BLOCKS[:6]}, "notice_blocks"),
        ({"notice_blocks": (*NOTICE_BLOCKS, "weather")}, "notice_blocks"),
        ({"own_words": " "}, "own_words"),
        ({"proof": "wink"}, "proof"),
        ({"purpose": "sale"}, "purpose"),
        ({"given_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, "given_at"),
    ],
)
def test_an_agreement_needs_the_whole_notice_and_the_persons_own_words(
    cast: Cast, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(LarasError) as refusal:
        agree(cast, **change)
    assert refusal.value.field == field
    assert not Consent.objects.exists()


def test_a_guardian_stands_only_beside_the_person(cast: Cast) -> None:
    by = cast.actor("peksos")
    sister = add_family(cast.client, name="Ibu M. (contoh)", relation="kakak", by=by)
    with pytest.raises(BadInput):
        agree(cast, guardian=sister)
    edit_family(sister, name="Ibu M. (contoh)", relation="kakak", is_guardian=True, by=by)
    assert agree(cast, guardian=sister).guardian == sister
    with pytest.raises(Incomplete):
        agree(cast, guardian=sister, own_words="")
    remove_family(sister, by=by)
    assert list(family_of(cast.client)) == []
    with pytest.raises(Closed):
        edit_family(sister, name="Ibu M.", relation="kakak", by=by)


def test_family_needs_a_name_and_a_relation(cast: Cast) -> None:
    for values in ({"name": " ", "relation": "kakak"}, {"name": "Ibu M.", "relation": ""}):
        with pytest.raises(Incomplete):
            add_family(cast.client, **values, by=cast.actor("peksos"))
    with pytest.raises(NotFound):
        add_family(cast.second, name="Ibu M.", relation="kakak", by=cast.actor("peksos"))
