"""What changed in a group."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.domain.outcomes import Course, ErrorOf, GroupChange, MemberChange, Point, group_change, member_change

START = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
END = START + dt.timedelta(days=49)


def change(before: float | None, after: float | None, better: str = "down") -> MemberChange:
    points = (Point(START - dt.timedelta(days=1), before, "baseline"), Point(END, after, "end"))
    return member_change(Course(points, START, END, better), ErrorOf(2.0, 0.82))


def group(pairs: list[tuple[float | None, float | None]]) -> GroupChange:
    return group_change([change(*pair) for pair in pairs], "down")


def test_eight_members_with_one_worse_one_same_and_one_missing() -> None:
    found = group([(8, 4), (7, 5), (6, 5), (9, 4), (5, 5), (4, 6), (7, 4), (8, None)])
    assert (found.n, found.n_missing, found.improved, found.same, found.worsened) == (7, 1, 5, 1, 1)
    assert found.dots_only is False
    assert found.wilcoxon is not None and found.hodges_lehmann is not None
    # Differences -4 -2 -1 -5 0 +2 -3: ranks of six without the zero, +2 shares rank 2.5; W+ = 2.5.
    assert (found.wilcoxon.v, found.wilcoxon.n_zero, found.wilcoxon.smallest_p) == (2.5, 1, 2 / 2**6)
    # Sign patterns with W+ <= 2.5: {} {1} {2} {2'}: 4 of 64, both sides.
    assert found.wilcoxon.value == pytest.approx(8 / 64)
    assert found.hodges_lehmann.value == -2.0
    assert found.effect == pytest.approx((18.5 - 2.5) / 21)


def test_four_members_are_dots_and_nothing_else() -> None:
    found = group([(8, 4), (7, 5), (6, 5), (9, 4), (8, None)])
    assert (found.n, found.dots_only) == (4, True)
    assert (found.wilcoxon, found.hodges_lehmann, found.rank_biserial, found.effect) == (None, None, None, None)


def test_a_group_that_did_not_move_has_no_test() -> None:
    found = group([(5, 5)] * 6)
    assert found.same == 6 and found.wilcoxon is not None and found.wilcoxon.value is None
    assert found.effect is None


def test_the_reliable_ones_are_counted_by_direction() -> None:
    # S_diff = 1.2 points: 1.96 times that is 2.35.
    found = group([(8, 4), (7, 5), (6, 5), (9, 4), (2, 6)])
    assert found.reliable == {"improved": 2, "unchanged": 2, "deteriorated": 1}


def test_nobody_is_no_group() -> None:
    assert group_change([]) == GroupChange(0, 0, 0, 0, 0, True, None, None, None, None, {})
