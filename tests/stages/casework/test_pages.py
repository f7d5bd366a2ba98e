"""Pages of casework: who may open them, what they say, what they keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.casework import ADL_ITEMS
from laras.stages.casework.actions import add_task, rate_goal, record_adl, record_event, set_goal
from laras.stages.casework.models import AdlRecord, Episode, Goal, GoalRating, SeverityRating, Task
from tests.cast import Cast

Enter = Callable[[str], Browser]

READERS = "peksos perawat psikolog pengasuh penyelia"
OF_CLIENT = {
    "casework:stages": READERS,
    "casework:goals": READERS,
    "casework:severity": READERS,
    "casework:adl": READERS,
    "casework:tasks": READERS,
    "casework:set_goal": "peksos psikolog",
    "casework:rate_severity": "peksos perawat psikolog",
    "casework:record_adl": "peksos perawat psikolog pengasuh",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_forms_of_a_stay_share_no_id(cast: Cast, episode: Episode, signed_in: Enter) -> None:
    page = text(signed_in("peksos").get(reverse("casework:stages", args=[episode.client_id])))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert {"id_happened_on", "event_happened_on", "close_happened_on"} <= set(ids)


@pytest.mark.parametrize("name", OF_CLIENT)
def test_a_page_opens_for_its_roles_and_for_no_stranger(cast: Cast, signed_in: Enter, name: str) -> None:
    for login in READERS.split():
        answer = signed_in(login).get(reverse(name, args=[cast.client.pk]))
        assert answer.status_code == (200 if login in OF_CLIENT[name].split() else 403), login
    for login in ("peksos2", "peksos_lain", "kepala", "peneliti", "admin"):
        assert signed_in(login).get(reverse(name, args=[cast.client.pk])).status_code == 404, login


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("login", ["peksos", "pengasuh"])
def test_a_full_record_is_drawn_in_both_languages(
    cast: Cast, signed_in: Enter, episode: Episode, language: str, login: str
) -> None:
    cast.user(login).language = language
    cast.user(login).save()
    by = cast.actor("peksos")
    goal = set_goal(
        cast.client, title="Ikut kelompok", levels={0: "Tiap pekan"}, aspect="group", review_on=clock.today(), by=by
    )
    rate_goal(goal, level=-1, note="Sekali ikut.", by=by)
    record_adl(cast.client, answers=dict.fromkeys(ADL_ITEMS, 2), note="Rajin.", by=by)
    add_task(cast.client, title="Telepon", worker=cast.worker("peksos"), due_on=clock.today(), by=by)
    record_event(episode, kind="referred_rsj", note="Penyesuaian obat.", by=by)
    for stage in ("S1", "S2", "S5", "S7", "S10"):
        Episode.objects.update(stage=stage)
        assert signed_in(login).get(reverse("casework:stages", args=[cast.client.pk])).status_code == 200
    for name, logins in OF_CLIENT.items():
        if login in logins.split():
            assert signed_in(login).get(reverse(name, args=[cast.client.pk])).status_code == 200, name
    assert signed_in(login).get(reverse("casework:adl_round")).status_code == 200


def test_a_stay_is_opened_moved_and_closed(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    there = reverse("casework:stages", args=[cast.client.pk])
    assert browser.post(reverse("casework:open_stay", args=[cast.client.pk]), {"stage": "S1"}).status_code == 302
    episode = Episode.objects.get()
    move = reverse("casework:move", args=[episode.pk])
    refused = browser.post(move, {"to": "S2", "reason": "Alasan yang diketik"})
    assert (refused.status_code, "Alasan yang diketik" in text(refused)) == (200, True)
    assert browser.post(move, {"to": "S2", "gates": ["eligibility"]}).status_code == 302
    episode.refresh_from_db()
    assert episode.stage == "S2"
    assert browser.post(move, {"to": "S9"}).status_code == 200
    event = reverse("casework:event", args=[episode.pk])
    assert "terlalu" in text(browser.post(event, {"kind": "died", "note": "terlalu"}))
    assert browser.post(event, {"kind": "referred_rsj", "note": "Penyesuaian obat."}).status_code == 302
    close = reverse("casework:close", args=[episode.pk])
    assert browser.post(close, {"outcome": "flew"}).status_code == 200
    assert browser.post(close, {"outcome": "moved"}).status_code == 302
    assert browser.get(there).status_code == 200
    assert browser.post(reverse("casework:open_stay", args=[cast.client.pk]), {"stage": "S1"}).status_code == 302
    assert browser.post(reverse("casework:open_stay", args=[cast.client.pk]), {"stage": "S1"}).status_code == 200


def test_a_carer_or_a_stranger_moves_nobody(cast: Cast, signed_in: Enter, episode: Episode) -> None:
    move = reverse("casework:move", args=[episode.pk])
    assert signed_in("pengasuh").post(move, {"to": "S2"}).status_code == 403
    assert signed_in("peksos2").post(move, {"to": "S2"}).status_code == 404
    assert signed_in("peksos").get(move).status_code == 405


def test_a_fact_that_holds_is_ticked_beforehand(cast: Cast, signed_in: Enter, episode: Episode) -> None:
    Episode.objects.update(stage="S5")
    set_goal(cast.client, title="Ikut kelompok", levels={0: "Tiap pekan"}, agreed=False, by=cast.actor("peksos"))
    page = text(signed_in("peksos").get(reverse("casework:stages", args=[cast.client.pk])))
    assert 'value="has_goal" checked' in page
    assert 'value="client_agreed" checked' not in page


GOAL = {"title": "Menjelaskan obat", "level_0": "Menyebut guna", "weight": "2", "agreed": "on", "aspect": ""}


def test_a_goal_is_set_rated_and_closed(cast: Cast, signed_in: Enter, episode: Episode) -> None:
    browser = signed_in("peksos")
    new = reverse("casework:set_goal", args=[cast.client.pk])
    kept = browser.post(new, {**GOAL, "level_0": "", "level_minus_1": "Menyebut nama"})
    assert (kept.status_code, "Menyebut nama" in text(kept)) == (200, True)
    assert browser.post(new, {**GOAL, "level_minus_1": "Menyebut nama"}).status_code == 302
    goal = Goal.objects.get()
    assert (goal.weight, goal.agreed, goal.levels["-1"]) == (2, True, "Menyebut nama")
    rate = reverse("casework:rate_goal", args=[goal.pk])
    assert "Menyebut nama" in text(browser.get(rate))
    assert browser.post(rate, {"level": "-1", "note": "Menyebut tiga nama obat."}).status_code == 302
    assert GoalRating.objects.get().level == -1
    assert "−1" in text(browser.get(reverse("casework:goals", args=[cast.client.pk])))
    assert signed_in("peksos2").get(rate).status_code == 404
    assert browser.post(reverse("casework:close_goal", args=[goal.pk])).status_code == 302
    assert browser.get(reverse("casework:goals", args=[cast.client.pk])).status_code == 200


def test_a_category_is_rated_and_shown_on_the_chip(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("perawat")
    rate = reverse("casework:rate_severity", args=[cast.client.pk])
    kept = browser.post(rate, {"note": "Lebih tenang"})
    assert (kept.status_code, "Lebih tenang" in text(kept)) == (200, True)
    assert browser.post(rate, {"level": "moderate", "note": "Lebih tenang", "happened_on": ""}).status_code == 302
    assert SeverityRating.objects.get().level == "moderate"
    assert "Kategori sedang" in text(browser.get(reverse("casework:severity", args=[cast.client.pk])))


def test_a_carer_goes_the_round(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("pengasuh")
    there = reverse("casework:adl_round")
    assert "Bu Tini" in text(browser.get(there))
    assert Entry.objects.get(ledger="look").shown == [str(cast.client.pk)]
    fill = reverse("casework:record_adl", args=[cast.client.pk])
    kept = browser.post(f"{fill}?round", {"eating": "3", "note": "Mandi sendiri"})
    assert (kept.status_code, "Mandi sendiri" in text(kept), AdlRecord.objects.count()) == (200, True, 0)
    page = browser.post(f"{fill}?round", {**dict.fromkeys(ADL_ITEMS, "3"), "note": ""})
    assert page.url == there  # type: ignore[attr-defined]
    assert AdlRecord.objects.get().total == 36
    again = browser.post(fill, dict.fromkeys(ADL_ITEMS, "2"))
    assert again.url == reverse("casework:adl", args=[cast.client.pk])  # type: ignore[attr-defined]
    assert signed_in("peneliti").get(there).status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_the_round_costs_the_same_for_one_and_three(
    cast: Cast, signed_in: Enter, n: int, django_assert_num_queries: Any
) -> None:
    for number in range(n - 1):
        other = cast.client_record(name=f"Orang {number} (contoh)", ward=cast.melati)
        cast.open_access(other, "pengasuh", kind="ward")
    browser = signed_in("pengasuh")
    browser.get(reverse("casework:adl_round"))  # the first page of a session also writes the session
    with django_assert_num_queries(9):
        assert text(browser.get(reverse("casework:adl_round"))).count("?round") == n


def test_a_task_is_written_and_finished(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    add = reverse("casework:add_task", args=[cast.client.pk])
    kept = browser.post(add, {"title": "Telepon Ibu M.", "worker": str(cast.worker("pengasuh").pk), "due_on": "besok"})
    assert (kept.status_code, "Telepon Ibu M." in text(kept)) == (200, True)
    values = {"title": "Telepon Ibu M.", "worker": str(cast.worker("pengasuh").pk), "due_on": "2020-01-01"}
    assert browser.post(add, values).status_code == 302
    assert "Telepon Ibu M." in text(browser.get(reverse("casework:tasks", args=[cast.client.pk])))
    finish = reverse("casework:finish_task", args=[Task.objects.get().pk])
    assert signed_in("peksos2").post(finish).status_code == 404
    assert signed_in("pengasuh").post(finish).status_code == 302
    assert Task.objects.get().done_by == "pengasuh"
    assert browser.get(reverse("casework:tasks", args=[cast.client.pk])).status_code == 200
