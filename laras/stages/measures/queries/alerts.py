"""Who should be greeted today, and by whom."""

from __future__ import annotations

from typing import cast

from django.db.models import Q, QuerySet

from laras.base.access.actor import Actor
from laras.stages.measures.models import SAFETY_KINDS, MeasureAlert


def alerts(by: Actor) -> QuerySet[MeasureAlert]:
    """Return every alert that concerns `by`, open ones first, then the newest.

    An alert whose sheet was taken back is left out, unless it is about safety or somebody took it up.
    """
    rows = cast("QuerySet[MeasureAlert]", MeasureAlert.objects.visible_to(by))
    taken_back = Q(administration__undone_at__isnull=False, taken_at__isnull=True) & ~Q(kind__in=SAFETY_KINDS)
    rows = rows.exclude(taken_back).select_related("client__ward", "administration")
    return rows.order_by("-recorded_at", "-id")


def open_alerts(by: Actor) -> QuerySet[MeasureAlert]:
    """Return the alerts nobody has finished yet, the oldest first."""
    return alerts(by).filter(done_at__isnull=True).order_by("recorded_at", "id")
