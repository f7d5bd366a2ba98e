"""Tau-U: one name for at least five numbers, so the formula always stands beside the value."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from laras.domain.change.overlap import Series
from laras.domain.change.series import Phases, phases, s_between, s_trend
from laras.domain.errors import N_, BadInput
from laras.domain.results import Result, note

SOURCE = "Parker, Vannest, Davis & Sauber (2011) Behav. Ther. 42:284-299"
DENOMINATORS = ("parker", "total")
NO_INTERVAL = N_("Tau-U has no sampling theory: no interval and no p-value are given.")
ABOVE_ONE = N_("This formula can exceed 1: it subtracts a falling baseline but divides by the A-B pairs only.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TauU(Result):
    """`value` with the pair counts behind it: S of A versus B, S of the trend in A, and the denominator."""

    s_ab: int = 0
    s_a: int = 0
    denominator: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TauFamily(Result):
    """The six values that travel under Tau-U; `value` is A versus B less trend A.

    Positive always means that B is higher than A, whatever the therapeutic direction.
    """

    a_vs_b: float | None = None
    trend_a: float | None = None
    trend_b: float | None = None
    a_vs_b_minus_trend_a: float | None = None
    a_vs_b_plus_trend_b: float | None = None
    a_vs_b_plus_trend_b_minus_trend_a: float | None = None


def tau_u(a: Series, b: Series, *, improvement: str = "increase", denominator: str = "parker") -> TauU:
    """A versus B less the trend of A, positive when improved: (S_AB - S_A) / (n_A n_B).

    `denominator` *parker* (2011, can exceed 1) or *total*, which adds the A-A pairs (Tarlow, online calculator).
    """
    series, way = phases(a, b, improvement), _known(denominator)
    base = TauU(
        value=None, n_used=series.n, n_missing=series.n_missing, method="Tau-U (A vs B - trend A)", source=SOURCE
    )
    if series.empty:
        return replace(base, warnings=series.warnings())
    s_ab, s_a = series.sign * s_between(series.a, series.b), series.sign * s_trend(series.a)
    below = _pairs(series, way)
    value = (s_ab - s_a) / below
    return replace(
        base,
        value=value,
        variant="(S_AB - S_A) / (n_A·n_B)" if way == "parker" else "(S_AB - S_A) / (n_A·n_B + n_A(n_A-1)/2)",
        warnings=(*series.warnings(), note(NO_INTERVAL), *((note(ABOVE_ONE),) if abs(value) > 1 else ())),
        s_ab=s_ab,
        s_a=s_a,
        denominator=below,
    )


def _known(denominator: str) -> str:
    if denominator not in DENOMINATORS:
        raise BadInput(N_("The denominator must be parker or total, not {value}."), value=denominator)
    return denominator


def _pairs(series: Phases, denominator: str) -> float:
    n_a, n_b = len(series.a), len(series.b)
    return n_a * n_b + (n_a * (n_a - 1) / 2 if denominator == "total" else 0)


def tau_u_family(a: Series, b: Series, *, denominator: str = "parker", tau: str = "a") -> TauFamily:
    """The whole family side by side.

    `tau` *a* divides by the number of pairs (`denominator` as in `tau_u`), *b* corrects for ties as the R package scan
    does by default. A trend of one point, or of equal points under tau-b, is None.
    """
    series, way = phases(a, b), _known(denominator)
    if tau not in ("a", "b"):
        raise BadInput(N_("Tau must be a or b, not {value}."), value=tau)
    formula = f"tau-{tau}, denominator {way}" if tau == "a" else "tau-b, tie-corrected, all pairs"
    base = TauFamily(
        value=None, n_used=series.n, n_missing=series.n_missing, method="Tau-U family", variant=formula, source=SOURCE
    )
    if series.empty:
        return replace(base, warnings=series.warnings())
    s = _scores(series)
    below = _pair_counts(series, way) if tau == "a" else _tie_corrected(series)
    values = [x / y if y else None for x, y in zip(s, below, strict=True)]
    return replace(
        base,
        value=values[3],
        warnings=(*series.warnings(), note(NO_INTERVAL)),
        a_vs_b=values[0],
        trend_a=values[1],
        trend_b=values[2],
        a_vs_b_minus_trend_a=values[3],
        a_vs_b_plus_trend_b=values[4],
        a_vs_b_plus_trend_b_minus_trend_a=values[5],
    )


def _scores(series: Phases) -> list[int]:
    ab, in_a, in_b = s_between(series.a, series.b), s_trend(series.a), s_trend(series.b)
    return [ab, in_a, in_b, ab - in_a, ab + in_b, ab + in_b - in_a]


def _pair_counts(series: Phases, denominator: str) -> list[float]:
    n_a, n_b = len(series.a), len(series.b)
    ab, in_a, in_b = n_a * n_b, math.comb(n_a, 2), math.comb(n_b, 2)
    return [ab, in_a, in_b, _pairs(series, denominator), ab + in_b, ab + in_a + in_b]


def _tie_corrected(series: Phases) -> list[float]:
    """Denominators of tau-b; a pair counts only if it is tied neither in the values nor in the model's time."""
    n_a, n_b, y = len(series.a), len(series.b), [*series.a, *series.b]
    ties_ab = sum(u == v for u in series.a for v in series.b)
    rising_b = list(range(n_a, n_a + n_b))
    down_a = list(range(n_a, 0, -1))
    return [
        n_a * n_b - ties_ab / 2,
        kendall_room(series.a, range(n_a)),
        kendall_room(series.b, range(n_b)),
        kendall_room(y, [*down_a, *[n_a + 1] * n_b]),
        kendall_room(y, [*[0] * n_a, *rising_b]),
        kendall_room(y, [*down_a, *[t + 1 for t in rising_b]]),
    ]


def kendall_room(x: Sequence[float], y: Sequence[float]) -> float:
    """The tau-b denominator: √((pairs - ties in x)(pairs - ties in y))."""
    pairs = math.comb(len(x), 2)
    return math.sqrt((pairs - _ties(x)) * (pairs - _ties(y)))


def _ties(values: Sequence[float]) -> int:
    return sum(math.comb(c, 2) for c in Counter(values).values())
