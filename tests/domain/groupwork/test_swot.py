"""Weighted scores and the quadrant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from laras.domain.groupwork.programme import sahabat_dengar
from laras.domain.groupwork.swot import QUADRANTS, Factor, analyse


def factors(s: int, w: int, o: int, t: int, weight: str = "0.5") -> list[Factor]:
    return [Factor(kind, Decimal(weight), rating) for kind, rating in zip("swot", (s, w, o, t), strict=True)]


@pytest.mark.parametrize(
    ("ratings", "quadrant"),
    [((4, 1, 4, 1), 1), ((4, 1, 1, 4), 2), ((1, 4, 4, 1), 3), ((1, 4, 1, 4), 4), ((2, 2, 3, 3), 1)],
)
def test_the_quadrant_follows_the_two_differences(ratings: tuple[int, int, int, int], quadrant: int) -> None:
    assert analyse(factors(*ratings)).quadrant == quadrant


def test_weights_that_do_not_add_up_to_one_give_no_quadrant() -> None:
    found = analyse(factors(4, 1, 4, 1, weight="0.4"))
    assert (found.is_balanced, found.quadrant) == (False, None)
    assert (found.weights_inside, found.weights_outside) == (Decimal("0.8"), Decimal("0.8"))


def test_the_shipped_swot_is_balanced_and_lies_in_the_first_quadrant() -> None:
    found = analyse(Factor(row.kind, row.weight, row.rating) for row in sahabat_dengar().swot)
    assert found.is_balanced
    assert (found.ifas, found.efas) == (Decimal("2.85"), Decimal("2.70"))
    assert (found.x, found.y, found.quadrant) == (Decimal("0.65"), Decimal("0.70"), 1)
    assert set(QUADRANTS) == {1, 2, 3, 4}
