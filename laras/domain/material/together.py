"""Which codes stand together: passages that share characters, a paragraph, or lie a few lines apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laras.domain.material.cross import Places

# So many pairs are held at once: dense codings of a long source make millions of them.
AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Blocks:
    """Stretches of texts: `low` to `high` (both inclusive) in some unit (characters, lines, paragraphs).

    Only stretches of the same `group` (one text, one coder) can meet.
    """

    group: Places
    low: Places
    high: Places


def pairs(blocks: Blocks, gap: int = 0) -> Iterator[tuple[Places, Places]]:
    """Yield the places of every two blocks that overlap, or lie at most `gap` units apart; each pair once.

    A gap of 0 asks for a unit that both cover, 1 lets them touch.
    """
    if not len(blocks.low):
        return
    order = np.lexsort((blocks.high, blocks.low, blocks.group))
    group, low, high = blocks.group[order], blocks.low[order], blocks.high[order]
    # One line of numbers for all texts, far enough apart that no two texts meet: one search finds every partner.
    step = int(high.max()) + gap + 2
    starts, ends = group * step + low, group * step + high + gap
    partners = np.searchsorted(starts, ends, side="right") - np.arange(1, len(starts) + 1)
    total = np.cumsum(partners)
    first = 0
    while first < len(starts):
        before = int(total[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(total, before + AT_ONCE, side="right")))
        some = partners[first:last]
        left = np.repeat(np.arange(first, last), some)
        right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(some) - some, some)
        if len(left):
            yield order[left], order[right]
        first = last


def together(codes: Places, blocks: Blocks, size: int, gap: int = 0, names: Places | None = None) -> Places:
    """Return how many pairs of passages stand together for each two of `size` codes; symmetric.

    The diagonal counts pairs under one and the same code, each once. With `names` (a number a block, the same for what
    is one passage) two blocks of the same names are one pair, however often they meet.
    """
    found = np.zeros((size, size), dtype=np.intp)
    if names is None:
        for left, right in pairs(blocks, gap):
            found += np.bincount(codes[left] * size + codes[right], minlength=size * size).reshape(size, size)
    else:
        found = _named_once(codes, blocks, size, gap, names)
    return found + found.T - np.diag(np.diag(found))


def _named_once(codes: Places, blocks: Blocks, size: int, gap: int, names: Places) -> Places:
    """Count the pairs whose two names have not met before."""
    many = int(names.max(initial=0)) + 1
    seen, cells = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    for left, right in pairs(blocks, gap):
        lower, upper = np.minimum(names[left], names[right]), np.maximum(names[left], names[right])
        key, first = np.unique(lower * many + upper, return_index=True)
        seen.append(key)
        cells.append(codes[left][first] * size + codes[right][first])
    once = np.unique(np.concatenate(seen), return_index=True)[1]
    flat = np.concatenate(cells)[once]
    return np.bincount(flat, minlength=size * size).astype(np.intp).reshape(size, size)


def units_together(
    codes: Places, units: Places, blocks: Blocks, shape: tuple[int, int], gap: int = 0
) -> NDArray[np.bool_]:
    """Return for each unit (informant) and each two codes whether they stand together there; `shape` is (units, codes).

    A negative unit is nobody and counts nowhere.
    """
    n_units, size = shape
    found = np.zeros(n_units * size * size, dtype=np.bool_)
    for left, right in pairs(blocks, gap):
        own = units[left] >= 0
        one, other = left[own], right[own]
        found[(units[one] * size + codes[one]) * size + codes[other]] = True
    cube = found.reshape(n_units, size, size)
    both: NDArray[np.bool_] = cube | cube.transpose(0, 2, 1)
    return both
