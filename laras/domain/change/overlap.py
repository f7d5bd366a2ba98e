"""How far the intervention phase lies beyond the baseline: NAP, Tau, PND, PEM, PAND, IRD."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, median

import numpy as np

from laras.domain.change.series import Phases, phases
from laras.domain.errors import N_, BadInput
from laras.domain.results import Interval, MaybeNumber, Result, confidence

Series = Sequence[MaybeNumber]
SE_WAYS = ("unbiased", "hanley", "null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap(Result):
    """A non-overlap index; `se` and `interval` only where there is a sampling theory (NAP, Tau)."""

    se: float | None = None
    interval: Interval | None = None


def nap(a: Series, b: Series, *, improvement: str = "increase", conf: float = 0.95, se: str = "unbiased") -> Overlap:
    """Non-overlap of all pairs: (better pairs + half the ties) / (n_A n_B), 0 to 1, chance .5.

    `se`: unbiased (Sen 1967, Mee 1990; truncated so that full separation does not give 0), hanley or null;
    interval by Newcombe (2006) method 5. Measurements are taken as independent, which a series rarely is.
    Parker & Vannest (2009) Behav. Ther. 40:357-367.
    """
    level, series = confidence(conf), phases(a, b, improvement)
    if se not in SE_WAYS:
        raise BadInput(N_("There is no standard error called {se}. Choose {names}."), se=se, names=", ".join(SE_WAYS))
    base = Overlap(
        value=None, n_used=series.n, n_missing=series.n_missing, method="NAP", source="Parker & Vannest (2009)"
    )
    if series.empty:
        return replace(base, warnings=series.warnings())
    gap = series.sign * np.subtract.outer(np.array(series.b), np.array(series.a))
    wins = (gap > 0) + 0.5 * (gap == 0)
    value = float(wins.mean())
    return replace(
        base,
        value=value,
        variant=f"ties count one half; SE {se}; interval Newcombe method 5",
        warnings=series.warnings(),
        se=_nap_se(wins, value, se),
        interval=_newcombe(value, len(series.a), len(series.b), level),
    )


def _nap_se(wins: np.ndarray[tuple[int, ...], np.dtype[np.float64]], value: float, way: str) -> float | None:
    n, m = wins.shape
    if way == "null":
        return math.sqrt((m + n + 1) / (12 * m * n))
    off = wins - value
    by_a = float((off.sum(axis=0) ** 2).sum()) / (m * n**2)
    by_b = float((off.sum(axis=1) ** 2).sum()) / (m**2 * n)
    # Full separation would give a standard error of 0: keep half a pair of doubt.
    doubt = 0.5 / (m * n)
    held = min(max(value, doubt), 1 - doubt)
    if way == "hanley":
        return math.sqrt((held * (1 - held) + (n - 1) * by_a + (m - 1) * by_b) / (m * n))
    if m < 2 or n < 2:
        return None
    spread = held * (1 - held) + n * by_a + m * by_b - 2 * float((off**2).mean())
    return math.sqrt(max(spread, 0.0) / ((m - 1) * (n - 1)))


def _newcombe(value: float, m: int, n: int, level: float) -> Interval:
    z, h = NormalDist().inv_cdf((1 + level) / 2), (m + n) / 2 - 1

    def excess(x: float) -> float:
        room = x * (1 - x) * (2 + h + (1 + 2 * h) * x * (1 - x))
        return m * n * (value - x) ** 2 * (2 - x) * (1 + x) - z**2 * room

    low = _root(excess, 0.0, value) if value > 0 else 0.0
    high = _root(excess, 1.0, value) if value < 1 else 1.0
    return Interval(low, high, level, "Newcombe (2006) method 5")


def _root(excess: Callable[[float], float], outside: float, inside: float) -> float:
    """Bisect between a point outside the interval (excess >= 0) and the estimate (excess <= 0)."""
    for _ in range(80):
        middle = (outside + inside) / 2
        if excess(middle) > 0:
            outside = middle
        else:
            inside = middle
    return (outside + inside) / 2


def tau(a: Series, b: Series, *, improvement: str = "increase", conf: float = 0.95, se: str = "unbiased") -> Overlap:
    """Tau of A versus B: 2 NAP - 1, from -1 to 1; ties count 0. Parker, Vannest, Davis & Sauber (2011)."""
    base = nap(a, b, improvement=improvement, conf=conf, se=se)
    span = base.interval
    return Overlap(
        value=None if base.value is None else 2 * base.value - 1,
        n_used=base.n_used,
        n_missing=base.n_missing,
        method="Tau (A vs B)",
        variant="2·NAP - 1",
        warnings=base.warnings,
        source="Parker, Vannest, Davis & Sauber (2011) Behav. Ther. 42:284-299",
        se=None if base.se is None else 2 * base.se,
        interval=Interval(2 * span.low - 1, 2 * span.high - 1, span.level, span.method) if span else None,
    )


def pnd(a: Series, b: Series, *, improvement: str = "increase") -> Overlap:
    """Share of B beyond the best A, 0 to 1. One good baseline point decides it. Scruggs et al. (1987)."""

    def share(series: Phases) -> float:
        best = max(series.sign * v for v in series.a)
        return sum(series.sign * v > best for v in series.b) / len(series.b)

    return _index(phases(a, b, improvement), share, "PND", "", "Scruggs, Mastropieri & Casto (1987)")


def pem(a: Series, b: Series, *, improvement: str = "increase") -> Overlap:
    """Share of B beyond the median of A, ties one half. Ma (2006) Behav. Modif. 30:598-617."""

    def share(series: Phases) -> float:
        middle = median(series.sign * v for v in series.a)
        values = [series.sign * v for v in series.b]
        return sum((v > middle) + 0.5 * (v == middle) for v in values) / len(values)

    return _index(phases(a, b, improvement), share, "PEM", "ties count one half", "Ma (2006)")


def pand(a: Series, b: Series, *, improvement: str = "increase") -> Overlap:
    """Share of all points kept after the smallest removal that leaves no overlap. Parker et al. (2007)."""
    return _index(phases(a, b, improvement), _pand, "PAND", "", "Parker, Hagan-Burke & Vannest (2007)")


def _pand(series: Phases) -> float:
    low = [-math.inf, *sorted(series.sign * v for v in series.a)]
    high = [*sorted(series.sign * v for v in series.b), math.inf]
    kept = max(i + len(series.b) - j for i, x in enumerate(low) for j, y in enumerate(high) if x < y)
    return kept / series.n


def ird(a: Series, b: Series, *, improvement: str = "increase") -> Overlap:
    """Robust improvement rate difference, 1 - (n_A+n_B)²(1-PAND)/(2 n_A n_B). Parker, Vannest & Davis (2011)."""

    def difference(series: Phases) -> float:
        return 1 - series.n**2 * (1 - _pand(series)) / (2 * len(series.a) * len(series.b))

    return _index(phases(a, b, improvement), difference, "IRD", "robust", "Parker, Vannest & Davis (2011)")


def _index(series: Phases, value: Callable[[Phases], float], method: str, variant: str, source: str) -> Overlap:
    return Overlap(
        value=None if series.empty else value(series),
        n_used=series.n,
        n_missing=series.n_missing,
        method=method,
        variant=variant,
        warnings=series.warnings(),
        source=source,
    )
