"""Every shared reference case, within its tolerance."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from tests.reference.adapter import STATISTICS, evaluate
from tests.shared_folder import SHARED

FILE = SHARED / "reference" / "shared_cases.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"] if FILE.exists() else []

pytestmark = pytest.mark.shared


def close(found: Any, expected: Any, tolerance: Any) -> bool:
    """Equal up to an absolute tolerance, element by element; None and text must be the same."""
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(close(f, e, tolerance) for f, e in zip(found, expected, strict=True))
        )
    if expected is None or isinstance(expected, (str, bool)):
        return bool(found == expected) and type(found) is type(expected)
    return isinstance(found, (int, float)) and math.isfinite(found) and abs(found - expected) <= tolerance + 1e-12


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_case_is_reproduced(case: dict[str, Any]) -> None:
    found = evaluate(case["statistic"], case["input"], case["params"])
    tolerance = case["tolerance"]
    wrong = {
        key: (found.get(key), expected)
        for key, expected in case["expected"].items()
        if not close(found.get(key), expected, tolerance.get(key, tolerance.get("*", 0)))
    }
    assert wrong == {}


def test_there_are_97_cases_of_32_statistics() -> None:
    assert len(CASES) == 97
    assert {case["statistic"] for case in CASES} == set(STATISTICS)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_answer_is_plain_python(case: dict[str, Any]) -> None:
    found = evaluate(case["statistic"], case["input"], case["params"])
    assert json.loads(json.dumps(found, allow_nan=False)) == found
