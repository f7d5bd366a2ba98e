"""From codings to five ratings, the weakest aspect, and how sure we may be."""

from laras.domain.appraisal.rating import (
    BAND_LABELS,
    BANDS,
    RANK,
    Band,
    Evidence,
    Profile,
    Thresholds,
    overall,
    profile,
    rate,
    view_gap,
    weakest,
)
from laras.domain.appraisal.sureness import (
    CERTAINTY_LABELS,
    Certainty,
    Level,
    Reason,
    certainty,
    certainty_by_informant,
)

__all__ = [
    "BANDS",
    "BAND_LABELS",
    "CERTAINTY_LABELS",
    "RANK",
    "Band",
    "Certainty",
    "Evidence",
    "Level",
    "Profile",
    "Reason",
    "Thresholds",
    "certainty",
    "certainty_by_informant",
    "overall",
    "profile",
    "rate",
    "view_gap",
    "weakest",
]
