"""Findings change with a reason, keep what they said, and answer what speaks against them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Closed, Incomplete
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.models import Finding, FindingLink
from laras.stages.coding.models import Code, Coding, Memo, MemoLink
from laras.stages.coding.queries.subjects import resolved
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
REASON = "Informan menunjuk pada malam hari."


def test_a_changed_finding_keeps_what_it_said_and_why(finding: Finding, by: Actor) -> None:
    actions.change_finding(finding, text="Pemahaman jarang diperiksa pada malam hari.", aspect="", reason=REASON, by=by)
    kept = Finding.objects.get()
    assert (kept.text, kept.aspect, kept.version) == ("Pemahaman jarang diperiksa pada malam hari.", "", 2)
    assert [(one["version"], one["text"], one["reason"], one["changed_by"]) for one in kept.earlier] == [
        (1, "Pemahaman jarang diperiksa.", REASON, "peneliti")
    ]
    assert Entry.objects.filter(verb="appraisal.change_finding").count() == 1


def test_another_aspect_alone_is_no_new_version(finding: Finding, by: Actor) -> None:
    actions.change_finding(finding, text=finding.text, aspect="emotional", reason=REASON, by=by)
    assert (finding.aspect, finding.version, finding.earlier) == ("emotional", 1, [])


@pytest.mark.parametrize(
    ("text", "reason", "refusal"),
    [("Lain.", "Singkat.", Incomplete), (" ", REASON, Incomplete), ("Pemahaman jarang diperiksa.", REASON, BadInput)],
)
def test_a_change_needs_words_and_a_reason(
    finding: Finding, by: Actor, text: str, reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.change_finding(finding, text=text, aspect="informational", reason=reason, by=by)
    assert Finding.objects.get().version == 1


def test_a_contradiction_is_answered_and_the_answer_falls_with_the_relation(finding: Finding, by: Actor) -> None:
    link = FindingLink.objects.get(relation="contradicts")
    with pytest.raises(Incomplete):
        actions.resolve_contradiction(link, resolution="bounded", note=" ", by=by)
    actions.resolve_contradiction(link, resolution="bounded", note="Hanya pada malam hari.", by=by)
    material = queries.material_of(finding.study)
    assert [one.resolved for one in queries.finding_facts(material)] == [True]
    actions.change_relation(link, relation="qualifies", by=by)
    kept = FindingLink.objects.get(pk=link.pk)
    assert (kept.relation, kept.resolution, kept.resolution_note) == ("qualifies", "", "")


def test_a_supporting_quote_has_nothing_to_resolve(finding: Finding, by: Actor) -> None:
    with pytest.raises(BadInput):
        actions.resolve_contradiction(
            FindingLink.objects.get(relation="supports"), resolution="bounded", note="Ya.", by=by
        )


def test_an_untied_quote_leaves_the_coding_and_a_trace(finding: Finding, by: Actor) -> None:
    link = FindingLink.objects.get(relation="contradicts")
    actions.unlink(link, by=by)
    assert [one.relation for one in FindingLink.objects.all()] == ["supports"]
    assert Coding.objects.filter(pk=link.coding_id, removed_at__isnull=True).exists()
    assert Entry.objects.filter(verb="appraisal.unlink").count() == 1


def test_nothing_is_tied_or_changed_in_a_withdrawn_finding(finding: Finding, by: Actor) -> None:
    link = FindingLink.objects.get(relation="contradicts")
    actions.withdraw_finding(finding, by=by)
    link.refresh_from_db()
    with pytest.raises(Closed):
        actions.unlink(link, by=by)
    with pytest.raises(Closed):
        actions.change_finding(finding, text="Lain sekali.", reason=REASON, by=by)


def test_a_search_that_found_nothing_stands_and_can_be_taken_back(finding: Finding, by: Actor) -> None:
    actions.note_search(finding, search_note="Dicari di semua catatan malam.", by=by)
    assert Finding.objects.get().search_note == "Dicari di semua catatan malam."
    actions.note_search(finding, search_note="", by=by)
    assert Finding.objects.get().search_note == ""


def test_second_readings_do_not_bear_out_a_finding(finding: Finding, by: Actor) -> None:
    coding = FindingLink.objects.get(relation="supports").coding
    Coding.objects.filter(pk=coding.pk).update(round=2)
    row = queries.findings_of(finding.study).get()
    assert (row.supports, row.contradicts) == (0, 1)
    assert [one.supports for one in queries.finding_facts(queries.material_of(finding.study))] == [0]


def test_codings_are_found_by_code_source_direction_and_words(finding: Finding, by: Actor) -> None:
    every = queries.candidates(finding, by)
    assert every.count() == 13
    code = Code.objects.get(name="INF-09")
    assert {one.code_id for one in queries.candidates(finding, by, code=str(code.pk))} == {code.pk}
    assert {one.polarity for one in queries.candidates(finding, by, polarity="lacking")} == {"lacking"}
    assert queries.candidates(finding, by, words="KATA").count() == 13
    assert queries.candidates(finding, by, words="tidak ada").count() == 0


def test_the_finding_page_shows_sides_and_takes_every_deed(finding: Finding, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    page = browser.get(reverse("appraisal:finding", args=[finding.pk])).content.decode()
    assert "1 informan, 1 peran" in page and "belum dijawab" in page and "“Kata.”" in page
    link = FindingLink.objects.get(relation="contradicts")
    address = reverse("appraisal:resolve", args=[link.pk])
    assert "Kata." in browser.get(address).content.decode()
    kept = browser.post(address, {"resolution": "", "note": "Sudah ditulis"}).content.decode()
    assert "Sudah ditulis" in kept
    assert browser.post(address, {"resolution": "explained", "note": "Karena libur."}).status_code == 302
    assert browser.post(reverse("appraisal:search_note", args=[finding.pk]), {"search_note": "x"}).status_code == 200
    change = reverse("appraisal:change_finding", args=[finding.pk])
    assert browser.post(change, {"text": "Baru.", "aspect": "", "reason": REASON}).status_code == 302
    assert browser.post(reverse("appraisal:relation", args=[link.pk]), {"relation": "supports"}).status_code == 302
    assert browser.post(reverse("appraisal:untie", args=[link.pk])).status_code == 302
    page = browser.get(reverse("appraisal:finding", args=[finding.pk])).content.decode()
    assert "Versi 1" in page and REASON in page and FindingLink.objects.count() == 1


def test_a_quote_without_consent_is_not_shown_nor_offered(
    finding: Finding, informant: Informant, by: Actor, signed_in: Enter
) -> None:
    evidence.give_research_consent(informant, agreed=False, by=by)
    page = signed_in("peneliti").get(reverse("appraisal:finding", args=[finding.pk])).content.decode()
    assert "tidak ditampilkan" in page
    shut = set(informant.sources.values_list("pk", flat=True))
    assert not shut & {one.source_id for one in queries.candidates(finding, by)}


@pytest.mark.parametrize("login", ["auditor", "peksos", "kepala"])
def test_who_reads_may_not_write(finding: Finding, signed_in: Enter, login: str) -> None:
    browser = signed_in(login)
    assert browser.get(reverse("appraisal:finding", args=[finding.pk])).status_code == 200
    for name in ("change_finding", "search_note", "link"):
        assert browser.get(reverse(f"appraisal:{name}", args=[finding.pk])).status_code == 403
    link = FindingLink.objects.get(relation="supports")
    assert browser.post(reverse("appraisal:untie", args=[link.pk])).status_code == 403


def test_a_page_of_many_findings_asks_as_often_as_one_of_few(
    study: Study, finding: Finding, by: Actor, signed_in: Enter, django_assert_max_num_queries: object, cast: Cast
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, address = signed_in("peneliti"), reverse("appraisal:findings", args=[study.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for n in range(2):
        made = actions.add_finding(study, text=f"Temuan {n}.", by=by)
        actions.link_codings(made, codings=list(Coding.objects.order_by("id")[:3]), relation="supports", by=by)
    with CaptureQueriesContext(connection) as three:
        browser.get(address)
    assert len(three) == len(one)


def test_a_memo_about_a_finding_stands_on_its_page_and_leads_back(
    finding: Finding, by: Actor, signed_in: Enter
) -> None:
    browser = signed_in("peneliti")
    page = browser.get(reverse("appraisal:finding", args=[finding.pk])).content.decode()
    new = f"{reverse('coding:new_memo', args=[finding.study_id])}?about=finding:{finding.pk}"
    assert new in page and finding.text in browser.get(new).content.decode()
    memo = Memo.objects.create(
        facility=by.facility,
        study=finding.study,
        kind="analytic",
        title="Malam hari (contoh)",
        text="Malam lebih sepi.",
        earlier=[],
        author="peneliti",
        changed_at=finding.recorded_at,
        recorded_at=finding.recorded_at,
        recorded_by="peneliti",
    )
    MemoLink.objects.create(
        facility=by.facility,
        study=finding.study,
        memo=memo,
        kind="finding",
        object_id=finding.pk,
        recorded_at=finding.recorded_at,
        recorded_by="peneliti",
    )
    assert "Malam hari (contoh)" in browser.get(reverse("appraisal:finding", args=[finding.pk])).content.decode()
    back = resolved(finding.study, [("finding", finding.pk)], by)
    assert [(one.label, one.page) for one in back.values()] == [(finding.text, "appraisal:finding")]
