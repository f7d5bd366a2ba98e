"""The auditor's own view: drawn by seed, answered, signed once, and only by somebody without a hand in the study."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput, Closed, Incomplete, NotAllowed, Refused
from laras.domain.trust import Thresholds
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.models import Audit, Finding
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


@pytest.fixture
def auditor(cast: Cast) -> Actor:
    return cast.actor("auditor")


def _answered(audit: Audit, answer: str = "supported", note: str = "") -> dict[str, dict[str, str]]:
    asked = audit.sample or queries.CHECKLIST
    return {name: {"answer": answer, "note": note} for name in asked}


def test_the_sample_is_five_and_a_tenth_and_the_same_for_a_seed() -> None:
    limits = Thresholds()
    assert [queries.sample_size(n, limits) for n in (0, 3, 5, 40, 100)] == [0, 3, 5, 5, 10]
    ids = [uuid.UUID(int=n) for n in range(40)]
    assert queries.drawn(ids, 7, 5) == queries.drawn(list(reversed(ids)), 7, 5)
    assert queries.drawn(ids, 7, 5) != queries.drawn(ids, 8, 5)


def test_a_confirmability_audit_is_drawn_answered_and_signed(finding: Finding, auditor: Actor) -> None:
    audit = actions.begin_audit(finding.study, kind="confirmability", seed=11, by=auditor)
    assert (audit.seed, audit.sample) == (11, [str(finding.pk)])
    with pytest.raises(Incomplete):
        actions.sign_audit(audit, by=auditor)
    actions.answer_audit(audit, answers=_answered(audit, "partly"), verdict="Baik.", by=auditor)
    with pytest.raises(Incomplete):
        actions.sign_audit(audit, by=auditor)
    actions.answer_audit(audit, answers=_answered(audit), verdict="", by=auditor)
    with pytest.raises(Incomplete):
        actions.sign_audit(audit, by=auditor)
    actions.answer_audit(audit, answers=_answered(audit), verdict="Temuan berasal dari data.", by=auditor)
    actions.sign_audit(audit, by=auditor)
    with pytest.raises(Closed):
        actions.answer_audit(audit, answers={}, verdict="Lain.", by=auditor)
    assert queries.facts_of(finding.study).audits is not None
    assert [(one.kind, one.supported, one.independent) for one in queries.facts_of(finding.study).audits or ()] == [
        ("confirmability", 1, True)
    ]


def test_who_has_a_hand_in_the_study_cannot_audit_it(finding: Finding, auditor: Actor, signed_in: Enter) -> None:
    audit = actions.begin_audit(finding.study, kind="dependability", by=auditor)
    coding = Coding.objects.order_by("id")[0]
    Coding.objects.filter(pk=coding.pk).update(coder="auditor")
    actions.answer_audit(audit, answers=_answered(audit), verdict="Baik.", by=auditor)
    with pytest.raises(NotAllowed):
        actions.sign_audit(audit, by=auditor)
    with pytest.raises(NotAllowed):
        actions.begin_audit(finding.study, kind="dependability", by=auditor)
    for name in ("audits", "begin_audit"):
        page = signed_in("auditor").get(reverse(f"appraisal:{name}", args=[finding.study_id])).content.decode()
        assert "Tidak independen" in page


def test_only_an_auditor_begins_and_only_the_own_one_writes(finding: Finding, auditor: Actor, by: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.begin_audit(finding.study, kind="dependability", by=by)
    audit = actions.begin_audit(finding.study, kind="dependability", by=auditor)
    Audit.objects.filter(pk=audit.pk).update(recorded_by="orang_lain")
    with pytest.raises(NotAllowed):
        actions.answer_audit(Audit.objects.get(), answers={}, verdict="", by=auditor)


def test_nothing_to_draw_from_or_an_unknown_kind_is_refused(study: Study, auditor: Actor) -> None:
    with pytest.raises(Refused):
        actions.begin_audit(study, kind="confirmability", by=auditor)
    with pytest.raises(BadInput):
        actions.begin_audit(study, kind="lain", by=auditor)


def test_an_audit_is_stale_once_a_coding_changed(finding: Finding, auditor: Actor) -> None:
    audit = actions.begin_audit(finding.study, kind="dependability", by=auditor)
    actions.answer_audit(audit, answers=_answered(audit), verdict="Baik.", by=auditor)
    actions.sign_audit(audit, by=auditor)
    study = finding.study
    assert _stale(study) == [False]
    coding = Coding.objects.order_by("id")[0]
    coding.removed_at = Audit.objects.get().signed_at + (coding.changed_at - coding.changed_at.replace(hour=0))
    coding.save(update_fields=["removed_at"])
    assert _stale(study) == [True]


def _stale(study: Study) -> list[bool]:
    rows = queries.audit_rows(queries.audits_of(study), queries.hands_in(study), queries.last_coding_change(study))
    return [one.stale for one in rows]


def test_the_auditor_goes_from_beginning_to_signature_in_the_browser(finding: Finding, signed_in: Enter) -> None:
    browser, study = signed_in("auditor"), finding.study
    assert "Belum ada yang mengaudit" in browser.get(reverse("appraisal:audits", args=[study.pk])).content.decode()
    begun = browser.post(reverse("appraisal:begin_audit", args=[study.pk]), {"kind": "confirmability", "seed": "5"})
    audit = Audit.objects.get()
    page = browser.get(begun.url).content.decode()
    assert "“Kata.”" in page and "baris 1" in page and "<b>5</b>" in page
    name = f"answer-{finding.pk}"
    kept = browser.post(begun.url, {name: "partly", "verdict": "Belum selesai", "sign": ""}).content.decode()
    assert "Tulis catatan" in kept and "Belum selesai" in kept and Audit.objects.get().signed_at is None
    sent = {name: "supported", f"note-{finding.pk}": "Jelas.", "verdict": "Baik.", "sign": ""}
    assert browser.post(begun.url, sent).status_code == 302
    assert Audit.objects.get().signed_at is not None
    assert "ditandatangani" in browser.get(begun.url).content.decode()
    seen = signed_in("peneliti").get(reverse("appraisal:audit", args=[audit.pk])).content.decode()
    assert "Jelas." in seen and "<textarea" not in seen
    assert signed_in("peneliti").post(reverse("appraisal:audit", args=[audit.pk]), sent).status_code == 403
    assert signed_in("peneliti").post(reverse("appraisal:sign_audit", args=[audit.pk])).status_code == 403


def test_the_checklist_is_read_in_english(finding: Finding, auditor: Actor, signed_in: Enter) -> None:
    audit = actions.begin_audit(finding.study, kind="dependability", by=auditor)
    browser = signed_in("auditor")
    browser.post("/bahasa/", {"language": "en"})
    page = browser.get(reverse("appraisal:audit", args=[audit.pk])).content.decode()
    assert "The raw data are there" in page and page.count('type="radio"') == 24
