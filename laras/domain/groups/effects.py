"""Standardised change of a group, and bootstrap intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, fmean, stdev

import numpy as np
import numpy.typing as npt

from laras.domain.errors import N_, BadInput
from laras.domain.groups.wilcoxon import Series
from laras.domain.results import Interval, MaybeNumber, Note, Result, confidence, note, numbers, pairs

Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
STANDARDISERS = {"pre": "SD before", "change": "SD of changes", "average": "mean of both SDs, uncorrected"}
NO_SPREAD = N_("A standard deviation is zero or fewer than two pairs are there. The effect is not defined.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedG(Result):
    """`value` is the one asked for; all are there, because they differ.

    `g_z` by the SD of the changes, with its noncentral-t `interval`; `g_pre` by the SD before; `d_av` by the mean of
    both SDs, uncorrected. Positive when scores rose.
    """

    g_z: float | None = None
    g_pre: float | None = None
    d_av: float | None = None
    d_z: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap(Result):
    """`value` is the statistic of the sample; `interval` the one asked for, `percentile` the plain one."""

    interval: Interval | None = None
    percentile: Interval | None = None
    replicates: int = 0
    seed: int = 0


def small_sample_factor(df: int) -> float:
    """Hedges' J, exact: Γ(df/2) / (√(df/2) Γ((df-1)/2)); df at least 2, where it is .56."""
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)


def hedges_g_paired(pre: Series, post: Series, *, standardiser: str = "pre", conf: float = 0.95) -> PairedG:
    """Standardised mean change of pairs, J exact with df n-1.

    `standardiser` *pre* (Becker 1988, the headline), *change* (g_z) or *average* (d_av). The interval is of g_z:
    J times the noncentral-t limits of d_z. Three pairs at least for a corrected value.
    """
    if standardiser not in STANDARDISERS:
        names = ", ".join(STANDARDISERS)
        raise BadInput(N_("The standardiser must be one of {names}, not {value}."), names=names, value=standardiser)
    level = confidence(conf)
    before, after, missing = pairs(pre, post)
    n = len(before)
    change = [y - x for x, y in zip(before, after, strict=True)]
    mean = fmean(change) if change else 0.0
    factor = small_sample_factor(n - 1) if n > 2 else None
    d_z, d_pre = _ratio(mean, change), _ratio(mean, before)
    g_z = None if d_z is None or factor is None else d_z * factor
    g_pre = None if d_pre is None or factor is None else d_pre * factor
    d_av = _average(mean, before, after)
    value = {"pre": g_pre, "change": g_z, "average": d_av}[standardiser]
    return PairedG(
        value=value,
        n_used=n,
        n_missing=missing,
        method="Hedges g, paired",
        variant=STANDARDISERS[standardiser],
        warnings=() if value is not None else (note(NO_SPREAD),),
        source="Becker (1988); Hedges (1981)",
        g_z=g_z,
        g_pre=g_pre,
        d_av=d_av,
        d_z=d_z,
        interval=_noncentral(d_z, n, level, factor) if d_z is not None and factor is not None else None,
    )


def _ratio(mean: float, values: Sequence[float]) -> float | None:
    if len(values) < 2:
        return None
    sd = stdev(values)
    # Floating noise around equal changes is not spread.
    return mean / sd if sd > 1e-12 * max(1.0, abs(mean)) else None


def _average(mean: float, before: Sequence[float], after: Sequence[float]) -> float | None:
    if len(before) < 2:
        return None
    sd = (stdev(before) + stdev(after)) / 2
    return mean / sd if sd > 1e-12 else None


def _noncentral(d_z: float, n: int, level: float, factor: float) -> Interval:
    t = d_z * math.sqrt(n)
    low = _ncp(t, n - 1, (1 + level) / 2) / math.sqrt(n)
    high = _ncp(t, n - 1, (1 - level) / 2) / math.sqrt(n)
    return Interval(factor * low, factor * high, level, "noncentral t limits of d_z times J")


def _ncp(t: float, df: int, probability: float) -> float:
    """The noncentrality at which P(T <= t) equals `probability` (falling in the noncentrality)."""
    from scipy.special import nctdtr

    low = high = t
    step = 1.0
    # nctdtr turns NaN far out: widen in small steps and stop before it does.
    while nctdtr(df, low, t) < probability:
        low -= step
    while nctdtr(df, high, t) > probability:
        high += step
    for _ in range(80):
        middle = (low + high) / 2
        if nctdtr(df, middle, t) > probability:
            low = middle
        else:
            high = middle
    return float((low + high) / 2)


def mean_of(x: Floats) -> Floats:
    """Mean of each resample (rows)."""
    return np.asarray(x.mean(axis=-1))


def median_of(x: Floats) -> Floats:
    """Median of each resample (rows)."""
    return np.asarray(np.median(x, axis=-1))


