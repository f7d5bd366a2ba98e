"""Goal attainment scaling: one T-score over a person's own goals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from laras.domain.errors import N_, BadInput
from laras.domain.results import MaybeNumber, Note, Result, is_missing, note, number

SOURCE = "Kiresuk & Sherman (1968) Community Ment. Health J. 4:443-453"
LOWEST, HIGHEST = -2.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GasT(Result):
    """`value` is T: 50 when goals are met as expected on average, ten points an SD; `weights` those used."""

    weights: tuple[float, ...] = ()


def gas_t(levels: Sequence[MaybeNumber], weights: Sequence[MaybeNumber] | None = None, *, rho: float = 0.3) -> GasT:
    """T = 50 + 10 Σwx / √((1-ρ)Σw² + ρ(Σw)²).

    `levels` run from -2 (much less than expected) to +2; None is a goal not rated, left out and told. `weights` are
    zero or more; all zero counts as all one. `rho` is the assumed correlation of goals, .30 by custom.
    """
    if not 0 <= number(rho, "rho") <= 1:
        raise BadInput(N_("The correlation between goals lies between 0 and 1, not {value}."), value=rho)
    given: Sequence[MaybeNumber] = [1.0] * len(levels) if weights is None else weights
    n, m = len(levels), len(given)
    if m != n:
        raise BadInput(N_("There are {n} goals but {m} weights. Give one weight per goal."), n=n, m=m)
    rated = [(_level(x), _weight(w)) for x, w in zip(levels, given, strict=True) if not is_missing(x)]
    left_out = n - len(rated)
    x, w = [a for a, _ in rated], [b for _, b in rated]
    warnings: tuple[Note, ...] = ()
    if left_out:
        warnings = (note(N_("Goals not rated and left out: {n}."), n=left_out),)
    if rated and not any(w):
        w = [1.0] * len(w)
        warnings = (*warnings, note(N_("All weights are 0: every goal counts the same.")))
    if not rated:
        warnings = (*warnings, note(N_("No goal was rated. The score is not defined.")))
    return GasT(
        value=_t(x, w, rho) if rated else None,
        n_used=len(rated),
        n_missing=left_out,
        method="GAS T-score",
        variant=f"rho = {rho:g}",
        warnings=warnings,
        source=SOURCE,
        weights=tuple(w),
    )


def _t(x: Sequence[float], w: Sequence[float], rho: float) -> float:
    below = (1 - rho) * sum(v * v for v in w) + rho * sum(w) ** 2
    return 50 + 10 * sum(a * b for a, b in zip(x, w, strict=True)) / math.sqrt(below)


def _level(value: MaybeNumber) -> float:
    level = number(value, "goal level")
    if not LOWEST <= level <= HIGHEST:
        raise BadInput(N_("A goal level lies between -2 and +2, not {value}. Correct the level."), value=f"{level:g}")
    return level


def _weight(value: MaybeNumber) -> float:
    weight = number(value, "weight")
    if weight < 0:
        raise BadInput(N_("A weight cannot be negative. Correct the weight."))
    return weight


def gas_change(
    before: Sequence[MaybeNumber],
    after: Sequence[MaybeNumber],
    weights: Sequence[MaybeNumber] | None = None,
    *,
    rho: float = 0.3,
) -> GasT:
    """T after less T before, over the goals rated both times."""
    if len(before) != len(after):
        raise BadInput(N_("Before and after must rate the same goals."))
    both = [is_missing(x) or is_missing(y) for x, y in zip(before, after, strict=True)]
    first = gas_t([None if gone else x for x, gone in zip(before, both, strict=True)], weights, rho=rho)
    last = gas_t([None if gone else y for y, gone in zip(after, both, strict=True)], weights, rho=rho)
    change = None if first.value is None or last.value is None else last.value - first.value
    return GasT(
        value=change,
        n_used=last.n_used,
        n_missing=last.n_missing,
        method="GAS change",
        variant=last.variant,
        warnings=last.warnings,
        source=SOURCE,
        weights=last.weights,
    )
