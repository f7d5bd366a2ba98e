"""What a table of these pages is: its question, its lines and columns, and the numbers where they meet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import language
from laras.stages.coding.models import Code
from laras.stages.coding.queries.questions.material import ASPECTS, Material, Narrowed

TABLES = ("informant", "kind", "attribute", "codes", "givers", "coverage")
COUNTS = ("codings", "informants")
NEARNESS = ("overlap", "paragraph", "lines")
EVERYTHING, NONE = "all", "none"  # what is unfolded: every aspect; the codes without one
ASPECT_LINE = "aspect:"


@dataclass(frozen=True)
class Question:
    """What is asked: which table, what is counted in it, which aspects are unfolded, what the codings are narrowed to.

    `gap` is how many lines may lie between two passages for `nearness` lines; `attribute` names a trait of informants.
    """

    table: str = "informant"
    count: str = "codings"
    opened: frozenset[str] = frozenset()
    narrowed: Narrowed = field(default_factory=Narrowed)
    attribute: str = "role"
    nearness: str = "overlap"
    gap: int = 3

    def is_open(self, aspect: str) -> bool:
        return EVERYTHING in self.opened or (aspect or NONE) in self.opened


@dataclass(frozen=True)
class Line:
    """An aspect with everything under it (`depth` 0), or one code (`depth` 1); `codes` are places in the codebook."""

    key: str
    label: str
    aspect: str
    depth: int
    codes: tuple[int, ...]
    code_name: str = ""


@dataclass(frozen=True)
class Column:
    """A column; `of` is how many informants it could hold, None where that says nothing."""

    key: str
    label: str
    group: str = ""
    of: int | None = None
    aspect: str = ""


@dataclass(frozen=True)
class Table:
    """A table of numbers, one row a line, one column a `Column`; `totals` per line, `sums` per column.

    `of` is how many informants there are in all. `states` says for each cell of a coverage grid what a nought means;
    it is empty elsewhere. `codings` is how many codings were counted, `nobody` those of no informant in particular.
    """

    question: Question
    lines: Sequence[Line]
    columns: Sequence[Column]
    numbers: Sequence[Sequence[int]]
    totals: Sequence[int]
    sums: Sequence[int]
    of: int
    codings: int
    nobody: int = 0
    undated: int = 0
    states: Sequence[Sequence[str]] = ()

    @property
    def most(self) -> int:
        return max((max(row, default=0) for row in self.numbers), default=0)


def lines_of(found: Material, opened: Collection[str]) -> list[Line]:
    """Return one line an aspect, with a line a code below those that are unfolded.

    Retired codes and the aspect's own heading stand there only where they were used; codes without an aspect last, if
    there are any.
    """
    used = np.bincount(found.code, minlength=len(found.codes)) if len(found.codes) else np.zeros(0, int)
    below: dict[str, list[int]] = {aspect: [] for aspect in ASPECTS}
    for place in range(len(found.codes)):
        below[ASPECTS[int(found.aspect_of[place])]].append(place)
    lines: list[Line] = []
    for aspect, places in below.items():
        shown = [
            place for place in places if used[place] or not (is_heading(found.codes[place]) or _is_shut(found, place))
        ]
        if not shown and not (aspect and places):
            continue
        name = aspect_name(aspect) if aspect else _("Without an aspect")
        lines.append(Line(f"{ASPECT_LINE}{aspect}", name, aspect, 0, tuple(places)))
        if EVERYTHING in opened or (aspect or NONE) in opened:
            lines += [code_line(found, place) for place in shown]
    return lines


def _is_shut(found: Material, place: int) -> bool:
    return found.codes[place].retired_at is not None


def is_heading(code: Code) -> bool:
    """Tell whether a code is the aspect itself, which stands above its indicators and is not given."""
    return code.parent_id is None and code.name == code.aspect


def code_line(found: Material, place: int) -> Line:
    """Return the line of one code."""
    code, key = found.codes[place], found.keys[found.codes[place].pk]
    return Line(key, in_language(code.label, code.name), code.aspect, 1, (place,), key if code.indicator else "")


def in_language(words: Mapping[str, str], otherwise: str) -> str:
    """Return a text in the language of the page."""
    return words.get(language()) or otherwise


def membership(lines: Sequence[Line], size: int) -> NDArray[np.intp]:
    """Return which codes stand under which line, (lines, codes) of 0 and 1."""
    found = np.zeros((len(lines), size), dtype=np.intp)
    for number, line in enumerate(lines):
        found[number, list(line.codes)] = 1
    return found
