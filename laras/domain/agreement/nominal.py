"""Percent agreement, Cohen kappa and Fleiss kappa."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import NormalDist

import numpy as np

from laras.domain.agreement.ratings import (
    Floats,
    Label,
    Ratings,
    categories_of,
    from_counts,
    from_table,
    from_units,
    square_or_table,
)
from laras.domain.agreement.weights import Weights, agreement_weights
from laras.domain.errors import N_, BadInput
from laras.domain.results import Interval, Note, Result, confidence, is_missing, note, number

FEW_CODERS = N_("No unit was coded by two or more coders. Agreement is not defined.")
ONE_CATEGORY = N_("Only one category was used. The coefficient is not defined; read the percent agreement instead.")
UNITS_LEFT_OUT = N_("Units left out because fewer than two coders coded them: {n}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Result):
    """A share of agreement, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa(Result):
    """A kappa with what it is made of: observed and chance agreement, standard error and interval where known."""

    observed: float | None = None
    chance: float | None = None
    se: float | None = None
    interval: Interval | None = None
    categories: tuple[Label, ...] = ()
    by_category: Mapping[Label, float | None] = field(default_factory=dict, hash=False)


def pairwise(ratings: Ratings) -> tuple[Floats, Floats]:
    """Per pattern with two or more codes: the share of agreeing pairs, and how often the pattern occurs."""
    m = ratings.per_unit
    ok = m >= 2
    counts, m = ratings.counts[ok], m[ok]
    return (counts * (counts - 1)).sum(axis=1) / (m * (m - 1)), ratings.times[ok]


def percent_agreement(
    units: Sequence[Sequence[Label]], *, mode: str = "mean_pairwise", tolerance: float = 0
) -> Agreement:
    """Share of agreement over units coded at least twice.

    `units` is one row a unit, one column a coder, None for missing. `mode`: *mean_pairwise* (agreeing pairs of coders),
    *all_raters_identical* (units on which all present coders agree) or *all_raters_within* (largest difference at
    most `tolerance`, numeric codes only).
    """
    if mode == "mean_pairwise":
        return pairwise_agreement(from_units(units))
    if mode not in ("all_raters_identical", "all_raters_within"):
        raise BadInput(N_("There is no way of counting agreement called {mode}."), mode=mode)
    spread = number(tolerance, "tolerance") if mode == "all_raters_within" else 0.0
    coded = [[v for v in row if not is_missing(v)] for row in units]
    coded = [row for row in coded if len(row) >= 2]
    hits = sum(_within(row, spread) for row in coded)
    return Agreement(
        value=hits / len(coded) if coded else None,
        n_used=len(coded),
        n_missing=len(units) - len(coded),
        method="percent agreement",
        variant=mode,
        warnings=_left_out(len(units) - len(coded)) if coded else (note(FEW_CODERS),),
    )


def _within(row: Sequence[Label], spread: float) -> bool:
    if spread == 0:
        return len(set(row)) == 1
    values = [number(v, "code") for v in row]
    return max(values) - min(values) <= spread + 1e-12


def _left_out(n: int) -> tuple[Note, ...]:
    return (note(UNITS_LEFT_OUT, n=n),) if n else ()


def pairwise_agreement(ratings: Ratings) -> Agreement:
    """Mean over units of the share of agreeing pairs (Gwet 2014, ch. 2)."""
    share, times = pairwise(ratings)
    used = float(times.sum())
    missing = round(ratings.n_units + ratings.n_missing - used)
    return Agreement(
        value=float(share @ times / used) if used else None,
        n_used=round(used),
        n_missing=missing,
        method="percent agreement",
        variant="mean_pairwise",
        warnings=_left_out(missing) if used else (note(FEW_CODERS),),
        source="Gwet (2014) Handbook of Inter-Rater Reliability, 4th ed.",
    )


def cohen_kappa(
    rater1: Sequence[Label],
    rater2: Sequence[Label],
    *,
    categories: Sequence[Label] | None = None,
    weights: Weights = None,
    conf: float = 0.95,
) -> Kappa:
    """Cohen kappa of two coders, plain or weighted; pairs with a missing code are left out and counted.

    `weights`: None, "linear", "quadratic" or a matrix of agreement weights. Give the full category list for a weighted
    kappa: an unused middle category changes the distances. Cohen (1960, 1968); SE Fleiss, Cohen & Everitt (1969).
    """
    if len(rater1) != len(rater2):
        raise BadInput(
            N_("The two coders have {first} and {second} codes. Give one each per unit."),
            first=len(rater1),
            second=len(rater2),
        )
    both = [(a, b) for a, b in zip(rater1, rater2, strict=True) if not (is_missing(a) or is_missing(b))]
    cats = categories_of({v for pair in both for v in pair}, categories)
    place = {c: k for k, c in enumerate(cats)}
    table = np.zeros((len(cats), len(cats)))
    for a, b in both:
        table[place[a], place[b]] += 1
    return kappa_of(table, cats, weights=weights, conf=conf, missing=len(rater1) - len(both))


def cohen_kappa_table(table: Sequence[Sequence[float]], *, weights: Weights = None, conf: float = 0.95) -> Kappa:
    """Cohen kappa from a contingency table of counts or proportions (rows coder 1, columns coder 2)."""
    cells = square_or_table(table)
    if cells.shape[0] != cells.shape[1]:
        raise BadInput(N_("A table of two coders needs as many rows as columns."))
    return kappa_of(cells, tuple(range(1, len(cells) + 1)), weights=weights, conf=conf)


