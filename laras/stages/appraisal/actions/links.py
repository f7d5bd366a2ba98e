"""What bears a finding out and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.appraisal.models import RELATIONS, RESOLUTIONS, Finding, FindingLink
from laras.stages.appraisal.rules import must_stand, within
from laras.stages.coding.models import Coding


@action("appraisal.finding", bulk=True)
def link_codings(finding: Finding, *, codings: Sequence[Coding], relation: str, by: Actor) -> list[FindingLink]:
    """Tie codings of the same study to a finding: supports, contradicts or qualifies; a tie that exists is kept."""
    must_stand(finding)
    _must_be_known(relation)
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


@action("appraisal.finding")
def change_relation(link: FindingLink, *, relation: str, by: Actor) -> FindingLink:
    """Say otherwise how a coding stands to its finding; an answer to a contradiction falls away with it."""
    must_stand(link.finding)
    _must_be_known(relation)
    if relation != link.relation:
        link.relation, link.resolution, link.resolution_note = relation, "", ""
        link.save()
    return link


@action("appraisal.finding")
def unlink(link: FindingLink, *, by: Actor) -> Finding:
    """Untie a coding from a finding; the coding stays, and the deed stands in the trail."""
    finding = link.finding
    must_stand(finding)
    link.delete()
    return finding


@action("appraisal.finding")
def resolve_contradiction(link: FindingLink, *, resolution: str, note: str, by: Actor) -> FindingLink:
    """Say what came of evidence against a finding: it was revised, bounded or explained, and how."""
    must_stand(link.finding)
    if link.relation == "supports":
        raise BadInput(N_("This quote supports the finding; there is nothing to resolve."))
    if resolution not in RESOLUTIONS:
        raise BadInput(N_("Choose what came of it: revised, bounded or explained."), field="resolution")
    if not note.strip():
        raise Incomplete(N_("Write in a sentence what came of it."), field="note")
    link.resolution, link.resolution_note = resolution, within(note, field="note")
    link.save()
    return link


def _must_be_known(relation: str) -> None:
    if relation not in RELATIONS:
        raise BadInput(N_("Choose supports, contradicts or qualifies."), field="relation")
