"""Small drawn figures that a page makes itself, at once and without a chart library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import number
from laras.base.ui.signs import letter
from laras.base.ui.tokens import LOOK

ROW = 27  # pixels from one line of the strip to the next
REACH = 72  # pixels of the longest evidence bar, on either side of zero
NUMERAL = 30  # pixels kept for the number at the end of a bar


class StripRow(Protocol):
    """One aspect over the weeks, oldest first; a count of 0 is silence."""

    @property
    def aspect(self) -> str: ...
    @property
    def counts(self) -> Sequence[int]: ...


def dot_radius(count: int) -> float:
    """Return the radius of a week's dot: 5.9 px for one note, 12.7 px from five on."""
    return 4.2 + 1.7 * min(count, 5)


def heat_step(count: int) -> int:
    """Return the heat step of a count: 0 none, 1 up to two notes, 2 up to five, 3 beyond."""
    return 0 if count <= 0 else 1 if count <= 2 else 2 if count <= 5 else 3


def week_strip(rows: Sequence[StripRow], weeks: Sequence[dt.date] = ()) -> SafeString:
    """Draw five lines of weekly dots, dashed where silent; every third week is named and the last is now."""
    return format_html(
        '<div class="strip" role="img" aria-label="{}"><div class="names">{}</div>{}<div class="weeks">{}</div></div>',
        _strip_sentence(rows),
        format_html_join(
            "",
            '<span class="{}">{}<span class="word">{}</span></span>',
            ((LOOK[row.aspect].css, letter(row.aspect, size="s"), aspect_name(row.aspect)) for row in rows),
        ),
        _strip_drawing(rows),
        format_html_join("", "<span>{}</span>", ((name,) for name in _week_names(weeks))),
    )


def _strip_drawing(rows: Sequence[StripRow]) -> SafeString:
    lines = format_html_join(
        "",
        '<g class="{0}"><line x1="0" x2="100%" y1="{1}" y2="{1}"/>{2}</g>',
        (
            (LOOK[row.aspect].css, index * ROW + 13.5, _strip_dots(row.counts, index * ROW + 13.5))
            for index, row in enumerate(rows)
        ),
    )
    return format_html('<svg class="dots" width="100%" height="{}">{}</svg>', ROW * len(rows), lines)


def _strip_dots(counts: Sequence[int], y: float) -> SafeString:
    step = 100 / max(1, len(counts))
    return format_html_join(
        "",
        '<circle class="{}" cx="{}%" cy="{}" r="{}"/>',
        (
            ("on" if count else "off", f"{step * (place + 0.5):.2f}", y, f"{dot_radius(count):.1f}" if count else "6")
            for place, count in enumerate(counts)
        ),
    )


def _strip_sentence(rows: Sequence[StripRow]) -> str:
    parts = [_("Support by week, the last %(n)d weeks.") % {"n": len(rows[0].counts) if rows else 0}]
    for row in rows:
        silent = sum(1 for count in row.counts if not count)
        if silent:
            words = {"aspect": aspect_name(row.aspect), "silent": silent, "n": len(row.counts)}
            parts.append(
                ngettext(
                    "%(aspect)s silent in %(silent)d of %(n)d weeks.",
                    "%(aspect)s silent in %(silent)d of %(n)d weeks.",
                    silent,
                )
                % words
            )
    return " ".join(parts)


def _week_names(weeks: Sequence[dt.date]) -> list[str]:
    last = len(weeks) - 1
    return [
        _("now") if place == last else dateformat.format(week, "j M") if place % 3 == 0 and place < last - 1 else ""
        for place, week in enumerate(weeks)
    ]


def evidence_bar(aspect: str, given: int, lacking: int, scale: int) -> SafeString:
    """Draw lacking to the left hatched and given to the right solid, both numbers printed.

    `scale` is the largest count among all five aspects, given or lacking, so that the bars can be compared.
    """
    look, zero, step = LOOK[aspect], NUMERAL + REACH, REACH / max(1, scale)
    left, right = lacking * step, given * step
    label = _("%(lacking)d say lacking, %(given)d say there") % {"lacking": lacking, "given": given}
    return format_html(
        '<svg class="evb {css}" width="{width}" height="24" viewBox="0 0 {width} 24" role="img" aria-label="{label}">'
        '<rect class="lacking" x="{lx}" y="5" width="{left}" height="14" rx="3" fill="url(#hatch-{key})"/>'
        '<rect class="given" x="{zero}" y="5" width="{right}" height="14" rx="3"/>'
        '<line x1="{zero}" x2="{zero}" y1="1" y2="23"/>'
        '<text x="{ltx}" y="17" text-anchor="end">{lacking}</text><text x="{rtx}" y="17">{given}</text></svg>',
        css=look.css,
        key=look.css[-1],
        width=2 * zero,
        label=label,
        lx=f"{zero - left:.1f}",
        left=f"{left}",
        zero=zero,
        right=f"{right}",
        ltx=f"{zero - left - 5:.1f}",
        rtx=f"{zero + right + 5:.1f}",
        lacking=number(lacking),
        given=number(given),
    )


def coverage_cells(aspect: str, reached: int, possible: int) -> SafeString:
    """Draw one cell an indicator, filled where reached, with the words below."""
    words = _("%(reached)d of %(possible)d indicators") % {"reached": reached, "possible": possible}
    cells = format_html_join(
        "",
        '<rect class="{}" x="{}" y=".75" width="9.5" height="12.5" rx="2.5"/>',
        (("on" if place < reached else "off", 13 * place + 0.75) for place in range(possible)),
    )
    return format_html(
        '<span class="cover {0}"><svg class="cells" width="{1}" height="14" viewBox="0 0 {1} 14" aria-hidden="true">'
        '{2}</svg><span class="caption">{3}</span></span>',
        LOOK[aspect].css,
        max(1, 13 * possible - 2),
        cells,
        words,
    )
