"""Saturation."""

from __future__ import annotations

import json

import pytest

from laras.domain.errors import BadInput
from laras.domain.saturation import chao2, coverage, new_codes, order_sensitivity, saturation, saturation_of_counts
from tests.shared_folder import SHARED

EVENTS = ["ABCD", "ACEF", "BGH", "ADHI", "CJ", "BE", "AGK", "FH", "CI"]


def test_new_codes_count_first_appearances() -> None:
    assert new_codes(EVENTS) == (4, 2, 2, 1, 1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("base", "run", "codes", "ratios", "notation"),
    [
        (4, 2, 9, [1 / 9, 1 / 9, 1 / 9, 0], "7+2"),
        (4, 3, 9, [2 / 9, 1 / 9, 1 / 9], None),
        (5, 2, 10, [0.1, 0.1, 0], "7+2"),
    ],
)
def test_the_worked_example_of_nine_events(
    base: int, run: int, codes: int, ratios: list[float], notation: str | None
) -> None:
    found = saturation(EVENTS, base_size=base, run_length=run)
    assert (found.base_codes, found.notation) == (codes, notation)
    assert found.ratios == pytest.approx(ratios)
    assert found.cumulative[-1] == 11


def test_five_interviews_are_not_assessable() -> None:
    found = saturation(EVENTS[:5])
    assert (found.value, found.assessable) == (None, False)
    assert "need 6: not assessable." in str(found.warnings[0])


def test_codes_after_the_point_are_told() -> None:
    found = saturation_of_counts([5, 4, 3, 1, 0, 0, 2, 0])
    assert (found.notation, found.new_after) == ("4+2", (7,))
    assert "in sources 7" in str(found.warnings[0])


def test_zero_percent_is_a_stricter_threshold() -> None:
    counts = [10, 10, 10, 7, 1, 0, 0, 0]
    assert saturation_of_counts(counts).notation == "4+2"
    assert saturation_of_counts(counts, threshold=0).notation == "5+2"


def test_order_matters_and_random_orders_repeat_with_their_seed() -> None:
    one, same = order_sensitivity(EVENTS, orders=200), order_sensitivity(EVENTS, orders=200)
    assert one == same
    assert one.n_used + one.n_missing == 200
    assert one.value is not None
    assert 4 <= one.value <= 7


def test_unseen_codes_and_coverage_of_the_worked_example() -> None:
    assert chao2(EVENTS).value == pytest.approx(11.15, abs=0.005)
    assert coverage([c for event in EVENTS for c in event]).value == pytest.approx(0.923, abs=0.0005)


@pytest.mark.parametrize(
    ("counts", "how"),
    [([1, 2], {"base_size": 0}), ([1, 2], {"run_length": 0}), ([1, 2], {"threshold": 1.5}), ([1, -2], {})],
)
def test_impossible_settings_are_refused(counts: list[int], how: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        saturation_of_counts(counts, **how)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.shared
def test_the_insect_study_reaches_8_plus_2_and_still_brings_new_codes() -> None:
    documents = json.loads((SHARED / "data" / "insect_study_codes_by_interview.json").read_text(encoding="utf-8"))
    found = saturation(documents, threshold=0)
    assert (found.notation, found.new_after) == ("8+2", (11, 13))
