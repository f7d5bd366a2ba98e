"""The same for groups, scales, goals, saturation and sociograms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from laras.domain import goals, groups, saturation, scoring, sociometry
from laras.domain.results import Result
from tests.reference.test_edges import undefined

GROUP_STATISTICS: dict[str, Callable[..., Result]] = {
    "wilcoxon": groups.wilcoxon_signed_rank,
    "hodges_lehmann": groups.hodges_lehmann,
    "rank_biserial": groups.rank_biserial,
    "hedges": groups.hedges_g_paired,
}


@pytest.mark.parametrize("pairs", [([], []), ([None, 2], [3, None])])
@pytest.mark.parametrize("name", GROUP_STATISTICS)
def test_nobody_with_both_measurements_is_not_defined(
    name: str, pairs: tuple[list[int | None], list[int | None]]
) -> None:
    found = GROUP_STATISTICS[name](*pairs)
    assert undefined(found)
    assert (found.n_used, found.n_missing) == (0, len(pairs[0]))


@pytest.mark.parametrize(("n", "p", "g_defined"), [(1, 1.0, False), (2, 0.5, False), (3, 0.25, True), (4, 0.125, True)])
def test_one_to_four_people_who_all_rise(n: int, p: float, g_defined: bool) -> None:
    pre, post = list(range(n)), [2 * i + 1 for i in range(n)]
    test = groups.wilcoxon_signed_rank(pre, post)
    assert (test.value, test.smallest_p) == (p, p)
    assert "cannot fall below .05" in str(test.warnings[0])
    assert groups.rank_biserial(pre, post).value == 1
    shift = groups.hodges_lehmann(pre, post)
    assert shift.interval is not None
    assert shift.interval.achieved == pytest.approx(1 - p)
    assert (groups.hedges_g_paired(pre, post).value is not None) == g_defined


def test_nobody_changed_is_not_a_test() -> None:
    pre = [3, 4, 5, 6]
    assert undefined(groups.wilcoxon_signed_rank(pre, pre))
    assert undefined(groups.rank_biserial(pre, pre))
    shift = groups.hodges_lehmann(pre, pre)
    assert shift.value == 0
    assert groups.hedges_g_paired(pre, pre).value == 0
    assert groups.hedges_g_paired(pre, pre).g_z is None


def test_equal_changes_have_no_spread_and_no_bootstrap_interval() -> None:
    found = groups.hedges_g_paired([1, 2, 3, 4], [3, 4, 5, 6], standardiser="change")
    assert undefined(found)
    flat = groups.bootstrap_interval([2, 2, 2, 2, 2, 2, 2, 2])
    assert (flat.value, flat.interval, flat.percentile) == (2, None, None)
    assert flat.warnings != ()
    assert undefined(groups.bootstrap_interval([]))
    assert groups.bootstrap_interval([5]).interval is None


@pytest.mark.parametrize(
    "items",
    [[], [[1, 2, 3]], [[2, 2, 2]] * 5, [[None, 1, 2], [1, None, 2]], [[1], [2], [3]]],
    ids=["nobody", "one person", "zero variance", "all missing", "one item"],
)
def test_reliability_of_nothing_is_not_defined(items: list[list[int | None]]) -> None:
    alpha, omega = scoring.cronbach_alpha(items), scoring.mcdonald_omega(items)
    assert undefined(alpha)
    assert undefined(omega)
    assert alpha.interval is None


def test_an_item_without_variance_has_no_correlation_with_the_rest() -> None:
    found = scoring.cronbach_alpha([[1, 2, 3], [2, 3, 3], [4, 4, 3], [5, 4, 3]])
    assert found.item_rest[2] is None
    assert found.value is not None
    assert undefined(scoring.mcdonald_omega([[1, 2, 3], [2, 3, 3], [4, 4, 3], [5, 4, 3]]))


def test_a_sheet_without_answers_has_no_score() -> None:
    scale = scoring.Scale(items=("a", "b"), minimum=0, maximum=3, min_answered=1)
    assert undefined(scoring.score(scale, {}))
    assert undefined(scoring.score(scale, {"a": None, "b": None}))
    assert undefined(goals.gas_t([None]))


def test_empty_documents_bring_no_codes() -> None:
    assert saturation.new_codes([[], ["a"], [], ["a", "b"]]) == (0, 1, 0, 1)
    empty = saturation.saturation([[]] * 8)
    assert undefined(empty)
    assert (empty.base_codes, empty.ratios, empty.assessable) == (0, (), False)
    assert undefined(saturation.saturation([]))
    assert undefined(saturation.chao2([[], []]))
    assert undefined(saturation.coverage([]))
    assert undefined(saturation.order_sensitivity([[]] * 8, orders=5))


def test_a_base_of_empty_documents_is_not_saturated_by_later_codes() -> None:
    found = saturation.saturation([[], [], [], [], ["a"], ["b"]])
    assert undefined(found)


def test_duplicate_ties_count_once_and_are_told() -> None:
    once = sociometry.sociogram(["a", "b", "c"], [("a", "b"), ("b", "a"), ("c", "a")])
    twice = sociometry.sociogram(["a", "b", "c"], [("a", "b"), ("a", "b"), ("b", "a"), ("c", "a"), ("c", "a")])
    assert (twice.duplicates, once.duplicates) == (2, 0)
    assert "Ties named more than once, counted once: 2." in str(twice.warnings[0])
    for name in ("value", "mutual", "asymmetric", "reciprocity_edgewise", "indegree", "centralization_indegree"):
        assert getattr(twice, name) == getattr(once, name)


@pytest.mark.parametrize("members", [[], ["a"]])
def test_a_group_without_pairs_has_no_density(members: list[str]) -> None:
    for directed in (True, False):
        assert undefined(sociometry.sociogram(members, [], directed=directed))
        assert undefined(sociometry.betweenness_centralization(members, [], directed=directed))


def test_a_group_without_choices_has_density_zero_and_no_reciprocity() -> None:
    found = sociometry.sociogram(["a", "b", "c"], [])
    assert (found.value, found.reciprocity_edgewise, found.reciprocity_dyadic) == (0, None, None)
    assert found.isolates == ("a", "b", "c")
    assert "Nobody was chosen" in str(found.warnings[0])
