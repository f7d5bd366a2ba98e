"""Baseline trend taken out before the phases are compared (Tarlow 2017)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, median

from laras.domain.change.overlap import Series
from laras.domain.change.series import Phases, phases, s_between
from laras.domain.change.tau_u import kendall_room
from laras.domain.errors import N_, BadInput
from laras.domain.results import Result, note

SOURCE = "Tarlow (2017) Behav. Modif. 41:427-467"
# Residuals of a straight baseline differ by floating noise; ranks must not see it.
DIGITS = 10
PRETESTS = ("asymptotic", "continuity", "exact")
NO_POWER = N_("A trend test on {n} baseline points has almost no power: look at the corrected and the plain value.")
NO_TREND = N_("A trend needs two baseline measurements. The correction is not defined.")
FLAT = N_("All values are equal after the correction: Tau is 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedTau(Result):
    """`value` follows the rule chosen; both answers are always there.

    `corrected` and `uncorrected` are tau-b with the phase, `nonoverlap` is Tau A vs B by the same rule as `value`;
    `slope` and `intercept` the Theil-Sen line of A in raw units (session 1 = first of A); `baseline_tau` and
    `baseline_p` its trend.
    """

    corrected: float | None = None
    uncorrected: float | None = None
    nonoverlap: float | None = None
    slope: float | None = None
    intercept: float | None = None
    correction_applied: bool = False
    baseline_tau: float | None = None
    baseline_p: float | None = None


def theil_sen(times: Sequence[float], values: Sequence[float]) -> tuple[float, float]:
    """Median of the pairwise slopes, and the median of value - slope·time. Needs two points at different times."""
    slopes = [
        (values[j] - values[i]) / (times[j] - times[i])
        for i in range(len(values))
        for j in range(i + 1, len(values))
        if times[j] != times[i]
    ]
    if not slopes:
        raise BadInput(N_("A line needs two measurements at different times."))
    slope = median(slopes)
    return slope, median(v - slope * t for t, v in zip(times, values, strict=True))


def kendall_tau_b(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Kendall tau-b of two series; None where one of them is constant."""
    room = kendall_room(x, y)
    return _s(x, y) / room if room else None


def _s(x: Sequence[float], y: Sequence[float]) -> int:
    return sum(
        ((x[j] > x[i]) - (x[j] < x[i])) * ((y[j] > y[i]) - (y[j] < y[i])) for i in range(len(x)) for j in range(i)
    )


def trend_p(values: Sequence[float], *, way: str = "asymptotic") -> float | None:
    """Two-sided p of a trend over time: *asymptotic*, *continuity* (S less 1) or *exact* (with ties: continuity).

    None for fewer than three values or a constant series.
    """
    if way not in PRETESTS:
        raise BadInput(N_("There is no trend test called {way}. Choose {names}."), way=way, names=", ".join(PRETESTS))
    n, groups = len(values), Counter(values)
    if n < 3 or len(groups) < 2:
        return None
    s = abs(_s(list(range(n)), values))
    if way == "exact" and len(groups) == n:
        return _exact_p(n, s)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in groups.values())
    spread = math.sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
    if way != "asymptotic":
        s = max(0, s - 1)
    return min(1.0, 2 * (1 - NormalDist().cdf(s / spread)))


def _exact_p(n: int, s: int) -> float:
    """P(|S| >= s) over all orders: inversions are counted by convolution."""
    ways = [1]
    for k in range(2, n + 1):
        longer = [0] * (len(ways) + k - 1)
        for i, w in enumerate(ways):
            for j in range(k):
                longer[i + j] += w
        ways = longer
    pairs = n * (n - 1) // 2
    return sum(w for i, w in enumerate(ways) if abs(pairs - 2 * i) >= s) / math.factorial(n)


def baseline_corrected_tau(
    a: Series,
    b: Series,
    *,
    improvement: str = "increase",
    pretest: float | None = None,
    pretest_way: str = "asymptotic",
) -> CorrectedTau:
    """Tau-b of the phase with the residuals from the Theil-Sen line of A, positive when improved.

    `pretest` None corrects always; a level such as .05 corrects only if the baseline trend has p at or below it.
    """
    series = phases(a, b, improvement)
    base = CorrectedTau(
        value=None, n_used=series.n, n_missing=series.n_missing, method="baseline-corrected Tau", source=SOURCE
    )
    if series.empty or len(series.a) < 2:
        why = series.warnings() if series.empty else (note(NO_TREND),)
        return replace(base, warnings=why)
    slope, intercept = theil_sen(series.a_times, series.a)
    rest_a = _residuals(series.a_times, series.a, slope, intercept)
    rest_b = _residuals(series.b_times, series.b, slope, intercept)
    corrected, uncorrected = _phase_tau(rest_a, rest_b, series), _phase_tau(series.a, series.b, series)
    p = trend_p(series.a, way=pretest_way)
    applied = pretest is None or (p is not None and p <= pretest)
    flat = len({*rest_a, *rest_b}) == 1
    warnings = (*series.warnings(), *((note(NO_POWER, n=len(series.a)),) if len(series.a) < 7 else ()))
    return replace(
        base,
        value=corrected if applied else uncorrected,
        variant="corrected always" if pretest is None else f"corrected if trend A has p <= {pretest} ({pretest_way})",
        warnings=(*warnings, *((note(FLAT),) if flat else ())),
        corrected=corrected,
        uncorrected=uncorrected,
        nonoverlap=_nonoverlap(rest_a, rest_b, series) if applied else _nonoverlap(series.a, series.b, series),
        slope=slope,
        intercept=intercept,
        correction_applied=applied,
        baseline_tau=kendall_tau_b(series.a_times, series.a),
        baseline_p=p,
    )


def _residuals(times: Sequence[int], values: Sequence[float], slope: float, intercept: float) -> list[float]:
    return [round(v - intercept - slope * t, DIGITS) for t, v in zip(times, values, strict=True)]


def _nonoverlap(a: Sequence[float], b: Sequence[float], series: Phases) -> float:
    return series.sign * s_between(a, b) / (len(a) * len(b))


def _phase_tau(a: Sequence[float], b: Sequence[float], series: Phases) -> float:
    """Tau-b of value with phase; equal values show no difference, hence 0."""
    found = kendall_tau_b([*a, *b], [0] * len(a) + [1] * len(b))
    return 0.0 if found is None else series.sign * found
