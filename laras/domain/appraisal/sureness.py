"""How sure "this aspect is the weakest" is: the same question asked of a thousand redrawn sets of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from laras.domain.appraisal.rating import HEARD, MISSED, RANK, Evidence, Profile, Thresholds, profile, rate, weakest
from laras.domain.aspects import TAXONOMY, Taxonomy
from laras.domain.texts import Text, labels, load

Level = Literal["firm", "less_firm", "not_assessable"]
Floats = npt.NDArray[np.float64]
CERTAINTY_LABELS: dict[str, Text] = labels(load("appraisal")["certainty"])
_REASONS: dict[str, Text] = labels(load("appraisal")["reasons"])


@dataclass(frozen=True)
class Reason:
    """Something that speaks for or against being sure."""

    supports: bool
    text: Text


@dataclass(frozen=True)
class Certainty:
    """How firm "this aspect is the weakest" is.

    `share` = part of the resamples of sources in which the same aspect is weakest (None: not assessable);
    `band_shares` = the same for each aspect's own band.
    """

    level: Level
    share: float | None
    aspect: str | None
    words: Text
    reasons: tuple[Reason, ...]
    band_shares: dict[str, float]
    resamples: int


@dataclass(frozen=True)
class _Counts:
    """Evidence counted by source, so that a resample is one matrix product. S sources, A aspects."""

    total: Floats  # S × A
    heard: Floats  # S × A
    missed: Floats  # S × A
    reached: Floats  # S × I, 1 where an active indicator was given or received
    owner: npt.NDArray[np.int64]  # I → aspect
    used: Floats  # S × (A · T), 1 where a technique speaks on an aspect
    possible: Floats  # A


def _counted(evidence: Sequence[Evidence], taxonomy: Taxonomy) -> _Counts:
    place = cache(taxonomy.place)
    aspects = {one.code: n for n, one in enumerate(taxonomy.aspects)}
    active = [one for one in taxonomy.indicators if one.is_active]
    indicators = {one.code: n for n, one in enumerate(active)}
    sources = {code: n for n, code in enumerate(dict.fromkeys(one.source_id for one in evidence))}
    techniques = {code: n for n, code in enumerate(dict.fromkeys(one.technique for one in evidence))}
    total, heard, missed = (np.zeros((len(sources), len(aspects))) for _ in range(3))
    reached = np.zeros((len(sources), len(indicators)))
    used = np.zeros((len(sources), len(aspects), len(techniques)))
    for one in evidence:
        own = place(one.aspect)
        if own is None:
            continue
        at = (sources[one.source_id], aspects[own])
        total[at] += 1
        used[*at, techniques[one.technique]] = 1
        heard[at] += one.polarity in HEARD
        missed[at] += one.polarity in MISSED
        if one.polarity in HEARD and one.indicator in indicators:
            reached[at[0], indicators[one.indicator]] = 1
    owner = np.array([aspects[one.aspect] for one in active], dtype=np.int64)
    possible = np.bincount(owner, minlength=len(aspects)).astype(float)
    return _Counts(total, heard, missed, reached, owner, used.reshape(len(sources), -1), possible)


def _resampled(
    counts: _Counts, weights: Floats, thresholds: Thresholds
) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
    """Ranks, lacking and coverage, each R × A, for R resamples given as how often each source was drawn (R × S)."""
    runs, aspects = len(weights), counts.total.shape[1]
    total, heard, missed = weights @ counts.total, weights @ counts.heard, weights @ counts.missed
    lacking = np.divide(missed, heard + missed, out=np.zeros_like(missed), where=heard + missed > 0)
    belongs = (counts.owner[:, None] == np.arange(aspects)).astype(float)
    coverage = ((weights @ counts.reached > 0) @ belongs) / np.maximum(counts.possible, 1)
    techniques = (weights @ counts.used > 0).reshape(runs, aspects, -1).sum(axis=2)
    unknown = (total < thresholds.least_evidence) | (techniques < thresholds.least_techniques)
    strong = (coverage >= thresholds.coverage_strong) & (lacking < thresholds.lacking_strong)
    weak = (coverage < thresholds.coverage_weak) | (lacking >= thresholds.lacking_weak)
    ranks = np.select(
        [unknown, strong, weak], [RANK["not_assessable"], RANK["strong"], RANK["weak"]], default=RANK["adequate"]
    )
    return ranks.astype(np.int64), lacking, coverage


def _weakest_of(ranks: npt.NDArray[np.int64], lacking: Floats, coverage: Floats) -> npt.NDArray[np.int64]:
    """The weakest aspect of every resample (R), −1 where none is assessable; the same order as `weakest`."""
    among = ranks == ranks.min(axis=1, keepdims=True)
    worst = np.where(among, lacking, -1.0)
    among &= worst == worst.max(axis=1, keepdims=True)
    first = np.where(among, coverage, 2.0).argmin(axis=1)
    return np.where(ranks.min(axis=1) == RANK["not_assessable"], -1, first)


def certainty(
    evidence: Iterable[Evidence],
    thresholds: Thresholds = Thresholds(),  # noqa: B008  # frozen, safe as a default
    taxonomy: Taxonomy = TAXONOMY,
    *,
    resamples: int = 1000,
    seed: int = 20251124,
) -> Certainty:
    """How sure the weakest aspect is: draw as many sources as there are, with replacement, and ask again.

    Not assessable below three sources or without an assessable aspect; firm from a share of .80 on. The seed makes the
    answer repeatable. A thousand resamples of thousands of codings take some tens of milliseconds.
    """
    found = list(evidence)
    profiles = profile(found, taxonomy)
    aspect = weakest(profiles, thresholds)
    sources = len({one.source_id for one in found})
    if sources < thresholds.least_sources or aspect is None:
        return _unsure(sources, aspect, thresholds)
    drawn = np.random.default_rng(seed).multinomial(sources, np.full(sources, 1 / sources), size=resamples)
    ranks, lacking, coverage = _resampled(_counted(found, taxonomy), drawn.astype(float), thresholds)
    codes = [one.code for one in taxonomy.aspects]
    weakest_ones = _weakest_of(ranks, lacking, coverage)
    shares = {code: float(np.mean(weakest_ones == n)) for n, code in enumerate(codes)}
    bands = {
        code: float(np.mean(ranks[:, n] == RANK[rate(profiles[code], thresholds)])) for n, code in enumerate(codes)
    }
    level: Level = "firm" if shares[aspect] >= thresholds.firm else "less_firm"
    reasons = _reasons(profiles[aspect], profiles, shares, taxonomy, resamples, thresholds)
    return Certainty(level, shares[aspect], aspect, CERTAINTY_LABELS[level], reasons, bands, resamples)


def certainty_by_informant(
    evidence: Iterable[Evidence],
    thresholds: Thresholds = Thresholds(),  # noqa: B008  # frozen, safe as a default
    taxonomy: Taxonomy = TAXONOMY,
    *,
    resamples: int = 1000,
    seed: int = 20251124,
) -> Certainty:
    """How sure the weakest aspect is when informants are redrawn, each with all sources that tell of them.

    What nobody in particular told (an observation, a document) is redrawn as a voice of its own. The reasons count
    sources as `certainty` does; the shares are those of the informants.
    """
    voices = [replace(one, source_id=one.informant or one.source_id) for one in evidence]
    return certainty(voices, thresholds, taxonomy, resamples=resamples, seed=seed)


def _unsure(sources: int, aspect: str | None, thresholds: Thresholds) -> Certainty:
    reason = _REASONS["none_assessable"]
    if sources < thresholds.least_sources:
        reason = _REASONS["few_sources"].format(n=sources, least=thresholds.least_sources)
    words = CERTAINTY_LABELS["not_assessable"]
    return Certainty("not_assessable", None, aspect, words, (Reason(False, reason),), {}, 0)


def _reasons(
    gap: Profile,
    profiles: Mapping[str, Profile],
    shares: Mapping[str, float],
    taxonomy: Taxonomy,
    resamples: int,
    thresholds: Thresholds,
) -> tuple[Reason, ...]:
    share = shares[gap.aspect]
    most = max((one.informants for one in profiles.values()), default=0)
    text = _REASONS["share"].format(percent=round(100 * share), n=resamples)
    found = [Reason(share >= thresholds.firm, text)]
    if gap.informants:
        text = _REASONS["informants"].format(n=gap.informants_lacking, all=most)
        found.append(Reason(2 * gap.informants_lacking > most, text))
    if gap.techniques_lacking > 1:
        found.append(Reason(True, _REASONS["techniques"].format(n=gap.techniques_lacking)))
    elif gap.techniques_lacking == 1:
        found.append(Reason(False, _REASONS["one_technique"]))
    if gap.given + gap.received:
        found.append(Reason(False, _REASONS["against"].format(n=gap.given + gap.received)))
    others = {one: shares[one.code] for one in taxonomy.aspects if one.code != gap.aspect}
    rival = max(others, key=lambda one: others[one], default=None)
    if rival is not None and others[rival] >= 1 - thresholds.firm:
        text = _REASONS["close"]
        percent = round(100 * others[rival])
        both = Text(
            text.id.format(aspect=rival.short.id, percent=percent),
            text.en.format(aspect=rival.short.en, percent=percent),
        )
        found.append(Reason(False, both))
    return tuple(found)
