"""The pages of a session: the room, its taps as JSON, without a script, the check, the summary."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.audit.models import Entry
from laras.stages.programmes.actions.session import record_taps, save_session
from laras.stages.programmes.models import Attendance, Member, Pair, Session, SessionTap
from laras.stages.programmes.queries.session import room
from tests.cast import Cast
from tests.stages.programmes.meeting import meeting, session_of, tap, whole_session

In = Callable[[str], Browser]


def address(session: Session, part: str = "") -> str:
    return f"/pertemuan/{session.pk}/{part}"


def sent(browser: Browser, session: Session, taps: list[Any], after: int = 0) -> dict[str, Any]:
    """Exchange taps as the script does."""
    body = json.dumps({"after": after, "taps": taps})
    answer = browser.post(address(session, "tap/"), body, content_type="application/json")
    return {"status": answer.status_code, **answer.json()}


def one_tap(key: str, value: Any, member: Member | None = None, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "key": key, "value": value, "member": str(member.pk) if member else "", **more}


def test_a_planned_session_shows_its_plan_and_starts(cast: Cast, signed_in: In) -> None:
    session, _ = meeting(cast, state="planned")
    browser = signed_in("peksos")
    page = browser.get(address(session)).content.decode()
    assert "Pasangan sahabat dengar" in page
    assert "Mulai pertemuan" in page
    answer = browser.post(address(session, "mulai/"))
    assert (answer.status_code, answer.headers["Location"]) == (302, address(session))
    assert Session.objects.get(pk=session.pk).state == "open"


def test_a_session_without_a_plan_has_its_pages_too(cast: Cast, signed_in: In) -> None:
    session, (one,) = meeting(cast, 1, state="planned")
    Session.objects.filter(pk=session.pk).update(plan=None)
    browser = signed_in("peksos")
    assert "Belum ada kegiatan yang direncanakan" in browser.get(address(session)).content.decode()
    browser.post(address(session, "mulai/"))
    assert browser.get(address(session)).status_code == 200
    record_taps(session, taps=[tap("attendance", "full", one)], by=cast.actor("peksos"))
    browser.post(address(session, "simpan/"))
    assert browser.get(address(session, "hasil/")).status_code == 200


def test_the_room_shows_every_member_and_notes_the_look_once(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast)
    browser = signed_in("pengasuh")
    page = browser.get(address(session)).content.decode()
    assert all(name in page for name in ("Bu Tini", "Pak Slamet", "Mas Dwi"))
    for _ in range(3):
        assert sent(browser, session, [])["status"] == 200
    looks = Entry.objects.filter(ledger="look", verb="programmes:session")
    assert [sorted(look.shown) for look in looks] == [sorted(str(member.client_id) for member in people)]
    assert not Entry.objects.filter(verb__in=("programmes:sync", "programmes.record_taps")).exists()


def test_the_other_phone_hears_of_a_tap_and_only_of_new_ones(cast: Cast, signed_in: In) -> None:
    session, (one, *_) = meeting(cast)
    leader, helper = signed_in("peksos"), signed_in("pengasuh")
    first = one_tap("mood_before", 4, one)
    assert sent(leader, session, [first])["taps"][0]["id"] == first["id"]
    heard = sent(helper, session, [one_tap("light", "yellow", one)])
    assert [(tap["key"], tap["value"], tap["by"]) for tap in heard["taps"]] == [
        ("mood_before", 4, "peksos"),
        ("light", "yellow", "pengasuh"),
    ]
    assert [tap["key"] for tap in sent(leader, session, [], after=1)["taps"]] == ["light"]
    assert sent(leader, session, [first], after=2)["taps"] == []
    assert SessionTap.objects.count() == 2


def test_one_wrong_tap_comes_back_with_a_sentence_and_the_others_are_kept(cast: Cast, signed_in: In) -> None:
    session, (one, *_) = meeting(cast)
    wrong = one_tap("mood_before", 9, one)
    heard = sent(signed_in("peksos"), session, [wrong, one_tap("light", "green", one), {"key": "light"}, "no tap"])
    assert [tap["key"] for tap in heard["taps"]] == ["light"]
    assert [refusal["id"] for refusal in heard["refused"]] == [wrong["id"], "", ""]
    assert all(refusal["error"] for refusal in heard["refused"])


@pytest.mark.parametrize("body", ["", "[]", '{"after": 0}', '{"after": "x", "taps": []}', '{"after": 0, "taps": 5}'])
def test_what_is_no_sending_is_refused(cast: Cast, signed_in: In, body: str) -> None:
    session, _ = meeting(cast)
    answer = signed_in("peksos").post(address(session, "tap/"), body, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_a_phone_is_told_when_the_other_has_saved(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast)
    record_taps(session, taps=whole_session(people), by=cast.actor("peksos"))
    save_session(session, by=cast.actor("peksos"))
    heard = sent(signed_in("pengasuh"), session, [one_tap("light", "red", people[0])])
    assert (heard["status"], heard["state"], heard["saved_by"], heard["taps"]) == (200, "saved", "peksos", [])


@pytest.mark.parametrize(("members", "taps"), [(1, 1), (3, 9)])
def test_an_exchange_costs_the_same_however_much_is_new(cast: Cast, signed_in: In, members: int, taps: int) -> None:
    session, people = meeting(cast, members)
    browser = signed_in("peksos")
    sent(browser, session, [])
    for n in range(taps):
        record_taps(session, taps=[tap("mood_before", 1 + n % 5, people[n % members])], by=cast.actor("pengasuh"))
    with CaptureQueriesContext(connection) as statements:
        assert len(sent(browser, session, [])["taps"]) == taps
    assert len(statements) == 7


@pytest.mark.parametrize("members", [1, 3])
def test_the_page_costs_the_same_for_one_member_and_for_three(cast: Cast, signed_in: In, members: int) -> None:
    session, people = meeting(cast, members)
    record_taps(session, taps=whole_session(people), by=cast.actor("peksos"))
    browser = signed_in("peksos")
    browser.get(address(session))
    with CaptureQueriesContext(connection) as statements:
        browser.get(address(session))
    assert len(statements) == 13


def test_without_a_script_the_whole_page_is_one_form(cast: Cast, signed_in: In) -> None:
    session, (one, two) = meeting(cast, 2)
    browser = signed_in("peksos")
    a, b = f"t:{one.pk}:", f"t:{two.pk}:"
    given = {f"{a}light": "yellow", f"{a}sign.sleepy": "1", f"{a}attendance": "full", f"{a}mood_before": "4"}
    given |= {f"{b}attendance": "refused", f"{b}note": "Ingin tidur.", "t:room:topic_minutes.warning_signs": "8"}
    given |= {f"{a}partner": str(two.pk), "t:room:worked": ""}
    assert browser.post(address(session), given).status_code == 302
    state = room(session, cast.actor("peksos")).state
    assert state.of(str(one.pk)) == {"light": "yellow", "attendance": "full", "mood_before": 4, "sign.sleepy": True}
    assert state.of(str(two.pk)) == {"attendance": "refused", "note": "Ingin tidur."}
    assert (state.room, state.partners[str(two.pk)]) == ({"topic_minutes.warning_signs": 8}, str(one.pk))
    kept = SessionTap.objects.count()
    browser.post(address(session), given)
    assert SessionTap.objects.count() == kept
    del given[f"{a}sign.sleepy"]
    browser.post(address(session), given)
    assert room(session, cast.actor("peksos")).state.of(str(one.pk))["sign.sleepy"] is False


def test_an_incident_is_kept_by_its_form_and_a_bad_one_is_told(cast: Cast, signed_in: In) -> None:
    session, (one, *_) = meeting(cast)
    browser = signed_in("peksos")
    told = {"incident": "1", "kind": "fall", "severity": "2", "member": str(one.pk), "behaviour": "Terpeleset."}
    assert browser.post(address(session), told).status_code == 302
    (incident,) = room(session, cast.actor("peksos")).state.part("", "incident.").values()
    assert (incident["kind"], incident["severity"], incident["behaviour"]) == ("fall", 2, "Terpeleset.")
    page = browser.post(address(session), {**told, "behaviour": ""})
    assert (page.status_code, "id_behaviour-error" in page.content.decode()) == (200, True)


def test_pairs_are_suggested_among_those_who_are_there(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast, 4)
    by = cast.actor("peksos")
    record_taps(session, taps=[tap("attendance", "full", one) for one in people[:3]], by=by)
    browser = signed_in("peksos")
    assert browser.post(address(session, "pasangan/")).status_code == 302
    first = room(session, by).state.pairs()
    assert len(first) == 1
    answer = browser.post(address(session, "pasangan/"), headers={"accept": "application/json"})
    assert len(answer.json()["alone"]) == 1
    assert room(session, by).state.pairs() != first


def test_two_who_quarrel_are_not_paired(cast: Cast, signed_in: In) -> None:
    session, (one, two) = meeting(cast, 2)
    taps = [tap("attendance", "full", one), tap("attendance", "full", two)]
    record_taps(session, taps=[*taps, tap(f"tie.conflict.{two.pk.hex}", True, one)], by=cast.actor("peksos"))
    signed_in("peksos").post(address(session, "pasangan/"))
    assert room(session, cast.actor("peksos")).state.pairs() == []


def test_the_check_names_what_arises_and_what_is_missing_and_saves(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast)
    browser = signed_in("peksos")
    page = browser.get(address(session, "simpan/")).content.decode()
    assert "Tandai kehadiran setiap anggota" in page
    assert "disabled" in page
    refused = browser.post(address(session, "simpan/"))
    assert (refused.status_code, Attendance.objects.count()) == (409, 0)
    record_taps(session, taps=whole_session(people), by=cast.actor("peksos"))
    page = browser.get(address(session, "simpan/")).content.decode()
    assert "3 dari 3" in page
    assert "Perlu dilengkapi dahulu" not in page
    answer = browser.post(address(session, "simpan/"))
    assert answer.headers["Location"] == address(session, "hasil/")
    again = signed_in("pengasuh").post(address(session, "simpan/"))
    assert (again.status_code, "peksos sudah menyimpan" in again.content.decode()) == (409, True)
    assert (Attendance.objects.count(), Pair.objects.count()) == (3, 1)


def test_the_summary_says_who_is_to_be_greeted(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast)
    taps = [tap("mood_after", 1, people[0]), tap("ans.CARD-4.3", 0, people[1]), tap("adverse.tearful", True, people[2])]
    later = session_of(session.group, number=5, state="planned")
    record_taps(session, taps=[*whole_session(people), *taps], by=cast.actor("peksos"))
    save_session(session, by=cast.actor("peksos"))
    browser = signed_in("peksos")
    assert browser.get(address(session)).headers["Location"] == address(session, "hasil/")
    page = browser.get(address(session, "hasil/")).content.decode()
    for said in ("memilih wajah terendah", "jawaban rendah pada kartu", "ada yang perlu diketahui perawat", "menangis"):
        assert said in page
    assert address(later) in page
    assert "Buka lagi" in page
    assert "Buka lagi" not in signed_in("pengasuh").get(address(session, "hasil/")).content.decode()


def test_the_head_sees_figures_and_no_name(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast)
    record_taps(session, taps=[*whole_session(people), tap("note", "Rahasia.", people[0])], by=cast.actor("peksos"))
    save_session(session, by=cast.actor("peksos"))
    page = signed_in("kepala").get(address(session, "hasil/")).content.decode()
    assert "3 / 3" in page
    assert not any(word in page for word in ("Bu Tini", "Pak Slamet", "Rahasia", "Berpasangan."))


def test_a_save_is_taken_back_with_a_reason(cast: Cast, signed_in: In) -> None:
    session, people = meeting(cast)
    record_taps(session, taps=whole_session(people), by=cast.actor("peksos"))
    save_session(session, by=cast.actor("peksos"))
    browser = signed_in("peksos")
    page = browser.post(address(session, "buka-lagi/"), {"reason": "keliru"})
    assert (page.status_code, "id_reason-error" in page.content.decode()) == (200, True)
    answer = browser.post(address(session, "buka-lagi/"), {"reason": "Salah satu anggota keliru dicatat."})
    assert answer.headers["Location"] == address(session)
    assert Attendance.objects.count() == 0
    assert browser.get(address(session)).status_code == 200


def test_a_session_is_cancelled_and_planned_again_by_its_pages(cast: Cast, signed_in: In) -> None:
    session, _ = meeting(cast, state="planned")
    browser = signed_in("pengasuh")
    browser.post(address(session, "batal/"), {"reason": "Hujan deras, aula dipakai."})
    page = browser.get(address(session)).content.decode()
    assert "Hujan deras" in page
    answer = browser.post(address(session, "jadwal/"), {"planned_at": "2026-12-01T09:00"})
    assert answer.headers["Location"] == address(session)
    assert Session.objects.get(pk=session.pk).state == "planned"


@pytest.mark.parametrize("part", ["", "simpan/", "batal/", "jadwal/", "buka-lagi/"])
def test_whoever_does_not_run_the_group_is_refused(cast: Cast, signed_in: In, part: str) -> None:
    session, _ = meeting(cast)
    assert signed_in("peksos2").get(address(session, part)).status_code == 403
    assert signed_in("peksos_lain").get(address(session, part)).status_code == 404
    assert signed_in("penyelia").get(address(session, part)).status_code == 403


def test_the_page_speaks_english_when_asked(cast: Cast) -> None:
    from tests.cast import login

    session, _ = meeting(cast)
    user = cast.user("peksos")
    user.language = "en"
    user.save()
    browser = Browser(headers={"accept-language": "en"})
    login(browser, "peksos")
    page = browser.get(address(session)).content.decode()
    assert "Listening pairs" in page
    assert "Pasangan mendengar" not in page
