"""Aspects side by side, clients beside workers, the trail, and talks with peers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput, Incomplete
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.models import PeerDebrief
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
DAY = dt.date(2026, 6, 10)


@pytest.fixture
def dated(sources: list[Source], weak_information: None) -> None:
    for n, source in enumerate(sources):
        source.happened_at = dt.datetime(2026, 6, 1 + 9 * n, 8, tzinfo=dt.UTC)
        source.save()


def test_two_periods_share_the_evidence_between_them(study: Study, dated: None) -> None:
    before, after = queries.by_period(study, DAY)
    assert (before.codings + after.codings, before.sources, after.sources) == (15, 1, 2)
    assert queries.middle_day(study) == DAY


def test_groups_of_a_trait_and_what_belongs_to_none(
    study: Study, dated: None, informant: Informant, cast: Cast, by: Actor
) -> None:
    informant.traits, informant.client = {"usia": "muda"}, cast.client
    informant.save()
    assert [one.label for one in queries.by_trait(study, "role")] == ["Pekerja sosial", ""]
    assert [one.label for one in queries.by_trait(study, "voice")] == ["client", ""]
    assert [one.label for one in queries.by_trait(study, "usia")] == ["muda", ""]
    assert [one.label for one in queries.by_ward(study, cast.actor("penyelia"))] == ["Melati", ""]
    assert queries.traits_of(study) == ["usia"]


def test_the_page_sets_each_kind_side_by_side(study: Study, dated: None, by: Actor, signed_in: Enter) -> None:
    other = evidence.create_study(name="Penelitian kedua (contoh)", by=by)
    browser, address = signed_in("auditor"), reverse("appraisal:compare", args=[study.pk])
    assert "Sebelum 10 Jun 2026" in browser.get(address).content.decode()
    assert "Pekerja sosial" in browser.get(address, {"by": "role"}).content.decode()
    for kind in ("ward", "voice", "period"):
        assert browser.get(address, {"by": kind, "split": "bukan"}).status_code == 200
    page = browser.get(address, {"by": "study", "other": str(other.pk)}).content.decode()
    assert '<th scope="col">Penelitian kedua (contoh)' in page
    assert browser.get(address, {"by": "lain"}).status_code == 200
    empty = browser.get(reverse("appraisal:compare", args=[other.pk])).content.decode()
    assert "Belum ada yang dapat dibandingkan" in empty


def test_clients_and_workers_are_heard_apart(study: Study, dated: None, informant: Informant, cast: Cast) -> None:
    informant.worker = cast.worker("peksos")
    informant.save()
    rows = {one.aspect: one for one in queries.two_voices(study, queries.evidence_of(study))}
    assert rows["emotional"].workers.evidence == 5
    assert rows["emotional"].clients.evidence == 0
    assert (rows["emotional"].gap, rows["emotional"].is_wide) == (None, False)


@pytest.mark.parametrize(
    ("role", "voice"),
    [("Penerima manfaat", "client"), ("Keluarga penerima manfaat", "family"), ("Perawat", "worker"), ("", "other")],
)
def test_a_role_tells_whose_voice_it_is(role: str, voice: str) -> None:
    assert queries.voice_of(Informant(role=role)) == voice


def test_gaps_of_more_than_fourteen_days_are_told() -> None:
    days = [dt.date(2026, 6, 1), dt.date(2026, 6, 10), dt.date(2026, 6, 30)]
    found = queries.gaps_between(days, days[0], dt.date(2026, 7, 14))
    assert [(one.since.day, one.until.day, one.days) for one in found] == [(10, 30, 20)]
    assert queries.gaps_between(days, None, None) == ()


def test_the_trail_shows_six_classes(study: Study, dated: None, signed_in: Enter) -> None:
    page = signed_in("auditor").get(reverse("appraisal:trail", args=[study.pk])).content.decode()
    assert "Data mentah" in page and "2 dari 6 golongan terisi" in page
    found = queries.trail_of(study)
    assert [one.code for one in found.classes if one.count] == ["raw", "reduction"]
    assert (found.first, found.last, found.gaps) == (dt.date(2026, 6, 1), dt.date(2026, 6, 19), ())


def test_a_talk_is_written_and_completed(study: Study, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    listed = reverse("appraisal:debriefs", args=[study.pk])
    assert "Belum ada diskusi" in browser.get(listed).content.decode()
    new = reverse("appraisal:new_debrief", args=[study.pk])
    sent = {"held_on": "2026-06-01", "peer": "Dosen", "questions": "Mengapa lemah?", "decision_0": "Cari lagi"}
    kept = browser.post(new, {**sent, "peer": ""}).content.decode()
    assert "Mengapa lemah?" in kept and not PeerDebrief.objects.exists()
    assert browser.post(new, sent).status_code == 302
    row = PeerDebrief.objects.get()
    assert row.decisions == [{"text": "Cari lagi", "changed": ""}]
    page = reverse("appraisal:debrief", args=[row.pk])
    assert browser.post(page, {**sent, "changed_0": "Dua kutipan"}).status_code == 302
    assert "Dua kutipan" in browser.get(listed).content.decode()
    assert signed_in("auditor").post(page, sent).status_code == 403
    assert signed_in("auditor").get(new).status_code == 403


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"held_on": dt.date(2999, 1, 1)}, BadInput), ({"peer": " "}, Incomplete), ({"questions": ""}, Incomplete)],
)
def test_a_talk_needs_a_day_a_peer_and_a_question(
    study: Study, by: Actor, given: dict[str, object], refusal: type[Exception]
) -> None:
    values = {"held_on": DAY, "peer": "Dosen", "questions": "Apa?", **given}
    with pytest.raises(refusal):
        actions.record_debrief(study, **values, by=by)  # type: ignore[arg-type]  # test shorthand


def test_where_a_client_lives_is_compared_only_by_who_may_read_the_record(
    study: Study, sources: list[Source], informant: Informant, code_it: Any, cast: Cast, by: Actor
) -> None:
    code_it("INF-02", "lacking")
    informant.client = cast.client
    informant.save()
    assert [one.label for one in queries.by_ward(study, cast.actor("penyelia"))] == [cast.melati.name]
    assert [one.label for one in queries.by_ward(study, by)] == [""]


def test_traits_stand_in_words(
    study: Study, sources: list[Source], informant: Informant, code_it: Any, signed_in: Any
) -> None:
    code_it("INF-02", "lacking")
    informant.traits = {"sex": "female", "usia": "muda"}
    informant.save()
    page = signed_in("peneliti").get(f"/studi/{study.pk}/bandingkan/", {"by": "trait:sex"}).content.decode()
    assert ("Jenis kelamin" in page, "perempuan" in page, "female" in page) == (True, True, False)
    asked = {"table": "attribute", "attribute": "trait:sex"}
    table = signed_in("peneliti").get(f"/studi/{study.pk}/pertanyaan/", asked).content.decode()
    assert ("Jenis kelamin" in table, "perempuan" in table, ">female" in table) == (True, True, False)
