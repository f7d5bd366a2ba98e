"""Who listens to whom: pairs that rotate, so that everybody meets everybody, and never two who are at odds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from laras.domain.errors import N_, BadInput

Member = str  # an id
Duo = frozenset[Member]
MOST = 16


@dataclass(frozen=True, slots=True)
class Pairing:
    """`pairs` in the order of the members; `alone` is left for the leader to listen with (odd number, or conflicts)."""

    pairs: tuple[tuple[Member, Member], ...]
    alone: tuple[Member, ...] = ()


def suggest_pairs(
    members: Sequence[Member], met: Mapping[Duo, int] | None = None, avoid: Collection[Duo] = ()
) -> Pairing:
    """Suggest pairs for up to 16 members: as many as possible, then those who met least often.

    `met` says how often two were paired before, `avoid` holds pairs that must not be (conflicts). Exact: every way to
    pair the members is weighed, on a set of members at a time; ties go to the order of the members.
    """
    people = list(dict.fromkeys(members))
    if len(people) > MOST:
        raise BadInput(N_("Pairs are suggested for up to {n} members. Divide the group."), n=MOST)
    met = met or {}
    cost = {
        (i, j): met.get(frozenset({people[i], people[j]}), 0) ** 2
        for i in range(len(people))
        for j in range(i + 1, len(people))
        if frozenset({people[i], people[j]}) not in avoid
    }

    @cache
    def best(left: int) -> tuple[int, int, tuple[tuple[int, int], ...]]:
        """Return (number left alone, how often they met, pairs) for the members whose bits are set."""
        if not left:
            return 0, 0, ()
        first = (left & -left).bit_length() - 1
        rest = left & ~(1 << first)
        choices = []
        for other in range(first + 1, len(people)):
            if rest >> other & 1 and (first, other) in cost:
                alone, weight, pairs = best(rest & ~(1 << other))
                choices.append((alone, weight + cost[first, other], ((first, other), *pairs)))
        alone, weight, pairs = best(rest)
        choices.append((alone + 1, weight, pairs))
        return min(choices, key=lambda choice: choice[:2])

    found = best((1 << len(people)) - 1)[2]
    paired = {i for pair in found for i in pair}
    return Pairing(
        tuple((people[i], people[j]) for i, j in found),
        tuple(person for i, person in enumerate(people) if i not in paired),
    )
