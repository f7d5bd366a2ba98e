"""Size of a change between two phases: SMD within, log response ratio, level and slope."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, fmean, median, stdev

import numpy as np

from laras.domain.change.overlap import Series
from laras.domain.change.series import Phases, phases
from laras.domain.errors import N_, BadInput
from laras.domain.results import Interval, Result, confidence, note, number

NO_SPREAD = N_("The standardising phase has no spread or too few values. The effect is not defined.")
NOT_POSITIVE = N_("A phase mean is zero or negative. The log ratio is not defined without a floor.")
FLAT_LINE = N_("Phase {phase} has one measurement: its slope is not defined.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinSMD(Result):
    """`value` in SDs with the small-sample correction, positive when improved; `pooled` uses both phases' SD."""

    uncorrected: float | None = None
    pooled: float | None = None
    se: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRatio(Result):
    """`value` is the log response ratio, positive when improved; exp(value) - 1 is the proportional change."""

    se: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChange(Result):
    """Means, medians and the two lines in raw units; `value` is mean B - mean A.

    `level_change` is the jump at the first B session, `slope_change` slope B - slope A, `trend_a` slope A, `intercept`
    the A line at the first session.
    """

    mean_a: float | None = None
    mean_b: float | None = None
    median_a: float | None = None
    median_b: float | None = None
    level_change: float | None = None
    slope_change: float | None = None
    trend_a: float | None = None
    trend_b: float | None = None
    intercept: float | None = None


def smd_within(
    a: Series, b: Series, *, improvement: str = "increase", std_dev: str = "baseline", bias_correct: bool = True
) -> WithinSMD:
    """(M_B - M_A) / SD · (1 - 3/(4 df - 1)).

    `std_dev` *baseline* (df n_A-1) or *pooled* (df n_A+n_B-2). Gingerich (1984); Busk & Serlin (1992).
    """
    series = phases(a, b, improvement)
    if std_dev not in ("baseline", "pooled", "pool"):
        raise BadInput(N_("The standardising SD must be baseline or pooled, not {value}."), value=std_dev)
    base = _smd(series, pooled=False)
    pooled = _smd(series, pooled=True)
    raw, factor, se = base if std_dev == "baseline" else pooled
    # With one degree of freedom the correction is 0: every effect would read "none".
    value = raw if not bias_correct else raw * factor if raw is not None and factor > 0 else None
    return WithinSMD(
        value=value,
        n_used=series.n,
        n_missing=series.n_missing,
        method="SMD within",
        variant=f"{std_dev} SD, {'J = 1-3/(4df-1)' if bias_correct else 'uncorrected'}",
        warnings=series.warnings() if value is not None else (*series.warnings(), note(NO_SPREAD)),
        source="Busk & Serlin (1992)",
        uncorrected=raw,
        pooled=pooled[0] * (pooled[1] if bias_correct else 1) if pooled[0] is not None else None,
        se=se,
    )


def _smd(series: Phases, *, pooled: bool) -> tuple[float | None, float, float | None]:
    """Raw difference in SDs, its small-sample factor and its standard error."""
    n_a, n_b = len(series.a), len(series.b)
    if series.empty or n_a < 2 or (pooled and n_b < 2):
        return None, 1.0, None
    var_a, var_b = stdev(series.a) ** 2, stdev(series.b) ** 2 if n_b > 1 else 0.0
    df = n_a + n_b - 2 if pooled else n_a - 1
    var = ((n_a - 1) * var_a + (n_b - 1) * var_b) / df if pooled else var_a
    if var <= 0:
        return None, 1.0, None
    factor = 1 - 3 / (4 * df - 1)
    raw = series.sign * (fmean(series.b) - fmean(series.a)) / math.sqrt(var)
    ratio = 1 / n_a + (1 / n_b if pooled else var_b / (n_b * var))
    return raw, factor, factor * math.sqrt(ratio + raw**2 / (2 * df))


