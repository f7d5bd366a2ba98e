"""Kembang, the five-petal flower: one petal an aspect, length is coverage, hollow is silence.

Geometry (units of the drawing): core at 0, petal i turned 72·i°, inner radius 5, outer 46, half width 17.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laras.base.ui.names import aspect_name
from laras.base.ui.tokens import LOOK, LOOKS

INNER, OUTER, HALF_WIDTH = 5.0, 46.0, 17.0
SMALLEST = 0.14  # a tiny coverage must still be seen as a petal
GHOST_FROM, LETTERS_FROM = 40, 120  # pixels
RING, LETTER_RADIUS = 50.0, 59.0


class Petal(Protocol):
    """What a petal needs; `laras.domain.balance.Petal` is one. `certainty` is None, `firm` or `less_firm`."""

    @property
    def aspect(self) -> str: ...
    @property
    def coverage(self) -> float | None: ...
    @property
    def silent(self) -> bool: ...
    @property
    def certainty(self) -> str | None: ...


def petal_path(coverage: float) -> str:
    """Return the outline of a petal for 0 < coverage ≤ 1, pointing up from the core."""
    length = (OUTER - INNER) * coverage
    tip = INNER + length
    q = 1.647 * HALF_WIDTH * coverage**0.55
    shoulder = INNER + 0.3 * length
    curves = (
        (0.6 * q, -shoulder, q, -tip, 0, -tip),
        (-q, -tip, -0.6 * q, -shoulder, 0, -INNER),
    )
    return f"M{_pack(0, -INNER)}" + "".join(f"C{_pack(*curve)}" for curve in curves) + "Z"


def _pack(*values: float) -> str:
    """Write coordinates with one decimal and no needless space: `16.8-17.3 28-46`."""
    written = ""
    for value in values:
        short = _short(value)
        written += short if not written or short.startswith("-") else f" {short}"
    return written


def _short(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


FULL = petal_path(1.0)


def is_hollow(petal: Petal) -> bool:
    """Say whether nothing was heard: silent, or a coverage of zero or none."""
    return petal.silent or not petal.coverage


def sentence(petals: Sequence[Petal], name: str, period: str) -> str:
    """Return the text alternative, made from the same values as the picture."""
    parts = [_spoken(petal, with_unit=index == 0) for index, petal in enumerate(in_order(petals))]
    head = _("Five aspects of %(name)s") % {"name": name} if name else _("Five aspects")
    return f"{head}, {period}: {', '.join(parts)}." if period else f"{head}: {', '.join(parts)}."


def _spoken(petal: Petal, *, with_unit: bool) -> str:
    words = {"aspect": aspect_name(petal.aspect), "percent": round(100 * (petal.coverage or 0))}
    if is_hollow(petal):
        return pgettext("flower petal", "%(aspect)s silent") % words
    text = (_("%(aspect)s %(percent)d percent") if with_unit else "%(aspect)s %(percent)d") % words
    doubt = _("not yet sure")
    return f"{text}, {doubt}" if petal.certainty == "less_firm" else text


def in_order(petals: Sequence[Petal]) -> list[Petal]:
    """Return the petals clockwise from the top, whatever order they came in."""
    place = {look.code: index for index, look in enumerate(LOOKS)}
    return sorted(petals, key=lambda petal: place[petal.aspect])


def flower(
    petals: Sequence[Petal], size: int = 48, name: str = "", period: str = "", decorative: bool = False
) -> SafeString:
    """Draw the flower `size` pixels wide: a sign below 40, with ghost and ring from 40, with letters from 120.

    `decorative` hides it from screen readers, for use beside a name that the words follow.
    """
    ordered = in_order(petals)
    has_letters, ring = size >= LETTERS_FROM, _ring_kind(ordered) if size >= GHOST_FROM else ""
    half = 66.0 if has_letters else 53.0 if ring else 47.5
    unit = 2 * half / size
    body = [_petal(petal, size, unit) for petal in ordered]
    body.append(format_html('<circle r="{}" class="core"/>', "6" if size <= 16 else "4.6"))
    if has_letters:
        body += [_arc(petal) for petal in ordered if petal.certainty and not is_hollow(petal)]
    elif ring:
        body.append(_ring(ring, unit))
    # Drawn one to one in pixels, so that the letters keep their 14 px at every size.
    letters = [_letter(petal, size / 132) for petal in ordered] if has_letters else []
    label = "" if decorative else sentence(ordered, name, period)
    return format_html(
        '<svg class="fl" width="{}" height="{}" viewBox="{} {} {} {}"{}><g transform="scale({})">{}</g>{}</svg>',
        size,
        size,
        *(_short(value) for value in (-size / 2, -size / 2, size, size)),
        format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"'),
        f"{1 / unit:.4g}",
        format_html_join("", "{}", ((part,) for part in body)),
        format_html_join("", "{}", ((part,) for part in letters)),
    )


def _petal(petal: Petal, size: int, unit: float) -> SafeString:
    look = LOOK[petal.aspect]
    turn = 72 * LOOKS.index(look)
    if is_hollow(petal):
        width = 1.4 * unit
        dash = format_html(' stroke-dasharray="{} {}"', _short(2 * width), _short(1.5 * width)) if size > 16 else ""
        shape = format_html('<path class="sil" d="{}" stroke-width="{}"{}/>', FULL, _short(width), dash)
    else:
        coverage = max(SMALLEST, min(1.0, petal.coverage or 0.0))
        drawn = coverage if size >= GHOST_FROM else 0.3 + 0.7 * coverage
        edge = _short(min(3.0, 0.8 * unit))
        shape = format_html('<path class="pet" d="{}" stroke-width="{}"/>', petal_path(drawn), edge)
        if size >= GHOST_FROM:
            ghost = format_html('<path class="ghost" d="{}" stroke-width="{}"/>', FULL, _short(min(2.0, unit)))
            shape = ghost + shape
    return format_html('<g class="{}" transform="rotate({})">{}</g>', look.css, turn, shape)


def _ring_kind(petals: Sequence[Petal]) -> str:
    """Return `solid`, `dotted` or '' for the one ring around a small flower."""
    heard = [petal.certainty for petal in petals if not is_hollow(petal)]
    if not any(heard):
        return ""
    return "solid" if all(certainty == "firm" for certainty in heard) else "dotted"


def _ring(kind: str, unit: float) -> SafeString:
    dash = mark_safe(' stroke-dasharray=".1 5"') if kind == "dotted" else ""
    return format_html('<circle r="{}" class="ring" stroke-width="{}"{}/>', _short(RING), _short(1.2 * unit), dash)


def _arc(petal: Petal) -> SafeString:
    """Draw ±27° of ring over one petal, solid where firm, round dots where less so."""
    look = LOOK[petal.aspect]
    angle, reach = math.radians(27), RING
    x, y = reach * math.sin(angle), reach * math.cos(angle)
    dash = mark_safe(' stroke-dasharray=".1 5"') if petal.certainty == "less_firm" else ""
    return format_html(
        '<path class="arc {}" transform="rotate({})" d="M{} {}A50 50 0 0 1 {} {}" stroke-width="2.4"{}/>',
        look.css,
        72 * LOOKS.index(look),
        *(_short(value) for value in (-x, -y, x, -y)),
        dash,
    )


def _letter(petal: Petal, scale: float) -> SafeString:
    look = LOOK[petal.aspect]
    angle = math.radians(72 * LOOKS.index(look))
    x, y = LETTER_RADIUS * scale * math.sin(angle), -LETTER_RADIUS * scale * math.cos(angle)
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', look.css, _short(x), _short(y), look.letter)
