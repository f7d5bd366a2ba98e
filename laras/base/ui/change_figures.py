"""Figures of change: each member's course, the changes of a group as dots, attendance beside change, who chose whom.

Individuals before averages: every figure shows people, none shows a mean. Numbers on the axes are 14 px.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from laras.base.ui.phrases import number

# How a change is coloured: towards what was hoped, without change, the other way.
TONES = {"better": "better", "same": "same", "worse": "worse", "unknown": "same"}
COURSE_WIDTH, COURSE_HEIGHT = 212, 104
LEFT, RIGHT, TOP, FLOOR = 34, 204, 10, 82
DOT_STEP, DOT_ROW = 34, 17


@dataclass(frozen=True)
class Mark:
    """One place of a course: `x` 0-1 along the time axis, `value` None where nothing was measured."""

    x: float
    value: float | None
    kind: str = ""  # first, last, absent


def member_course(
    marks: Sequence[Mark], *, low: float, high: float, start: float, tone: str, label: str, ends: tuple[str, str]
) -> SafeString:
    """Draw one member's course between `low` and `high`; a gap stays a gap, the dashed line is the first session.

    `start` is the place 0-1 of that line, `ends` the words below both ends, `label` what it says aloud.
    """
    span = (high - low) or 1.0

    def x(mark: Mark) -> float:
        return LEFT + 6 + mark.x * (RIGHT - LEFT - 12)

    def y(value: float) -> float:
        return FLOOR - (value - low) / span * (FLOOR - TOP)

    return format_html(
        '<svg class="course {}" width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '{}<line class="start" x1="{}" x2="{}" y1="{}" y2="{}"/>{}{}'
        '<text x="{}" y="100">{}</text><text class="end" x="{}" y="100">{}</text></svg>',
        TONES.get(tone, "same"),
        COURSE_WIDTH,
        COURSE_HEIGHT,
        COURSE_WIDTH,
        COURSE_HEIGHT,
        label,
        _grid(low, high, y),
        *(f"{LEFT + 6 + start * (RIGHT - LEFT - 12):.1f}",) * 2,
        TOP - 2,
        FLOOR,
        _lines([[(x(m), y(m.value)) for m in run if m.value is not None] for run in _runs(marks)]),
        format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="{}"/>', (_dot(mark, x, y) for mark in marks)),
        LEFT,
        ends[0],
        RIGHT,
        ends[1],
    )


def _grid(low: float, high: float, y: Callable[[float], float]) -> SafeString:
    middle = (low + high) / 2
    return format_html_join(
        "",
        '<line class="rule" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="end" x="{}" y="{}">{}</text>',
        (
            (LEFT, RIGHT, *(f"{y(value):.1f}",) * 2, LEFT - 6, f"{y(value) + 5:.1f}", _short(value))
            for value in (low, middle, high)
        ),
    )


def _short(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def _runs(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Split at the gaps: a line over a missing point would claim what nobody saw."""
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.value is None:
            runs.append([])
        else:
            runs[-1].append(mark)
    return [run for run in runs if len(run) > 1]


def _lines(runs: Sequence[Sequence[tuple[float, float]]]) -> SafeString:
    written = (" ".join(f"{x:.1f},{y:.1f}" for x, y in run) for run in runs)
    return format_html_join("", '<polyline points="{}"/>', ((points,) for points in written))


def _dot(mark: Mark, x: Callable[[Mark], float], y: Callable[[float], float]) -> tuple[str, str, str, str]:
    if mark.value is None:
        return "absent", f"{x(mark):.1f}", f"{FLOOR}", "3"
    size = {"first": "3.8", "last": "3.8"}.get(mark.kind, "2.3")
    return mark.kind or "point", f"{x(mark):.1f}", f"{y(mark.value):.1f}", size


def change_dots(
    changes: Sequence[tuple[float, str]],
    *,
    interval: tuple[float, float] | None,
    middle: float | None,
    label: str,
) -> SafeString:
    """Draw one dot a member over a line of changes, stacked where equal; the interval as a bar with its middle.

    `changes` are (after - before, direction).
    """
    values = [value for value, _ in changes] + list(interval or ()) + [0.0]
    step = _step(min(values), max(values))
    low, high = math.floor(min(values) / step), math.ceil(max(values) / step)
    low, high = min(low, -1), max(high, 1)
    width = max(240, DOT_STEP * (high - low + 2))
    each = width / (high - low + 2)

    def x(value: float) -> float:
        return (value / step - low + 1) * each

    stacks: dict[float, int] = {}
    dots = []
    for value, direction in sorted(changes):
        place = stacks[value] = stacks.get(value, -1) + 1
        dots.append((TONES.get(direction, "same"), f"{x(value):.1f}", -DOT_ROW * place))
    tallest = max(stacks.values(), default=0) + 1
    base = DOT_ROW * tallest + 6
    ticks = [step * at for at in range(low, high + 1)]
    return format_html(
        '<svg class="changes" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<line class="zero" x1="{3}" x2="{3}" y1="0" y2="{4}"/>{5}{6}'
        '<line class="rule" x1="0" x2="{0}" y1="{4}" y2="{4}"/>{7}</svg>',
        round(width),
        base + 46,
        label,
        f"{x(0):.1f}",
        base + 22,
        format_html_join(
            "", '<circle class="{}" cx="{}" cy="{}" r="6"/>', ((css, cx, base - 8 + cy) for css, cx, cy in dots)
        ),
        _bar(interval, middle, x, base + 4),
        format_html_join(
            "",
            '<text class="mid" x="{}" y="{}">{}</text>',
            ((f"{x(tick):.1f}", base + 40, _signed(tick)) for tick in ticks),
        ),
    )


