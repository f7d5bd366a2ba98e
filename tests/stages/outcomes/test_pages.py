"""What the pages say, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.audit.models import Entry
from laras.domain.errors import Conflict, NotAllowed, NotFound
from laras.stages.appraisal.queries import appraise
from laras.stages.evidence.actions import create_study
from laras.stages.evidence.models import Source
from laras.stages.outcomes.actions import file_evaluation
from laras.stages.outcomes.queries import evaluation, finished
from laras.stages.outcomes.writers import as_text
from tests.cast import Cast
from tests.stages.outcomes.circle import STRESS, begin, whole

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]


def read(browser: Browser, name: str, *args: object, query: str = "") -> str:
    answer = browser.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            (
                "Apa yang berubah",
                "Dari 6 anggota dengan dua pengukuran, 4 berubah ke arah yang diharapkan",
                "bukan apa",
            ),
        ),
        (
            "en",
            ("What changed", "Of 6 members with both measurements, 4 changed in the direction hoped for", "not what"),
        ),
    ],
)
def test_the_sentence_comes_first_and_claims_no_cause(
    cast: Cast, signed_in: SignedIn, language: str, words: tuple[str, ...]
) -> None:
    circle = whole(cast)
    cast.users["peksos"].language = language
    cast.users["peksos"].save()
    text = read(signed_in("peksos"), "outcomes:evaluation", circle.group.pk)
    assert [word for word in words if word not in text] == []
    assert "Orang 0" in text
    look = Entry.objects.filter(ledger="look", verb="outcomes:evaluation").get()
    assert look.shown == [str(member.client_id) for member in circle.members]


def test_the_smallest_p_and_the_dots_are_told(cast: Cast, signed_in: SignedIn) -> None:
    text = read(signed_in("psikolog"), "outcomes:evaluation", whole(cast).group.pk, query="?ukuran=STRESS-10")
    assert "peluang 0,250 (uji Wilcoxon tepat; p terkecil yang mungkin di sini 0,062)" in text
    few = begin(cast, STRESS[:4], "Kelompok kecil (contoh)")  # nobody measured at the end yet
    assert "hanya titik yang ditampilkan" in read(signed_in("psikolog"), "outcomes:evaluation", few.group.pk)


def test_the_head_reads_numbers_of_members_and_no_name(cast: Cast, signed_in: SignedIn) -> None:
    text = read(signed_in("kepala"), "outcomes:evaluation", whole(cast).group.pk)
    assert "Anggota 1" in text and "Orang" not in text


def test_one_member_s_change_is_for_those_who_see_the_client(cast: Cast, signed_in: SignedIn) -> None:
    member = whole(cast).members[0]
    text = read(signed_in("peksos"), "outcomes:member_change", member.pk)
    assert "Turun dari 8 menjadi 4, ke arah yang diharapkan." in text
    assert "NAP dan Tau-U memerlukan sedikitnya tiga" in text
    assert "Hadir 2 dari 2 pertemuan." in text
    assert read(signed_in("peksos"), "outcomes:client_changes", member.client_id).count("Turun dari 8") == 1
    for login in ("peksos2", "kepala"):
        assert signed_in(login).get(reverse("outcomes:member_change", args=[member.pk])).status_code == 404


def test_empty_pages_say_what_to_do(cast: Cast, signed_in: SignedIn) -> None:
    assert "Belum ada kelompok yang dimulai" in read(signed_in("peksos"), "outcomes:results")
    assert "Belum pernah ikut kelompok" in read(signed_in("peksos"), "outcomes:client_changes", cast.client.pk)


def test_the_evaluation_becomes_a_source_without_names(cast: Cast, signed_in: SignedIn) -> None:
    circle, by = whole(cast), cast.actor("peneliti")
    study = create_study(name="Studi lanjutan (contoh)", question="Apa yang berubah?", by=by)
    there = reverse("outcomes:file_as_source", args=[circle.group.pk])
    browser = signed_in("peneliti")
    assert "Anggota 1: Turun dari 8 menjadi 4" in browser.get(there).content.decode()
    source = Source.objects.filter(pk=browser.post(there, {"study": study.pk}).headers["Location"].split("/")[-2])
    kept = source.get()
    assert (kept.study, kept.kind, kept.name) == (study, "document", "Evaluasi: Sahabat Dengar (contoh)")
    assert kept.text == as_text(evaluation(circle.group)) and "Orang" not in kept.text
    assert "sudah menjadi sumber studi" in browser.post(there, {"study": study.pk}).content.decode()


def test_filing_asks_who_where_and_whether_again(cast: Cast) -> None:
    group, by = whole(cast).group, cast.actor("peneliti")
    study = create_study(name="Studi (contoh)", question="Apa?", by=by)
    with pytest.raises(NotAllowed):
        file_evaluation(group, study=study, text="teks", by=cast.actor("peksos"))
    with pytest.raises(NotFound):
        file_evaluation(group, study=study, text="teks", by=cast.actor("peneliti", facility=cast.other_home))
    file_evaluation(group, study=study, text="teks", by=by)
    with pytest.raises(Conflict):
        file_evaluation(group, study=study, text="teks", by=by)


def test_a_gap_that_nothing_answers_yet_leads_to_a_proposal(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = create_study(name="Studi baru (contoh)", question="Apa?", by=cast.actor("peneliti"))
    monkeypatch.setattr(finished, "appraise", lambda study: replace(appraise(study), weakest="esteem"))
    proposal = reverse("programmes:answer_gap", args=[study.pk])
    assert f'href="{proposal}">Jawab kesenjangan ini' in read(signed_in("peksos"), "outcomes:results")
    text = read(signed_in("kepala"), "outcomes:results")
    assert proposal not in text and reverse("appraisal:appraisal", args=[study.pk]) in text
