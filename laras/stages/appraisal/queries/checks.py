"""Member checks: what was given back to whom, what came of it, and what is open again."""

from __future__ import annotations

import statistics
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from laras.domain.trust import MemberCheckFact
from laras.stages.appraisal.models import MemberCheck
from laras.stages.evidence.models import Informant, Source, Study

OBJECTIONS = ("agree_with_change", "disagree")
Thing = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class CheckSummary:
    """Numbers of all checks that stand; `agreed` of `returned` with or without a change, `days` the median."""

    sent: int
    returned: int
    agreed: int
    silent: int
    unresolved: int
    reopened: int
    missing: tuple[str, ...]
    days: float | None


def checks_of(study: Study) -> list[MemberCheck]:
    """Return every check of a study, the newest first, with its informant and what was given back."""
    rows = MemberCheck.objects.filter(study=study).select_related("informant", "finding")
    rows = rows.prefetch_related(Prefetch("source", Source.objects.defer("text", "pending")))
    return list(rows.order_by("-sent_at", "-id"))


def standing(rows: Sequence[MemberCheck]) -> list[MemberCheck]:
    """Return the newest check of each informant and thing: one sent again stands in the place of the earlier one."""
    newest: dict[Thing, MemberCheck] = {}
    for row in sorted(rows, key=lambda one: (one.sent_at, one.pk)):
        newest[row.informant_id, row.finding_id or row.source_id or row.pk] = row
    return sorted(newest.values(), key=lambda one: (one.sent_at, one.pk), reverse=True)


def is_resolved(row: MemberCheck) -> bool:
    """Tell whether nothing is left to do about an answer."""
    return row.resolved_at is not None and row.reopened_at is None


def is_open_again(row: MemberCheck) -> bool:
    """Tell whether the finding was changed after the answer and nobody has asked again."""
    return row.reopened_at is not None


def check_facts(rows: Sequence[MemberCheck]) -> tuple[MemberCheckFact, ...]:
    """Return what stands, as the report card reads it."""
    return tuple(
        MemberCheckFact(row.informant.code, row.verdict if row.returned_at else "", is_resolved(row))
        for row in standing(rows)
    )


def edited_after_check(rows: Sequence[MemberCheck]) -> int | None:
    """Return how many findings changed after an answer and wait to be asked again; None before any answer."""
    of_findings = [row for row in rows if row.finding_id and row.finding and row.finding.withdrawn_at is None]
    if not any(row.returned_at for row in of_findings):
        return None
    return len({row.finding_id for row in standing(of_findings) if is_open_again(row)})


def summary_of(rows: Sequence[MemberCheck], informants: Sequence[Informant]) -> CheckSummary:
    """Return the numbers of the checks that stand."""
    now = standing(rows)
    returned = [row for row in now if row.returned_at]
    asked = {row.informant_id for row in now}
    waits = [(row.returned_at - row.sent_at).total_seconds() / 86400 for row in returned if row.returned_at]
    return CheckSummary(
        sent=len(now),
        returned=len(returned),
        agreed=sum(row.verdict in ("agree", "agree_with_change") for row in returned),
        silent=sum(row.verdict == "no_answer" for row in returned),
        unresolved=sum(row.verdict in OBJECTIONS and not is_resolved(row) for row in returned),
        reopened=sum(is_open_again(row) for row in now),
        missing=tuple(one.code for one in informants if one.pk not in asked),
        days=statistics.median(waits) if waits else None,
    )
