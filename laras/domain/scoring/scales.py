"""Score one person's answers from the definition of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laras.domain.errors import N_, BadInput
from laras.domain.results import MaybeNumber, Note, Result, is_missing, note, number

PRORATED = N_("Items not answered: {n} of {total}. The score is prorated from the rest.")
NOT_SCORED = N_("Items not answered: {n} of {total}. This scale needs {least} answers: no score.")


@dataclass(frozen=True, slots=True)
class Scale:
    """How a scale is scored.

    `items` are item ids: the key is bound to identity, never to the place on the sheet, because print orders differ.
    `reversed_items` count as minimum + maximum - answer. `aggregate` *sum* or *mean*. `min_answered` items are needed
    (None: all); with fewer missing a sum is prorated (mean × items). `rescale` maps the possible range onto two limits,
    e.g. (0, 100).
    """

    items: tuple[str, ...]
    minimum: float
    maximum: float
    reversed_items: frozenset[str] = frozenset()
    aggregate: str = "sum"
    min_answered: int | None = None
    rescale: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        """Refuse a definition that contradicts itself."""
        if not self.items or len(set(self.items)) != len(self.items):
            raise BadInput(N_("A scale needs at least one item and no item twice."))
        if not self.minimum < self.maximum:
            raise BadInput(N_("The lowest answer must be below the highest."))
        unknown = self.reversed_items - set(self.items)
        if unknown:
            raise BadInput(N_("The reversed item {item} is not part of the scale."), item=sorted(unknown)[0])
        if self.aggregate not in ("sum", "mean"):
            raise BadInput(N_("A scale is scored by sum or mean, not by {value}."), value=self.aggregate)
        if self.min_answered is not None and not 1 <= self.min_answered <= len(self.items):
            raise BadInput(N_("The number of answers needed must lie between 1 and the number of items."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Result):
    """`value` is the score or None; `missing_items` were not answered; `prorated` says the score was filled up."""

    missing_items: tuple[str, ...] = ()
    prorated: bool = False


def score(scale: Scale, answers: Mapping[str, MaybeNumber]) -> Score:
    """Score one person; an answer outside the range or to an unknown item is refused, never clipped."""
    stray = set(answers) - set(scale.items)
    if stray:
        raise BadInput(N_("The item {item} is not part of the scale."), item=sorted(stray)[0])
    given = {i: _read(scale, i, answers[i]) for i in scale.items if not is_missing(answers.get(i))}
    absent = tuple(i for i in scale.items if i not in given)
    least = len(scale.items) if scale.min_answered is None else scale.min_answered
    total = len(scale.items)
    if len(given) < least:
        return _result(scale, None, absent, (note(NOT_SCORED, n=len(absent), total=total, least=least),))
    mean = sum(given.values()) / len(given)
    raw = mean if scale.aggregate == "mean" else sum(given.values()) if not absent else mean * total
    told = (note(PRORATED, n=len(absent), total=total),) if absent else ()
    return _result(scale, _rescaled(scale, raw), absent, told)


def _read(scale: Scale, item: str, answer: MaybeNumber) -> float:
    value = number(answer, item)
    if not scale.minimum <= value <= scale.maximum:
        raise BadInput(
            N_("The answer {value} to item {item} lies outside {low} to {high}. Correct the answer."),
            value=f"{value:g}",
            item=item,
            low=f"{scale.minimum:g}",
            high=f"{scale.maximum:g}",
        )
    return scale.minimum + scale.maximum - value if item in scale.reversed_items else value


def _rescaled(scale: Scale, raw: float) -> float:
    if scale.rescale is None:
        return raw
    times = 1 if scale.aggregate == "mean" else len(scale.items)
    low, high = scale.rescale
    share = (raw - times * scale.minimum) / (times * (scale.maximum - scale.minimum))
    return low + share * (high - low)


def _result(scale: Scale, value: float | None, absent: tuple[str, ...], warnings: tuple[Note, ...]) -> Score:
    return Score(
        value=value,
        n_used=len(scale.items) - len(absent),
        n_missing=len(absent),
        method="scale score",
        variant=scale.aggregate + (f", rescaled to {scale.rescale[0]:g}-{scale.rescale[1]:g}" if scale.rescale else ""),
        warnings=warnings,
        missing_items=absent,
        prorated=value is not None and bool(absent),
    )


def score_rows(scale: Scale, people: Sequence[Sequence[MaybeNumber]]) -> tuple[Score, ...]:
    """Score a table, one row a person, columns in the order of `scale.items`."""
    if any(len(row) != len(scale.items) for row in people):
        raise BadInput(N_("Each row needs {n} answers, one per item."), n=len(scale.items))
    return tuple(score(scale, dict(zip(scale.items, row, strict=True))) for row in people)
