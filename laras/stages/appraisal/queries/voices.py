"""How far clients and workers tell the same: coverage and lacking of each aspect by whose voice it is."""

from __future__ import annotations

from dataclasses import dataclass

from laras.domain import appraisal
from laras.domain.appraisal import Evidence, Profile
from laras.domain.aspects import ASPECT_CODES
from laras.stages.appraisal.queries.people import voice_of
from laras.stages.evidence.models import Informant, Study

# From so many pieces of evidence of each side on a difference is worth looking at, and from so wide a one.
LEAST_EACH = 3
WIDE = 0.25


@dataclass(frozen=True)
class TwoVoices:
    """One aspect as clients and as workers tell it."""

    aspect: str
    clients: Profile
    workers: Profile

    @property
    def gap(self) -> float | None:
        """How much more clients tell of lacking than workers do (−1…1), None where one side is silent."""
        if self.clients.lacking_share is None or self.workers.lacking_share is None:
            return None
        return self.clients.lacking_share - self.workers.lacking_share

    @property
    def is_wide(self) -> bool:
        """Whether the two tell it so differently that somebody should look."""
        enough = min(self.clients.evidence, self.workers.evidence) >= LEAST_EACH
        return enough and self.gap is not None and abs(self.gap) >= WIDE


def two_voices(study: Study, evidence: list[Evidence]) -> list[TwoVoices]:
    """Return the five aspects by voice; one query beside the evidence."""
    voices = {one.code: voice_of(one) for one in Informant.objects.filter(study=study).order_by("code")}
    sides = {
        side: appraisal.profile([one for one in evidence if one.informant and voices.get(one.informant) == side])
        for side in ("client", "worker")
    }
    return [TwoVoices(code, sides["client"][code], sides["worker"][code]) for code in ASPECT_CODES]
