"""What the researcher of the demo concludes: findings tied to passages, and a judgement of each aspect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from laras.base.access.actor import Actor
from laras.stages.appraisal.actions import add_finding, link_codings, rate_aspect
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source, Study


def conclude(study: Study, data: dict[str, Any], sources: dict[str, Source], by: Actor) -> None:
    """State the findings of `study.toml` with their evidence, then the ratings."""
    rows = Coding.objects.filter(study=study, removed_at__isnull=True).order_by("recorded_at", "id")
    passages: dict[tuple[UUID, str], Coding] = {}
    for coding in rows:
        passages.setdefault((coding.source_id, coding.quote), coding)
    for row in data["findings"]:
        finding = add_finding(
            study, text=row["text"], aspect=row["aspect"], search_note=row.get("negative_search", ""), by=by
        )
        for relation in dict.fromkeys(one["relation"] for one in row["evidence"]):
            tied = [
                passages[sources[one["source"]].pk, one["quote"]]
                for one in row["evidence"]
                if one["relation"] == relation
            ]
            link_codings(finding, codings=tied, relation=relation, by=by)
    for row in data["ratings"]:
        rate_aspect(study, aspect=row["aspect"], band=row["rating"], reason=row["reason"], by=by)
