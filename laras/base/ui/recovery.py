"""The recovery line: dated readings above the support of the same weeks, on one axis of days.

Drawn by hand (decision 9): this stands on a daily page that follows the theme of the device. Readings and support stand
side by side; nothing here says what led to what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laras.base.ui.figures import StripRow
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day, number
from laras.base.ui.signs import letter
from laras.base.ui.tokens import LOOK

ROW = 22  # pixels from one aspect to the next
EDGE = 10  # pixels kept free above the highest and below the lowest value
ROOM_FOR_A_MONTH = 9.0  # percent of the width that the name of a month needs on a phone


@dataclass(frozen=True)
class Panel:
    """One series: readings oldest first, its scale `low`…`high`, and the words at some of its values.

    `holds` draws a level that holds until the next reading; a reading before the first week is then where it begins.
    `words` names a value where a number alone says little.
    """

    label: str
    low: float
    high: float
    points: Sequence[tuple[dt.date, float]]
    marks: Sequence[float]
    words: dict[float, str] = field(default_factory=dict)
    holds: bool = False
    height: int = 76

    def y(self, value: float) -> float:
        """Return how far below the upper edge a value stands, in pixels."""
        return EDGE + (self.high - value) / (self.high - self.low) * (self.height - 2 * EDGE)

    def word(self, value: float) -> str:
        return self.words.get(value, number(value, 0 if float(value).is_integer() else 1))


@dataclass(frozen=True)
class Span:
    """The weeks shown, from the first Monday to the end of the last week."""

    mondays: Sequence[dt.date]

    def x(self, on: dt.date) -> float:
        """Return the middle of a day as a percentage of the width, 0 and 100 outside."""
        share = ((on - self.mondays[0]).days + 0.5) / (7 * len(self.mondays))
        return 100 * min(1.0, max(0.0, share))

    def has(self, on: dt.date) -> bool:
        return self.mondays[0] <= on <= self.end

    @property
    def end(self) -> dt.date:
        return self.mondays[-1] + dt.timedelta(days=6)

    def months(self) -> Iterator[tuple[float, str]]:
        """Yield place and name of each month that begins in the span and has room for its name."""
        last = -ROOM_FOR_A_MONTH
        for offset in range(7 * len(self.mondays)):
            on = self.mondays[0] + dt.timedelta(days=offset)
            x = self.x(on)
            if on.day == 1 and x - last >= ROOM_FOR_A_MONTH and x <= 100 - ROOM_FOR_A_MONTH / 2:
                last = x
                yield x, dateformat.format(on, "M")


def recovery_chart(panels: Sequence[Panel], rows: Sequence[StripRow], mondays: Sequence[dt.date]) -> SafeString:
    """Draw the panels above the weekly support by aspect; `rows` may be empty where support may not be read."""
    span = Span(mondays)
    months = list(span.months())
    return format_html(
        '<div class="recovery" role="img" aria-label="{}">{}{}<svg class="months" width="100%" height="20">{}</svg></div>',
        _sentence(panels, rows, span),
        format_html_join("", "{}", ((_panel(panel, span, months),) for panel in panels)),
        _support(rows, months) if rows else "",
        format_html_join(
            "", '<text x="{}%" y="15">{}</text>', ((f"{x:.2f}", name) for x, name in months or [(50.0, "")])
        ),
    )


def _panel(panel: Panel, span: Span, months: Sequence[tuple[float, str]]) -> SafeString:
    words = format_html_join(
        "", '<text x="100%" y="{}">{}</text>', ((f"{panel.y(mark):.1f}", panel.word(mark)) for mark in panel.marks)
    )
    levels = format_html_join(
        "",
        '<line class="level" x1="0" x2="100%" y1="{0}" y2="{0}"/>',
        ((f"{panel.y(mark):.1f}",) for mark in panel.marks),
    )
    return format_html(
        '<p class="part">{}</p><svg class="words" width="100%" height="{h}">{}</svg>'
        '<svg class="series" width="100%" height="{h}">{}{}{}</svg>',
        panel.label,
        words,
        _month_lines(months, panel.height),
        levels,
        _held(panel, span) if panel.holds else _joined(panel, span),
        h=panel.height,
    )


def _joined(panel: Panel, span: Span) -> SafeString:
    """Draw dots and the lines between them."""
    places = [(span.x(on), panel.y(value)) for on, value in panel.points if span.has(on)]
    lines = format_html_join("", '<line class="to" x1="{}%" y1="{}" x2="{}%" y2="{}"/>', _between(places))
    return lines + _dots(panel, span)


def _held(panel: Panel, span: Span) -> SafeString:
    """Draw a level from its reading to the next one or to the end of the span, a thin step between two levels."""
    ends = [*(span.x(on) for on, _value in panel.points), 100.0][1:]
    runs = [(span.x(on), panel.y(value), end) for (on, value), end in zip(panel.points, ends, strict=True) if end > 0]
    flat = format_html_join(
        "",
        '<line class="hold" x1="{0}%" y1="{1}" x2="{2}%" y2="{1}"/>',
        ((f"{x:.2f}", f"{y:.1f}", f"{end:.2f}") for x, y, end in runs),
    )
    steps = format_html_join(
        "",
        '<line class="step" x1="{0}%" y1="{1}" x2="{0}%" y2="{2}"/>',
        ((f"{end:.2f}", f"{y:.1f}", f"{after:.1f}") for (_x, y, end), (_next, after, _end) in pairwise(runs)),
    )
    return flat + steps + _dots(panel, span)


def _between(places: Sequence[tuple[float, float]]) -> Iterator[tuple[str, str, str, str]]:
    for (x1, y1), (x2, y2) in pairwise(places):
        yield f"{x1:.2f}", f"{y1:.1f}", f"{x2:.2f}", f"{y2:.1f}"


def _dots(panel: Panel, span: Span) -> SafeString:
    """Draw a dot a reading; the very first one ever is hollow."""
    return format_html_join(
        "",
        '<circle class="{}" cx="{}%" cy="{}" r="4"/>',
        (
            ("dot" if place else "dot first", f"{span.x(on):.2f}", f"{panel.y(value):.1f}")
            for place, (on, value) in enumerate(panel.points)
            if span.has(on)
        ),
    )


def _month_lines(months: Sequence[tuple[float, str]], height: int) -> SafeString:
    return format_html_join(
        "", '<line class="month" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>', ((f"{x:.2f}", height) for x, _name in months)
    )


def _support(rows: Sequence[StripRow], months: Sequence[tuple[float, str]]) -> SafeString:
    names = format_html_join(
        "",
        '<span class="{}">{}<span class="word">{}</span></span>',
        ((LOOK[row.aspect].css, letter(row.aspect, size="s"), aspect_name(row.aspect)) for row in rows),
    )
    height = ROW * len(rows)
    drawn = format_html_join(
        "",
        '<g class="{}">{}</g>',
        ((LOOK[row.aspect].css, _weeks(row.counts, ROW * index + ROW / 2)) for index, row in enumerate(rows)),
    )
    return format_html(
        '<p class="part">{}</p><div class="names">{}</div><svg class="dots" width="100%" height="{}">{}{}</svg>',
        _("Support recorded in the same weeks"),
        names,
        height,
        _month_lines(months, height),
        drawn,
    )


def _weeks(counts: Sequence[int], y: float) -> SafeString:
    step = 100 / max(1, len(counts))
    return format_html_join(
        "",
        '<circle class="{}" cx="{}%" cy="{}" r="{}"/>',
        (
            ("on" if count else "off", f"{step * (place + 0.5):.2f}", y, f"{week_radius(count):.1f}")
            for place, count in enumerate(counts)
        ),
    )


def week_radius(count: int) -> float:
    """Return the radius of a week's dot: 2.4 px hollow for none, 3 px for one note, 5.2 px from five on."""
    return 2.4 + 0.55 * min(count, 5) if count else 2.4


def _sentence(panels: Sequence[Panel], rows: Sequence[StripRow], span: Span) -> str:
    parts = [_("Readings and support, %(start)s to %(end)s.") % {"start": day(span.mondays[0]), "end": day(span.end)}]
    unrated = _("not rated yet")
    parts += [f"{panel.label}: {', '.join(_readings(panel)) or unrated}." for panel in panels]
    for row in rows:
        words = {"aspect": aspect_name(row.aspect), "n": len(row.counts), "heard": sum(map(bool, row.counts))}
        parts.append(_("%(aspect)s recorded in %(heard)d of %(n)d weeks.") % words)
    return " ".join(parts)


def _readings(panel: Panel) -> list[str]:
    """Say the first and the last reading; the numbers between stand in the table beside the drawing."""
    ends = [panel.points[0], panel.points[-1]] if len(panel.points) > 1 else list(panel.points)
    return [_("%(value)s on %(day)s") % {"value": panel.word(value), "day": day(on)} for on, value in ends]
