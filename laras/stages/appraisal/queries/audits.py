"""Audits: who may sign one, what is drawn for it, and whether it is still of today."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from laras.domain.trust import AuditFact, Thresholds
from laras.stages.appraisal.models import Audit, Finding
from laras.stages.evidence.models import Study

# What a dependability audit looks at, in order; the words stand in `words.py`.
CHECKLIST = ("raw", "reduction", "synthesis", "process", "intentions", "instruments", "chronology", "reasons")


@dataclass(frozen=True)
class AuditRow:
    """An audit with what it says: answers counted, independent still, of before the last change (`stale`)."""

    audit: Audit
    answers: Counter[str]
    independent: bool
    stale: bool


def sample_size(findings: int, limits: Thresholds) -> int:
    """Return how many findings an audit looks at: at least five and a tenth, never more than there are."""
    return min(findings, max(limits.audit_sample, ceil(limits.audit_sample_share * findings)))


def drawn(findings: Iterable[uuid.UUID], seed: int, n: int) -> list[str]:
    """Draw `n` findings with `seed`: the same findings and seed give the same sample anywhere."""
    frame = sorted(str(one) for one in findings)
    return random.Random(seed).sample(frame, n)  # noqa: S311  # to be repeated, not to be secret


def audits_of(study: Study) -> list[Audit]:
    """Return every audit of a study, the newest first."""
    return list(Audit.objects.filter(study=study).order_by("-recorded_at", "-id"))


def audit_rows(rows: Iterable[Audit], hands: Collection[str], last_change: dt.datetime | None) -> list[AuditRow]:
    """Return audits with what they say."""
    return [
        AuditRow(
            audit=row,
            answers=Counter(one.get("answer", "") for one in (row.answers or {}).values()),
            independent=row.recorded_by not in hands,
            stale=bool(row.signed_at and last_change and row.signed_at < last_change),
        )
        for row in rows
    ]


def audit_facts(rows: Sequence[AuditRow]) -> tuple[AuditFact, ...]:
    """Return the signed audits as the report card reads them."""
    return tuple(
        AuditFact(
            one.audit.kind,
            one.audit.signed_at,
            one.independent,
            one.answers["supported"],
            one.answers["partly"],
            one.answers["unsupported"],
        )
        for one in rows
        if one.audit.signed_at is not None
    )


def sampled_findings(audit: Audit) -> list[Finding]:
    """Return the findings of an audit in the order they were drawn; one that was withdrawn since still stands there."""
    rows = {str(one.pk): one for one in Finding.objects.filter(study_id=audit.study_id).order_by("position", "id")}
    return [rows[pk] for pk in audit.sample if pk in rows]
