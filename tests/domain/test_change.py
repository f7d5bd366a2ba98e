"""Change in one person."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain import change
from laras.domain.errors import BadInput

BOB_A, BOB_B = [2, 3, 5, 3], [4, 5, 5, 7, 6]
PHASE = st.lists(st.integers(0, 9), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("sd", "reliability", "sem", "s_diff"),
    [
        (20, 0.82, 8.49, 12.00),
        (20, 0.713, 10.71, 15.15),
        (6.35, 0.81, 2.77, 3.91),
        (5.8, 0.85, 2.25, 3.18),
        (24.2, 0.78, 11.35, 16.05),
    ],
)
def test_measurement_error_of_known_scales(sd: float, reliability: float, sem: float, s_diff: float) -> None:
    assert change.measurement_error(sd, reliability) == pytest.approx((sem, s_diff), abs=0.006)


def test_a_change_of_exactly_196_is_reliable() -> None:
    found = change.reliable_change(0, 1.96 * math.sqrt(2), sd=2, reliability=0.75)
    assert found.value == pytest.approx(1.96)
    assert (found.reliable, found.direction) == (True, "improved")
    assert found.points == pytest.approx(1.96 * math.sqrt(2))


def test_the_direction_follows_the_scale_and_the_sign_stays_raw() -> None:
    found = change.reliable_change(30, 10, sd=7.5, reliability=0.8, higher_is_better=False)
    assert found.value == pytest.approx(-4.216, abs=1e-3)
    assert found.direction == "improved"


def test_a_perfectly_reliable_measure_gives_no_index() -> None:
    found = change.reliable_change(1, 2, sd=3, reliability=1)
    assert (found.value, found.reliable, found.direction) == (None, None, None)
    assert "not defined" in str(found.warnings[0])


@pytest.mark.parametrize(("sd", "reliability"), [(-1, 0.8), (5, 1.2), (5, -0.1)])
def test_impossible_norms_are_refused(sd: float, reliability: float) -> None:
    with pytest.raises(BadInput):
        change.measurement_error(sd, reliability)


def test_cutoffs_turn_round_when_lower_is_better() -> None:
    norms = {"m_clinical": 60.0, "sd_clinical": 5.0, "m_functional": 40.0, "sd_functional": 15.0}
    low = change.cutoffs(**norms, higher_is_better=False)
    assert (low.a, low.b, low.c) == (50, 70, 55)
    only_clinical = change.cutoffs(m_clinical=60, sd_clinical=5)
    assert (only_clinical.a, only_clinical.b, only_clinical.c, only_clinical.value) == (70, None, None, None)


def test_every_class_of_clinical_significance_occurs() -> None:
    found = change.clinical_significance(
        [10, 10, 10, 10, 30, None], [30, 18, 11, 2, 10, 5], sd=4, reliability=0.8, cutoff=20
    )
    assert found.classes == ("recovered", "improved", "unchanged", "deteriorated", "harmed", None)
    assert found.counts == {"recovered": 1, "improved": 1, "unchanged": 1, "deteriorated": 1, "harmed": 1}
    assert (found.value, found.n_used, found.n_missing) == (0.2, 5, 1)


def test_nap_counts_ties_as_half() -> None:
    assert change.nap([1, 2], [2, 3]).value == pytest.approx(3.5 / 4)
    assert change.nap([1, 2], [2, 3], improvement="decrease").value == pytest.approx(0.5 / 4)


def test_full_separation_keeps_a_standard_error_and_an_open_interval() -> None:
    found = change.nap([1, 2, 3], [4, 5, 6])
    assert found.value == 1
    assert found.se == pytest.approx(math.sqrt((1 / 18) * (17 / 18) / 4))
    assert found.interval is not None
    assert found.interval.high == 1
    assert found.interval.low < 0.75


@pytest.mark.parametrize("way", ["unbiased", "hanley", "null"])
def test_the_standard_error_of_nap_has_three_ways(way: str) -> None:
    se = change.nap(BOB_A, BOB_B, se=way).se
    assert se is not None
    assert 0 < se < 0.5


@given(PHASE, PHASE)
def test_overlap_indices_stay_in_range_and_mirror(a: list[int], b: list[int]) -> None:
    up, down = change.nap(a, b), change.nap(a, b, improvement="decrease")
    assert up.value is not None
    assert down.value is not None
    assert up.value + down.value == pytest.approx(1)
    assert change.tau(a, b).value == pytest.approx(2 * up.value - 1)
    for index in (change.pnd, change.pem, change.pand):
        value = index(a, b).value
        assert value is not None
        assert 0 <= value <= 1
    assert up.interval is not None
    assert up.interval.low <= up.value <= up.interval.high


@given(PHASE, PHASE)
def test_pand_is_the_largest_share_that_can_stay(a: list[int], b: list[int]) -> None:
    best = 0
    for cut in {*a, *b, min([*a, *b]) - 1}:
        best = max(best, sum(x <= cut for x in a) + sum(y > cut for y in b))
    assert change.pand(a, b).value == pytest.approx(best / (len(a) + len(b)))


def test_the_tau_u_family_of_bob() -> None:
    parker = change.tau_u_family(BOB_A, BOB_B)
    total = change.tau_u_family(BOB_A, BOB_B, denominator="total")
    tied = change.tau_u_family(BOB_A, BOB_B, tau="b")
    assert [parker.a_vs_b, parker.a_vs_b_minus_trend_a] == pytest.approx([0.80, 0.65])
    assert total.a_vs_b_minus_trend_a == pytest.approx(0.50)
    assert tied.a_vs_b_minus_trend_a == pytest.approx(0.45, abs=0.005)
    assert parker.a_vs_b_plus_trend_b_minus_trend_a == pytest.approx(0.56, abs=0.005)
    assert tied.a_vs_b_plus_trend_b_minus_trend_a == pytest.approx(0.59, abs=0.005)


def test_tau_u_prints_its_formula_and_never_an_interval() -> None:
    found = change.tau_u(BOB_A, BOB_B)
    assert (found.value, found.variant) == (pytest.approx(0.65), "(S_AB - S_A) / (n_A·n_B)")
    assert (found.s_ab, found.s_a, found.denominator) == (16, 3, 20)
    assert not hasattr(found, "interval")
    assert any("no sampling theory" in str(n) for n in found.warnings)


def test_tau_u_above_one_is_told() -> None:
    found = change.tau_u([3, 2, 1], [7, 8, 9])
    assert found.value == pytest.approx(12 / 9)
    assert any("can exceed 1" in str(n) for n in found.warnings)


def test_the_exact_trend_p_counts_every_order() -> None:
    values = [1, 3, 2, 4, 5]

    def s(order: tuple[int, ...]) -> int:
        return sum((y > x) - (y < x) for x, y in itertools.combinations(order, 2))

    orders = list(itertools.permutations(range(5)))
    extreme = sum(abs(s(o)) >= abs(s(tuple(values))) for o in orders)
    assert change.trend_p(values, way="exact") == pytest.approx(extreme / len(orders))


def test_the_three_trend_tests_differ_and_continuity_is_the_careful_one() -> None:
    values = [1, 2, 3, 4, 5, 6]
    plain, careful, exact = (change.trend_p(values, way=w) for w in ("asymptotic", "continuity", "exact"))
    assert exact == pytest.approx(2 / 720)
    assert plain is not None
    assert careful is not None
    assert plain < careful
    assert change.trend_p([4, 4, 4, 4]) is None


def test_the_pretest_decides_and_both_answers_stay_visible() -> None:
    a, b = [1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11]
    always = change.baseline_corrected_tau(a, b)
    with_trend = change.baseline_corrected_tau(a, b, pretest=0.05)
    without = change.baseline_corrected_tau(a, b, pretest=0.0001)
    assert (always.value, always.correction_applied) == (0, True)
    assert (with_trend.value, with_trend.correction_applied) == (0, True)
    assert (without.value, without.correction_applied) == (without.uncorrected, False)
    assert without.corrected == 0
    assert without.nonoverlap == 1


def test_floating_noise_in_residuals_does_not_break_ties() -> None:
    a, b = [0.1 * t for t in range(1, 8)], [0.1 * t for t in range(8, 13)]
    assert change.baseline_corrected_tau(a, b).value == 0


def test_a_missing_session_keeps_its_place_in_time() -> None:
    full = change.phase_change([1, 2, 3, 4], [6, 7, 8])
    gap = change.phase_change([1, None, 3, 4], [6, 7, 8])
    assert (gap.trend_a, gap.level_change, gap.n_missing) == (pytest.approx(1), pytest.approx(full.level_change), 1)
    assert full.level_change == pytest.approx(1)
    assert full.slope_change == pytest.approx(0)
    assert full.intercept == pytest.approx(1)


def test_smd_with_two_baseline_points_is_not_made_up() -> None:
    found = change.smd_within([1, 3], [6, 8, 7])
    assert found.value is None
    assert found.uncorrected == pytest.approx(5 / math.sqrt(2))


def test_smd_can_use_the_pooled_sd() -> None:
    found = change.smd_within([1, 2, 3], [4, 6, 8], std_dev="pooled")
    assert found.value == found.pooled
    assert found.uncorrected == pytest.approx(4 / math.sqrt(2.5))
    assert found.value == pytest.approx(4 / math.sqrt(2.5) * (1 - 3 / 15))


def test_the_log_ratio_is_the_log_of_the_means_without_correction() -> None:
    found = change.log_response_ratio([2, 2], [8, 8], bias_correct=False)
    assert (found.value, found.se) == (pytest.approx(math.log(4)), 0)


def test_the_log_ratio_needs_positive_means_or_a_floor() -> None:
    zero = change.log_response_ratio([4, 6], [0, 0], improvement="decrease")
    floored = change.log_response_ratio([4, 6], [0, 0], improvement="decrease", zero_floor=0.5)
    assert zero.value is None
    assert floored.value is not None
    assert floored.value > 2
    with pytest.raises(BadInput, match="zero or more"):
        change.log_response_ratio([-1, 2], [3, 4])


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(BadInput, match="increase or decrease"):
        change.nap([1], [2], improvement="better")
