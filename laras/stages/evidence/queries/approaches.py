"""Who was asked to take part, and what came of it."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from laras.stages.evidence.models import APPROACH_RESULTS, Approach, Study


def approaches_of(study: Study) -> QuerySet[Approach]:
    """Return everybody who was approached, the newest first."""
    return Approach.objects.filter(study=study).select_related("informant").order_by("-approached_on", "-id")


def approach_counts(study: Study) -> dict[str, int]:
    """Return how many agreed, refused, withdrew, were not reached, in this order."""
    rows = Approach.objects.filter(study=study).order_by().values_list("result", flat=True)
    counts = Counter(rows)
    return {result: counts[result] for result in APPROACH_RESULTS}


def approach_counts_by_role(study: Study) -> dict[str, dict[str, int]]:
    """Return the same for each role, by role."""
    rows = Approach.objects.filter(study=study).order_by().values_list("role", "result")
    counts = Counter(rows)
    roles = sorted({role for role, _ in counts})
    return {role: {result: counts[role, result] for result in APPROACH_RESULTS} for role in roles}
