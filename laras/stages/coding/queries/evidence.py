"""Codings as the appraisal reads them."""

from __future__ import annotations

from collections.abc import Collection

from laras.domain.appraisal import Evidence
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Study

# Triangulation asks for three techniques: what was said, what was seen, what was written.
TECHNIQUES = {
    "interview": "interview",
    "observation": "observation",
    "field_note": "observation",
    "document": "document",
    "case_entries": "document",
}


def evidence_values(study: Study, coders: Collection[str] | None = None) -> list[Evidence]:
    """Return every coding under an aspect as a value, of these coders or of all; one query, nothing sealed is opened.

    An informant is named for interviews only: what was observed or written was not said by anybody.
    """
    rows = Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
    rows = rows.exclude(code__aspect="")
    if coders is not None:
        rows = rows.filter(coder__in=coders)
    found = rows.order_by("source__position", "source_id", "start", "id").values_list(
        "code__indicator",
        "code__name",
        "code__aspect",
        "polarity",
        "giver",
        "source_id",
        "source__kind",
        "source__informant__code",
    )
    return [
        Evidence(
            indicator=indicator or name,
            aspect=aspect,
            polarity=polarity,
            giver=giver,
            source_id=str(source_id),
            technique=TECHNIQUES[kind],
            informant=informant if kind == "interview" else None,
        )
        for indicator, name, aspect, polarity, giver, source_id, kind, informant in found
    ]
