"""Findings: stated, changed with a reason, withdrawn."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import aspects
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.appraisal.models import Finding, MemberCheck
from laras.stages.appraisal.rules import must_stand, reasoned, recorded, within
from laras.stages.evidence.models import Study


@action("appraisal.finding")
def add_finding(study: Study, *, text: str, aspect: str = "", search_note: str = "", by: Actor) -> Finding:
    """State one finding; `search_note` says where contradictions were looked for and none was found."""
    position = Finding.objects.filter(study=study).count() + 1
    finding = Finding(study=study, text=_sentence(text), aspect=_known(aspect), position=position)
    finding.search_note = within(search_note, field="search_note")
    finding.earlier = []
    return recorded(finding, by)


@action("appraisal.finding")
def change_finding(finding: Finding, *, text: str, aspect: str = "", reason: str, by: Actor) -> Finding:
    """Change what a finding says, with the reason; what it said before stays, and answers to it are open again.

    A changed aspect alone is no new version: the sentence that informants saw is the same.
    """
    must_stand(finding)
    new, why = _sentence(text), reasoned(reason)
    if new == finding.text and aspect == finding.aspect:
        raise BadInput(N_("Nothing was changed."))
    finding.aspect = _known(aspect)
    if new != finding.text:
        before = {
            "version": finding.version,
            "at": (finding.changed_at or finding.recorded_at).isoformat(),
            "by": finding.recorded_by,
            "text": finding.text,
            "reason": why,
            "changed_by": by.login,
        }
        finding.earlier = [*(finding.earlier or []), before]
        finding.text, finding.version, finding.changed_at = new, finding.version + 1, clock.now()
        _open_again(finding)
    finding.save()
    return finding


def _open_again(finding: Finding) -> None:
    """Whoever answered spoke of the earlier sentence."""
    answered = MemberCheck.objects.filter(finding=finding, returned_at__isnull=False, reopened_at__isnull=True)
    answered.order_by().update(reopened_at=clock.now())


@action("appraisal.finding")
def note_search(finding: Finding, *, search_note: str, by: Actor) -> Finding:
    """Say where contradictions were looked for, and that none was found; empty takes it back."""
    must_stand(finding)
    finding.search_note = reasoned(search_note, field="search_note") if search_note.strip() else ""
    finding.save(update_fields=["search_note"])
    return finding


@action("appraisal.finding")
def withdraw_finding(finding: Finding, *, by: Actor) -> Finding:
    """Withdraw a finding; it stays in the trail."""
    finding.withdrawn_at = clock.now()
    finding.save(update_fields=["withdrawn_at"])
    return finding


def _sentence(text: str) -> str:
    if not text.strip():
        raise Incomplete(N_("Write the finding in one sentence."), field="text")
    return within(text, field="text", most=2_000)


def _known(aspect: str) -> str:
    if aspect:
        aspects.aspect(aspect)
    return aspect
