"""Who listens to whom."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.errors import BadInput
from laras.domain.groupwork.pairing import Duo, suggest_pairs


def duo(a: str, b: str) -> Duo:
    return frozenset({a, b})


def test_those_who_never_met_are_paired_first() -> None:
    met = {duo("a", "b"): 1, duo("c", "d"): 1}
    assert suggest_pairs("abcd", met).pairs == (("a", "c"), ("b", "d"))


def test_seven_sessions_of_eight_bring_everybody_together_once() -> None:
    met: Counter[Duo] = Counter()
    for _ in range(7):
        for pair in suggest_pairs("abcdefgh", met).pairs:
            met[frozenset(pair)] += 1
    assert set(met.values()) == {1}
    assert len(met) == 28


def test_two_in_conflict_are_not_paired_even_if_somebody_stays_alone() -> None:
    found = suggest_pairs("ab", avoid={duo("a", "b")})
    assert (found.pairs, found.alone) == ((), ("a", "b"))


def test_an_odd_one_is_left_for_the_leader() -> None:
    found = suggest_pairs("abc")
    assert (found.pairs, found.alone) == ((("a", "b"),), ("c",))


def test_nobody_and_too_many() -> None:
    assert suggest_pairs("").pairs == ()
    with pytest.raises(BadInput):
        suggest_pairs([str(n) for n in range(17)])


@given(st.integers(0, 8), st.data())
def test_nobody_is_paired_twice_and_as_many_as_possible_are(n: int, data: st.DataObject) -> None:
    people = list("abcdefgh"[:n])
    every = [duo(*pair) for pair in combinations(people, 2)]
    met = {pair: data.draw(st.integers(0, 3)) for pair in every}
    avoid = set(data.draw(st.lists(st.sampled_from(every), max_size=3))) if every else set()
    found = suggest_pairs(people, met, avoid)
    placed = [one for pair in found.pairs for one in pair]
    assert sorted([*placed, *found.alone]) == people
    assert not {frozenset(pair) for pair in found.pairs} & avoid
    # Of those left over nobody may be paired with another one left over.
    assert all(duo(a, b) in avoid for a, b in combinations(found.alone, 2))
