"""A line of scores over time and the dots of a sample: places in percent and pixels, drawn by the template.

Across, everything is in percent of the width, so that letters keep their size on a phone; downwards in pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.ui.phrases import day, number
from laras.domain.errors import N_
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.queries import Point

HEIGHT = 190
TOP, BOTTOM = 18, 172
LEFT, RIGHT = 12.0, 94.0
DOTS_HEIGHT = 200
ROOM = 172  # pixels for the tallest pile of dots
BINS = 41

TOLD = N_("{name}: {scores}. Possible: {low} to {high}.")


@dataclass(frozen=True)
class Dot:
    """One reading; `x` in percent, `y` in pixels, both as the SVG wants them."""

    x: str
    y: str
    first: bool
    last: bool
    value: str
    label: str


@dataclass(frozen=True)
class Segment:
    """A piece of the line between two readings that follow each other without a gap."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Grid:
    """A level line with the number beside it."""

    y: str
    text_y: str
    label: str


@dataclass(frozen=True)
class Line:
    """Everything the template draws; `alt` says the same in words."""

    height: int
    dots: tuple[Dot, ...]
    segments: tuple[Segment, ...]
    grid: tuple[Grid, ...]
    first_day: str
    last_day: str
    alt: str


def line_of(about: Instrument, name: str, points: Sequence[Point]) -> Line:
    """Place the readings of one instrument over time; a sheet without a score leaves a gap."""
    low, high = about.main.low, about.main.high
    start = points[0].happened_at.timestamp() if points else 0.0
    span = (points[-1].happened_at.timestamp() - start) if points else 0.0
    spots: list[Dot | None] = []
    scored = [place for place, point in enumerate(points) if point.value is not None]
    for place, point in enumerate(points):
        if point.value is None:
            spots.append(None)
            continue
        share = (point.happened_at.timestamp() - start) / span if span else 0.5
        spots.append(
            Dot(
                x=f"{LEFT + share * (RIGHT - LEFT):.2f}",
                y=_y(point.value, low, high),
                first=place == scored[0] and len(scored) > 1,
                last=place == scored[-1],
                value=number(point.value, about.main.places),
                label=_("{value} on {day}").format(
                    value=number(point.value, about.main.places), day=day(point.happened_at)
                ),
            )
        )
    dots = tuple(spot for spot in spots if spot)
    told = ", ".join(dot.label for dot in dots[-12:]) or _("no score yet")
    return Line(
        height=HEIGHT,
        dots=dots,
        segments=tuple(Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(spots) if a and b),
        grid=_grid(about, low, high),
        first_day=day(points[0].happened_at) if points else "",
        last_day=day(points[-1].happened_at) if len(points) > 1 else "",
        alt=_(TOLD).format(name=name, scores=told, low=number(low), high=number(high)),
    )


def _y(value: float, low: float, high: float) -> str:
    return f"{BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP):.1f}"


def _grid(about: Instrument, low: float, high: float) -> tuple[Grid, ...]:
    """The ends of the range, and where a band begins."""
    levels = sorted({low, high, *(band.low for band in about.bands)})
    if len(levels) == 2:
        levels.insert(1, (low + high) / 2)
    found = []
    for level in levels:
        y = float(_y(level, low, high))
        found.append(Grid(f"{y:.1f}", f"{y + 5:.1f}", number(level, 0 if float(level).is_integer() else 1)))
    return tuple(found)


@dataclass(frozen=True)
class Pile:
    """The people of a sample with about the same score: dots one above the other."""

    x: str
    ys: tuple[str, ...]


@dataclass(frozen=True)
class Dots:
    """The distribution of a sample; `radius` in pixels, `alt` says it in words."""

    height: int
    radius: str
    piles: tuple[Pile, ...]
    low: str
    high: str
    alt: str


def dots_of(about: Instrument, values: Sequence[float]) -> Dots:
    """Pile one dot a person over the range of the score."""
    low, high = about.main.low, about.main.high
    width = (high - low) / (BINS - 1)
    counts = Counter(round((value - low) / width) for value in values)
    tallest = max(counts.values(), default=1)
    step = min(10.0, ROOM / tallest)
    piles = tuple(
        Pile(
            x=f"{3 + place / (BINS - 1) * 94:.2f}",
            ys=tuple(f"{DOTS_HEIGHT - 8 - step * (one + 0.5):.1f}" for one in range(count)),
        )
        for place, count in sorted(counts.items())
    )
    lowest, highest = (min(values), max(values)) if values else (None, None)
    words = ngettext(
        "{n} person, scores from {lowest} to {highest}.", "{n} people, scores from {lowest} to {highest}.", len(values)
    )
    return Dots(
        height=DOTS_HEIGHT,
        radius=f"{max(1.2, min(4.0, step / 2 - 0.4)):.1f}",
        piles=piles,
        low=number(low),
        high=number(high),
        alt=words.format(
            n=len(values), lowest=number(lowest, about.main.places), highest=number(highest, about.main.places)
        ),
    )
