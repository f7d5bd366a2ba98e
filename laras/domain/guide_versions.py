"""What changed between two versions of an interview guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed", "changed", "moved"]
ALIKE = 0.6


@dataclass(frozen=True)
class QuestionChange:
    """One question in the newer order: `before` is '' for an added one, `after` for a removed one.

    `moved` asks the same words under another aspect (`aspect_before`).
    """

    kind: Kind
    aspect: str
    before: str = ""
    after: str = ""
    aspect_before: str = ""


def compare_guides(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[QuestionChange]:
    """Compare two guides given as pairs (aspect, question), both in their order.

    Equal words are the same question; of the rest the two most alike of one aspect (at least 60 % of the letters) are
    one question that was changed. Removed questions stand at the end.
    """
    old, new = list(before), list(after)
    pairs: dict[int, tuple[Kind, int]] = {}
    free = set(range(len(old)))
    _pair_the_equal("same", old, new, pairs, free)
    _pair_the_equal("moved", old, new, pairs, free)
    _pair_the_alike(old, new, pairs, free)
    found = [_change(old, question, pairs.get(place)) for place, question in enumerate(new)]
    return found + [QuestionChange("removed", old[k][0], before=old[k][1]) for k in sorted(free)]


def _pair_the_equal(
    kind: Kind,
    old: list[tuple[str, str]],
    new: list[tuple[str, str]],
    pairs: dict[int, tuple[Kind, int]],
    free: set[int],
) -> None:
    """Pair questions of equal words: under one aspect (`same`), or under any (`moved`)."""
    for place, question in enumerate(new):
        equal = [k for k in sorted(free) if old[k] == question or (kind == "moved" and old[k][1] == question[1])]
        if place not in pairs and equal:
            pairs[place] = (kind, equal[0])
            free.discard(equal[0])


def _pair_the_alike(
    old: list[tuple[str, str]], new: list[tuple[str, str]], pairs: dict[int, tuple[Kind, int]], free: set[int]
) -> None:
    """Take the most alike pair first, so that a question reworded and one newly written do not change places."""
    ranked = sorted(
        (
            (-SequenceMatcher(None, old[k][1], question[1], autojunk=False).ratio(), place, k)
            for place, question in enumerate(new)
            if place not in pairs
            for k in free
            if old[k][0] == question[0]
        )
    )
    for likeness, place, k in ranked:
        if -likeness >= ALIKE and place not in pairs and k in free:
            pairs[place] = ("changed", k)
            free.discard(k)


def _change(old: list[tuple[str, str]], question: tuple[str, str], pair: tuple[Kind, int] | None) -> QuestionChange:
    aspect, words = question
    if pair is None:
        return QuestionChange("added", aspect, after=words)
    kind, k = pair
    return QuestionChange(kind, aspect, old[k][1], words, old[k][0])
