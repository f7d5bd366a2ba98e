"""Before and after in a small group: exact signed-rank test, Hodges-Lehmann shift, rank-biserial correlation."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import NormalDist, median

import numpy as np

from laras.domain.errors import N_, BadInput
from laras.domain.results import Interval, MaybeNumber, Note, Result, confidence, note, pairs

Series = Sequence[MaybeNumber]
# 14 - 13.2 is 0.8000000000000007: differences are rounded before they are ranked.
DIGITS = 9
# Beyond this the exact distribution costs seconds and the normal one is as good.
EXACT_UP_TO = 300
ZERO_METHODS = ("wilcox", "pratt")
ALL_ZERO = N_("Nobody changed: the test is not defined.")
ZEROS = N_("People without any change, left out of the test: {n}.")
TOO_FEW = N_("With {n} changed pairs the smallest possible p is {p}: it cannot fall below .05.")
NO_PAIRS = N_("Nobody has both measurements.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wilcoxon(Result):
    """`value` is the exact two-sided p; `v` the rank sum of those who went up (after > before).

    `smallest_p` is the least two-sided p these data could give; `n_zero` people without change.
    """

    v: float | None = None
    p_greater: float | None = None
    p_less: float | None = None
    smallest_p: float | None = None
    n_zero: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HodgesLehmann(Result):
    """`value` is the typical change (after - before), the median of all Walsh averages; `interval` exact."""

    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankBiserial(Result):
    """`value` from -1 (all fell) to +1 (all rose): favourable less unfavourable share of the rank sum."""

    n_zero: int = 0


def differences(pre: Series, post: Series, digits: int = DIGITS) -> tuple[list[float], int]:
    """After - before of complete pairs, rounded to the measure's precision; the count of incomplete pairs second."""
    before, after, missing = pairs(pre, post)
    return [round(y - x, digits) for x, y in zip(before, after, strict=True)], missing


def doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice the mid-rank of each |value|: whole numbers even with ties."""
    sizes = [abs(v) for v in values]
    counts = Counter(sizes)
    place, below = {}, 0
    for size in sorted(counts):
        place[size] = 2 * below + counts[size] + 1
        below += counts[size]
    return [place[size] for size in sizes]


def wilcoxon_signed_rank(pre: Series, post: Series, *, zeros: str = "wilcox", digits: int = DIGITS) -> Wilcoxon:
    """Exact test conditional on ties (Wilcoxon 1945; Pratt 1959): P(|W - mean| >= observed) over all signs.

    `zeros` *wilcox* drops unchanged pairs before ranking, *pratt* ranks them and then drops them. Above 300 changed
    pairs the normal approximation is used and named.
    """
    if zeros not in ZERO_METHODS:
        raise BadInput(N_("Unchanged pairs can be handled as wilcox or pratt, not as {way}."), way=zeros)
    change, missing = differences(pre, post, digits)
    moved = [d for d in change if d != 0]
    n_zero = len(change) - len(moved)
    base = Wilcoxon(
        value=None,
        n_used=len(change),
        n_missing=missing,
        method="Wilcoxon signed rank",
        source="Wilcoxon (1945); Pratt (1959)",
        n_zero=n_zero,
    )
    if not moved:
        why = note(ALL_ZERO if change else NO_PAIRS)
        return replace(base, warnings=(why,))
    ranked = change if zeros == "pratt" else moved
    signed = [(r, d) for r, d in zip(doubled_ranks(ranked), ranked, strict=True) if d != 0]
    ranks, up = [r for r, _ in signed], sum(r for r, d in signed if d > 0)
    exact = len(ranks) <= EXACT_UP_TO
    two, greater, less = _exact(ranks, up) if exact else _approximate(ranks, up)
    smallest = 2.0 ** (1 - len(ranks)) if exact else 0.0
    return replace(
        base,
        value=two,
        variant=f"{'exact, conditional on ties' if exact else 'normal approximation'}; zeros {zeros}",
        warnings=_told(n_zero, len(ranks), smallest),
        v=up / 2,
        p_greater=greater,
        p_less=less,
        smallest_p=smallest if exact else None,
    )


def _told(n_zero: int, moved: int, smallest: float) -> tuple[Note, ...]:
    zeros = (note(ZEROS, n=n_zero),) if n_zero else ()
    return (*zeros, note(TOO_FEW, n=moved, p=f"{smallest:.4g}")) if smallest >= 0.05 else zeros


def sign_ways(ranks: Sequence[int]) -> list[int]:
    """How many of the 2^n sign patterns give each doubled rank sum, 0 to Σ ranks.

    The counts sit side by side in one big integer, n+1 bits each: adding a rank is one shift and one sum.
    """
    width, ways = len(ranks) + 1, 1
    for rank in ranks:
        ways += ways << (rank * width)
    mask, found = (1 << width) - 1, []
    for _ in range(sum(ranks) + 1):
        found.append(ways & mask)
        ways >>= width
    return found


def _exact(ranks: Sequence[int], up: int) -> tuple[float, float, float]:
    """Two-sided, upper and lower p."""
    total, n = sum(ranks), len(ranks)
    p = _chances(ranks) if n > 24 else [w / 2**n for w in sign_ways(ranks)]
    gap = abs(2 * up - total)
    two = sum(w for s, w in enumerate(p) if abs(2 * s - total) >= gap)
    return min(1.0, two), min(1.0, math.fsum(p[up:])), min(1.0, math.fsum(p[: up + 1]))


def _chances(ranks: Sequence[int]) -> list[float]:
    chances = np.zeros(sum(ranks) + 1)
    chances[0] = 1.0
    for rank in ranks:
        moved = np.zeros_like(chances)
        moved[rank:] = chances[: len(chances) - rank]
        chances = (chances + moved) / 2
    return [float(c) for c in chances]


def _approximate(ranks: Sequence[int], up: int) -> tuple[float, float, float]:
    spread = math.sqrt(sum(r * r for r in ranks)) / 2
    z = (up - sum(ranks) / 2) / spread
    normal = NormalDist()
    return 2 * (1 - normal.cdf(abs(z))), 1 - normal.cdf(z), normal.cdf(z)


def hodges_lehmann(pre: Series, post: Series, *, conf: float = 0.95, digits: int = DIGITS) -> HodgesLehmann:
    """Median of the n(n+1)/2 Walsh averages with the order-statistic interval of the exact signed-rank quantile.

    `interval.achieved` is the exact level: with n = 5 at most .9375. Hodges & Lehmann (1963).
    """
    level = confidence(conf)
    change, missing = differences(pre, post, digits)
    base = HodgesLehmann(
        value=None,
        n_used=len(change),
        n_missing=missing,
        method="Hodges-Lehmann",
        source="Hodges & Lehmann (1963)",
    )
    if not change:
        return replace(base, warnings=(note(NO_PAIRS),))
    d = np.array(change)
    rows, columns = np.triu_indices(len(d))
    walsh = np.sort((d[rows] + d[columns]) / 2)
    interval = _order_interval(walsh, len(d), level)
    short = interval.achieved is not None and interval.achieved < level - 1e-12
    return replace(
        base,
        value=float(median(walsh.tolist())),
        variant="exact order statistics of Walsh averages",
        warnings=(note(N_("With {n} pairs the interval reaches {p} at most."), n=len(d), p=f"{interval.achieved:.2%}"),)
        if short
        else (),
        interval=interval,
    )


def _order_interval(walsh: np.ndarray[tuple[int, ...], np.dtype[np.float64]], n: int, level: float) -> Interval:
    if n > EXACT_UP_TO:
        spread = math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
        k = max(1, round(len(walsh) / 2 - NormalDist().inv_cdf((1 + level) / 2) * spread))
        return Interval(float(walsh[k - 1]), float(walsh[-k]), level, "normal signed-rank quantile")
    below = list(accumulate(_chances(range(1, n + 1))))
    # The quantile of the signed-rank distribution, at least 1: then the ends are the extremes.
    k = max(1, next(w for w, p in enumerate(below) if p >= (1 - level) / 2 * (1 + 1e-12)))
    achieved = 1 - 2 * below[k - 1]
    return Interval(float(walsh[k - 1]), float(walsh[-k]), level, "exact signed-rank quantile", achieved)


def rank_biserial(pre: Series, post: Series, *, digits: int = DIGITS) -> RankBiserial:
    """Matched-pairs rank-biserial correlation (ΣR+ - ΣR-) / ΣR, unchanged pairs dropped. Kerby (2014)."""
    change, missing = differences(pre, post, digits)
    moved = [d for d in change if d != 0]
    n_zero = len(change) - len(moved)
    ranks = doubled_ranks(moved)
    up = sum(r for r, d in zip(ranks, moved, strict=True) if d > 0)
    why = (note(ALL_ZERO if change else NO_PAIRS),) if not moved else (note(ZEROS, n=n_zero),) if n_zero else ()
    return RankBiserial(
        value=(2 * up - sum(ranks)) / sum(ranks) if moved else None,
        n_used=len(change),
        n_missing=missing,
        method="rank-biserial correlation",
        variant="matched pairs, zeros dropped",
        warnings=why,
        source="Kerby (2014) Comprehensive Psychology 3",
        n_zero=n_zero,
    )
