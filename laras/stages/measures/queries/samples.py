"""Samples of unnamed people: how the scale behaves in them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any, cast

from django.db.models import Count, Max, QuerySet

from laras.base.access.actor import Actor
from laras.domain.results import MaybeNumber
from laras.domain.scoring import CronbachAlpha, Omega, cronbach_alpha, mcdonald_omega
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.models import Administration


@dataclass(frozen=True)
class SampleSummary:
    """`values` are the main scores in the order of the file; `alpha` and `omega` None for scales of scales."""

    n: int
    n_scored: int
    mean: float | None
    sd: float | None
    alpha: CronbachAlpha | None
    omega: Omega | None
    values: tuple[float, ...]


def sample_names(by: Actor) -> list[dict[str, Any]]:
    """Return each sample of the home with instrument, number of people and day of its import, the newest first."""
    rows = cast("QuerySet[Administration]", Administration.objects.visible_to(by))
    rows = rows.filter(client__isnull=True, undone_at__isnull=True)
    grouped = rows.values("sample", "instrument").annotate(n=Count("id"), at=Max("recorded_at"))
    return [dict(row) for row in grouped.order_by("-at", "sample", "instrument")]


def sample_rows(facility_id: uuid.UUID, code: str, sample: str) -> QuerySet[Administration]:
    """Return the sheets of a sample in the order of the file."""
    rows: QuerySet[Administration] = Administration.objects.counted().filter(
        facility_id=facility_id, instrument=code, sample=sample, client__isnull=True
    )
    return rows.order_by("id")


def summary(about: Instrument, rows: Sequence[Administration]) -> SampleSummary:
    """Describe a sample: mean and SD of the main score, alpha and omega of its items (reversed ones turned)."""
    values = tuple(row.score for row in rows if row.score is not None)
    items = _matrix(about, rows)
    return SampleSummary(
        n=len(rows),
        n_scored=len(values),
        mean=fmean(values) if values else None,
        sd=stdev(values) if len(values) > 1 else None,
        alpha=cronbach_alpha(items) if items else None,
        omega=mcdonald_omega(items) if items else None,
        values=values,
    )


def _matrix(about: Instrument, rows: Sequence[Administration]) -> list[list[MaybeNumber]]:
    scale = about.main.scale
    if scale is None:
        return []
    both = scale.minimum + scale.maximum
    found: list[list[MaybeNumber]] = []
    for row in rows:
        given = [(item, row.answers.get(item)) for item in scale.items]
        found.append([both - v if v is not None and item in scale.reversed_items else v for item, v in given])
    return found
