"""The pages of a group: planned, members screened and taken in, started, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.stages.programmes import actions, queries
from laras.stages.programmes.models import Attendance, Group, Member, Programme, Session
from tests.cast import Cast
from tests.stages.programmes.conftest import NOW, Take

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


def read(browser: Browser, name: str, *args: Any) -> str:
    return browser.get(reverse(f"programmes:{name}", args=args)).content.decode()


def test_a_group_is_planned_in_the_browser(approved: Programme, cast: Cast, signed_in: Enter) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:new_group", args=[approved.pk])
    given = {
        "name": "Sahabat Melati (contoh)",
        "place": "Aula",
        "starts_on": "2026-12-02",
        "meets_at": "15:00",
        "every_days": "7",
        "leader": str(cast.worker("peksos").pk),
        "observer": str(cast.worker("peksos").pk),
    }
    twice = browser.post(there, given)
    assert "Satu orang punya dua tempat dalam tim" in twice.content.decode()
    made = browser.post(there, {**given, "observer": ""}, follow=True).content.decode()
    assert "0 dalam kelompok: paling baik dengan 6 sampai 10." in made
    assert "2 Des 2026, 15.00 WIB" in made
    assert "Sahabat Melati" in read(browser, "group_list")


def test_no_group_says_what_to_do(signed_in: Enter) -> None:
    page = read(signed_in("peksos"), "group_list")
    assert "Belum ada kelompok" in page and reverse("programmes:programme_list") in page


def test_a_client_is_screened_and_taken_in(group: Group, cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    page = read(browser, "candidates", group.pk)
    assert "Bu Tini" in page and "Pak Slamet" not in page
    there = reverse("programmes:enrol", args=[group.pk, cast.client.pk])
    yes = {"screening": ["stable", "sits", "consents"]}
    not_yet = browser.post(there, {"screening": ["stable"], "goal": "Menyapa satu teman"}).content.decode()
    assert "Ketiganya harus terpenuhi" in not_yet and "Menyapa satu teman" in not_yet
    clash = browser.post(there, {**yes, "care_flags": ["abscond"]}).content.decode()
    assert "Jalan alam lima indra" in clash and "Duduk di halaman" in clash
    assert not Member.objects.exists()
    browser.post(there, {**yes, "care_flags": ["abscond"], "care_note": "Pengasuh berjalan di sampingnya."})
    member = Member.objects.get()
    assert (member.client, member.flags) == (cast.client, ["abscond"])
    assert "Pengasuh berjalan di sampingnya." in read(browser, "group", group.pk)
    assert "Pernah meninggalkan panti tanpa izin" in read(browser, "member", member.pk)
    assert "Sahabat Melati" in read(browser, "of_client", cast.client.pk)


def test_somebody_elses_client_is_not_there_to_be_taken_in(group: Group, cast: Cast, signed_in: Enter) -> None:
    for client in (cast.second, cast.stranger):
        there = reverse("programmes:enrol", args=[group.pk, client.pk])
        assert signed_in("peksos").get(there).status_code == 404


def test_a_client_in_no_group_says_so(cast: Cast, signed_in: Enter) -> None:
    assert "Belum ikut kelompok" in read(signed_in("peksos"), "of_client", cast.client.pk)


def test_care_buddy_and_leaving(take: Take, group: Group, cast: Cast, signed_in: Enter) -> None:
    first, second = take(cast.client), take()
    browser = signed_in("peksos")
    care = {"care_flags": ["touch"], "care_note": "Tos di udara saja.", "goal": "Bernyanyi"}
    browser.post(reverse("programmes:care", args=[first.pk]), care)
    browser.post(reverse("programmes:buddy", args=[first.pk]), {"buddy": str(second.pk)})
    first.refresh_from_db()
    assert (first.flags, first.goal, first.buddy) == (["touch"], "Bernyanyi", second)
    there = reverse("programmes:leave", args=[first.pk])
    assert "paling sedikit 10 huruf" in browser.post(there, {"reason": "pergi"}).content.decode()
    first.refresh_from_db()
    assert first.left_at is None
    browser.post(there, {"reason": "Pulang ke keluarga."})
    assert "Keluar:" in read(browser, "group", group.pk)


def test_a_group_is_started_and_ended(take: Take, group: Group, cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    start = reverse("programmes:start_group", args=[group.pk])
    assert "tanpa anggota tidak dapat dimulai" in browser.post(start, follow=True).content.decode()
    take(cast.client)
    page = browser.post(start, follow=True).content.decode()
    assert "Dikunci" in page and "Pertemuan berikutnya" in page
    assert reverse("programmes:session", args=[queries.sessions(group)[0].pk]) in page
    browser.post(reverse("programmes:end_group", args=[group.pk]), {"note": "Semua pamit."})
    assert "Semua pamit." in read(browser, "group", group.pk)


def test_a_session_is_put_on_another_day(group: Group, signed_in: Enter) -> None:
    session = queries.sessions(group)[0]
    there = reverse("programmes:move_session", args=[session.pk])
    wrong = signed_in("peksos").post(there, {"day": "2026-11-26", "time": "sore"}).content.decode()
    assert "Ini bukan jam" in wrong
    signed_in("peksos").post(there, {"day": "2026-11-26", "time": "09.30"})
    session.refresh_from_db()
    assert session.planned_at == dt.datetime(2026, 11, 26, 2, 30, tzinfo=dt.UTC)


def test_the_team_is_changed(group: Group, cast: Cast, signed_in: Enter) -> None:
    given = {"name": group.name, "place": "Halaman", "leader": str(cast.worker("peksos2").pk)}
    signed_in("peksos").post(reverse("programmes:edit_group", args=[group.pk]), given)
    group.refresh_from_db()
    assert (group.place, group.leader, group.observer) == ("Halaman", cast.worker("peksos2"), None)


def test_the_head_sees_how_many_but_not_who(take: Take, group: Group, cast: Cast, signed_in: Enter) -> None:
    take(cast.client)
    page = read(signed_in("kepala"), "group", group.pk)
    assert "1 anggota" in page and "Bu Tini" not in page and cast.client.number not in page


def test_the_attendance_table_marks_every_status_with_a_word(
    running: Group, cast: Cast, take: Take, signed_in: Enter
) -> None:
    _attend(running, cast)
    page = read(signed_in("peksos"), "group", running.pk)
    assert "hadir penuh" in page and "100%" in page


def _attend(group: Group, cast: Cast) -> None:
    Session.objects.filter(group=group, number=1).update(state="saved", held_at=NOW, saved_at=NOW)
    session = Session.objects.get(group=group, number=1)
    for member in Member.objects.filter(group=group).order_by("id"):
        Attendance.objects.create(
            facility=cast.home,
            client_id=member.client_id,
            session=session,
            member=member,
            status="full",
            recorded_at=NOW,
            recorded_by="peksos",
        )


def test_a_group_asks_the_same_number_of_queries_for_one_and_three_members(
    running: Group, cast: Cast, take: Take, signed_in: Enter, queries_of: Any
) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:group", args=[running.pk])
    _attend(running, cast)
    one = queries_of(browser, there)
    take(), take()
    assert queries_of(browser, there) == one


def test_candidates_ask_the_same_number_of_queries_for_one_and_three(
    group: Group, cast: Cast, signed_in: Enter, queries_of: Any
) -> None:
    browser, there = signed_in("peksos"), reverse("programmes:candidates", args=[group.pk])
    one = queries_of(browser, there)
    cast.client_record(ward=cast.melati), cast.client_record(ward=cast.anggrek)
    assert queries_of(browser, there) == one


def test_who_lives_in_no_ward_stands_last_among_those_to_take_in(group: Group, cast: Cast) -> None:
    away = cast.client_record(number="RSBL-CTH/2020/00001")
    housed = cast.client_record(number="RSBL-CTH/2030/00001", ward=cast.melati)
    found = list(queries.candidates(group, cast.actor("peksos")))
    assert found.index(housed) < found.index(away)


@pytest.mark.parametrize("name", ["group", "candidates", "edit_group"])
def test_a_stranger_finds_no_group(group: Group, signed_in: Enter, name: str) -> None:
    assert signed_in("peksos_lain").get(reverse(f"programmes:{name}", args=[group.pk])).status_code == 404


def test_a_member_is_not_there_for_whoever_does_not_see_the_client(take: Take, cast: Cast, signed_in: Enter) -> None:
    member = take(cast.client)
    assert signed_in("peksos2").get(reverse("programmes:member", args=[member.pk])).status_code == 404
    assert signed_in("pengasuh").get(reverse("programmes:member", args=[member.pk])).status_code == 200


def test_only_the_team_is_let_to_change(group: Group, signed_in: Enter, by: Actor) -> None:
    there = reverse("programmes:end_group", args=[group.pk])
    assert signed_in("pengasuh").post(there, {"note": ""}).status_code == 403
    assert "Hanya tim kelompok ini" in signed_in("peksos2").post(there, {"note": ""}).content.decode()
    assert actions.end_group(group, by=by).state == "ended"
