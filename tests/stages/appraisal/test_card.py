"""The report card as a page, its limits and its justifications."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput, Incomplete
from laras.domain.trust import TECHNIQUES, TESTS
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.models import Finding, Justification
from laras.stages.evidence.models import Study
from tests.stages.appraisal.field import Field

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


@pytest.mark.parametrize("technique", list(TECHNIQUES))
def test_every_technique_may_be_left_out_with_a_reason(field: Field, by: Actor, technique: str) -> None:
    text = "Tidak cocok untuk pendekatan ini."
    actions.justify(field.study, technique=technique, text=text, switched_off=True, by=by)
    assert field.status(technique) == "not_relevant"


def test_a_justification_stands_until_another_one_does(field: Field, by: Actor) -> None:
    study = field.study
    with pytest.raises(Incomplete):
        actions.justify(study, technique="member_check", text="Singkat.", by=by)
    with pytest.raises(Incomplete):
        actions.justify(study, technique="member_check", text="", by=by)
    with pytest.raises(BadInput):
        actions.justify(study, technique="lain", text="Alasan yang cukup panjang.", by=by)
    actions.justify(study, technique="member_check", text="Informan sudah pulang semua.", by=by)
    assert queries.justifications_of(study)["member_check"].text == "Informan sudah pulang semua."
    actions.justify(study, technique="member_check", text="", by=by)
    assert queries.justifications_of(study) == {}
    assert Justification.objects.count() == 2


def test_the_limits_of_the_tests_are_changed_apart_from_those_of_the_ratings(field: Field, by: Actor) -> None:
    study, reason = field.study, "Penelitian ini lebih kecil dari biasanya."
    actions.change_thresholds(study, thresholds={"least_evidence": 7}, reason=reason, by=by)
    change = actions.change_trust_thresholds(study, thresholds={"debriefs": 1, "returned": 0.5}, reason=reason, by=by)
    kept = Study.objects.get(pk=study.pk)
    assert kept.thresholds == {"least_evidence": 7, "trust": {"debriefs": 1, "returned": 0.5}}
    assert (change.before["trust.debriefs"], change.after["trust.debriefs"]) == (2, 1)
    actions.change_thresholds(kept, thresholds={}, reason=reason, by=by)
    assert queries.trust_thresholds_of(Study.objects.get(pk=study.pk)).debriefs == 1
    for wrong in ({"debriefs": 1.5}, {"returned": 2}, {"lain": 1}, {"debriefs": 1, "returned": 0.5}):
        with pytest.raises(BadInput):
            actions.change_trust_thresholds(kept, thresholds=wrong, reason=reason, by=by)


def test_the_card_shows_four_tests_without_a_total_and_takes_a_justification(
    finding: Finding, signed_in: Enter
) -> None:
    browser, study = signed_in("peneliti"), finding.study
    card = reverse("appraisal:card", args=[study.pk])
    page = browser.get(card).content.decode()
    assert all(f'id="{test}"' in page for test in TESTS) and page.count('<svg class="status') == len(TECHNIQUES)
    address = reverse("appraisal:justify", args=[study.pk, "member_check"])
    assert "Pengecekan anggota" in browser.get(address).content.decode()
    assert "Pendek" in browser.post(address, {"text": "Pendek"}).content.decode()
    assert browser.post(address, {"text": "Informan sudah pulang semua."}).status_code == 302
    page = browser.get(f"{card}?periksa=utuh").content.decode()
    assert "Informan sudah pulang semua." in page and "petikan dan berkas utuh" in page
    assert browser.get(reverse("appraisal:justify", args=[study.pk, "lain"])).status_code == 404
    assert signed_in("auditor").get(address).status_code == 403
    browser.post("/bahasa/", {"language": "en"})
    assert "There is no total" in browser.get(card).content.decode()


def test_the_page_of_limits_takes_percent_and_keeps_what_was_typed(finding: Finding, signed_in: Enter) -> None:
    browser, address = signed_in("peneliti"), reverse("appraisal:trust_thresholds", args=[finding.study_id])
    page = browser.get(address).content.decode()
    assert 'name="trust-returned" value="80"' in page
    form = {f"trust-{name}": value for name, value in _typed().items()}
    refused = browser.post(address, {**form, "trust-debriefs": "5", "trust-reason": "Pendek"}).content.decode()
    assert 'value="5"' in refused
    sent = {**form, "trust-debriefs": "5", "trust-reason": "Lebih banyak diskusi dijanjikan."}
    assert browser.post(address, sent).status_code == 302
    assert queries.trust_thresholds_of(Study.objects.get(pk=finding.study_id)).debriefs == 5
    assert "2 → <b>5</b>" in browser.get(reverse("appraisal:thresholds", args=[finding.study_id])).content.decode()
    read = signed_in("auditor")
    assert "80%" in read.get(address).content.decode()
    assert read.post(address, sent).status_code == 403


def _typed() -> dict[str, object]:
    from laras.stages.appraisal.forms import TrustForm

    form = TrustForm(standing=queries.trust_thresholds_of(Study()))
    return {name: form.initial[name] for name in form.fields if name != "reason"}


def test_the_card_asks_as_often_for_many_codings_as_for_few(field: Field, signed_in: Enter) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, address = signed_in("peneliti"), reverse("appraisal:card", args=[field.study.pk])
    counts = []
    for round_ in range(3):
        source = field.source(informant=field.informant(f"P{round_}"), day=round_)
        field.finding(field.coding(source))
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[1] == counts[2]
