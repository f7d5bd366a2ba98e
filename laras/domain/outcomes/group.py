"""One measure of a whole group, before and after: dots first, tests only where there are enough people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from laras.domain.groups import (
    HodgesLehmann,
    RankBiserial,
    Wilcoxon,
    hodges_lehmann,
    rank_biserial,
    wilcoxon_signed_rank,
)
from laras.domain.outcomes.courses import BETTER, MemberChange

# Below this a test cannot become small whatever happened, and a mean describes nobody.
FEWEST_FOR_TESTS = 5


@dataclass(frozen=True, slots=True)
class GroupChange:
    """`n` members with both scores, `n_missing` without; counts by direction; tests None when `dots_only`.

    `rank_biserial` is turned so that +1 means everybody improved, whichever way the measure runs; Wilcoxon and
    Hodges-Lehmann speak of after - before in points of the measure.
    """

    n: int
    n_missing: int
    improved: int
    same: int
    worsened: int
    dots_only: bool
    wilcoxon: Wilcoxon | None
    hodges_lehmann: HodgesLehmann | None
    rank_biserial: RankBiserial | None
    effect: float | None
    reliable: dict[str, int]


def group_change(changes: Sequence[MemberChange], better: str = "up") -> GroupChange:
    """Describe a group from the changes of its members; fewer than five with both scores are shown as dots only."""
    both = [c for c in changes if c.difference is not None and c.before is not None and c.after is not None]
    before = [c.before.value for c in both if c.before]
    after = [c.after.value for c in both if c.after]
    seen = Counter(c.direction for c in both)
    few = len(both) < FEWEST_FOR_TESTS
    ranks = None if few else rank_biserial(before, after)
    value = None if ranks is None else ranks.value
    return GroupChange(
        n=len(both),
        n_missing=len(changes) - len(both),
        improved=seen["better"],
        same=seen["same"],
        worsened=seen["worse"],
        dots_only=few,
        wilcoxon=None if few else wilcoxon_signed_rank(before, after),
        hodges_lehmann=None if few else hodges_lehmann(before, after),
        rank_biserial=ranks,
        effect=None if value is None else value * BETTER[better],
        reliable=dict(Counter(c.reliable.direction for c in both if c.reliable and c.reliable.direction)),
    )
