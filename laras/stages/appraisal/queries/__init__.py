"""Every re-used read of the stage."""

from laras.stages.appraisal.queries.facts import report_card
from laras.stages.appraisal.queries.rating import (
    Appraisal,
    AspectRating,
    appraise,
    bands_of,
    evidence_of,
    findings_of,
    latest_ratings,
    threshold_changes,
    thresholds_of,
)

__all__ = [
    "Appraisal",
    "AspectRating",
    "appraise",
    "bands_of",
    "evidence_of",
    "findings_of",
    "latest_ratings",
    "report_card",
    "threshold_changes",
    "thresholds_of",
]