def bootstrap_interval(
    values: Sequence[MaybeNumber],
    statistic: Statistic = mean_of,
    *,
    conf: float = 0.95,
    method: str = "bca",
    replicates: int = 10_000,
    seed: int = 1,
) -> Bootstrap:
    """Bootstrap interval of `statistic`, a function over the last axis of an array. Efron (1987).

    `method` *bca* (bias-corrected and accelerated) or *percentile*. None for equal values; under eight fragile.
    """
    sample, missing = numbers(values)
    x = np.array(sample)
    return _bootstrap(x, statistic, missing=missing, conf=conf, method=method, replicates=replicates, seed=seed)


def bootstrap_interval_paired(
    x: Series,
    y: Series,
    statistic: Callable[[Floats, Floats], Floats],
    *,
    conf: float = 0.95,
    method: str = "bca",
    replicates: int = 10_000,
    seed: int = 1,
) -> Bootstrap:
    """The same for a statistic of pairs, e.g. a correlation: pairs are resampled together."""
    first, second, missing = pairs(x, y)
    both = np.array([first, second])

    def together(index: Floats) -> Floats:
        rows = index.astype(np.intp)
        return statistic(both[0][rows], both[1][rows])

    places = np.arange(len(first), dtype=float)
    return _bootstrap(places, together, missing=missing, conf=conf, method=method, replicates=replicates, seed=seed)


def correlation_of(x: Floats, y: Floats) -> Floats:
    """Pearson correlation over the last axis; NaN where one side is constant."""
    a, b = x - x.mean(axis=-1, keepdims=True), y - y.mean(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a * b).sum(axis=-1) / np.sqrt((a**2).sum(axis=-1) * (b**2).sum(axis=-1)))


def _bootstrap(
    sample: Floats, statistic: Statistic, *, missing: int, conf: float, method: str, replicates: int, seed: int
) -> Bootstrap:
    level = confidence(conf)
    if method not in ("bca", "percentile"):
        raise BadInput(N_("The bootstrap method must be bca or percentile, not {value}."), value=method)
    if replicates < 1000:
        raise BadInput(N_("{n} replicates are too few. Use at least 1000."), n=replicates)
    n = len(sample)
    base = Bootstrap(
        value=None,
        n_used=n,
        n_missing=missing,
        method="bootstrap",
        variant=method,
        source="Efron (1987); Efron & Tibshirani (1993)",
    )
    if n < 2:
        why = note(N_("Two values are needed for an interval."))
        return replace(base, value=float(statistic(sample)) if n else None, warnings=(why,))
    theta = float(statistic(sample))
    drawn = _resample(sample, statistic, replicates, seed)
    plain = _limits(drawn, (1 - level) / 2, (1 + level) / 2, level, f"percentile, seed {seed}")
    chosen = _bca(sample, statistic, theta, drawn=drawn, level=level, seed=seed) if method == "bca" else plain
    return replace(
        base,
        value=theta if math.isfinite(theta) else None,
        warnings=_fragile(n, chosen),
        interval=chosen,
        percentile=plain,
        replicates=replicates,
        seed=seed,
    )


def _fragile(n: int, interval: Interval | None) -> tuple[Note, ...]:
    none = (note(N_("The values do not vary enough for an interval.")),) if interval is None else ()
    few = (note(N_("With {n} values a bootstrap interval is fragile."), n=n),) if n < 8 else ()
    return (*none, *few)


def _resample(sample: Floats, statistic: Statistic, replicates: int, seed: int) -> Floats:
    rng, n = np.random.default_rng(seed), len(sample)
    step = max(1, (1 << 20) // n)
    parts = [
        statistic(sample[rng.integers(0, n, size=(min(step, replicates - at), n))]) for at in range(0, replicates, step)
    ]
    drawn = np.concatenate(parts)
    return np.sort(drawn[np.isfinite(drawn)])


def _limits(drawn: Floats, low: float, high: float, level: float, how: str) -> Interval | None:
    if len(drawn) < 2 or drawn[0] == drawn[-1]:
        return None
    ends = np.quantile(drawn, [low, high])
    return Interval(float(ends[0]), float(ends[1]), level, how)


def _bca(
    sample: Floats, statistic: Statistic, theta: float, *, drawn: Floats, level: float, seed: int
) -> Interval | None:
    """Shift both percentiles by the bias z0 and the acceleration from the jackknife; None where either is 0/0."""
    n, normal = len(sample), NormalDist()
    left_out = statistic(sample[np.array([[j for j in range(n) if j != i] for i in range(n)])])
    off = left_out.mean() - left_out
    spread = float((off**2).sum())
    below = float((drawn < theta).mean() + (drawn <= theta).mean()) / 2 if len(drawn) else 0.0
    if not (spread > 0 and 0 < below < 1):
        return None
    z0, bend = normal.inv_cdf(below), float((off**3).sum()) / (6 * spread**1.5)

    def shifted(z: float) -> float:
        return normal.cdf(z0 + (z0 + z) / (1 - bend * (z0 + z)))

    z = normal.inv_cdf((1 + level) / 2)
    return _limits(drawn, shifted(-z), shifted(z), level, f"BCa, seed {seed}")
