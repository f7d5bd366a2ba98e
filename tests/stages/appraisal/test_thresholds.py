"""The thresholds of a study: read by many, changed by who edits it, with a reason, and kept as they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Incomplete, NotAllowed
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.models import ThresholdChange
from laras.stages.evidence.models import Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
REASON = "Buku kode studi ini lebih pendek dari bawaan."


def test_a_change_is_kept_beside_what_stood_and_moves_the_bands(
    study: Study, weak_information: None, by: Actor
) -> None:
    change = actions.change_thresholds(
        study, thresholds={"coverage_weak": 0.1, "lacking_weak": 0.9}, reason=REASON, by=by
    )
    kept = ThresholdChange.objects.get()
    assert (kept.before["coverage_weak"], kept.after["coverage_weak"]) == (0.4, 0.1)
    assert (kept.before["coverage_strong"], kept.after["coverage_strong"]) == (0.7, 0.7)
    assert kept.moved == change.moved == {"informational": ["weak", "adequate"]}
    assert (kept.reason, kept.changed_by, kept.recorded_by) == (REASON, by.name, by.login)
    assert {one.aspect: one.band for one in queries.appraise(study).aspects}["informational"] == "adequate"


def test_both_deeds_stand_in_the_trail(study: Study, by: Actor) -> None:
    actions.change_thresholds(study, thresholds={"least_evidence": 7}, reason=REASON, by=by)
    verbs = Entry.objects.filter(ledger="deed").order_by("-seq").values_list("verb", flat=True)[:2]
    assert list(verbs) == ["appraisal.change_thresholds", "evidence.set_thresholds"]


def test_what_is_not_given_goes_back_to_the_default(study: Study, by: Actor) -> None:
    actions.change_thresholds(study, thresholds={"least_evidence": 7}, reason=REASON, by=by)
    actions.change_thresholds(study, thresholds={}, reason=REASON, by=by)
    assert [row.after["least_evidence"] for row in queries.threshold_changes(study)] == [5, 7]
    assert study.thresholds == {}


@pytest.mark.parametrize(
    ("thresholds", "reason", "refusal"),
    [
        ({"coverage_weak": 0.3}, "Singkat.", Incomplete),
        ({"coverage_weak": 0.9}, REASON, BadInput),
        ({"coverage_weak": 1.4}, REASON, BadInput),
        ({"coverage_weak": 0.4}, REASON, BadInput),
        ({"unknown": 0.4}, REASON, BadInput),
    ],
)
def test_refused_changes_leave_nothing(
    study: Study, by: Actor, thresholds: dict[str, float], reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.change_thresholds(study, thresholds=thresholds, reason=reason, by=by)
    assert not ThresholdChange.objects.exists()
    assert Study.objects.get(pk=study.pk).thresholds == {}


@pytest.mark.parametrize("login", ["penyelia", "kepala", "auditor", "peksos"])
def test_who_reads_the_appraisal_reads_them_and_may_not_change_them(
    study: Study, cast: Cast, signed_in: Enter, login: str
) -> None:
    address = reverse("appraisal:thresholds", args=[study.pk])
    page = signed_in(login).get(address).content.decode()
    assert "70%" in page and "<textarea" not in page
    assert signed_in(login).post(address, {"coverage_strong": 60, "reason": REASON}).status_code == 403
    with pytest.raises(NotAllowed):
        actions.change_thresholds(study, thresholds={"firm": 0.9}, reason=REASON, by=cast.actor(login))


@pytest.mark.parametrize("login", ["pengasuh", "admin"])
def test_others_do_not_come_in(study: Study, signed_in: Enter, login: str) -> None:
    assert signed_in(login).get(reverse("appraisal:thresholds", args=[study.pk])).status_code == 404


def sent(**other: object) -> dict[str, object]:
    shares = {"coverage_strong": 70, "lacking_strong": 20, "coverage_weak": 40, "lacking_weak": 40, "firm": 80}
    counts = {"least_evidence": 5, "least_techniques": 2, "least_aspects": 3, "least_sources": 3}
    return {**shares, **counts, "reason": REASON, **other}


def test_the_researcher_changes_them_in_whole_percent(study: Study, weak_information: None, signed_in: Enter) -> None:
    browser, address = signed_in("peneliti"), reverse("appraisal:thresholds", args=[study.pk])
    assert "Bawaan 70 persen." in browser.get(address).content.decode()
    assert browser.post(address, sent(coverage_weak=10, lacking_weak=90)).status_code == 302
    page = browser.get(address).content.decode()
    assert "40% → <b>10%</b>" in page and REASON in page and 'value="10"' in page
    assert "cakupan < 10%" in browser.get(reverse("appraisal:appraisal", args=[study.pk])).content.decode()


def test_what_was_typed_stays_when_it_is_refused(study: Study, signed_in: Enter) -> None:
    address = reverse("appraisal:thresholds", args=[study.pk])
    page = signed_in("peneliti").post(address, sent(coverage_weak=99)).content.decode()
    assert "Batas lemah melampaui batas kuat" in page and 'value="99"' in page
    assert 'value="170"' in signed_in("peneliti").post(address, sent(firm=170)).content.decode()


def test_they_are_read_in_english_too(study: Study, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    browser.post("/bahasa/", {"language": "en"})
    page = browser.get(reverse("appraisal:thresholds", args=[study.pk])).content.decode()
    assert "not a validated standard" in page and "Default 70 percent." in page
