"""Change in a small group."""

from __future__ import annotations

import itertools
import math
import statistics
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain import groups
from laras.domain.errors import BadInput

CHANGES = st.lists(st.integers(-4, 4), min_size=1, max_size=9)


def by_signs(change: list[int]) -> float | None:
    """Two-sided p from all 2^n sign patterns, the long way."""
    moved = [d for d in change if d]
    if not moved:
        return None
    sizes = sorted(abs(d) for d in moved)
    rank = {s: statistics.fmean(i + 1 for i, x in enumerate(sizes) if x == s) for s in sizes}
    ranks = [rank[abs(d)] for d in moved]
    middle = sum(ranks) / 2
    seen = abs(sum(r for r, d in zip(ranks, moved, strict=True) if d > 0) - middle)
    patterns = [sum(itertools.compress(ranks, signs)) for signs in itertools.product((0, 1), repeat=len(ranks))]
    return sum(abs(w - middle) >= seen - 1e-9 for w in patterns) / len(patterns)


@given(CHANGES)
def test_the_exact_p_equals_that_of_all_sign_patterns(change: list[int]) -> None:
    found = groups.wilcoxon_signed_rank([0] * len(change), change)
    assert found.value == pytest.approx(by_signs(change))
    assert found.n_zero == change.count(0)


def test_pratt_ranks_the_zeros_before_dropping_them() -> None:
    pre, post = [0] * 9, [0, 0, 0, 0, -1, 2, -3, 4, 5]
    drop, pratt = (groups.wilcoxon_signed_rank(pre, post, zeros=z) for z in ("wilcox", "pratt"))
    assert (drop.v, pratt.v) == (11, 23)
    assert (drop.value, pratt.value) == (14 / 32, 16 / 32)


def test_floating_noise_does_not_break_a_tie() -> None:
    clean = groups.wilcoxon_signed_rank([0, 0, 0], [0.8, 0.8, -0.8])
    noisy = groups.wilcoxon_signed_rank([13.2, 8.0, 8.8], [14, 8.8, 8.0])
    assert (noisy.v, noisy.value) == (clean.v, clean.value)


def test_five_pairs_can_never_fall_below_five_percent_and_it_is_said() -> None:
    found = groups.wilcoxon_signed_rank([1] * 5, [2, 3, 4, 5, 6])
    assert (found.value, found.smallest_p) == (0.0625, 0.0625)
    assert [str(n) for n in found.warnings] == [
        "With 5 changed pairs the smallest possible p is 0.0625: it cannot fall below .05."
    ]


def test_one_sided_p_values_share_the_point() -> None:
    found = groups.wilcoxon_signed_rank([0] * 6, [1, 2, 3, 4, 5, -6])
    assert found.p_greater is not None
    assert found.p_less is not None
    assert found.p_greater + found.p_less > 1
    assert found.p_greater < found.p_less


def test_twelve_pairs_with_ties_take_less_than_a_millisecond() -> None:
    pre = list(range(1, 13))
    post = [3, 4, 5, 7, 3, 9, 9, 9, 12, 12, 14, 10]
    times = []
    for _ in range(51):
        started = time.perf_counter()
        groups.wilcoxon_signed_rank(pre, post)
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.001


def test_a_large_group_uses_the_normal_approximation_and_names_it() -> None:
    rng = np.random.default_rng(3)
    change = rng.normal(0.1, 1, 301).tolist()
    large = groups.wilcoxon_signed_rank([0] * 301, change)
    exact = groups.wilcoxon_signed_rank([0] * 300, change[:300])
    assert large.variant.startswith("normal approximation")
    assert exact.variant.startswith("exact")
    assert large.value == pytest.approx(exact.value, abs=0.05)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=8))
def test_hodges_lehmann_is_the_median_of_walsh_averages(change: list[int]) -> None:
    walsh = [(x + y) / 2 for i, x in enumerate(change) for y in change[i:]]
    found = groups.hodges_lehmann([0] * len(change), change)
    assert found.value == pytest.approx(statistics.median(walsh))
    assert found.interval is not None
    assert found.interval.low <= statistics.median(walsh) <= found.interval.high


def test_the_interval_tells_the_level_it_reaches() -> None:
    five = groups.hodges_lehmann([0] * 5, [1, 2, 4, 8, 16])
    assert five.interval is not None
    assert (five.interval.low, five.interval.high, five.interval.achieved) == (1, 16, 0.9375)
    assert [str(n) for n in five.warnings] == ["With 5 pairs the interval reaches 93.75% at most."]


@given(CHANGES)
def test_rank_biserial_stays_between_minus_one_and_one(change: list[int]) -> None:
    value = groups.rank_biserial([0] * len(change), change).value
    if not any(change):
        assert value is None
    else:
        assert value is not None
        assert -1 <= value <= 1


def test_rank_biserial_is_one_when_all_rise() -> None:
    found = groups.rank_biserial([1, 2, 3, None], [2, 4, 3, 5])
    assert (found.value, found.n_zero, found.n_used, found.n_missing) == (1, 1, 3, 1)


def test_the_small_sample_factor_is_exact() -> None:
    assert groups.small_sample_factor(2) == pytest.approx(0.5642, abs=1e-4)
    assert groups.small_sample_factor(9) == pytest.approx(0.9139, abs=1e-4)


def test_hedges_g_names_its_standardiser_and_differs_by_it() -> None:
    pre, post = [9, 6, 7, 8, 7, 9, 8, 8, 8, 7], [9, 7, 8, 9, 8, 9, 9, 10, 9, 9]
    found = {s: groups.hedges_g_paired(pre, post, standardiser=s) for s in ("pre", "change", "average")}
    assert [round(r.value or 0, 2) for r in found.values()] == [0.96, 1.37, 1.13]
    assert found["pre"].variant == "SD before"
    with pytest.raises(BadInput, match="pre, change, average"):
        groups.hedges_g_paired(pre, post, standardiser="post")


def test_the_interval_of_a_huge_effect_is_still_found() -> None:
    found = groups.hedges_g_paired([0] * 6, [10, 10.1, 10, 10.05, 9.95, 10])
    assert found.interval is not None
    assert found.g_z is not None
    assert 0 < found.interval.low < found.g_z < found.interval.high < math.inf


def test_the_bootstrap_gives_bca_and_percentile_from_one_seed() -> None:
    x = [1, 2, 2, 3, 4, 4, 5, 9, 14, 30]
    one, same = groups.bootstrap_interval(x), groups.bootstrap_interval(x)
    plain = groups.bootstrap_interval(x, method="percentile")
    assert one == same
    assert one.percentile == plain.interval
    assert one.interval is not None
    assert one.percentile is not None
    assert one.interval.high > one.percentile.high  # skewed to the right


def test_the_bootstrap_of_a_median_and_of_a_correlation() -> None:
    x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]
    middle = groups.bootstrap_interval(x, groups.median_of)
    together = groups.bootstrap_interval_paired(x, y, groups.correlation_of)
    assert middle.value == 5.5
    assert together.value == pytest.approx(0.9394, abs=1e-4)
    assert together.interval is not None
    assert together.interval.high <= 1


def test_few_values_are_called_fragile_and_few_replicates_refused() -> None:
    assert "fragile" in str(groups.bootstrap_interval([1, 2, 3, 5]).warnings[-1])
    with pytest.raises(BadInput, match="too few"):
        groups.bootstrap_interval([1, 2, 3], replicates=99)
