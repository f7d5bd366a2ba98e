"""What every statistic hands back, and how numbers come in.

A result never hides an undefined value behind a number: `value` is None and `warnings` says why.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laras.domain.errors import N_, BadInput

Number = int | float
MaybeNumber = int | float | None


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside a number: an English template and its values, translated at the door."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message.format(**self.params) if self.params else self.message


def note(message: str, **params: object) -> Note:
    """Build a note from an `N_`-marked template and its named values."""
    return Note(message, params)


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval estimate: `low` and `high`, the nominal `level` (0-1) and how it was made.

    `achieved` is the exact coverage where a discrete distribution cannot reach `level`.
    """

    low: float
    high: float
    level: float
    method: str
    achieved: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The common part of every statistic.

    `value` is the headline number or None when it is not defined; `n_used` and `n_missing` count the units the
    statistic speaks of (people, pairs, sessions, texts); `method` and `variant` name the formula; `source` the paper.
    """

    value: float | None
    n_used: int
    n_missing: int
    method: str
    variant: str = ""
    warnings: tuple[Note, ...] = ()
    source: str = ""


def is_missing(value: object) -> bool:
    """None and NaN mark missing; nothing else does (a code "none applied" is an answer)."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def number(value: object, name: str = "value") -> float:
    """Read one finite number; BadInput on text, booleans, NaN and infinities."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise BadInput(N_("{name} must be a number, not {value}. Correct the value."), name=name, value=repr(value))
    return float(value)


def numbers(values: Sequence[MaybeNumber], name: str = "values") -> tuple[list[float], int]:
    """Split a series into its numbers (in order) and the count of missing ones."""
    present = [number(v, name) for v in values if not is_missing(v)]
    return present, len(values) - len(present)


def pairs(pre: Sequence[MaybeNumber], post: Sequence[MaybeNumber]) -> tuple[list[float], list[float], int]:
    """Keep the complete pairs of two series of equal length; the count of pairs left out comes third."""
    if len(pre) != len(post):
        raise BadInput(
            N_("Before has {before} values and after has {after}. Give one of each per person."),
            before=len(pre),
            after=len(post),
        )
    kept = [
        (number(a, "before"), number(b, "after"))
        for a, b in zip(pre, post, strict=True)
        if not (is_missing(a) or is_missing(b))
    ]
    return [a for a, _ in kept], [b for _, b in kept], len(pre) - len(kept)


def confidence(level: float) -> float:
    """Check a confidence level: a share strictly between 0 and 1."""
    if not 0 < number(level, "confidence level") < 1:
        raise BadInput(N_("The confidence level must lie between 0 and 1, not {level}. Use 0.95, say."), level=level)
    return float(level)


def rows(items: Sequence[Sequence[MaybeNumber]]) -> tuple[list[list[float]], int]:
    """Keep the complete rows of a table (listwise); the count of rows left out comes second. All rows equally long."""
    if len({len(row) for row in items}) > 1:
        raise BadInput(N_("The rows of answers differ in length. Give every person the same items."))
    kept = [[number(v, "answer") for v in row] for row in items if not any(is_missing(v) for v in row)]
    return kept, len(items) - len(kept)
