"""The trail and long work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.gate.actions import ACTIONS
from laras.base.jobs.models import Job
from laras.base.jobs.work import told
from laras.base.store import clock
from laras.doors.desk.queries.audit import DEEDS, entries
from laras.stages.casework.actions.task import add_task
from tests.cast import Cast
from tests.doors.desk.rows import queries_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]


def promise(cast: Cast) -> None:
    """Do one deed about the client of peksos."""
    worker = cast.worker("peksos")
    add_task(cast.client, title="Telepon (contoh)", worker=worker, due_on=clock.today(), by=cast.actor("peksos"))


def job_of(cast: Cast, name: str, **values: Any) -> Job:
    given = {"kind": "reports.made", "params": {}, "user_id": cast.user(name).pk, "recorded_at": clock.now()}
    return Job.objects.create(facility=cast.home, **{**given, **values})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["penyelia", "kepala", "auditor", "admin"])
def test_the_trail_opens_in_both_languages_and_names_no_client(
    cast: Cast, signed_in: SignedIn, name: str, language: str
) -> None:
    cast.users[name].language = language
    cast.users[name].save()
    promise(cast)
    text = signed_in(name).get(reverse("desk:audit")).content.decode()
    assert f"<h1>{'Jejak audit' if language == 'id' else 'Audit trail'}</h1>" in text
    assert "casework.add_task" in text and cast.client.number in text
    assert "Bu Tini" not in text and "Sutini" not in text


@pytest.mark.parametrize("name", ["peksos", "pengasuh", "perawat", "psikolog", "peneliti"])
def test_who_may_not_read_the_trail_is_refused(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(name).get(reverse("desk:audit")).status_code == 403


def test_the_trail_is_narrowed_by_actor_and_number(cast: Cast) -> None:
    promise(cast)
    by = cast.actor("auditor")
    assert [row.actor for row in entries(by, ledger="deed", actor="PEKSOS")] == ["peksos"]
    assert list(entries(by, ledger="deed", actor="perawat")) == []
    assert len(entries(by, ledger="deed", number=cast.client.number)) == 1
    assert list(entries(by, ledger="deed", number=cast.second.number)) == []
    assert list(entries(by, ledger="deed", number=cast.stranger.number)) == []


def test_a_look_is_found_by_everybody_who_stood_on_the_page(cast: Cast, signed_in: SignedIn) -> None:
    signed_in("peksos").get(reverse("desk:client_list"))
    by = cast.actor("auditor")
    assert len(entries(by, ledger="look", number=cast.client.number)) == 1
    assert list(entries(by, ledger="look", number=cast.second.number)) == []


def test_the_trail_of_another_home_is_not_read(cast: Cast) -> None:
    promise(cast)
    elsewhere = cast.actor("auditor", facility=cast.other_home)
    assert list(entries(elsewhere, ledger="deed")) == []


def test_three_deeds_cost_as_many_queries_as_one(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("auditor"), reverse("desk:audit")
    promise(cast)
    one = queries_of(browser, url)
    promise(cast)
    promise(cast)
    assert queries_of(browser, url) == one


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["peksos", "penyelia", "kepala", "peneliti", "auditor", "admin"])
def test_long_work_opens_in_both_languages(cast: Cast, signed_in: SignedIn, name: str, language: str) -> None:
    cast.users[name].language = language
    cast.users[name].save()
    job_of(cast, name, state="running", done=2, total=7)
    text = signed_in(name).get(reverse("desk:job_list")).content.decode()
    assert f"<h1>{'Pekerjaan panjang' if language == 'id' else 'Long work'}</h1>" in text


@pytest.mark.parametrize("name", ["pengasuh", "perawat"])
def test_who_has_no_long_work_is_refused(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(name).get(reverse("desk:job_list")).status_code == 403


def test_why_work_failed_is_told_to_the_one_who_asked_only(cast: Cast, signed_in: SignedIn) -> None:
    job_of(cast, "peksos", state="failed", error=told("Row {n} is broken (contoh).", n=4))
    url = reverse("desk:job_list")
    assert "Row 4 is broken (contoh)." in signed_in("peksos").get(url).content.decode()
    seen_by_admin = signed_in("admin").get(url).content.decode()
    assert "tidak selesai" in seen_by_admin and "Row 4" not in seen_by_admin


def test_one_cancels_own_work_and_nobody_elses(cast: Cast, signed_in: SignedIn) -> None:
    job = job_of(cast, "peksos")
    url = reverse("desk:job_cancel", args=[job.pk])
    assert signed_in("penyelia").post(url).status_code == 404
    signed_in("peksos").get(url)
    job.refresh_from_db()
    assert job.state == "queued"
    assert signed_in("peksos").post(url).status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert signed_in("peksos").post(url).status_code == 400


def test_three_jobs_cost_as_many_queries_as_one(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("peksos"), reverse("desk:job_list")
    job_of(cast, "peksos")
    one = queries_of(browser, url)
    job_of(cast, "peksos")
    job_of(cast, "peksos")
    assert queries_of(browser, url) == one


def test_the_trail_says_deeds_and_pages_in_words_and_keeps_their_names(cast: Cast, signed_in: SignedIn) -> None:
    promise(cast)
    signed_in("peksos").get(reverse("desk:client", args=[cast.client.pk]))
    browser = signed_in("penyelia")
    assert "menulis tugas<small" in browser.get(reverse("desk:audit")).content.decode()
    looks = browser.get(reverse("desk:audit"), {"ledger": "look"}).content.decode()
    assert "Ringkasan<small" in looks and "<code>desk:client</code>" in looks


def test_every_word_of_the_trail_belongs_to_a_deed() -> None:
    session = {f"session.{verb}" for verb in ("sign_in", "sign_out", "change_password")}
    assert set(DEEDS) - {*ACTIONS, *session, "house.create_home", "house.create_admin"} == set()
