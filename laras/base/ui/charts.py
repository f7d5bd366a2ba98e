"""Charts for page and PDF: an Altair figure drawn to SVG, in the colours of the tokens and the words of the page.

Altair and vl-convert are imported where they are needed: the first drawing of a process takes half a second, later ones
20 ms. Use them in jobs and reports; what a daily page shows is drawn by `laras.base.ui.figures`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import dateformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from laras.base.ui.figures import StripRow, dot_radius
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day
from laras.base.ui.tokens import LOOKS, tokens

FONT = "Liberation Sans, Arial, sans-serif"
TINTS = (0.0, 0.14, 0.28, 0.45)  # the heat steps of the light theme over the surface
TEXT = 14  # the smallest letter anywhere, in pixels


@dataclass(frozen=True)
class HeatCell:
    """Notes of one aspect in one row of a board (a ward, a client number); `days_silent` where there are none."""

    row: str
    aspect: str
    count: int
    days_silent: int | None = None


@dataclass(frozen=True)
class LinePoint:
    """One reading of a series, e.g. severity or mood, on a day; `value` None where it is missing."""

    series: str
    on: dt.date
    value: float | None


def strip_12_weeks(rows: Sequence[StripRow], weeks: Sequence[dt.date], language: str) -> SafeString:
    """Draw weekly notes by aspect: the dot's area is the count, dashed hollow is silence."""
    import altair as alt

    with override(language):
        values = [
            {
                "aspect": aspect_name(row.aspect),
                "week": dateformat.format(week, "j M"),
                "count": count,
                "size": (2 * dot_radius(count)) ** 2,
            }
            for row in rows
            for week, count in zip(weeks, row.counts, strict=True)
        ]
        named = [dateformat.format(week, "j M") for week in weeks[::3]]
        base = alt.Chart(alt.InlineData(values=values)).encode(
            x=alt.X("week:O", sort=None, axis=alt.Axis(title=None, labelAngle=0, grid=False, values=named)),
            y=alt.Y("aspect:N", sort=_names(), axis=alt.Axis(title=None, grid=True)),
        )
        heard = base.transform_filter("datum.count > 0").mark_circle(opacity=1)
        silent = base.transform_filter("datum.count == 0").mark_point(
            strokeDash=[2.6, 2.2], size=144, filled=False, opacity=1
        )
        layers = (heard.encode(size=alt.Size("size:Q", scale=None), color=_colour()), silent.encode(color=_colour()))
        return _svg(alt.layer(*layers).properties(width=520, height=150))


def coverage_heat(cells: Sequence[HeatCell], language: str) -> SafeString:
    """Draw a board of counts by row and aspect; the number is always printed, silence as days in a hollow cell."""
    import altair as alt

    with override(language):
        values = [
            {
                "row": cell.row,
                "aspect": aspect_name(cell.aspect),
                "tint": TINTS[heat_step(cell.count)],
                "text": _silence(cell),
            }
            for cell in cells
        ]
        base = alt.Chart(alt.InlineData(values=values)).encode(
            x=alt.X("aspect:N", sort=_names(), axis=alt.Axis(title=None, orient="top", labelAngle=0)),
            y=alt.Y("row:N", sort=None, axis=alt.Axis(title=None)),
        )
        tint = base.mark_rect(cornerRadius=8, opacity=1, strokeWidth=4).encode(
            fill=_colour("fill"), fillOpacity=alt.FillOpacity("tint:Q", scale=None)
        )
        edge = base.transform_filter("datum.tint == 0").mark_rect(
            filled=False, strokeDash=[4, 3], strokeWidth=1.6, cornerRadius=6
        )
        text = base.mark_text(fontSize=TEXT, color=tokens()["ink"]).encode(text="text:N")
        drawn = alt.layer(tint, edge.encode(stroke=_colour("stroke")), text)
        return _svg(drawn.properties(width=alt.Step(104), height=alt.Step(32)))


def recovery_lines(points: Sequence[LinePoint], scale: tuple[float, float], language: str) -> SafeString:
    """Draw one small panel a series over the same days: first dot hollow, a gap where a reading is missing."""
    import altair as alt

    with override(language):
        first = {
            point.series: min(other.on for other in points if other.series == point.series and other.value is not None)
            for point in points
            if point.value is not None
        }
        values: list[dict[str, Any]] = [
            {"series": p.series, "on": p.on.isoformat(), "value": p.value, "first": first.get(p.series) == p.on}
            for p in points
        ]
        base = alt.Chart(alt.InlineData(values=values)).encode(
            x=alt.X("on:T", axis=alt.Axis(title=None, format="%d/%m", grid=False, tickCount=4)),
            y=alt.Y("value:Q", scale=alt.Scale(domain=list(scale)), axis=alt.Axis(title=None, tickCount=3)),
        )
        colour = tokens()["primary"]
        line = base.mark_line(color=colour, strokeWidth=1.8, invalid="break-paths-show-domains")
        dots = base.transform_filter("isValid(datum.value)").mark_point(
            size=46, filled=True, opacity=1, strokeWidth=1.8
        )
        fill = alt.condition("datum.first", alt.value(tokens()["surface"]), alt.value(colour))
        panel = alt.layer(line, dots.encode(fill=fill, stroke=alt.value(colour))).properties(width=200, height=96)
        header = alt.Header(labelFontSize=TEXT, labelFontWeight=600, labelAnchor="start", title=None)
        return _svg(
            panel.facet(
                facet=alt.Facet("series:N", sort=list(dict.fromkeys(p.series for p in points)), header=header),
                columns=3,
            )
        )


def heat_step(count: int) -> int:
    """Return the heat step of a count: 0 none, 1 up to two notes, 2 up to five, 3 beyond."""
    return 0 if count <= 0 else 1 if count <= 2 else 2 if count <= 5 else 3


def period_label(start: dt.date, end: dt.date, language: str) -> str:
    """Write a period for a chart's caption: `7 Sep 2026 – 24 Nov 2026`."""
    with override(language):
        return f"{day(start)} – {day(end)}"


def _silence(cell: HeatCell) -> str:
    if cell.count > 0:
        return str(cell.count)
    return "–" if cell.days_silent is None else _("%(n)d d") % {"n": cell.days_silent}


def _names() -> list[str]:
    return [aspect_name(look.code) for look in LOOKS]


def _colour(channel: str = "color") -> Any:
    import altair as alt

    scale = alt.Scale(domain=_names(), range=[tokens()[look.code] for look in LOOKS])
    kinds = {"color": alt.Color, "fill": alt.Fill, "stroke": alt.Stroke}
    return kinds[channel]("aspect:N", scale=scale, legend=None)


def _theme() -> Mapping[str, Any]:
    ink, line = tokens()["ink-2"], tokens()["line"]
    axis = {
        "labelFontSize": TEXT, "labelColor": ink, "labelFont": FONT, "labelLimit": 260,
        "domain": False, "ticks": False, "gridColor": line, "labelPadding": 8,
    }  # fmt: skip
    return {"font": FONT, "background": "transparent", "view": {"stroke": None}, "axis": axis, "point": {"size": 60}}


def _svg(chart: Any) -> SafeString:
    """Draw an Altair chart to SVG. The words in it are data and were escaped by the drawing."""
    import vl_convert

    return SafeString(vl_convert.vegalite_to_svg({**chart.to_dict(), "config": _theme()}))
