"""How numbers come in and how notes go out."""

from __future__ import annotations

import json
import math
import pickle
from dataclasses import FrozenInstanceError, asdict

import pytest

from laras.domain.errors import BadInput
from laras.domain.results import Result, is_missing, note, number, numbers, pairs, rows


def test_a_note_speaks_its_values_but_keeps_the_template_for_translation() -> None:
    told = note("{n} people were left out.", n=3)
    assert str(told) == "3 people were left out."
    assert told.message == "{n} people were left out."
    assert dict(told.params) == {"n": 3}


def test_a_result_cannot_be_changed() -> None:
    result = Result(value=None, n_used=0, n_missing=2, method="mean")
    with pytest.raises(FrozenInstanceError):
        result.value = 1.0  # type: ignore[misc]  # that is the point


def test_a_result_can_be_stored_and_sent() -> None:
    result = Result(value=1.5, n_used=2, n_missing=0, method="mean", warnings=(note("{n} left.", n=1),))
    assert pickle.loads(pickle.dumps(result)) == result
    assert json.loads(json.dumps(asdict(result)))["warnings"] == [{"message": "{n} left.", "params": {"n": 1}}]


def test_none_and_nan_are_missing_and_a_zero_is_not() -> None:
    assert [is_missing(v) for v in (None, math.nan, 0, "", False)] == [True, True, False, False, False]


@pytest.mark.parametrize("value", ["3", True, math.inf])
def test_text_booleans_and_infinity_are_not_numbers(value: object) -> None:
    with pytest.raises(BadInput, match=r"age must be a number"):
        number(value, "age")


def test_series_and_pairs_count_what_is_missing() -> None:
    assert numbers([1, None, 2.5]) == ([1.0, 2.5], 1)
    assert pairs([1, None, 3], [2, 2, None]) == ([1.0], [2.0], 2)
    assert rows([[1, 2], [None, 2]]) == ([[1.0, 2.0]], 1)


def test_before_and_after_of_unequal_length_are_refused() -> None:
    with pytest.raises(BadInput, match=r"Before has 2 values and after has 1\."):
        pairs([1, 2], [1])


def test_ragged_rows_are_refused() -> None:
    with pytest.raises(BadInput, match="differ in length"):
        rows([[1, 2], [1]])
