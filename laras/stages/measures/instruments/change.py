"""What changed since the last sheet, and where client and worker see things differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laras.domain.change import ReliableChange, reliable_change
from laras.stages.measures.instruments.definition import ErrorSet, Instrument

GAP_FLAG = 0.75 * 25  # 0.75 points of the 0-4 answers, on the scores' 0-100


@dataclass(frozen=True)
class Changed:
    """The difference of two main scores; `better` True, False, or None for none.

    `reliable` and `errors` are None without SD and reliability.
    """

    difference: float
    better: bool | None
    reliable: ReliableChange | None
    errors: ErrorSet | None


def changed(about: Instrument, before: float, after: float, errors: Sequence[ErrorSet]) -> Changed:
    """Compare two main scores; of several parameter sets the home's own, then a retest, is taken.

    Jacobson & Truax (1991). A retest is closer to waits of weeks than alpha.
    """
    mine = [one for one in errors if one.scale == about.main.code]
    chosen = min(mine, key=lambda one: (not one.is_local, one.kind != "retest"), default=None)
    difference = after - before
    up = about.better == "up"
    better = None if difference == 0 else (difference > 0) == up
    found = (
        reliable_change(before, after, sd=chosen.sd, reliability=chosen.reliability, higher_is_better=up)
        if chosen
        else None
    )
    return Changed(difference, better, found, chosen)


@dataclass(frozen=True)
class Gap:
    """One aspect seen by client and worker, 0-100; `difference` = worker - client, None where one is missing."""

    aspect: str
    client: float | None
    worker: float | None

    @property
    def difference(self) -> float | None:
        return None if self.client is None or self.worker is None else self.worker - self.client

    @property
    def is_wide(self) -> bool:
        """Whether workers think it is given and the client does not."""
        return self.difference is not None and self.difference >= GAP_FLAG


def gaps(client: Mapping[str, float | None], worker: Mapping[str, float | None]) -> tuple[Gap, ...]:
    """The two views side by side, one row an aspect, in the order of the worker's scores without the total."""
    return tuple(Gap(code, client.get(code), value) for code, value in worker.items() if code != "total")
