"""Figures of change show people and gaps as they are."""

from __future__ import annotations

import re

from laras.base.ui.change_figures import Mark, attendance_dots, change_dots, choice_ring, member_course


def numbers(pattern: str, drawing: str) -> list[float]:
    return [float(found) for found in re.findall(pattern, drawing)]


def test_a_gap_in_a_course_is_no_line() -> None:
    marks = [Mark(0, 8, "first"), Mark(0.3, 7), Mark(0.5, None), Mark(0.8, 5), Mark(1, 4, "last")]
    drawing = member_course(
        marks, low=0, high=10, start=0.2, tone="better", label="Ibu N. <b>", ends=("1 Jun", "1 Agu")
    )
    assert drawing.count("<polyline") == 2
    assert drawing.count('class="absent"') == 1
    assert 'aria-label="Ibu N. &lt;b&gt;"' in drawing
    assert 'class="course better"' in drawing


def test_higher_values_stand_higher_and_inside_the_picture() -> None:
    drawing = member_course(
        [Mark(0, 0, "first"), Mark(1, 10, "last")], low=0, high=10, start=0, tone="worse", label="", ends=("", "")
    )
    low, high = numbers(r'cy="([\d.]+)"', drawing)
    assert (low, high) == (82.0, 10.0)


def test_equal_changes_are_stacked_and_zero_is_always_there() -> None:
    drawing = change_dots([(-3, "better"), (-3, "better"), (2, "worse")], interval=(-3, 1), middle=-2, label="x")
    xs, ys = numbers(r'cx="([\d.]+)"', drawing), numbers(r'cy="([\d.]+)"', drawing)
    assert xs[0] == xs[1] and ys[0] != ys[1] and xs[2] > xs[0]
    assert re.findall(r'<text class="mid"[^>]*>([^<]+)<', drawing) == ["−3", "−2", "−1", "0", "+1", "+2"]
    assert drawing.count('class="span"') == 1 and drawing.count('class="middle"') == 1


def test_large_changes_get_few_ticks() -> None:
    drawing = change_dots([(-40.0, "worse"), (35.5, "better")], interval=None, middle=None, label="x")
    assert len(re.findall("<text", drawing)) <= 10


def test_two_with_the_same_attendance_and_change_stand_side_by_side() -> None:
    drawing = attendance_dots([(8, -3, "better"), (8, -3, "better"), (6, 1, "worse")], held=8, label="x")
    spots = list(zip(numbers(r'cx="([\d.]+)"', drawing), numbers(r'cy="([\d.]+)"', drawing), strict=True))
    assert len(set(spots)) == 3
    assert ">6×<" in drawing and ">8×<" in drawing


def test_mutual_choices_are_thick_and_the_unchosen_are_hollow() -> None:
    drawing = choice_ring({1: "1", 2: "2", 3: "3"}, [(1, 2), (2, 1), (3, 1), (3, 9)], label="x")
    assert (drawing.count('<g class="mutual"'), drawing.count('<g class="single"')) == (2, 1)
    assert (drawing.count('circle class="chosen"'), drawing.count('circle class="alone"')) == (2, 1)


def test_nothing_to_draw_is_still_a_picture() -> None:
    assert "<svg" in change_dots([], interval=None, middle=None, label="x")
    assert "<svg" in attendance_dots([], held=0, label="x")
    assert "<svg" in choice_ring({}, [], label="x")
