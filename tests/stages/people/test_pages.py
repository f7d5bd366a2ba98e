"""Pages of people: who may open them, what they say, what they keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from laras.base.audit.models import Entry
from laras.stages.people import actions
from laras.stages.people.models import NOTICE_BLOCKS, Access, Client, Consent, Family, Merge, Ward, WardDuty
from tests.cast import Cast

Enter = Callable[[str], Browser]
NIK = "9901015708900001"

OF_CLIENT = {
    "people:client_identity": "peksos perawat psikolog pengasuh penyelia",
    "people:edit": "peksos perawat",
    "people:placement": "penyelia",
    "people:merge": "penyelia",
    "people:family": "peksos perawat psikolog pengasuh penyelia",
    "people:add_family": "peksos perawat",
    "people:consents": "peksos perawat psikolog pengasuh penyelia",
    "people:give_consent": "peksos",
    "people:access": "penyelia",
}


@pytest.mark.parametrize("name", OF_CLIENT)
def test_a_page_opens_for_its_roles_and_for_no_stranger(cast: Cast, signed_in: Enter, name: str) -> None:
    roles = OF_CLIENT[name].split()
    for login in ("peksos", "perawat", "psikolog", "pengasuh", "penyelia"):
        answer = signed_in(login).get(reverse(name, args=[cast.client.pk]))
        assert answer.status_code == (200 if login in roles else 403), login
    for login in ("peksos2", "peksos_lain", "kepala", "peneliti", "admin"):
        assert signed_in(login).get(reverse(name, args=[cast.client.pk])).status_code == 404, login


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_drawn_in_both_languages(cast: Cast, signed_in: Enter, language: str) -> None:
    for login in ("peksos", "penyelia"):
        cast.user(login).language = language
        cast.user(login).save()
    with translation.override(language):
        for name, logins in OF_CLIENT.items():
            page = signed_in(logins.split()[0])
            assert page.get(reverse(name, args=[cast.client.pk])).status_code == 200
        for name in ("people:ward_list", "people:create_ward"):
            assert signed_in("penyelia").get(reverse(name)).status_code == 200
        for name in ("people:create", "people:break_glass"):
            assert signed_in("peksos").get(reverse(name)).status_code == 200


def text(answer: Any) -> str:
    return str(answer.content.decode())


def known_by_name(cast: Cast) -> None:
    """The cast is made without the hashes of its names; saving a name makes them."""
    actions.edit_client(cast.client, full_name=cast.client.full_name, by=cast.actor("peksos"))


def test_a_client_is_made_in_two_steps_after_a_look_at_doubles(cast: Cast, signed_in: Enter) -> None:
    known_by_name(cast)
    browser = signed_in("peksos2")
    start = {"step": "1", "full_name": "Soetini Rahajoe", "birth_year": "1981", "birth_date": ""}
    page = browser.post(reverse("people:create"), start)
    assert cast.client.number in text(page)
    assert "Sutini" not in text(page)  # not theirs to see
    assert Entry.objects.filter(verb="people.compare", actor="peksos2").count() == 1
    rest = {**start, "step": "2", "checked": str(cast.client.pk), "ward": str(cast.melati.pk), "note": "Suka bernyanyi"}
    refused = browser.post(reverse("people:create"), rest)
    assert refused.status_code == 200
    assert "Suka bernyanyi" in text(refused)
    assert Client.objects.filter(facility=cast.home).count() == 2
    done = browser.post(reverse("people:create"), {**rest, "compared": "on"})
    made = Client.objects.latest("id")
    assert (done.status_code, done.url) == (302, reverse("people:client_identity", args=[made.pk]))  # type: ignore[attr-defined]
    assert (made.full_name, made.ward, made.note) == ("Soetini Rahajoe", cast.melati, "Suka bernyanyi")


def test_a_newcomer_needs_no_nik(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    start = {"step": "1", "full_name": "Tukinem (contoh)", "birth_year": "1961", "birth_date": ""}
    page = text(browser.post(reverse("people:create"), start))
    assert '<option value="unknown" selected>' in page


def test_one_who_sees_the_person_may_open_the_double(cast: Cast, signed_in: Enter) -> None:
    known_by_name(cast)
    start = {"step": "1", "full_name": "Sutini Rahayu", "birth_year": "1980", "birth_date": ""}
    page = signed_in("peksos").post(reverse("people:create"), start)
    assert reverse("people:client_identity", args=[cast.client.pk]) in text(page)


def test_wrong_input_keeps_what_was_typed(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    page = browser.post(
        reverse("people:edit", args=[cast.client.pk]),
        {"full_name": "Sutini Baru", "nik": "123", "nik_status": "has", "birth_date": "31/13/1980"},
    )
    assert page.status_code == 200
    assert "Sutini Baru" in text(page)
    assert "31/13/1980" in text(page)
    page = browser.post(
        reverse("people:edit", args=[cast.client.pk]), {"full_name": "Sutini Baru", "nik": "123", "nik_status": "has"}
    )
    assert 'value="123"' in text(page)
    cast.client.refresh_from_db()
    assert cast.client.full_name == "Sutini Rahayu (contoh)"


def test_an_edit_is_saved(cast: Cast, signed_in: Enter) -> None:
    page = signed_in("perawat").post(
        reverse("people:edit", args=[cast.client.pk]),
        {"full_name": "Sutini Rahayu", "birth_date": "1980-02-03", "religion": "Islam"},
    )
    assert page.status_code == 302
    client = Client.objects.get(pk=cast.client.pk)
    assert (client.full_name, client.birth_date, client.religion) == ("Sutini Rahayu", "1980-02-03", "Islam")


def test_the_nik_is_hidden_until_somebody_asks_and_that_is_written_down(cast: Cast, signed_in: Enter) -> None:
    cast.home.is_demo = True
    cast.home.save()
    actions.edit_client(cast.client, nik=NIK, by=cast.actor("peksos"))
    there = reverse("people:client_identity", args=[cast.client.pk])
    assert "9901••••••••0001" in text(signed_in("peksos").get(there))
    assert NIK not in text(signed_in("peksos").get(there))
    show = reverse("people:show_number", args=[cast.client.pk])
    assert "Tampilkan NIK" not in text(signed_in("perawat").get(there))
    assert signed_in("perawat").post(show, {"field": "nik"}).status_code == 403
    assert NIK in text(signed_in("peksos").post(show, {"field": "nik"}))
    assert Entry.objects.filter(verb="people.unmask", actor="peksos").count() == 1
    assert signed_in("peksos").post(show, {"field": "note"}).status_code == 302
    assert signed_in("peksos").get(show).status_code == 405


def test_a_look_at_a_person_is_written_down(cast: Cast, signed_in: Enter) -> None:
    signed_in("pengasuh").get(reverse("people:client_identity", args=[cast.client.pk]))
    row = Entry.objects.get(ledger="look")
    assert (row.verb, row.actor, row.client_id) == ("people:client_identity", "pengasuh", str(cast.client.pk))


def test_family_is_added_changed_and_taken_off(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    listed = reverse("people:family", args=[cast.client.pk])
    browser.post(reverse("people:add_family", args=[cast.client.pk]), {"name": "Ibu M. (contoh)", "relation": "kakak"})
    row = Family.objects.get()
    assert "Ibu M. (contoh)" in text(browser.get(listed))
    browser.post(
        reverse("people:edit_family", args=[row.pk]), {"name": "Ibu Mira", "relation": "kakak", "phone": "081"}
    )
    assert "Ibu Mira" in text(browser.get(listed))
    assert "Ibu Mira" in text(browser.get(reverse("people:edit_family", args=[row.pk])))
    assert signed_in("peksos2").get(reverse("people:edit_family", args=[row.pk])).status_code == 404
    assert browser.post(reverse("people:remove_family", args=[row.pk])).status_code == 302
    assert "Ibu Mira" not in text(browser.get(listed))
    wrong = browser.post(reverse("people:add_family", args=[cast.client.pk]), {"name": "", "relation": "bibi"})
    assert (wrong.status_code, 'value="bibi"' in text(wrong)) == (200, True)


CONSENT = {
    "purpose": "service",
    "notice_blocks": list(NOTICE_BLOCKS),
    "support_used": ["pictures"],
    "agreed": "yes",
    "own_words": "Ya, mau.",
    "proof": "thumbprint",
}


def test_consent_is_given_and_withdrawn(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    there = reverse("people:give_consent", args=[cast.client.pk])
    kept = browser.post(there, {**CONSENT, "notice_blocks": ["purpose"]})
    assert (kept.status_code, "Ya, mau." in text(kept)) == (200, True)
    assert browser.post(there, CONSENT).status_code == 302
    row = Consent.objects.get()
    assert "Ya, mau." in text(signed_in("pengasuh").get(reverse("people:consents", args=[cast.client.pk])))
    withdraw = reverse("people:withdraw_consent", args=[row.pk])
    assert signed_in("peksos2").post(withdraw).status_code == 404
    assert browser.get(withdraw).status_code == 200
    assert browser.post(withdraw, {"reason": ""}).status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert browser.get(reverse("people:consents", args=[cast.client.pk])).status_code == 200
    assert browser.post(there, {**CONSENT, "agreed": "no", "notice_blocks": []}).status_code == 302
    assert browser.get(reverse("people:consents", args=[cast.client.pk])).status_code == 200


def test_the_supervisor_opens_and_ends_access(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("penyelia")
    there = reverse("people:access", args=[cast.client.pk])
    values = {"worker": str(cast.worker("peksos2").pk), "kind": "caseload", "reason": "Menggantikan Ratri."}
    kept = browser.post(there, {**values, "valid_until": "2001-01-01"})
    assert (kept.status_code, "Menggantikan Ratri." in text(kept)) == (200, True)
    assert browser.post(there, values).status_code == 302
    row = Access.objects.get(worker=cast.worker("peksos2"), client=cast.client)
    assert "Menggantikan Ratri." in text(browser.get(there))
    assert browser.post(reverse("people:close_access", args=[row.pk])).status_code == 302
    assert signed_in("peksos2").get(reverse("people:client_identity", args=[cast.client.pk])).status_code == 404


def test_in_an_emergency_a_record_opens_by_number_and_reason(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    there = reverse("people:break_glass")
    kept = browser.post(there, {"number": cast.second.number, "reason": "perlu"})
    assert (kept.status_code, cast.second.number in text(kept), "Slamet" in text(kept)) == (200, True, False)
    values = {"number": cast.second.number.lower(), "reason": "Tidak sadar di kamar mandi, perlu alergi."}
    page = browser.post(there, values)
    assert page.url == reverse("people:client_identity", args=[cast.second.pk])  # type: ignore[attr-defined]
    assert browser.get(page.url).status_code == 200  # type: ignore[attr-defined]
    assert signed_in("pengasuh").get(there).status_code == 403
    assert browser.post(there, {**values, "number": cast.stranger.number}).status_code == 200


def test_wards_are_made_served_and_filled(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("penyelia")
    assert browser.post(reverse("people:create_ward"), {"name": "Melati", "capacity": "7"}).status_code == 200
    assert browser.post(reverse("people:create_ward"), {"name": "Kenanga", "capacity": ""}).status_code == 302
    ward = Ward.objects.get(name="Kenanga")
    there = reverse("people:ward", args=[ward.pk])
    assert browser.get(there).status_code == 200
    assert browser.post(there, {"worker": str(cast.worker("pengasuh").pk)}).status_code == 302
    assert browser.post(there, {"worker": str(cast.worker("pengasuh").pk)}).status_code == 200
    move = reverse("people:placement", args=[cast.second.pk])
    assert browser.post(move, {"ward": str(ward.pk), "at": ""}).status_code == 302
    assert "Pak Slamet" in text(browser.get(there))
    assert Entry.objects.filter(ledger="look", verb="people:ward").latest("seq").shown == [str(cast.second.pk)]
    assert browser.get(move).status_code == 200
    assert signed_in("pengasuh").get(reverse("people:family", args=[cast.second.pk])).status_code == 200
    duty = WardDuty.objects.get()
    assert browser.post(reverse("people:end_duty", args=[duty.pk])).status_code == 302
    assert signed_in("pengasuh").get(reverse("people:family", args=[cast.second.pk])).status_code == 404
    edit = reverse("people:edit_ward", args=[ward.pk])
    assert browser.post(edit, {"name": "Kenanga Baru", "capacity": "9"}).status_code == 302
    assert "Kenanga Baru" in text(browser.get(reverse("people:ward_list")))


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_of_wards_costs_the_same_for_one_and_three(
    cast: Cast, signed_in: Enter, n: int, django_assert_num_queries: Any
) -> None:
    Ward.objects.filter(name="Anggrek").update(closed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    for name in ("Dahlia", "Kenanga")[: n - 1]:
        Ward.objects.create(facility=cast.home, name=name)
    browser = signed_in("penyelia")
    browser.get(reverse("people:ward_list"))  # the first page of a session also writes the session
    with django_assert_num_queries(4):
        assert text(browser.get(reverse("people:ward_list"))).count("/wisma/0") == n


def test_two_records_are_joined_and_taken_apart(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("penyelia")
    there = reverse("people:merge", args=[cast.second.pk])
    reason = "Orang yang sama, dua kali dicatat."
    assert browser.post(there, {"number": "tidak ada", "reason": reason}).status_code == 200
    page = browser.post(there, {"number": cast.client.number, "reason": reason})
    kept = reverse("people:client_identity", args=[cast.client.pk])
    assert page.url == kept  # type: ignore[attr-defined]
    assert cast.second.number in text(browser.get(kept))
    assert browser.get(reverse("people:client_identity", args=[cast.second.pk])).status_code == 404
    assert browser.post(reverse("people:undo_merge", args=[Merge.objects.get().pk])).status_code == 302
    assert browser.get(reverse("people:client_identity", args=[cast.second.pk])).status_code == 200