def _bar(
    interval: tuple[float, float] | None, middle: float | None, x: Callable[[float], float], y: float
) -> SafeString:
    parts = []
    if interval is not None:
        start, width = x(interval[0]), max(1.0, x(interval[1]) - x(interval[0]))
        parts.append(
            format_html(
                '<rect class="span" x="{}" y="{}" width="{}" height="12" rx="6"/>', f"{start:.1f}", y, f"{width:.1f}"
            )
        )
    if middle is not None:
        at = f"{x(middle):.1f}"
        parts.append(format_html('<line class="middle" x1="{}" x2="{}" y1="{}" y2="{}"/>', at, at, y - 4, y + 16))
    return format_html_join("", "{}", ((part,) for part in parts))


def _step(low: float, high: float) -> float:
    """Choose a tick so that at most nine stand side by side."""
    span = max(high - low, 1e-9)
    for step in (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0):
        if span / step <= 8:
            return step if span > 1.5 or step >= 1 else 0.5
    return 100.0


def _signed(value: float) -> str:
    words = number(value, 0 if float(value).is_integer() else 1)
    return f"+{words}" if value > 0 else words


def attendance_dots(points: Sequence[tuple[int, float, str]], *, held: int, label: str) -> SafeString:
    """Draw (sessions attended, change, direction) as dots: attendance to the right, change upwards."""
    values = [value for _, value, _ in points] + [0.0]
    step = _step(min(values), max(values))
    low, high = math.floor(min(values) / step), math.ceil(max(values) / step)
    rows = high - low + 1
    height, width = 24 * rows + 34, 280
    least = min((came for came, _, _ in points), default=0)
    columns = max(1, held - least)

    def x(came: int) -> float:
        return 62 + (came - least) / columns * (width - 92)

    def y(value: float) -> float:
        return 14 + (high - value / step) * 24

    lines = [(f"{y(step * at):.1f}", _signed(step * at)) for at in range(low, high + 1)]
    placed: dict[tuple[int, float], int] = {}
    dots = []
    for came, value, direction in sorted(points):
        place = placed[came, value] = placed.get((came, value), -1) + 1
        dots.append((TONES.get(direction, "same"), f"{x(came) + 11 * place:.1f}", f"{y(value):.1f}"))
    return format_html(
        '<svg class="changes" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}{4}{5}</svg>',
        width,
        height,
        label,
        format_html_join(
            "",
            '<line class="rule" x1="46" x2="272" y1="{0}" y2="{0}"/><text class="end" x="38" y="{0}" dy="5">{1}</text>',
            lines,
        ),
        format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="5.5"/>', dots),
        format_html_join(
            "",
            '<text class="mid" x="{}" y="{}">{}</text>',
            ((f"{x(came):.1f}", height - 4, f"{came}×") for came in sorted({least, held})),
        ),
    )


def choice_ring(names: Mapping[Any, str], choices: Sequence[tuple[Any, Any]], *, label: str) -> SafeString:
    """Draw who chose whom on a ring: an arrow a choice, thick where it is mutual, a hollow circle for one not chosen."""
    people, size, radius = list(names), 320, 112
    spot = {
        one: (
            size / 2 + radius * math.sin(2 * math.pi * place / max(1, len(people))),
            size / 2 - radius * math.cos(2 * math.pi * place / max(1, len(people))),
        )
        for place, one in enumerate(people)
    }
    known = [(a, b) for a, b in choices if a in spot and b in spot]
    chosen = {b for _, b in known}
    arrows = [("mutual" if (b, a) in known else "single", *_arrow(spot[a], spot[b])) for a, b in known]
    return format_html(
        '<svg class="ring-of" width="{0}" height="{0}" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">{2}{3}{4}</svg>',
        size,
        label,
        format_html_join(
            "",
            '<g class="{}"><line x1="{}" y1="{}" x2="{}" y2="{}"/><polygon points="{}"/></g>',
            arrows,
        ),
        format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="{}" r="17"/>',
            (("chosen" if one in chosen else "alone", f"{at[0]:.1f}", f"{at[1]:.1f}") for one, at in spot.items()),
        ),
        format_html_join(
            "",
            '<text class="mid {}" x="{}" y="{}" dy="5">{}</text>',
            (("in" if one in chosen else "", f"{at[0]:.1f}", f"{at[1]:.1f}", names[one]) for one, at in spot.items()),
        ),
    )


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> tuple[str, str, str, str, str]:
    """Return the ends of an arrow that stops at the circles, and the three corners of its head."""
    length = math.dist(start, end) or 1.0
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    x1, y1 = start[0] + 19 * ux, start[1] + 19 * uy
    x2, y2 = end[0] - 20 * ux, end[1] - 20 * uy
    back_x, back_y = x2 - 9 * ux, y2 - 9 * uy
    corners = [(x2, y2), (back_x - 4.5 * uy, back_y + 4.5 * ux), (back_x + 4.5 * uy, back_y - 4.5 * ux)]
    return (
        f"{x1:.1f}",
        f"{y1:.1f}",
        f"{back_x:.1f}",
        f"{back_y:.1f}",
        " ".join(f"{x:.1f},{y:.1f}" for x, y in corners),
    )
