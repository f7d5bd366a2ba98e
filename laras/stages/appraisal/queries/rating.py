"""From the codings of a study to five ratings, the weakest aspect, and how sure one may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from laras.domain import appraisal
from laras.domain.appraisal import Band, Certainty, Evidence, Profile, Thresholds
from laras.domain.aspects import ASPECT_CODES, is_active
from laras.stages.appraisal.models import Rating, ThresholdChange
from laras.stages.coding.queries import evidence_values
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class AspectRating:
    """One aspect: what was computed, what a person says (None when nobody has yet)."""

    aspect: str
    profile: Profile
    band: Band
    human: Rating | None

    @property
    def differs(self) -> bool:
        return self.human is not None and self.human.band != self.band


@dataclass(frozen=True)
class Appraisal:
    """The whole judgement of a study."""

    aspects: tuple[AspectRating, ...]
    overall: Band | None
    weakest: str | None
    sure: Certainty
    codings: int
    by_informant: Certainty | None = None

    @property
    def gap(self) -> AspectRating | None:
        """The weakest aspect with its numbers, None when none can be assessed."""
        return next((one for one in self.aspects if one.aspect == self.weakest), None)


def evidence_of(study: Study) -> list[Evidence]:
    """Return every coding of an indicator that counts in the study, whoever made it; one query."""
    return [one for one in evidence_values(study) if is_active(one.indicator)]


def thresholds_of(study: Study) -> Thresholds:
    """Return the thresholds of a study: the defaults where it sets none."""
    known = {name: value for name, value in study.thresholds.items() if name in Thresholds.__dataclass_fields__}
    return Thresholds(**known)


def bands_of(study: Study) -> dict[str, Band]:
    """Return the band of each aspect as computed now."""
    profiles, limits = appraisal.profile(evidence_of(study)), thresholds_of(study)
    return {code: appraisal.rate(profiles[code], limits) for code in ASPECT_CODES}


def threshold_changes(study: Study) -> QuerySet[ThresholdChange]:
    """Return who changed the thresholds of a study and why, the newest first."""
    rows: QuerySet[ThresholdChange] = ThresholdChange.objects.filter(study=study).order_by("-recorded_at", "-id")
    return rows


def latest_ratings(study: Study) -> dict[str, Rating]:
    """Return the judgement that stands for each aspect: the last one given."""
    return {row.aspect: row for row in Rating.objects.filter(study=study).order_by("recorded_at", "id")}


def appraise(study: Study, evidence: Iterable[Evidence] | None = None) -> Appraisal:
    """Return the five ratings of a study; three queries. `evidence` may stand in for the recorded codings."""
    values = list(evidence) if evidence is not None else evidence_of(study)
    limits = thresholds_of(study)
    profiles = appraisal.profile(values)
    human = latest_ratings(study)
    rows = tuple(
        AspectRating(code, profiles[code], appraisal.rate(profiles[code], limits), human.get(code))
        for code in ASPECT_CODES
    )
    return Appraisal(
        aspects=rows,
        overall=appraisal.overall((row.band for row in rows), limits),
        weakest=appraisal.weakest(profiles, limits),
        sure=appraisal.certainty(values, limits),
        codings=len(values),
        by_informant=appraisal.certainty_by_informant(values, limits),
    )