def log_response_ratio(
    a: Series,
    b: Series,
    *,
    improvement: str = "increase",
    bias_correct: bool = True,
    zero_floor: float | None = None,
    conf: float = 0.95,
) -> LogRatio:
    """ln M_B - ln M_A, with s²/(2 n M²) added per phase when `bias_correct`. Pustejovsky (2018).

    Scores must not be negative; `zero_floor` is the smallest mean allowed where a phase is all zero.
    """
    series, level = phases(a, b, improvement), confidence(conf)
    floor = 0.0 if zero_floor is None else number(zero_floor, "floor")
    if any(v < 0 for v in (*series.a, *series.b)):
        raise BadInput(N_("The log ratio needs scores of zero or more. Use another effect size for this measure."))
    variant = ("bias-corrected" if bias_correct else "uncorrected") + (f", floor {floor:g}" if floor else "")
    base = LogRatio(
        value=None,
        n_used=series.n,
        n_missing=series.n_missing,
        method="log response ratio",
        variant=variant,
        source="Pustejovsky (2018)",
    )
    if series.empty or min(max(fmean(series.a), floor), max(fmean(series.b), floor)) <= 0:
        why = series.warnings() if series.empty else (*series.warnings(), note(NOT_POSITIVE))
        return replace(base, warnings=why)
    log_a, var_a = _log_mean(series.a, floor, bias_correct)
    log_b, var_b = _log_mean(series.b, floor, bias_correct)
    value = series.sign * (log_b - log_a)
    se = math.sqrt(var_a + var_b) if var_a is not None and var_b is not None else None
    z = NormalDist().inv_cdf((1 + level) / 2)
    return replace(
        base,
        value=value,
        warnings=series.warnings(),
        se=se,
        interval=Interval(value - z * se, value + z * se, level, "normal approximation") if se is not None else None,
    )


def _log_mean(values: Sequence[float], floor: float, bias_correct: bool) -> tuple[float, float | None]:
    mean, n = max(fmean(values), floor), len(values)
    if n < 2:
        return math.log(mean), None
    relative = stdev(values) ** 2 / (n * mean**2)
    return math.log(mean) + (relative / 2 if bias_correct else 0.0), relative


def phase_change(a: Series, b: Series) -> PhaseChange:
    """Two least-squares lines, one per phase, compared at the first B session (Huitema & McKean 2000).

    The same as y ~ time + phase + (time - first B)·phase. A phase of one measurement has no slope.
    """
    series = phases(a, b)
    line_a, line_b = _line(series.a_times, series.a), _line(series.b_times, series.b)
    start = series.first_b
    level = None
    if line_a and series.b:
        # One B point has no slope but still shows the jump if it was taken at the first B session.
        at_b = line_b[1] + line_b[0] * start if line_b else series.b[0] if series.b_times[0] == start else None
        level = at_b - (line_a[1] + line_a[0] * start) if at_b is not None else None
    short = [p for p, line, values in (("A", line_a, series.a), ("B", line_b, series.b)) if values and not line]
    return PhaseChange(
        value=None if series.empty else fmean(series.b) - fmean(series.a),
        n_used=series.n,
        n_missing=series.n_missing,
        method="phase change",
        variant="y ~ time + phase + (time - first B)·phase",
        warnings=(*series.warnings(), *(note(FLAT_LINE, phase=p) for p in short)),
        source="Huitema & McKean (2000)",
        mean_a=fmean(series.a) if series.a else None,
        mean_b=fmean(series.b) if series.b else None,
        median_a=median(series.a) if series.a else None,
        median_b=median(series.b) if series.b else None,
        level_change=level,
        slope_change=line_b[0] - line_a[0] if line_a and line_b else None,
        trend_a=line_a[0] if line_a else None,
        trend_b=line_b[0] if line_b else None,
        intercept=line_a[1] + line_a[0] if line_a else None,
    )


def _line(times: Sequence[int], values: Sequence[float]) -> tuple[float, float] | None:
    """Slope and value at time 0 of the least-squares line; None for fewer than two points."""
    if len(values) < 2:
        return None
    t, y = np.array(times, dtype=float), np.array(values, dtype=float)
    off = t - t.mean()
    slope = float(off @ y / (off @ off))
    return slope, float(y.mean() - slope * t.mean())
