"""SWOT with numbers: weighted scores inside (IFAS) and outside (EFAS), and the quadrant they point to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from laras.domain.texts import Text, load, text

TOLERANCE = Decimal("0.0005")
INSIDE = ("s", "w")
OUTSIDE = ("o", "t")
QUADRANTS: dict[int, Text] = {int(n): text(row["label"]) for n, row in load("programme")["quadrants"].items()}


@dataclass(frozen=True)
class Factor:
    """One item: kind s, w, o or t, weight 0–1, rating 1–4."""

    kind: str
    weight: Decimal
    rating: int


@dataclass(frozen=True)
class Swot:
    """`scores` by kind; `ifas` = S + W, `efas` = O + T; x = S − W, y = O − T; `quadrant` None while weights are off."""

    scores: dict[str, Decimal]
    weights_inside: Decimal
    weights_outside: Decimal

    @property
    def ifas(self) -> Decimal:
        return self.scores["s"] + self.scores["w"]

    @property
    def efas(self) -> Decimal:
        return self.scores["o"] + self.scores["t"]

    @property
    def x(self) -> Decimal:
        return self.scores["s"] - self.scores["w"]

    @property
    def y(self) -> Decimal:
        return self.scores["o"] - self.scores["t"]

    @property
    def is_balanced(self) -> bool:
        """Whether the weights inside and those outside add up to 1 each."""
        return all(abs(one - 1) <= TOLERANCE for one in (self.weights_inside, self.weights_outside))

    @property
    def quadrant(self) -> int | None:
        """I (use strengths for opportunities) to IV (hold on); a difference of 0 counts as favourable."""
        if not self.is_balanced:
            return None
        return {(True, True): 1, (True, False): 2, (False, True): 3, (False, False): 4}[(self.x >= 0, self.y >= 0)]


def analyse(factors: Iterable[Factor]) -> Swot:
    """Weighted scores of the factors, each Σ weight × rating."""
    rows = list(factors)
    scores = {
        kind: sum((one.weight * one.rating for one in rows if one.kind == kind), Decimal())
        for kind in (*INSIDE, *OUTSIDE)
    }
    weights = [sum((one.weight for one in rows if one.kind in kinds), Decimal()) for kinds in (INSIDE, OUTSIDE)]
    return Swot(scores, *weights)
