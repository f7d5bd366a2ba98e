"""Codings as the appraisal reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.utils import timezone

from laras.domain.appraisal import Evidence
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Study

# Triangulation asks for three techniques: what was said, what was seen, what was written.
TECHNIQUES = {
    "interview": "interview",
    "fgd": "interview",
    "observation": "observation",
    "field_note": "observation",
    "document": "document",
    "case_entries": "document",
}


class PlacedEvidence(NamedTuple):
    """A coding as a value, with whoever stands behind its source, whatever its kind, and the day it is of."""

    evidence: Evidence
    informant: str | None
    on: dt.date | None


_COLUMNS = ("code__indicator", "code__name", "code__aspect", "polarity", "giver", "source_id", "source__kind")
_PLACE = ("source__informant__code", "source__happened_at")


def placed_evidence(study: Study, coders: Collection[str] | None = None) -> list[PlacedEvidence]:
    """Return every coding under an aspect as a value, of these coders or of all; one query, nothing sealed is opened.

    Codings of round 1 only (`counted_codings`); `evidence` is the number of codings, so that what two coders saw alike
    weighs twice. An informant is named for interviews and group talks only: what was observed or written was not said
    by anybody.
    """
    rows = counted_codings(study).exclude(code__aspect="")
    if coders is not None:
        rows = rows.filter(coder__in=coders)
    found = rows.order_by("source__position", "source_id", "start", "id").values_list(*_COLUMNS, *_PLACE)
    return [
        PlacedEvidence(
            Evidence(
                indicator=indicator or name,
                aspect=aspect,
                polarity=polarity,
                giver=giver,
                source_id=str(source_id),
                technique=TECHNIQUES[kind],
                informant=informant if TECHNIQUES[kind] == "interview" else None,
            ),
            informant,
            timezone.localtime(at).date() if at else None,
        )
        for indicator, name, aspect, polarity, giver, source_id, kind, informant, at in found
    ]


def evidence_values(study: Study, coders: Collection[str] | None = None) -> list[Evidence]:
    """Return `placed_evidence` without place and day: what the appraisal is computed from."""
    return [one.evidence for one in placed_evidence(study, coders)]
