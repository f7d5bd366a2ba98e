"""The colours of Laras, read from `tokens.json`: one file feeds the stylesheet, the charts and the PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Theme = Literal["light", "dark"]

FILE = Path(__file__).with_name("tokens.json")


@dataclass(frozen=True)
class Look:
    """How one aspect is told apart without reading its name: place, letter, colour class, pattern, marker, glyph.

    `css` is the class that sets `--a` (colour), `--at` (tint) and `--ai` (ink); `icon` is a Tabler name.
    """

    code: str
    letter: str
    css: str
    pattern: str
    marker: str
    icon: str


# The order is fixed, clockwise from the top of the flower.
LOOKS: tuple[Look, ...] = (
    Look("emotional", "E", "a-e", "solid", "circle", "heart"),
    Look("esteem", "P", "a-p", "diagonal", "triangle-up", "star"),
    Look("instrumental", "N", "a-n", "lines", "square", "box"),
    Look("informational", "F", "a-f", "dots", "diamond", "message-info"),
    Look("group", "K", "a-k", "grid", "cross", "users"),
)

LOOK: dict[str, Look] = {look.code: look for look in LOOKS}


@cache
def tokens(theme: Theme = "light") -> dict[str, str]:
    """Return name → CSS value of one theme, e.g. `tokens()["emotional"]` is `#7E2642`."""
    read: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return read[theme]


def aspect_colour(code: str, theme: Theme = "light") -> str:
    """Return the colour of the aspect `code` as `#RRGGBB`; `KeyError` for an unknown aspect."""
    return tokens(theme)[LOOK[code].code]
