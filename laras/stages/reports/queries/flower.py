"""The flower as a picture file: the drawing of the pages with the colours and patterns of print written into it."""

from __future__ import annotations

from collections.abc import Sequence

from laras.base.ui.flower import Petal, flower
from laras.base.ui.tokens import LOOKS, tokens

FONT = "'Atkinson Hyperlegible Next', 'Libertinus Serif'"
# The patterns of print: solid, diagonal, horizontal lines, dots, grid; a grey copy can still be read.
_PATTERNS = {
    "a-p": ('patternTransform="rotate(45)"', '<path d="M2 0V7" stroke="{colour}" stroke-width="4.4"/>'),
    "a-n": ("", '<path d="M0 2H7" stroke="{colour}" stroke-width="4.4"/>'),
    "a-f": ("", '<circle cx="3.5" cy="3.5" r="2.7" fill="{colour}"/>'),
    "a-k": ("", '<path d="M0 1H7M1 0V7" stroke="{colour}" stroke-width="2.6"/>'),
}


def flower_picture(petals: Sequence[Petal], size: int = 320) -> str:
    """Return the flower as an SVG file that needs no stylesheet."""
    drawn = flower(petals, size, decorative=True)
    opening, _, rest = drawn.partition(">")
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{_style()}</style><defs>{_defs()}</defs>{rest}'


def _style() -> str:
    light = tokens()
    rules = [
        f".ghost{{fill:none;stroke:{light['line']}}}",
        ".sil,.ring,.arc{fill:none;stroke-linecap:round}",
        f".core{{fill:{light['ink-2']}}}",
        f".ring{{stroke:{light['ink-2']}}}",
        f"text{{font-family:{FONT};font-size:14px;font-weight:600;text-anchor:middle;dominant-baseline:central}}",
    ]
    for look in LOOKS:
        colour, ink = light[look.code], light[f"{look.code}-ink"]
        fill = f"url(#{look.css})" if look.css in _PATTERNS else colour
        rules.append(f".{look.css} .pet{{fill:{fill};stroke:{colour}}}")
        rules.append(f".{look.css} .sil,.arc.{look.css}{{stroke:{colour}}}")
        rules.append(f"text.{look.css}{{fill:{ink}}}")
    return "".join(rules)


def _defs() -> str:
    light = tokens()
    return "".join(
        f'<pattern id="{look.css}" width="7" height="7" patternUnits="userSpaceOnUse" {_PATTERNS[look.css][0]}>'
        f'<rect width="7" height="7" fill="{light[f"{look.code}-tint"]}"/>'
        f"{_PATTERNS[look.css][1].format(colour=light[look.code])}</pattern>"
        for look in LOOKS
        if look.css in _PATTERNS
    )
