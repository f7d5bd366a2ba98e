"""Cross tables of whole numbers: how many rows meet in a cell, and how many different ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]


def cross(rows: Places, columns: Places, shape: tuple[int, int]) -> Places:
    """Return how many entries meet in each cell.

    `rows` and `columns` hold the place of each entry, one as long as the other; an entry with a negative place has none
    and is left out.
    """
    kept = (rows >= 0) & (columns >= 0)
    flat = rows[kept] * shape[1] + columns[kept]
    return np.bincount(flat, minlength=shape[0] * shape[1]).astype(np.intp).reshape(shape)


def cross_distinct(rows: Places, columns: Places, units: Places, shape: tuple[int, int], n_units: int) -> Places:
    """Return how many different `units` (informants) meet in each cell; a negative unit is nobody and counts nowhere."""
    kept = (rows >= 0) & (columns >= 0) & (units >= 0)
    flat = (rows[kept] * shape[1] + columns[kept]) * n_units + units[kept]
    seen = np.bincount(flat, minlength=shape[0] * shape[1] * n_units) > 0
    counted: Places = seen.reshape(*shape, n_units).sum(axis=2).astype(np.intp)
    return counted
