"""Gwet AC1 and AC2: agreement that stays readable when one category is rare."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from laras.domain.agreement.nominal import FEW_CODERS, ONE_CATEGORY, category_shares
from laras.domain.agreement.ratings import Floats, Label, Ratings, from_counts, from_table, from_units
from laras.domain.agreement.weights import Weights, agreement_weights
from laras.domain.errors import N_
from laras.domain.results import Interval, Result, confidence, note

SOURCE = "Gwet (2008) Br. J. Math. Stat. Psychol. 61:29-48; Gwet (2014)"
ONE_UNIT = N_("One unit, or shares without counts: no standard error.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GwetAC(Result):
    """AC1 (identity weights) or AC2, with observed and chance agreement, linearised standard error and t interval."""

    observed: float | None = None
    chance: float | None = None
    se: float | None = None
    interval: Interval | None = None


def gwet_ac(
    units: Sequence[Sequence[Label]],
    *,
    categories: Sequence[Label] | None = None,
    weights: Weights = None,
    conf: float = 0.95,
) -> GwetAC:
    """AC1/AC2 of any number of coders; one row a unit, None for missing.

    Numeric categories are weighted by their value. Give `categories` when an offered category was never used: it
    changes the chance agreement.
    """
    return gwet_of(from_units(units, categories), weights=weights, conf=conf)


def gwet_ac_table(table: Sequence[Sequence[float]], *, weights: Weights = None, conf: float = 0.95) -> GwetAC:
    """AC1/AC2 of two coders from their contingency table of counts or proportions."""
    return gwet_of(from_table(table), weights=weights, conf=conf)


def gwet_ac_counts(counts: Sequence[Sequence[float]], *, weights: Weights = None, conf: float = 0.95) -> GwetAC:
    """AC1/AC2 from units × categories counts of coders."""
    return gwet_of(from_counts(counts), weights=weights, conf=conf)


def gwet_of(ratings: Ratings, *, weights: Weights = None, conf: float = 0.95) -> GwetAC:
    """AC1/AC2 from patterns; all rated units inform the prevalence, those with two codes the agreement."""
    level, q = confidence(conf), len(ratings.categories)
    paired = float(ratings.times[ratings.per_unit >= 2].sum())
    used, missing = round(paired), round(ratings.n_units + ratings.n_missing - paired)
    variant = "AC1" if weights is None else f"AC2, {weights if isinstance(weights, str) else 'custom'} weights"
    base = GwetAC(value=None, n_used=used, n_missing=missing, method="Gwet AC", variant=variant, source=SOURCE)
    if not paired:
        return replace(base, warnings=(note(FEW_CODERS),))
    if q < 2:
        return replace(base, warnings=(note(ONE_CATEGORY),), observed=1.0)
    w = agreement_weights(weights, ratings.categories, by_value=True)
    pa_u, pa = _observed(ratings, w, paired)
    shares = category_shares(ratings)
    scale = float(w.sum()) / (q * (q - 1))
    pe = scale * float((shares * (1 - shares)).sum())
    gamma = (pa - pe) / (1 - pe)
    pe_u = scale * (ratings.counts / ratings.per_unit[:, None]) @ (1 - shares)
    se = _se(ratings, pa_u, pe_u, gamma=gamma, pe=pe, paired=paired)
    return replace(
        base,
        value=gamma,
        observed=pa,
        chance=pe,
        se=se,
        interval=_interval(gamma, se, ratings.n_units, level),
        warnings=() if se is not None else (note(ONE_UNIT),),
    )


def _observed(ratings: Ratings, w: Floats, paired: float) -> tuple[Floats, float]:
    m = ratings.per_unit
    credit = (ratings.counts * (ratings.counts @ w.T - 1)).sum(axis=1)
    room = m * (m - 1)
    share = np.divide(credit, room, out=np.zeros_like(credit), where=room > 0)
    return share, float(share @ ratings.times / paired)


def _se(ratings: Ratings, pa_u: Floats, pe_u: Floats, *, gamma: float, pe: float, paired: float) -> float | None:
    n = ratings.n_units
    if n <= 1.5 or 1 - pe < 1e-12:
        return None
    two = (ratings.per_unit >= 2).astype(float)
    gamma_u = (n / paired) * (pa_u - pe * two) / (1 - pe) - 2 * (1 - gamma) * (pe_u - pe) / (1 - pe)
    return math.sqrt(float(((gamma_u - gamma) ** 2) @ ratings.times) / (n * (n - 1)))


def _interval(gamma: float, se: float | None, n: float, level: float) -> Interval | None:
    if se is None:
        return None
    from scipy.special import stdtrit

    t = float(stdtrit(n - 1, (1 + level) / 2))
    return Interval(max(-1.0, gamma - t * se), min(1.0, gamma + t * se), level, "linearised variance, t with n-1")
