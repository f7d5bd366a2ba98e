"""Goal attainment."""

from __future__ import annotations

import pytest

from laras.domain.errors import BadInput
from laras.domain.goals import gas_change, gas_t


@pytest.mark.parametrize(
    ("levels", "weights", "t"),
    [
        ([1], [1], 60.00),
        ([1, 1, 1], None, 63.69),
        ([-1, -1, -1], None, 36.31),
        ([2, 0, -1], [3, 2, 1], 61.02),
        ([-1, 0, 1, 1], [2, 1, 3, 1], 53.98),
        ([-2, -2, -2], None, 22.61),
        ([0, 0], None, 50.00),
    ],
)
def test_known_t_scores(levels: list[int], weights: list[int] | None, t: float) -> None:
    assert gas_t(levels, weights).value == pytest.approx(t, abs=0.005)


def test_a_goal_not_rated_is_left_out_and_told() -> None:
    found = gas_t([1, None, 1], [1, 5, 1])
    assert found.value == gas_t([1, 1]).value
    assert (found.n_used, found.n_missing) == (2, 1)
    assert str(found.warnings[0]) == "Goals not rated and left out: 1."


def test_weights_of_zero_count_as_one() -> None:
    found = gas_t([1, 0], [0, 0])
    assert found.value == gas_t([1, 0]).value
    assert found.weights == (1.0, 1.0)
    assert "every goal counts the same" in str(found.warnings[0])


def test_no_goal_rated_gives_no_score() -> None:
    for levels in ([], [None, None]):
        found = gas_t(levels)
        assert found.value is None
        assert "not defined" in str(found.warnings[-1])


@pytest.mark.parametrize(
    ("levels", "weights", "rho"), [([3], None, 0.3), ([1], [-1], 0.3), ([1], [1, 2], 0.3), ([1], None, 1.5)]
)
def test_impossible_goals_are_refused(levels: list[int], weights: list[int] | None, rho: float) -> None:
    with pytest.raises(BadInput):
        gas_t(levels, weights, rho=rho)


def test_change_uses_the_goals_rated_both_times() -> None:
    found = gas_change([-1, -1, None], [1, 0, 2])
    assert found.value == pytest.approx((gas_t([1, 0]).value or 0) - (gas_t([-1, -1]).value or 0))
    assert (found.n_used, found.n_missing) == (2, 1)
