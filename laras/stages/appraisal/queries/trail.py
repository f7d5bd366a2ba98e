"""The audit trail in Halpern's six classes: what stands in each, the newest, and how the work went on day by day.

Halpern (1983), Auditing naturalistic inquiries; after Lincoln & Guba (1985).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate

from laras.base.crypto.fields import Sealed
from laras.stages.appraisal.models import (
    Audit,
    Finding,
    FindingLink,
    Justification,
    MemberCheck,
    PeerDebrief,
    Rating,
    ThresholdChange,
)
from laras.stages.coding.models import Code, CodeChange, Memo, Round, Settlement
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Guide, ResearchConsent, Source, Statement, Study

GAP_DAYS = 14
_NOTHING = Sealed(b"")


@dataclass(frozen=True)
class Holding:
    """One kind of record in a class: how many, the newest, and the page that shows them ('' for none)."""

    kind: str
    count: int
    newest: dt.datetime | None
    page: str


@dataclass(frozen=True)
class TrailClass:
    """One of the six classes with what it holds."""

    code: str
    holdings: tuple[Holding, ...]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.holdings)

    @property
    def newest(self) -> dt.datetime | None:
        return max((one.newest for one in self.holdings if one.newest), default=None)


@dataclass(frozen=True)
class Gap:
    """Days without any record during the fieldwork: from the last one before to the first one after."""

    since: dt.date
    until: dt.date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


@dataclass(frozen=True)
class Trail:
    """The six classes, the gaps of more than 14 days, and how many analytic decisions carry a reason."""

    classes: tuple[TrailClass, ...]
    gaps: tuple[Gap, ...]
    first: dt.date | None
    last: dt.date | None
    decisions: int
    reasoned: int


def classes_of(study: Study) -> tuple[TrailClass, ...]:
    """Return the six classes; one query a kind of record, nothing sealed is opened."""
    sources = Source.objects.filter(study=study, removed_at__isnull=True)
    memos = Memo.objects.filter(study=study, removed_at__isnull=True)
    consents = ResearchConsent.objects.filter(study=study)
    kinds: dict[str, list[tuple[str, QuerySet[Any], str, str]]] = {
        "raw": [
            ("sources", sources, "recorded_at", "evidence:sources"),
            ("consents", consents, "recorded_at", "evidence:consents"),
        ],
        "reduction": [
            ("codings", counted_codings(study), "changed_at", "coding:coding_list"),
            ("codes", Code.objects.filter(study=study), "recorded_at", "coding:codebook"),
            ("code_changes", CodeChange.objects.filter(study=study), "recorded_at", "coding:codebook"),
        ],
        "synthesis": [
            ("findings", Finding.objects.filter(study=study), "recorded_at", "appraisal:findings"),
            ("ties", FindingLink.objects.filter(study=study), "recorded_at", "appraisal:findings"),
            ("ratings", Rating.objects.filter(study=study), "recorded_at", "appraisal:appraisal"),
        ],
        "process": [
            ("method_memos", memos.filter(kind__in=("analytic", "method", "negative_case")), "changed_at", ""),
            ("debriefs", PeerDebrief.objects.filter(study=study), "recorded_at", "appraisal:debriefs"),
            ("checks", MemberCheck.objects.filter(study=study), "sent_at", "appraisal:checks"),
            ("settlements", Settlement.objects.filter(study=study), "recorded_at", ""),
            ("audits", Audit.objects.filter(study=study), "recorded_at", "appraisal:audits"),
        ],
        "intentions": [
            ("statements", Statement.objects.filter(study=study).exclude(text=_NOTHING), "recorded_at", ""),
            ("reflexive_memos", memos.filter(kind="reflexive"), "changed_at", ""),
        ],
        "instruments": [
            ("guides", Guide.objects.filter(study=study), "recorded_at", "evidence:guide"),
            ("thresholds", ThresholdChange.objects.filter(study=study), "recorded_at", "appraisal:thresholds"),
            ("rounds", Round.objects.filter(study=study), "recorded_at", ""),
        ],
    }
    return tuple(
        TrailClass(code, tuple(_holding(kind, rows, moment, page) for kind, rows, moment, page in parts))
        for code, parts in kinds.items()
    )


def _holding(kind: str, rows: QuerySet[Any], moment: str, page: str) -> Holding:
    found = rows.order_by().aggregate(n=Count("pk"), newest=Max(moment))
    return Holding(kind, found["n"], found["newest"], page)


def trail_of(study: Study) -> Trail:
    """Return the whole trail of a study."""
    days = _days(study)
    sources = Source.objects.filter(study=study, removed_at__isnull=True, happened_at__isnull=False)
    met = sorted(sources.order_by().annotate(day=TruncDate("happened_at")).values_list("day", flat=True).distinct())
    first = study.period_from or (met[0] if met else None)
    last = study.period_until or (met[-1] if met else None)
    within = sorted({day for day in (*days, *met) if first and last and first <= day <= last})
    decisions, reasoned = _decisions(study)
    return Trail(classes_of(study), gaps_between(within, first, last), first, last, decisions, reasoned)


def gaps_between(days: Sequence[dt.date], first: dt.date | None, last: dt.date | None) -> tuple[Gap, ...]:
    """Return where more than 14 days passed without a record between the first and the last day of the fieldwork."""
    if first is None or last is None:
        return ()
    marks = sorted({first, *days, last})
    return tuple(Gap(since, until) for since, until in pairwise(marks) if (until - since).days > GAP_DAYS)


def _days(study: Study) -> set[dt.date]:
    """Return the days on which something was recorded; one query a kind."""
    kinds: list[QuerySet[Any]] = [
        counted_codings(study),
        Memo.objects.filter(study=study),
        Finding.objects.filter(study=study),
        CodeChange.objects.filter(study=study),
        PeerDebrief.objects.filter(study=study),
    ]
    found: set[dt.date] = set()
    for rows in kinds:
        found.update(rows.order_by().annotate(day=TruncDate("recorded_at")).values_list("day", flat=True).distinct())
    return found


def _decisions(study: Study) -> tuple[int, int]:
    """Return how many analytic decisions were taken, and how many of them say why.

    Changes of the codebook and answers to contradictions may lack a reason; ratings, thresholds, changed findings and
    justifications cannot be given without one.
    """
    changes = CodeChange.objects.filter(study=study).exclude(kind="defined", version=1)
    answers = FindingLink.objects.filter(study=study).exclude(resolution="")
    bound = (Rating, ThresholdChange, Justification)
    always = sum(model.objects.filter(study=study).count() for model in bound)
    always += sum(
        version - 1 for version in Finding.objects.filter(study=study).order_by("id").values_list("version", flat=True)
    )
    may = changes.count() + answers.count()
    did = changes.exclude(reason=_NOTHING).count() + answers.exclude(resolution_note=_NOTHING).count()
    return always + may, always + did
