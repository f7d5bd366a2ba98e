"""Drawings of the pages as picture files: their colours written into them, since no stylesheet goes with a paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from laras.base.ui.phrases import number
from laras.base.ui.tokens import tokens
from laras.stages.reports.queries.flower import FONT

BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"></svg>'


def style() -> str:
    """Return the rules of `frontend/src/rooms/outcomes.scss` with the colours of paper."""
    c = tokens()
    rules = (
        f"text{{font-family:{FONT};font-size:14px;fill:{c['ink-2']}}}",
        ".end{text-anchor:end}.mid{text-anchor:middle}.strong{font-weight:600}",
        f".rule{{stroke:{c['line']};stroke-width:1}}.axis{{stroke:{c['ink-2']};stroke-width:1.2}}",
        f".start,.zero{{stroke:{c['control']};stroke-dasharray:2 3}}",
        f"polyline{{fill:none;stroke:{c['primary']};stroke-width:1.8}}",
        f"circle{{fill:{c['primary']}}}",
        f"circle.first{{fill:#fff;stroke:{c['primary']};stroke-width:1.8}}",
        f"circle.absent{{fill:#fff;stroke:{c['ink-3']};stroke-width:1.2;stroke-dasharray:1.6 1.4}}",
        f".worse polyline,.worse circle.first{{stroke:{c['warn']}}}",
        f".worse circle.point,.worse circle.last{{fill:{c['warn']}}}",
        f".same polyline,.same circle.first{{stroke:{c['ink-3']}}}",
        f".same circle.point,.same circle.last,circle.same{{fill:{c['ink-3']}}}",
        f"circle.worse{{fill:{c['warn']}}}.span{{fill:{c['primary-tint']}}}",
        f".middle{{stroke:{c['primary']};stroke-width:3}}",
        f".ring-of line{{stroke:{c['ink-3']};stroke-width:1.3}}.ring-of polygon{{fill:{c['ink-3']}}}",
        f".ring-of .mutual line{{stroke:{c['primary']};stroke-width:2.6}}",
        f".ring-of .mutual polygon{{fill:{c['primary']}}}",
        f".ring-of circle.alone{{fill:#fff;stroke:{c['ink-3']};stroke-width:1.6;stroke-dasharray:3 2.4}}",
        f".ring-of text{{font-weight:600;fill:{c['ink']}}}.ring-of text.in{{fill:#fff}}",
        f".face{{fill:#fff;stroke:{c['ink-2']};stroke-width:1.4}}.eye{{fill:{c['ink-2']}}}",
        f".mouth{{fill:none;stroke:{c['ink-2']};stroke-width:1.4;stroke-linecap:round}}",
        f".track{{fill:none;stroke:{c['line']};stroke-width:14}}",
        f".share{{fill:none;stroke:{c['primary']};stroke-width:14;stroke-linecap:round}}",
        f".big{{font-size:30px;font-weight:600;fill:{c['ink']};text-anchor:middle}}",
        f".quarter{{fill:{c['primary-tint']}}}",
    )
    return "".join(rules)


def picture(drawn: str) -> str:
    """Return a drawing of the pages (one `<svg>`) as a file that needs no stylesheet."""
    opening, _, rest = drawn.partition(">")
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{style()}</style>{rest}'


def side_by_side(cards: Sequence[tuple[str, str, str]], *, across: int = 4, width: int = 212, height: int = 104) -> str:
    """Return one picture of many small ones: (title, drawing, line below) each, `across` in a row."""
    step_x, step_y = width + 10, height + 56
    rows = math.ceil(len(cards) / across) or 1
    parts = []
    for place, (title, drawn, below) in enumerate(cards):
        x, y = place % across * step_x, place // across * step_y
        parts.append(f'<text class="strong" x="{x + 4}" y="{y + 16}">{escape(title)}</text>')
        parts.append(str(drawn).replace("<svg ", f'<svg x="{x}" y="{y + 22}" ', 1))
        parts.append(f'<text x="{x + 4}" y="{y + height + 40}">{escape(below)}</text>')
    size = f'{min(across, len(cards) or 1) * step_x}" height="{rows * step_y}'
    box = f"0 0 {min(across, len(cards) or 1) * step_x} {rows * step_y}"
    return picture(f'<svg width="{size}" viewBox="{box}">{"".join(parts)}</svg>')


def quadrant_picture(x: Decimal, y: Decimal, names: tuple[str, str, str, str]) -> str:
    """Draw the SWOT quadrant: S − W to the right, O − T upwards; `names` are right, left, top, bottom."""
    reach = max(1, math.ceil(max(abs(x), abs(y))))
    width, height, middle_x, middle_y = 520, 300, 260, 150
    px, py = middle_x + float(x) / reach * 150, middle_y - float(y) / reach * 105
    right, left, top, bottom = (escape(name) for name in names)
    label_y = py - 14 if py - 14 > 66 else py + 26  # inside the field, off its edge
    corner_x, corner_y = (middle_x if x >= 0 else 110), (45 if y >= 0 else middle_y)
    signs = (("I", 396, 64), ("II", 396, 246), ("III", 124, 64), ("IV", 124, 246))
    marks = "".join(f'<text class="mid strong" x="{a}" y="{b}">{name}</text>' for name, a, b in signs)
    return picture(
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect class="quarter" x="{corner_x}" y="{corner_y}" width="150" height="105"/>'
        f'<line class="axis" x1="110" x2="410" y1="{middle_y}" y2="{middle_y}"/>'
        f'<line class="axis" x1="{middle_x}" x2="{middle_x}" y1="45" y2="255"/>{marks}'
        f'<text class="mid" x="{middle_x}" y="34">{top}</text><text class="mid" x="{middle_x}" y="276">{bottom}</text>'
        f'<text class="end" x="104" y="{middle_y + 5}">{left}</text><text x="416" y="{middle_y + 5}">{right}</text>'
        f'<circle cx="{px:.1f}" cy="{py:.1f}" r="7"/>'
        f'<text class="mid strong" x="{px:.1f}" y="{label_y:.1f}">({number(x, 2)}; {number(y, 2)})</text></svg>'
    )


def share_ring(share: float | None, words: str) -> str:
    """Draw a share as a ring with its words in the middle; an empty ring where nothing was recorded."""
    length = 2 * math.pi * 52
    part = 0.0 if share is None else max(0.0, min(1.0, share)) * length
    arc = (
        f'<circle class="share" cx="70" cy="70" r="52" stroke-dasharray="{part:.1f} {length:.1f}" '
        'transform="rotate(-90 70 70)"/>'
        if part
        else ""
    )
    return picture(
        '<svg width="140" height="140" viewBox="0 0 140 140"><circle class="track" cx="70" cy="70" r="52"/>'
        f'{arc}<text class="big" x="70" y="80">{escape(words)}</text></svg>'
    )


def mood_picture(sessions: Sequence[tuple[int, float | None, float | None]]) -> str:
    """Draw the median face of each session before (hollow) and after (full): (number, before, after), faces 1 to 5."""
    width, height = max(300, 60 + 44 * len(sessions)), 176

    def y(value: float) -> float:
        return 134 - (value - 1) / 4 * 112

    lines = "".join(
        f'<line class="rule" x1="46" x2="{width - 8}" y1="{y(n):.1f}" y2="{y(n):.1f}"/>' for n in range(1, 6)
    )
    faces = "".join(_face(22, y(n), mouth) for n, mouth in ((1, -5), (3, 0), (5, 5)))
    marks = []
    for place, (n, before, after) in enumerate(sessions):
        x = 66 + 44 * place
        if before is not None and after is not None:
            marks.append(f'<line class="axis" x1="{x}" x2="{x}" y1="{y(before):.1f}" y2="{y(after):.1f}"/>')
        if before is not None:
            marks.append(f'<circle class="first" cx="{x}" cy="{y(before):.1f}" r="6"/>')
        if after is not None:
            marks.append(f'<circle cx="{x}" cy="{y(after):.1f}" r="{4.5 if after == before else 6}"/>')
        marks.append(f'<text class="mid" x="{x}" y="166">{n}</text>')
    return picture(
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}">{lines}{faces}{"".join(marks)}</svg>'
    )


def _face(x: float, y: float, mouth: float) -> str:
    return (
        f'<circle class="face" cx="{x}" cy="{y:.1f}" r="12"/>'
        f'<circle class="eye" cx="{x - 4}" cy="{y - 3:.1f}" r="1.5"/><circle class="eye" cx="{x + 4}" cy="{y - 3:.1f}" r="1.5"/>'
        f'<path class="mouth" d="M{x - 5} {y + 4:.1f}Q{x} {y + 4 + mouth:.1f} {x + 5} {y + 4:.1f}"/>'
    )
