"""A draw that can be repeated, by hand too."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.errors import BadInput, Incomplete
from laras.domain.sampling import Unit, draw, seed_of

FRAME = [Unit(f"w{n}", "interview") for n in range(10)] + [Unit(f"o{n}", "observation") for n in range(5)]


def test_the_draw_is_the_lowest_hashes_of_each_stratum() -> None:
    by_hand = [
        pk
        for letter, places in (("w", 2), ("o", 1))
        for pk in sorted(
            (unit.id for unit in FRAME if unit.id.startswith(letter)),
            key=lambda pk: sha256(f"7:{pk}".encode()).hexdigest(),
        )[:places]
    ]
    assert sorted(draw(FRAME, 0.2, 7)) == sorted(by_hand)


def test_the_same_frame_share_and_seed_give_the_same_sample_whatever_the_order() -> None:
    assert draw(FRAME, 0.4, 11) == ["w2", "w4", "w7", "w9", "o1", "o2"]
    assert sorted(draw(FRAME[::-1], 0.4, 11)) == ["o1", "o2", "w2", "w4", "w7", "w9"]
    assert draw(FRAME, 0.4, 12) != draw(FRAME, 0.4, 11)


def test_a_rare_kind_gets_a_place_where_there_is_one_for_each() -> None:
    frame = [Unit(f"w{n}", "interview") for n in range(18)] + [Unit("o", "observation"), Unit("d", "document")]
    drawn = draw(frame, 0.2, 1)
    assert (len(drawn), {"o", "d"} <= set(drawn)) == (4, True)


def test_too_small_a_share_and_an_empty_frame_are_refused() -> None:
    with pytest.raises(BadInput):
        draw(FRAME, 0.09, 1)
    with pytest.raises(BadInput):
        draw(FRAME, 1.01, 1)
    with pytest.raises(Incomplete):
        draw([], 0.2, 1)


@given(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=60),
    st.floats(0.1, 1.0),
    st.integers(0, 2**31 - 1),
)
def test_the_sample_has_the_size_asked_for(strata: list[str], share: float, seed: int) -> None:
    frame = [Unit(str(n), stratum) for n, stratum in enumerate(strata)]
    drawn = draw(frame, share, seed)
    assert share * len(frame) - 1e-6 <= len(drawn) < share * len(frame) + 1
    assert len(set(drawn)) == len(drawn)


def test_a_seed_follows_from_what_is_drawn_for() -> None:
    assert seed_of("study", 2) == seed_of("study", 2) != seed_of("study", 3)
    assert 0 <= seed_of("study", 2) < 2**31
