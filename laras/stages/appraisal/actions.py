"""Every write of the stage: a person's rating, findings and what bears them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import aspects
from laras.domain.errors import N_, BadInput, Closed, Incomplete
from laras.stages.appraisal.models import BANDS, RELATIONS, Finding, FindingLink, Rating, ThresholdChange
from laras.stages.appraisal.queries import bands_of, thresholds_of
from laras.stages.coding.models import Coding
from laras.stages.evidence.actions import set_thresholds
from laras.stages.evidence.models import Study

REASON_LENGTH = 20


@action("appraisal.rate")
def rate_aspect(study: Study, *, aspect: str, band: str, reason: str, by: Actor) -> Rating:
    """Give one's own judgement of an aspect with its reason; an earlier one stays in the history."""
    aspects.aspect(aspect)
    if band not in BANDS:
        raise BadInput(N_("Choose one of the four ratings."), field="band")
    if len(reason.strip()) < REASON_LENGTH:
        raise Incomplete(N_("Write the reason in at least {n} characters."), n=REASON_LENGTH, field="reason")
    rating = Rating(study=study, aspect=aspect, band=band, reason=reason.strip(), rater=by.name or by.login)
    rating.facility, rating.recorded_at, rating.recorded_by = by.facility, clock.now(), by.login
    rating.save(force_insert=True)
    return rating


@action("evidence.edit")
def change_thresholds(study: Study, *, thresholds: Mapping[str, float], reason: str, by: Actor) -> ThresholdChange:
    """Set the thresholds a study is rated by, with a reason; what stood before is kept beside what stands now.

    Names not given go back to the default of the method. Ratings are computed at every look, so they follow at once.
    """
    if len(reason.strip()) < REASON_LENGTH:
        raise Incomplete(N_("Write the reason in at least {n} characters."), n=REASON_LENGTH, field="reason")
    before, bands = asdict(thresholds_of(study)), bands_of(study)
    set_thresholds(study, thresholds=thresholds, by=by)
    after, new = asdict(thresholds_of(study)), bands_of(study)
    if before == after:
        raise BadInput(N_("These thresholds stand already. Change one of them."))
    moved = {aspect: [bands[aspect], new[aspect]] for aspect in bands if bands[aspect] != new[aspect]}
    change = ThresholdChange(study=study, before=before, after=after, moved=moved, reason=reason.strip())
    change.changed_by = by.name or by.login
    change.facility, change.recorded_at, change.recorded_by = by.facility, clock.now(), by.login
    change.save(force_insert=True)
    return change


@action("appraisal.finding")
def add_finding(study: Study, *, text: str, aspect: str = "", search_note: str = "", by: Actor) -> Finding:
    """State one finding; `search_note` says where contradictions were looked for and none was found."""
    if not text.strip():
        raise Incomplete(N_("Write the finding in one sentence."), field="text")
    if aspect:
        aspects.aspect(aspect)
    position = Finding.objects.filter(study=study).count() + 1
    finding = Finding(study=study, text=text.strip(), aspect=aspect, search_note=search_note.strip(), position=position)
    finding.facility, finding.recorded_at, finding.recorded_by = by.facility, clock.now(), by.login
    finding.save(force_insert=True)
    return finding


@action("appraisal.finding")
def withdraw_finding(finding: Finding, *, by: Actor) -> Finding:
    """Withdraw a finding; it stays in the trail."""
    finding.withdrawn_at = clock.now()
    finding.save(update_fields=["withdrawn_at"])
    return finding


@action("appraisal.finding", bulk=True)
def link_codings(finding: Finding, *, codings: Sequence[Coding], relation: str, by: Actor) -> list[FindingLink]:
    """Tie codings of the same study to a finding: supports, contradicts or qualifies; a tie that exists is kept."""
    if finding.withdrawn_at is not None:
        raise Closed(N_("This finding is withdrawn."))
    if relation not in RELATIONS:
        raise BadInput(N_("Choose supports, contradicts or qualifies."), field="relation")
    if any(coding.study_id != finding.study_id for coding in codings):
        raise BadInput(N_("A coding of another study cannot bear out this finding."))
    known = set(FindingLink.objects.filter(finding=finding).values_list("coding_id", flat=True))
    return FindingLink.objects.bulk_create(
        FindingLink(
            facility=by.facility,
            study_id=finding.study_id,
            finding=finding,
            coding=coding,
            relation=relation,
            recorded_at=clock.now(),
            recorded_by=by.login,
        )
        for coding in codings
        if coding.pk not in known
    )
