"""Saturation over many random orders of the same events: the order of collection is one of many."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laras.domain.errors import N_, BadInput
from laras.domain.material.cross import Places

TINY = 1e-12


@dataclass(frozen=True)
class Orders:
    """After how many events saturation was reached in random orders: middle, lowest and highest of those that reached.

    `reached` of `orders` did; all three are None where none did. `seed` repeats them.
    """

    orders: int
    reached: int
    seed: int
    middle: float | None = None
    lowest: int | None = None
    highest: int | None = None


def first_seen(ranks: Places, holds: NDArray[np.bool_]) -> Places:
    """Return the place at which each code first comes up in each order, (orders, codes).

    `ranks` says which place each event has in each order, (orders, events); `holds` which codes an event holds,
    (events, codes), every code in one event at least.
    """
    return np.stack([ranks[:, holds[:, code]].min(axis=1) for code in range(holds.shape[1])], axis=1)


def saturation_over_orders(
    documents: Sequence[Collection[Hashable]],
    *,
    base_size: int = 4,
    run_length: int = 2,
    threshold: float = 0.05,
    orders: int = 1000,
    seed: int = 1,
) -> Orders:
    """Return when saturation is reached if the events had come in another order.

    The rule is that of `laras.domain.saturation.saturation`, applied to `orders` orders drawn with `seed`; a hundred
    events of sixty codes take some tens of milliseconds.
    """
    if base_size < 1 or run_length < 1 or orders < 1:
        raise BadInput(N_("Base size and run length must be 1 or more."))
    events, codes = len(documents), sorted({code for one in documents for code in one}, key=repr)
    if events < base_size + run_length or not codes:
        return Orders(orders, 0, seed)
    place = {code: number for number, code in enumerate(codes)}
    holds = np.zeros((events, len(codes)), dtype=np.bool_)
    for number, one in enumerate(documents):
        holds[number, [place[code] for code in one]] = True
    ranks = np.random.default_rng(seed).permuted(np.tile(np.arange(events), (orders, 1)), axis=1)
    first = first_seen(ranks, holds)
    flat = (first + np.arange(orders)[:, None] * events).ravel()
    new = np.bincount(flat, minlength=orders * events).reshape(orders, events)
    return _summed(_reached(new, base_size, run_length, threshold), orders, seed)


def _reached(new: Places, base_size: int, run_length: int, threshold: float) -> Places:
    """Return the number of events after which a run brought (nearly) nothing, -1 where no run did."""
    seen = np.cumsum(new, axis=1)
    base = seen[:, base_size - 1]
    starts = np.arange(base_size, new.shape[1] - run_length + 1)
    runs = seen[:, starts + run_length - 1] - seen[:, starts - 1]
    quiet = (runs <= threshold * base[:, None] + TINY) & (base[:, None] > 0)
    return np.where(quiet.any(axis=1), base_size + quiet.argmax(axis=1), -1)


def _summed(points: Places, orders: int, seed: int) -> Orders:
    found = points[points >= 0]
    if not len(found):
        return Orders(orders, 0, seed)
    return Orders(orders, len(found), seed, float(np.median(found)), int(found.min()), int(found.max()))
