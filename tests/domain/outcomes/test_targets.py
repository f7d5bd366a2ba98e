"""Targets are met, not met, or not assessable: silence is no failure."""

from __future__ import annotations

from typing import Any

import pytest

from laras.domain.groupwork.programme import sahabat_dengar
from laras.domain.outcomes import TARGET_NAMES, Facts, Target, targets

LIMITS = {
    "attendance": 0.75,
    "mood": 0.5,
    "participation": 0.70,
    "stress": 1.5,
    "wellbeing": 0.50,
    "teach_back": 0.80,
    "goals": 50.0,
    "incidents": 0.0,
    "ties": 1.0,
}


def judged(code: str, **facts: Any) -> Target:
    return targets(Facts(**facts), {code: LIMITS[code]})[0]


def test_without_records_nothing_is_assessable() -> None:
    found = targets(Facts(), LIMITS)
    assert [(t.code, t.value, t.met, t.n) for t in found] == [(code, None, None, 0) for code in LIMITS]


@pytest.mark.parametrize(
    ("code", "facts", "value", "met", "n"),
    [
        ("attendance", {"attended": 48, "invited": 64}, 0.75, True, 64),
        ("attendance", {"attended": 47, "invited": 64}, 47 / 64, False, 64),
        ("mood", {"mood": [[1, 0, 1], [0, 0, 1], [], [1, 1]]}, 1, True, 3),
        ("mood", {"mood": [[0, 0, 1], [0]]}, 0, False, 2),
        # Half a point is 12.5 of 100; 48 to 50 crosses a band; 60 to 70 does neither.
        ("participation", {"participation": [(40, 52.5), (48, 50), (60, 70), (20, 45)]}, 0.75, True, 4),
        ("participation", {"participation": [(60, 70), (80, 70)]}, 0.0, False, 2),
        ("stress", {"stress": [(8, 6), (7, 6), (6, 4), (5, 5)]}, 1.5, True, 4),
        ("stress", {"stress": [(5, 8), (7, 6), (6, 5)]}, 1, False, 3),
        ("wellbeing", {"wellbeing": [(40, 50), (40, 49), (60, 40), (20, 36)]}, 0.5, True, 4),
        ("teach_back", {"teach_back": [3, 2, 2, 2, 1]}, 0.8, True, 5),
        ("teach_back", {"teach_back": [3, 1, 0]}, 1 / 3, False, 3),
        ("goals", {"goals": [50.0, 60.0, 39.0]}, 149 / 3, False, 3),
        ("incidents", {"incidents": [(4, True), (1, False)], "sessions_held": 8}, 0, True, 8),
        ("incidents", {"incidents": [(3, False)], "sessions_held": 8}, 1, False, 8),
        ("ties", {"members": "abc", "ties": [("a", "b"), ("b", "a"), ("c", "a"), ("a", "c")]}, 1.0, True, 3),
        ("ties", {"members": "abc", "ties": [("a", "b"), ("b", "a"), ("c", "a")]}, 2 / 3, False, 3),
    ],
)
def test_a_target_is_judged_from_the_records(code: str, facts: dict[str, Any], value: float, met: bool, n: int) -> None:
    found = judged(code, **facts)
    assert found.value == pytest.approx(value)
    assert (found.met, found.n, found.threshold) == (met, n, LIMITS[code])


def test_seven_of_ten_reach_seventy_percent_in_binary_too() -> None:
    assert judged("participation", participation=[(0, 30)] * 7 + [(30, 30)] * 3).met is True


def test_every_target_of_the_shipped_programme_is_judged_and_named() -> None:
    limits = {target.code: target.value for target in sahabat_dengar().targets}
    assert limits == LIMITS
    assert [t.code for t in targets(Facts(), limits)] == list(TARGET_NAMES)
