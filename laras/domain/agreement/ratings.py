"""Ratings brought into one shape: how many coders gave which category, and how often that pattern occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laras.domain.errors import N_, BadInput
from laras.domain.results import is_missing, number

Floats = npt.NDArray[np.float64]
Label = Hashable
Row = tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Ratings:
    """Patterns × categories: `counts[p, k]` coders chose category k, and pattern p occurs `times[p]` times.

    `n_units` units were rated at least once, `n_missing` units not at all; `cells_missing` counts single gaps.
    """

    categories: tuple[Label, ...]
    counts: Floats
    times: Floats
    n_units: float
    n_missing: int
    cells_missing: int
    n_raters: int

    @property
    def per_unit(self) -> Floats:
        """How many coders rated each pattern."""
        total: Floats = self.counts.sum(axis=1)
        return total


def ordered(labels: set[Label]) -> tuple[Label, ...]:
    """Sort categories: numbers by size, everything else by its text."""
    if all(isinstance(x, (int, float)) for x in labels):
        return tuple(sorted(labels, key=float))  # type: ignore[arg-type]  # all are numbers here
    return tuple(sorted(labels, key=str))


def categories_of(seen: set[Label], given: Sequence[Label] | None) -> tuple[Label, ...]:
    """The category list: the given one (it must hold all that was used), else what was used, sorted."""
    if given is None:
        return ordered(seen)
    if len(set(given)) != len(given):
        raise BadInput(N_("A category is listed twice. List each category once."))
    unknown = seen - set(given)
    if unknown:
        raise BadInput(
            N_("The category {category} was used but is not in the list. Add it or correct the rating."),
            category=str(ordered(unknown)[0]),
        )
    return tuple(given)


def from_units(units: Sequence[Sequence[Label]], categories: Sequence[Label] | None = None) -> Ratings:
    """Read one row a unit, one column a coder, None for not coded."""
    width = len(units[0]) if units else 0
    if any(len(row) != width for row in units):
        raise BadInput(N_("The rows of ratings differ in length. Give every unit one cell per coder."))
    return from_tally(tally_of(units), categories, width)


def tally_of(units: Sequence[Sequence[Label]]) -> Counter[Row]:
    """Count how often each row of codes occurs; what is missing becomes None."""
    return Counter(tuple(None if is_missing(v) else v for v in row) for row in units)


def from_tally(tally: Mapping[Row, int], categories: Sequence[Label] | None, width: int) -> Ratings:
    """Read rows of codes (one cell a coder, None for missing) with how often each occurs."""
    cats = categories_of({v for row in tally for v in row if v is not None}, categories)
    place = {c: k for k, c in enumerate(cats)}
    patterns: dict[tuple[int, ...], int] = {}
    empty = gaps = total = 0
    for row, times in tally.items():
        total += times
        count = [0] * len(cats)
        for v in row:
            if v is None:
                gaps += times
            else:
                count[place[v]] += 1
        if not any(count):
            empty += times
            continue
        key = tuple(count)
        patterns[key] = patterns.get(key, 0) + times
    counts = np.array(list(patterns), dtype=float).reshape(len(patterns), len(cats))
    often = np.array(list(patterns.values()), dtype=float)
    return Ratings(cats, counts, often, float(total - empty), empty, gaps, width)


def from_counts(table: Sequence[Sequence[float]], categories: Sequence[Label] | None = None) -> Ratings:
    """Read one row a unit, one column a category, each cell the number of coders who chose it."""
    counts = square_or_table(table)
    rated = counts[counts.sum(axis=1) > 0]
    cats = tuple(categories) if categories is not None else tuple(range(1, counts.shape[1] + 1))
    raters = int(rated.sum(axis=1).max()) if len(rated) else 0
    return Ratings(cats, rated, np.ones(len(rated)), float(len(rated)), len(counts) - len(rated), 0, raters)


def from_table(table: Sequence[Sequence[float]], categories: Sequence[Label] | None = None) -> Ratings:
    """Read a two-coder contingency table (rows first coder, columns second; counts or proportions)."""
    cells = square_or_table(table)
    q = cells.shape[0]
    if cells.shape != (q, q):
        raise BadInput(N_("A table of two coders needs as many rows as columns."))
    first, second = np.nonzero(cells)
    counts = np.zeros((len(first), q))
    np.add.at(counts, (np.arange(len(first)), first), 1.0)
    np.add.at(counts, (np.arange(len(first)), second), 1.0)
    cats = tuple(categories) if categories is not None else tuple(range(1, q + 1))
    return Ratings(cats, counts, cells[first, second], float(cells.sum()), 0, 0, 2)


def square_or_table(table: Sequence[Sequence[float]]) -> Floats:
    """Check a table of counts: rectangular, no negative cell."""
    if not table or len({len(row) for row in table}) != 1:
        raise BadInput(N_("The rows of the table differ in length or the table is empty."))
    cells = np.array([[number(v, "cell") for v in row] for row in table], dtype=float)
    if (cells < 0).any():
        raise BadInput(N_("A table of counts cannot hold a negative number. Correct the cell."))
    return cells
