"""The curve of new codes: a bar an event for what it brought, a line for what is known by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from laras.base.ui.phrases import number

LEFT, RIGHT, TOP, FLOOR, HEIGHT = 40, 12, 22, 190, 222
WIDEST, NARROWEST, ROOM = 56, 14, 640  # of a step, and the width aimed at
LABEL_ROOM = 34  # pixels the number of an event needs below the axis


def new_code_curve(
    new: Sequence[int], known: Sequence[int], *, marks: Sequence[tuple[int, str]], label: str
) -> SafeString:
    """Draw `new` codes per event as bars and how many are `known` after it as a line, on one scale.

    `marks` are dashed lines after the n-th event with their words; `label` is what the figure says aloud.
    """
    events, most = len(new), max(max(known, default=0), 1)
    step = min(WIDEST, max(NARROWEST, ROOM // max(1, events)))
    width = LEFT + events * step + RIGHT

    def x(event: float) -> float:
        return LEFT + event * step

    def y(value: float) -> float:
        return FLOOR - value / most * (FLOOR - TOP)

    points = [(x(place + 0.5), y(value)) for place, value in enumerate(known)]
    return format_html(
        '<svg class="new-codes" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '{3}{4}{5}<polyline class="way" points="{6}"/>{7}{8}</svg>',
        width,
        HEIGHT,
        label,
        format_html_join(
            "",
            '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>'
            '<text x="{3}" y="{2}" text-anchor="end" dominant-baseline="central">{4}</text>',
            ((LEFT, width - RIGHT, f"{y(value):.1f}", LEFT - 6, number(value)) for value in _ticks(most)),
        ),
        format_html_join(
            "",
            '<rect class="new" x="{}" y="{}" width="{}" height="{}"/>',
            (
                (f"{x(place + 0.2):.1f}", f"{y(value):.1f}", f"{0.6 * step:.1f}", f"{FLOOR - y(value):.1f}")
                for place, value in enumerate(new)
                if value
            ),
        ),
        format_html_join(
            "",
            '<line class="edge" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text x="{0}" y="14" text-anchor="middle">{3}</text>',
            ((f"{x(event):.1f}", TOP, FLOOR, words) for event, words in marks if 0 < event <= events),
        ),
        " ".join(f"{a:.1f},{b:.1f}" for a, b in points),
        format_html_join(
            "", '<circle class="dot" cx="{}" cy="{}" r="3.5"/>', ((f"{a:.1f}", f"{b:.1f}") for a, b in points)
        ),
        format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="middle">{}</text>',
            ((f"{x(event - 0.5):.1f}", FLOOR + 20, event) for event in _numbered(events, step)),
        ),
    )


def _ticks(most: int) -> Iterator[int]:
    """Yield nought, the highest value and what lies in the middle, where whole numbers allow it."""
    yield 0
    if most >= 4:
        yield most // 2
    yield most


def _numbered(events: int, step: int) -> Iterator[int]:
    every = -(-LABEL_ROOM // step)
    yield from range(1, events + 1, every)
