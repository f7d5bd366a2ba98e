"""Every re-used read of the stage."""

from laras.stages.appraisal.queries.facts import report_card
from laras.stages.appraisal.queries.rating import (
    Appraisal,
    AspectRating,
    appraise,
    evidence_of,
    findings_of,
    latest_ratings,
)

__all__ = [
    "Appraisal",
    "AspectRating",
    "appraise",
    "evidence_of",
    "findings_of",
    "latest_ratings",
    "report_card",
]