def kappa_of(
    table: Floats, cats: tuple[Label, ...], *, weights: Weights = None, conf: float = 0.95, missing: int = 0
) -> Kappa:
    """Cohen kappa from a square table of counts over `cats`; `missing` pairs were left out before."""
    level, n = confidence(conf), float(table.sum())
    shape = "unweighted" if weights is None else weights if isinstance(weights, str) else "custom weights"
    base = Kappa(
        value=None,
        n_used=round(n),
        n_missing=missing,
        method="Cohen kappa",
        variant=shape,
        source="Cohen (1960, 1968)",
        categories=cats,
    )
    if n == 0:
        return replace(base, warnings=(note(FEW_CODERS),))
    p, w = table / n, agreement_weights(weights, cats, by_value=False)
    row, col = p.sum(axis=1), p.sum(axis=0)
    po, pe = float((w * p).sum()), float(row @ w @ col)
    if 1 - pe < 1e-12:
        return replace(base, warnings=(note(ONE_CATEGORY),), observed=po, chance=pe)
    kappa = (po - pe) / (1 - pe)
    # A table of proportions has lost its n: no standard error then.
    se = _kappa_se(p, w, kappa, pe, n) if n > 1.5 else None
    return replace(
        base,
        value=kappa,
        warnings=_left_out(missing),
        observed=po,
        chance=pe,
        se=se,
        interval=_normal(kappa, se, level) if se is not None else None,
    )


def _kappa_se(p: Floats, w: Floats, kappa: float, pe: float, n: float) -> float:
    row, col = p.sum(axis=1), p.sum(axis=0)
    credit = (w @ col)[:, None] + (w.T @ row)[None, :]
    spread = float((p * (w - credit * (1 - kappa)) ** 2).sum()) - (kappa - pe * (1 - kappa)) ** 2
    return math.sqrt(max(spread, 0.0) / n) / (1 - pe)


def _normal(value: float, se: float, level: float) -> Interval:
    z = NormalDist().inv_cdf((1 + level) / 2)
    return Interval(max(-1.0, value - z * se), min(1.0, value + z * se), level, "normal approximation")


def fleiss_kappa(
    units: Sequence[Sequence[Label]], *, categories: Sequence[Label] | None = None, missing: str = "available"
) -> Kappa:
    """Fleiss kappa of any number of coders; `units` is one row a unit, None for missing.

    `missing` *available* uses every unit with two codes or more (Gwet 2014), *listwise* only fully coded units.
    On complete data both are Fleiss (1971).
    """
    if missing not in ("available", "listwise"):
        raise BadInput(N_("Missing codes can be treated as available or listwise, not as {missing}."), missing=missing)
    kept = [row for row in units if not any(map(is_missing, row))] if missing == "listwise" else list(units)
    result = fleiss_of(from_units(kept, categories))
    dropped = len(units) - len(kept)
    if not dropped:
        return result
    return replace(result, n_missing=result.n_missing + dropped, variant="listwise")


def fleiss_of(ratings: Ratings) -> Kappa:
    """Fleiss kappa from patterns; observed is pairwise agreement, chance is the sum of squared mean shares."""
    share, times = pairwise(ratings)
    used = float(times.sum())
    missing = round(ratings.n_units + ratings.n_missing - used)
    base = Kappa(
        value=None,
        n_used=round(used),
        n_missing=missing,
        method="Fleiss kappa",
        source="Fleiss (1971) Psychol. Bull. 76:378-382",
        categories=ratings.categories,
    )
    if not used:
        return replace(base, warnings=(note(FEW_CODERS),))
    mean_share = category_shares(ratings)
    po, pe = float(share @ times / used), float((mean_share**2).sum())
    return replace(
        base,
        value=(po - pe) / (1 - pe) if 1 - pe > 1e-12 else None,
        variant="unequal numbers of coders" if len(set(ratings.per_unit.tolist())) > 1 else "",
        warnings=_left_out(missing) if 1 - pe > 1e-12 else (note(ONE_CATEGORY),),
        observed=po,
        chance=pe,
        by_category=_by_category(ratings, mean_share),
    )


def category_shares(ratings: Ratings) -> Floats:
    """The mean over rated units of the share of coders in each category (prevalence)."""
    shares = ratings.counts / ratings.per_unit[:, None]
    mean: Floats = shares.T @ ratings.times / ratings.times.sum()
    return mean


def _by_category(ratings: Ratings, share: Floats) -> dict[Label, float | None]:
    m, ok = ratings.per_unit, ratings.per_unit >= 2
    n_k, m, times = ratings.counts[ok], m[ok][:, None], ratings.times[ok]
    split = (n_k * (m - n_k) / (m * (m - 1))).T @ times / times.sum()
    chance = share * (1 - share)
    return {
        c: float(1 - s / e) if e > 1e-12 else None for c, s, e in zip(ratings.categories, split, chance, strict=True)
    }


def fleiss_kappa_counts(counts: Sequence[Sequence[float]]) -> Kappa:
    """Fleiss kappa from units × categories counts of coders."""
    return fleiss_of(from_counts(counts))


def percent_agreement_table(table: Sequence[Sequence[float]]) -> Agreement:
    """Share of agreement of two coders from their contingency table."""
    return pairwise_agreement(from_table(table))
