"""Where no published value exists: an undefined result is None with a reason, never 1 and never a made-up number."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import pytest

from laras.domain import agreement, change
from laras.domain.results import Result

Units = Sequence[Sequence[Hashable]]


def by_coder(units: Units) -> list[list[Hashable]]:
    return [list(column) for column in zip(*units, strict=True)]


def cohen(units: Units) -> Result:
    nobody: list[Hashable] = [None] * len(units)
    first, second, *_ = [*by_coder(units), nobody, nobody]
    return agreement.cohen_kappa(first, second)


CHANCE_CORRECTED: dict[str, Callable[[Units], Result]] = {
    "cohen": cohen,
    "fleiss": agreement.fleiss_kappa,
    "ac1": agreement.gwet_ac,
    "ac2": lambda units: agreement.gwet_ac(units, weights="quadratic"),
    "alpha": lambda units: agreement.krippendorff_alpha(by_coder(units)),
    "bootstrap": lambda units: agreement.krippendorff_alpha_bootstrap(by_coder(units)),
}
PERCENT: dict[str, Callable[[Units], Result]] = {
    "pairwise": agreement.percent_agreement,
    "identical": lambda units: agreement.percent_agreement(units, mode="all_raters_identical"),
}
UNDEFINED = {
    "one coder": [["a"], ["b"], ["a"]],
    "one code a unit": [["a", None], [None, "b"], ["a", None]],
    "all missing": [[None, None], [None, None]],
    "no units": [],
}


def undefined(result: Result) -> bool:
    return result.value is None and len(result.warnings) > 0 and all(str(n) for n in result.warnings)


@pytest.mark.parametrize("name", CHANCE_CORRECTED)
def test_one_category_only_is_not_defined_but_percent_agreement_is(name: str) -> None:
    units = [["yes", "yes"]] * 6
    found = CHANCE_CORRECTED[name](units)
    assert undefined(found)
    assert found.n_used == 6
    assert "Only one category was used" in str(found.warnings[0])
    assert agreement.percent_agreement(units).value == 1


@pytest.mark.parametrize("units", UNDEFINED.values(), ids=UNDEFINED.keys())
@pytest.mark.parametrize("name", [*CHANCE_CORRECTED, *PERCENT])
def test_without_two_codes_on_a_unit_nothing_is_defined(name: str, units: Units) -> None:
    found = {**CHANCE_CORRECTED, **PERCENT}[name](units)
    assert undefined(found)
    assert (found.n_used, found.n_missing) == (0, len(units))


@pytest.mark.parametrize("units", [*UNDEFINED.values(), [["yes", "yes"]] * 3], ids=[*UNDEFINED, "one category"])
def test_a_report_of_nothing_is_still_a_report(units: Units) -> None:
    found = agreement.report(units)
    assert [value for name, value, _ in found.rows() if name in ("fleiss", "alpha", "ac1")] == [None, None, None]
    assert all(interval is None for _, _, interval in found.rows())
    assert found.warnings != ()


def test_one_category_offered_but_never_used_makes_ac1_defined() -> None:
    found = agreement.gwet_ac([["yes", "yes"]] * 6, categories=["yes", "no"])
    assert (found.value, found.chance) == (1, 0)


def test_one_unit_has_no_standard_error() -> None:
    found = agreement.gwet_ac([["a", "b"]])
    assert (found.se, found.interval) == (None, None)


@pytest.mark.parametrize("array", [np.full((2, 5), np.nan), np.ones((2, 5)), np.zeros((1, 5), dtype=int)])
def test_degenerate_arrays_are_not_defined(array: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    assert undefined(agreement.krippendorff_alpha(array))


@pytest.mark.parametrize(
    ("length", "coders", "reason"),
    [
        (0, [[], []], "empty"),
        (50, [[], []], "Nobody marked"),
        (50, [[(0, 5, "a")]], "Only one coder"),
    ],
)
def test_unitizing_needs_text_coders_and_marks(
    length: int, coders: list[list[tuple[int, int, str]]], reason: str
) -> None:
    found = agreement.unitizing_alpha(length, coders)
    assert undefined(found)
    assert reason in str(found.warnings[0])
    assert (found.binary, found.coding, found.by_value) == (None, None, {})


def test_marks_that_never_meet_have_no_coding_agreement() -> None:
    found = agreement.unitizing_alpha(20, [[(0, 5, "a")], [(10, 15, "b")]])
    assert found.coding is None
    assert found.value is not None
    assert found.value < 0
    assert "cuα is not defined" in str(found.warnings[0])


def test_a_text_marked_whole_by_all_has_one_value_and_no_agreement_to_speak_of() -> None:
    found = agreement.unitizing_alpha(20, [[(0, 20, "a")], [(0, 20, "a")]])
    assert (found.value, found.binary, found.coding) == (None, None, None)
    assert found.warnings != ()


PHASE_INDICES: dict[str, Callable[..., Result]] = {
    "nap": change.nap,
    "tau": change.tau,
    "tau_u": change.tau_u,
    "pnd": change.pnd,
    "pem": change.pem,
    "pand": change.pand,
    "ird": change.ird,
    "smd": change.smd_within,
    "lrr": change.log_response_ratio,
    "corrected": change.baseline_corrected_tau,
    "phase": change.phase_change,
    "family": change.tau_u_family,
}


@pytest.mark.parametrize("phases", [([], [1, 2, 3]), ([1, 2, 3], []), ([None, None], [1, 2]), ([], [])])
@pytest.mark.parametrize("name", PHASE_INDICES)
def test_an_empty_phase_is_not_defined(name: str, phases: tuple[list[int | None], list[int | None]]) -> None:
    assert undefined(PHASE_INDICES[name](*phases))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nap", 0.5),
        ("tau", 0),
        ("tau_u", 0),
        ("pnd", 0),
        ("pem", 0.5),
        ("pand", 0.5),
        ("ird", 0),
        ("smd", None),
        ("lrr", 0),
        ("corrected", 0),
        ("phase", 0),
        ("family", 0),
    ],
)
def test_identical_flat_phases_show_no_change(name: str, value: float | None) -> None:
    found = PHASE_INDICES[name]([4, 4, 4, 4], [4, 4, 4, 4])
    assert found.value == value
    assert value is not None or undefined(found)


def test_identical_phases_that_vary_show_no_difference() -> None:
    series = [2, 5, 3, 4]
    assert change.nap(series, series).value == 0.5
    assert change.tau(series, series).value == 0
    assert change.smd_within(series, series).value == 0
    assert change.phase_change(series, series).value == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nap", 1),
        ("tau", 1),
        ("tau_u", 1),
        ("pnd", 1),
        ("pem", 1),
        ("pand", 1),
        ("ird", 1),
        ("smd", None),
        ("corrected", None),
        ("phase", 3),
        ("family", 1),
    ],
)
def test_a_baseline_of_one_point_is_told(name: str, value: float | None) -> None:
    found = PHASE_INDICES[name]([2], [4, 5, 6])
    assert found.value == value
    assert found.warnings != ()


def test_a_baseline_of_one_point_has_no_trend_and_no_standard_error() -> None:
    lines = change.phase_change([2], [4, 5, 6])
    assert (lines.trend_a, lines.level_change, lines.slope_change, lines.trend_b) == (None, None, None, 1)
    assert change.nap([2], [4, 5, 6]).se is None
    assert change.log_response_ratio([2], [4, 5, 6]).se is None
    assert change.tau_u_family([2], [4, 5, 6]).trend_a is None


def test_a_flat_baseline_has_no_standardised_difference_and_no_trend_test() -> None:
    assert undefined(change.smd_within([3, 3, 3], [4, 5, 6]))
    found = change.baseline_corrected_tau([3, 3, 3], [4, 5, 6], pretest=0.05)
    assert (found.baseline_tau, found.baseline_p, found.correction_applied) == (None, None, False)
    assert found.value is not None


def test_a_missing_score_has_no_reliable_change() -> None:
    found = change.reliable_change(10, None, sd=5, reliability=0.8)
    assert undefined(found)
    assert (found.direction, found.n_missing) == (None, 1)
    assert undefined(change.reliable_change(1, 2, sd=0, reliability=0.8))
    assert undefined(change.clinical_significance([None], [3], sd=5, reliability=0.8, cutoff=4))
