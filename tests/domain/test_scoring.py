"""Scores and how far a scale holds together."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest

from laras.domain.errors import BadInput
from laras.domain.scoring import Scale, cronbach_alpha, mcdonald_omega, score, score_rows
from tests.shared_folder import SHARED

FOUR = Scale(items=("calm", "sad", "rested", "tense"), minimum=0, maximum=4, reversed_items=frozenset({"sad", "tense"}))


def test_reversed_items_follow_the_item_not_its_place() -> None:
    answers = {"tense": 0, "rested": 4, "sad": 1, "calm": 3}
    assert score(FOUR, answers).value == 3 + 3 + 4 + 4
    other_order = replace(FOUR, items=("tense", "sad", "calm", "rested"))
    assert score(other_order, answers).value == 14


def test_a_missing_answer_means_no_score_unless_the_scale_allows_it() -> None:
    answers = {"calm": 3, "sad": 1, "rested": 4, "tense": None}
    strict = score(FOUR, answers)
    assert (strict.value, strict.missing_items, strict.prorated) == (None, ("tense",), False)
    assert str(strict.warnings[0]) == "Items not answered: 1 of 4. This scale needs 4 answers: no score."
    kind = score(replace(FOUR, min_answered=3), answers)
    assert (kind.value, kind.prorated, kind.n_used, kind.n_missing) == (pytest.approx(40 / 3), True, 3, 1)
    mean = score(replace(FOUR, min_answered=3, aggregate="mean"), answers)
    assert mean.value == pytest.approx(10 / 3)


def test_a_scale_can_be_moved_onto_a_hundred_points() -> None:
    well_being = Scale(items=("1", "2", "3", "4", "5"), minimum=0, maximum=5, rescale=(0, 100))
    assert score_rows(well_being, [[3, 2, 3, 1, 2]])[0].value == pytest.approx(44)
    support = Scale(items=("1", "2"), minimum=1, maximum=5, aggregate="mean", rescale=(0, 100))
    assert score_rows(support, [[1, 1], [5, 5], [3, 4]])[2].value == pytest.approx(62.5)


@pytest.mark.parametrize("answer", [-1, 5, "3"])
def test_an_impossible_answer_is_refused_not_clipped(answer: object) -> None:
    with pytest.raises(BadInput, match="calm"):
        score(FOUR, {"calm": answer, "sad": 1, "rested": 1, "tense": 1})  # type: ignore[dict-item]  # wrong on purpose


def test_an_answer_to_an_unknown_item_is_refused() -> None:
    with pytest.raises(BadInput, match="item joy is not part"):
        score(FOUR, {"joy": 1})


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": ()},
        {"items": ("a", "a")},
        {"minimum": 4},
        {"reversed_items": frozenset({"joy"})},
        {"aggregate": "max"},
        {"min_answered": 9},
    ],
)
def test_a_scale_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        replace(FOUR, **wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_alpha_leaves_out_people_with_a_gap_and_says_so() -> None:
    found = cronbach_alpha([[1, 2, 1], [2, 2, 3], [4, 5, 4], [None, 1, 1], [3, 3, 2]])
    assert (found.n_used, found.n_missing) == (4, 1)
    assert str(found.warnings[0]) == "People left out because an answer is missing: 1."
    assert found.interval is not None
    assert found.value is not None
    assert found.interval.low < found.value < found.interval.high


def test_omega_finds_the_factor_that_made_the_data() -> None:
    rng = np.random.default_rng(5)
    factor = rng.normal(size=4000)
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    items = factor[:, None] * loadings + rng.normal(size=(4000, 4)) * np.sqrt(1 - loadings**2)
    found = mcdonald_omega(items.tolist())
    assert found.loadings == pytest.approx(loadings.tolist(), abs=0.05)
    assert found.value == pytest.approx(2.6**2 / (2.6**2 + 4 - (loadings**2).sum()), abs=0.02)
    assert found.warnings == ()


def test_omega_of_few_people_is_called_unsteady() -> None:
    rng = np.random.default_rng(2)
    items = rng.normal(size=(20, 1)) + rng.normal(size=(20, 4))
    found = mcdonald_omega(items.tolist())
    assert found.value is not None
    assert "about 50 are needed" in str(found.warnings[0])


def test_omega_of_a_model_that_does_not_fit_is_not_given() -> None:
    rng = np.random.default_rng(1)
    base = rng.normal(size=(100, 1))
    items = np.hstack([base, base + rng.normal(size=(100, 3)) * 5])
    found = mcdonald_omega(items.tolist())
    assert found.value is None
    assert "does not fit" in str(found.warnings[0])


@pytest.mark.shared
def test_the_stress_scale_of_223_students_has_alpha_834_and_omega_796() -> None:
    with (SHARED / "data" / "ukm_phq9_gad7_pss10.csv").open(encoding="utf-8") as file:
        people = [[int(row[f"S{i}"]) for i in range(1, 11)] for row in csv.DictReader(file)]
    turned = [[4 - v if i in (4, 5, 7, 8) else v for i, v in enumerate(row, 1)] for row in people]
    alpha, omega = cronbach_alpha(turned), mcdonald_omega(turned)
    assert alpha.n_used == 223
    assert (round(alpha.value or 0, 3), round(omega.value or 0, 3)) == (0.834, 0.796)
    near_zero = [i for i, loading in enumerate(omega.loadings, 1) if abs(loading) < 0.25]
    assert near_zero == [4, 5, 7, 8]
