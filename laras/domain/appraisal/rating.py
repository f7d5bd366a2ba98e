"""From codings to five ratings and the weakest aspect.

Ratings belong to a study, never to a day or a worker. All thresholds are editable defaults, not standards.
`lacking = (lacking + harmful) / (given + received + lacking + harmful)`; refused is shown, not counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from laras.domain.aspects import POLARITIES, TAXONOMY, Taxonomy
from laras.domain.errors import N_, BadInput
from laras.domain.texts import Text, labels, load

Band = Literal["strong", "adequate", "weak", "not_assessable"]
BANDS: tuple[Band, ...] = ("weak", "adequate", "strong", "not_assessable")
RANK: dict[Band, int] = {band: rank for rank, band in enumerate(BANDS)}
BAND_LABELS: dict[str, Text] = labels(load("appraisal")["bands"])
HEARD = ("given", "received")
MISSED = ("lacking", "harmful")


@dataclass(frozen=True)
class Evidence:
    """One coding as the appraisal sees it; `informant` is None for observations and documents."""

    indicator: str
    aspect: str
    polarity: str
    giver: str
    source_id: str
    technique: str
    informant: str | None = None


@dataclass(frozen=True)
class Thresholds:
    """Defaults of the method; shares 0…1, the rest counts."""

    coverage_strong: float = 0.70
    coverage_weak: float = 0.40
    lacking_strong: float = 0.20
    lacking_weak: float = 0.40
    least_evidence: int = 5
    least_techniques: int = 2
    least_aspects: int = 3
    least_sources: int = 3
    firm: float = 0.80


@dataclass(frozen=True)
class Profile:
    """What the evidence says about one aspect.

    `coverage` = `reached` / `possible` indicators with something given or received; `lacking_share` is None when
    nothing was given, received, lacking or harmful. `evidence` counts codings of any giver and polarity.
    """

    aspect: str
    coverage: float
    reached: int
    possible: int
    given: int
    received: int
    lacking: int
    refused: int
    harmful: int
    lacking_share: float | None
    evidence: int
    sources: int
    techniques: int
    informants: int
    informants_lacking: int
    techniques_lacking: int
    indicators_reached: tuple[str, ...]
    indicators_lacking: tuple[str, ...]
    indicators_silent: tuple[str, ...]


def _checked(evidence: Iterable[Evidence], taxonomy: Taxonomy) -> list[tuple[str, Evidence]]:
    placed = []
    for one in evidence:
        if one.polarity not in POLARITIES:
            raise BadInput(N_("“{polarity}” is not a polarity. Choose one of the five."), polarity=one.polarity)
        own = taxonomy.place(one.aspect)
        if own is not None:
            placed.append((own, one))
    return placed


def profile(
    evidence: Iterable[Evidence], taxonomy: Taxonomy = TAXONOMY, givers: Collection[str] | None = None
) -> dict[str, Profile]:
    """The profile of every aspect of the taxonomy, in its order, also of those without evidence.

    `givers` limits coverage and polarity counts to these givers (None: any); `evidence`, sources, techniques and
    informants always count all. A code of one's own under an aspect counts in the polarities, not in coverage.
    Raises BadInput for an unknown polarity.
    """
    by_aspect: dict[str, list[Evidence]] = {one.code: [] for one in taxonomy.aspects}
    for own, one in _checked(evidence, taxonomy):
        by_aspect[own].append(one)
    return {code: _one_profile(code, found, taxonomy, givers) for code, found in by_aspect.items()}


def _one_profile(code: str, found: list[Evidence], taxonomy: Taxonomy, givers: Collection[str] | None) -> Profile:
    counted = [one for one in found if givers is None or one.giver in givers]
    number = {polarity: sum(one.polarity == polarity for one in counted) for polarity in POLARITIES}
    active = [one.code for one in taxonomy.indicators_of(code)]
    heard = {one.indicator for one in counted if one.polarity in HEARD}
    missed = [one for one in counted if one.polarity in MISSED]
    missed_codes = {one.indicator for one in missed}
    reached = tuple(one for one in active if one in heard)
    weighed = sum(number[polarity] for polarity in (*HEARD, *MISSED))
    return Profile(
        aspect=code,
        coverage=len(reached) / len(active) if active else 0.0,
        reached=len(reached),
        possible=len(active),
        **number,
        lacking_share=len(missed) / weighed if weighed else None,
        evidence=len(found),
        sources=len({one.source_id for one in found}),
        techniques=len({one.technique for one in found}),
        informants=len({one.informant for one in found if one.informant is not None}),
        informants_lacking=len({one.informant for one in missed if one.informant is not None}),
        techniques_lacking=len({one.technique for one in missed}),
        indicators_reached=reached,
        indicators_lacking=tuple(one for one in active if one in missed_codes),
        indicators_silent=tuple(one for one in active if one not in heard),
    )


def rate(profile: Profile, thresholds: Thresholds = Thresholds()) -> Band:  # frozen, safe as a default
    """The band of one aspect: not_assessable, else strong, else weak, else adequate, asked in this order."""
    lacking = profile.lacking_share or 0.0
    if profile.evidence < thresholds.least_evidence or profile.techniques < thresholds.least_techniques:
        return "not_assessable"
    if profile.coverage >= thresholds.coverage_strong and lacking < thresholds.lacking_strong:
        return "strong"
    if profile.coverage < thresholds.coverage_weak or lacking >= thresholds.lacking_weak:
        return "weak"
    return "adequate"


def overall(bands: Iterable[Band], thresholds: Thresholds = Thresholds()) -> Band | None:  # frozen
    """The lower median band of the assessable aspects; None below three of them."""
    ranks = sorted(RANK[band] for band in bands if band != "not_assessable")
    if len(ranks) < thresholds.least_aspects:
        return None
    return BANDS[ranks[(len(ranks) - 1) // 2]]


def weakest(profiles: Mapping[str, Profile], thresholds: Thresholds = Thresholds()) -> str | None:  # frozen
    """The aspect with the lowest band, then higher lacking, then lower coverage; None if none is assessable."""
    rated = [(one, rate(one, thresholds)) for one in profiles.values()]
    open_ones = [(one, band) for one, band in rated if band != "not_assessable"]
    if not open_ones:
        return None
    first = min(open_ones, key=lambda pair: (RANK[pair[1]], -(pair[0].lacking_share or 0.0), pair[0].coverage))
    return first[0].aspect


def view_gap(
    worker_view: float | None, client_view: float | None, flag_from: float = 0.75
) -> tuple[float, bool] | None:
    """How much more workers think is given than clients feel, and whether to look at it; None if one is missing."""
    if worker_view is None or client_view is None:
        return None
    gap = worker_view - client_view
    return gap, gap >= flag_from
