"""Findings as something memos can be about."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from laras.base.access.actor import Actor
from laras.domain.errors import N_
from laras.stages.appraisal.models import Finding
from laras.stages.coding.queries.subjects import About, Subject, register_subject
from laras.stages.evidence.models import Study

LONGEST = 80


def _findings(study: Study, ids: Collection[uuid.UUID], by: Actor) -> list[About]:
    """Return those of the ids that are findings of the study, withdrawn ones too: a memo about them still is."""
    rows = Finding.objects.visible_to(by).filter(study=study, pk__in=ids)
    return [_about(one) for one in rows.order_by("position", "id")]


def _offered(study: Study, by: Actor) -> list[About]:
    rows = Finding.objects.visible_to(by).filter(study=study, withdrawn_at__isnull=True)
    return [_about(one) for one in rows.order_by("position", "id")]


def _about(finding: Finding) -> About:
    text = finding.text if len(finding.text) <= LONGEST else f"{finding.text[: LONGEST - 1]}…"
    return About("finding", finding.pk, text, "appraisal:finding", finding.pk)


def register() -> None:
    """Make findings known to the memos."""
    register_subject(Subject("finding", N_("Finding"), _findings, _offered))
