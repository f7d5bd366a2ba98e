"""Medians of runs, and how much of everything is measured."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much is measured; `QUICK` is for a look, `WHOLE` for the figures that are told."""

    runs: int
    codings: int
    text: int  # code points of the source
    adds: int  # codings added in one run
    writes: int  # of each of the eight clients
    acts: int
    clients: tuple[int, ...]
    notes: tuple[int, int]
    units: int
    opens: int


WHOLE = Size(3, 500, 300_000, 300, 60, 1_000_000, (5_000, 50_000), (10_000, 100_000), 1_000_000, 15)
QUICK = Size(3, 50, 30_000, 20, 5, 5_000, (200,), (200, 400), 10_000, 3)


def median(values: Sequence[float], digits: int = 2) -> float:
    """Return the median, rounded as it is told."""
    return round(statistics.median(values), digits)


def timed(deed: Callable[[], object], runs: int) -> float:
    """Return the median of `runs` runs in milliseconds."""
    return median([milliseconds(deed) for _ in range(runs)])


def milliseconds(deed: Callable[[], object]) -> float:
    """Return how long one run took."""
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Tell on stderr what is being measured and how long that took."""
    begun = time.perf_counter()
    print(f"{what} …", file=sys.stderr, flush=True)
    yield
    print(f"{what}: {time.perf_counter() - begun:.1f} s", file=sys.stderr, flush=True)


def tell(figures: Figures) -> None:
    """Print what a child process has found, for the one who asked."""
    print(json.dumps(figures), flush=True)


def load_average() -> float:
    """Return how many processes wanted to run in the last minute; far above the cores the figures say little."""
    return round(os.getloadavg()[0], 2)
