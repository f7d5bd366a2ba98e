"""What changed for one member."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.domain.outcomes import Course, ErrorOf, Point, member_change, movement

START = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)


def at(day: int) -> dt.datetime:
    return START + dt.timedelta(days=day)


def course(*points: tuple[int, float | None, str], better: str = "down", ends: int | None = 49) -> Course:
    made = tuple(Point(at(day), value, occasion) for day, value, occasion in points)
    return Course(made, START, None if ends is None else at(ends), better)


STRESS = course(
    (-14, 8, ""), (-7, 7, ""), (-1, 8, "baseline"), (14, 6, ""), (28, 5, "mid"), (35, 5, ""), (49, 4, "end"),
    (77, 5, "followup"),
)  # fmt: skip


def test_before_and_after_are_those_named_so_and_the_follow_up_is_neither() -> None:
    change = member_change(STRESS)
    assert (change.before, change.after, change.followup) == (
        Point(at(-1), 8, "baseline"),
        Point(at(49), 4, "end"),
        Point(at(77), 5, "followup"),
    )
    assert (change.difference, change.direction, change.reliable) == (-4, "better", None)


def test_nap_and_tau_u_compare_all_points_before_with_all_during() -> None:
    change = member_change(STRESS)
    assert change.nap is not None and change.tau_u is not None
    assert STRESS.phases() == ([8, 7, 8], [6, 5, 5, 4])
    # Every one of the 12 pairs is better; within A one pair rises, one falls, one ties: no trend.
    assert change.nap.value == 1.0
    assert (change.tau_u.value, change.tau_u.s_ab, change.tau_u.s_a, change.tau_u.denominator) == (1.0, 12, 0, 12)


@pytest.mark.parametrize("points", [[(-7, 7, ""), (-1, 8, "baseline"), (14, 6, ""), (28, 5, ""), (49, 4, "end")]])
def test_two_points_before_are_no_series(points: list[tuple[int, float, str]]) -> None:
    change = member_change(course(*points))
    assert (change.nap, change.tau_u, change.difference) == (None, None, -4)


def test_without_names_the_last_point_before_and_the_last_inside_are_compared() -> None:
    change = member_change(course((-9, 5, ""), (-2, None, ""), (10, 6, ""), (48, 7, ""), (60, 1, "")))
    assert (change.before, change.after) == (Point(at(-9), 5, ""), Point(at(48), 7, ""))
    assert (change.difference, change.direction) == (2, "worse")


def test_a_running_group_has_no_after_yet() -> None:
    change = member_change(course((-9, 5, ""), (10, 6, ""), ends=None))
    assert (change.after, change.difference, change.direction) == (None, None, "unknown")


def test_one_measurement_is_no_change() -> None:
    change = member_change(course((-9, 5, "")))
    assert (change.before, change.after, change.direction) == (Point(at(-9), 5, ""), None, "unknown")


def test_a_reliable_change_is_judged_with_the_error_it_was_given() -> None:
    wellbeing = course((-1, 40, "baseline"), (49, 60, "end"), better="up")
    change = member_change(wellbeing, ErrorOf(22.0, 0.90))
    assert change.reliable is not None and change.reliable.value == pytest.approx(20 / 9.8387, abs=1e-4)
    assert change.reliable.direction == "improved"
    small = member_change(course((-1, 40, "baseline"), (49, 55, "end"), better="up"), ErrorOf(22.0, 0.90))
    assert small.reliable is not None and small.reliable.direction == "unchanged"


@pytest.mark.parametrize(
    ("before", "after", "better", "key"),
    [
        (8, 4, "down", "fell_hoped"),
        (4, 8, "down", "rose_other"),
        (4, 8, "up", "rose_hoped"),
        (8, 4, "up", "fell_other"),
        (5, 5, "up", "same"),
        (5, None, "up", "no_after"),
        (None, 5, "up", "no_before"),
    ],
)
def test_the_sentence_says_how_it_moved_and_never_why(
    before: float | None, after: float | None, better: str, key: str
) -> None:
    made = course((-1, before, "baseline"), (49, after, "end"), better=better)
    assert movement(member_change(made), better) == key


def test_points_of_the_group_before_and_of_the_one_after_are_not_taken_for_ones_own() -> None:
    points = ((-30, 9, "end"), (-5, 6, "followup"), (-2, 8, "baseline"), (20, 5, "mid"))
    running = member_change(course(*points, ends=None))
    assert (running.before, running.after, running.followup) == (Point(at(-2), 8, "baseline"), None, None)
    ended = member_change(course(*points, (50, 4, "end"), (60, 2, "baseline"), (70, 1, ""), ends=49))
    assert (ended.before, ended.after) == (Point(at(-2), 8, "baseline"), Point(at(50), 4, "end"))
    # What lies after the end belongs to no phase, but the measurement at the end itself.
    assert course(*points, (50, 4, "end"), (70, 1, ""), ends=49).phases()[1] == [5, 4]
