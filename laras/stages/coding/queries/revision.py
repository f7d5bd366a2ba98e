"""How a codebook came to be what it is, and which codings were judged by an older definition."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.db.models import Count, F, QuerySet

from laras.base.access.actor import Actor
from laras.stages.coding.models import Code, CodeChange, Coding
from laras.stages.coding.queries.codings import open_to
from laras.stages.evidence.models import Study


def code_history(study: Study, code: Code | None = None) -> QuerySet[CodeChange]:
    """Return the steps of a codebook, the newest first; of one code where it is named."""
    rows = CodeChange.objects.filter(study=study).select_related("code")
    if code is not None:
        rows = rows.filter(code=code)
    return rows.order_by("-recorded_at", "-id")


def look_again(study: Study, by: Actor) -> QuerySet[Coding]:
    """Return the codings judged by an older definition of their code, or by that of another one (version 0)."""
    rows = open_to(Coding.objects.filter(study=study), by).filter(code_version__lt=F("code__version"))
    rows = rows.select_related("code", "source__informant").defer("source__text", "source__pending")
    return rows.order_by("code__position", "source__position", "source_id", "start", "-end", "id")


def codings_by_code(study: Study) -> Mapping[uuid.UUID, int]:
    """Return how many codings in force each code has, of every coder."""
    rows = Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
    return dict(rows.order_by().values_list("code_id").annotate(n=Count("id")))
