"""Who chooses whom."""

from __future__ import annotations

import pytest

from laras.domain.errors import BadInput
from laras.domain.sociometry import betweenness_centralization, sociogram

MEMBERS = ["Ani", "Budi", "Cici", "Dodi", "Eka"]
CHOICES = [("Ani", "Budi"), ("Budi", "Ani"), ("Cici", "Ani"), ("Dodi", "Ani")]


def test_a_small_group_described_whole() -> None:
    found = sociogram(MEMBERS, CHOICES)
    assert found.value == pytest.approx(4 / 20)
    assert (found.mutual, found.asymmetric) == (1, 2)
    assert found.reciprocity_edgewise == pytest.approx(0.5)
    assert found.reciprocity_dyadic == pytest.approx(1 / 3)
    assert list(found.indegree.values()) == [3, 1, 0, 0, 0]
    assert list(found.outdegree.values()) == [1, 1, 1, 1, 0]
    assert found.centralization_indegree == pytest.approx((0 + 2 + 3 + 3 + 3) / 16)
    assert found.mutual_pairs == (("Ani", "Budi"),)
    assert (found.isolates, found.unchosen) == (("Eka",), ("Cici", "Dodi", "Eka"))


def test_a_star_is_the_most_central_group() -> None:
    ties = [("0", str(i)) for i in range(1, 6)]
    members = [str(i) for i in range(6)]
    assert sociogram(members, ties, directed=False).centralization_degree == 1
    assert betweenness_centralization(members, ties, directed=False).value == 1
    inward = sociogram(members, [(b, a) for a, b in ties])
    assert inward.centralization_indegree == 1
    assert inward.stars == ("0",)


def test_equal_numbers_of_choices_make_out_centralisation_meaningless() -> None:
    ring = sociogram(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert ring.centralization_outdegree == 0
    assert "out-centralisation says nothing" in str(ring.warnings[0])


def test_an_undirected_tie_named_from_both_sides_is_one_tie() -> None:
    found = sociogram(["a", "b", "c"], [("a", "b"), ("b", "a")], directed=False)
    assert (found.n_ties, found.duplicates) == (1, 1)
    assert found.degree == {"a": 1, "b": 1, "c": 0}
    assert (found.mutual, found.reciprocity_edgewise) == (None, None)


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [([("Ani", "Ani")], "cannot choose"), ([("Ani", "Zul")], "Zul is not a member"), ([("Ani",)], "joins two")],
)
def test_impossible_ties_are_refused(ties: list[tuple[str, ...]], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        sociogram(MEMBERS, ties)


def test_a_member_listed_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="listed twice"):
        sociogram(["a", "a"], [])
