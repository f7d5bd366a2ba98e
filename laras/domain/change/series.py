"""A single client's series in two phases: baseline A and intervention B."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from laras.domain.errors import N_, BadInput
from laras.domain.results import MaybeNumber, Note, is_missing, note, number

DIRECTIONS = {"increase": 1, "decrease": -1}
EMPTY_PHASE = N_("A phase holds no measurement. The comparison is not defined.")
SHORT_PHASE = N_("Phase {phase} has {n} of the three measurements it needs at least. Read the graph first.")


@dataclass(frozen=True, slots=True)
class Phases:
    """The measured values of both phases with their session numbers (1, 2, … over A then B, gaps kept).

    `sign` is +1 when a higher value is better, -1 when a lower one is.
    """

    a: tuple[float, ...]
    b: tuple[float, ...]
    a_times: tuple[int, ...]
    b_times: tuple[int, ...]
    first_b: int
    sign: int
    n_missing: int

    @property
    def n(self) -> int:
        """How many measurements there are in all."""
        return len(self.a) + len(self.b)

    @property
    def empty(self) -> bool:
        """Whether a phase has no measurement at all."""
        return not self.a or not self.b

    def warnings(self) -> tuple[Note, ...]:
        """What a reader should know about the length of the phases."""
        if self.empty:
            return (note(EMPTY_PHASE),)
        return tuple(
            note(SHORT_PHASE, phase=name, n=len(values))
            for name, values in (("A", self.a), ("B", self.b))
            if len(values) < 3
        )


def phases(a: Sequence[MaybeNumber], b: Sequence[MaybeNumber], improvement: str = "increase") -> Phases:
    """Read two phases in session order; None is a session without a measurement."""
    if improvement not in DIRECTIONS:
        raise BadInput(N_("Improvement must be increase or decrease, not {value}."), value=improvement)
    timed_a = [(t, number(v, "A")) for t, v in enumerate(a, 1) if not is_missing(v)]
    timed_b = [(t, number(v, "B")) for t, v in enumerate(b, len(a) + 1) if not is_missing(v)]
    return Phases(
        a=tuple(v for _, v in timed_a),
        b=tuple(v for _, v in timed_b),
        a_times=tuple(t for t, _ in timed_a),
        b_times=tuple(t for t, _ in timed_b),
        first_b=len(a) + 1,
        sign=DIRECTIONS[improvement],
        n_missing=len(a) + len(b) - len(timed_a) - len(timed_b),
    )


def s_between(a: Sequence[float], b: Sequence[float]) -> int:
    """Kendall S of B over A: pairs in which B is higher less pairs in which it is lower."""
    return int(np.sign(np.subtract.outer(np.array(b, dtype=float), np.array(a, dtype=float))).sum())


def s_trend(values: Sequence[float]) -> int:
    """Kendall S over time within one phase: rising less falling pairs."""
    x = np.array(values, dtype=float)
    return int(np.sign(np.triu(x[None, :] - x[:, None], 1)).sum()) if len(x) else 0
