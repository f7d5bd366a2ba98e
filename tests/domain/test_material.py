"""Counting over codings, beside counting by hand."""

from __future__ import annotations

import importlib
import random
import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from laras.domain.errors import BadInput
from laras.domain.material import (
    Blocks,
    Orders,
    cross,
    cross_distinct,
    pairs,
    saturation_over_orders,
    together,
    units_together,
)
from laras.domain.saturation import saturation

EVENTS = ["ABCD", "ACEF", "BGH", "ADHI", "CJ", "BE", "AGK", "FH", "CI"]
Stretch = tuple[int, int, int, int]  # group, low, length - 1, code
entries = st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 4), st.integers(-1, 2)), max_size=40)
stretches = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 12), st.integers(0, 6), st.integers(0, 3)), max_size=25
)


def places(values: list[int]) -> NDArray[np.intp]:
    return np.array(values, dtype=np.intp)


def blocks(found: list[Stretch]) -> Blocks:
    group, low, high = ([one[0] for one in found], [one[1] for one in found], [one[1] + one[2] for one in found])
    return Blocks(places(group), places(low), places(high))


def met(found: list[Stretch], gap: int) -> set[tuple[int, int]]:
    """Every two that stand together, by looking at all of them."""

    def near(a: Stretch, b: Stretch) -> bool:
        return a[0] == b[0] and a[1] <= b[1] + b[2] + gap and b[1] <= a[1] + a[2] + gap

    return {(i, j) for i, j in combinations(range(len(found)), 2) if near(found[i], found[j])}


@given(entries)
def test_cross_tables_count_as_one_counts_by_hand(found: list[tuple[int, int, int]]) -> None:
    rows, columns, units = (places([one[part] for one in found]) for part in range(3))
    counted = [[0] * 5 for _ in range(4)]
    distinct: list[list[set[int]]] = [[set() for _ in range(5)] for _ in range(4)]
    for row, column, unit in found:
        if row >= 0 and column >= 0:
            counted[row][column] += 1
            distinct[row][column] |= {unit} - {-1}
    assert cross(rows, columns, (4, 5)).tolist() == counted
    assert cross_distinct(rows, columns, units, (4, 5), 3).tolist() == [[len(c) for c in row] for row in distinct]


@given(stretches, st.integers(0, 3), st.sampled_from([1, 4, 1_000_000]))
def test_pairs_are_those_one_finds_by_looking_at_all_of_them(found: list[Stretch], gap: int, at_once: int) -> None:
    module = importlib.import_module("laras.domain.material.together")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", at_once)
        drawn = [tuple(sorted(one)) for two in pairs(blocks(found), gap) for one in np.stack(two, axis=1).tolist()]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == met(found, gap)


@given(stretches, st.integers(0, 2))
def test_codes_together_are_counted_in_pairs_and_by_informant(found: list[Stretch], gap: int) -> None:
    codes = places([one[3] for one in found])
    counted = [[0] * 4 for _ in range(4)]
    seen = np.zeros((2, 4, 4), bool)
    for i, j in met(found, gap):
        for left, right in {(found[i][3], found[j][3]), (found[j][3], found[i][3])}:
            counted[left][right] += 1
            if found[i][0] < 2:
                seen[found[i][0], left, right] = True
    units = places([one[0] if one[0] < 2 else -1 for one in found])  # the third text is nobody's
    assert together(codes, blocks(found), 4, gap).tolist() == counted
    assert units_together(codes, units, blocks(found), (2, 4), gap).tolist() == seen.tolist()


@given(stretches, st.sampled_from([1, 3, 1_000_000]))
def test_the_same_two_passages_of_two_coders_are_one_pair(found: list[Stretch], at_once: int) -> None:
    codes, single = places([one[3] for one in found]), blocks(found)
    # Every coding once more, by a second coder: groups 3 to 5 stand for the same three texts.
    twice = Blocks(*(np.concatenate([one, one + 3 * (one is single.group)]) for one in _of(single)))
    spans = sorted(set(found))
    names = places([spans.index(one) for one in found] * 2)
    module = importlib.import_module("laras.domain.material.together")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", at_once)
        once = together(codes, single, 4, names=names[: len(found)])
        both = together(np.concatenate([codes, codes]), twice, 4, names=names)
    assert both.tolist() == once.tolist()
    if len(spans) == len(found):
        assert once.tolist() == together(codes, single, 4).tolist()


def _of(one: Blocks) -> tuple[NDArray[np.intp], ...]:
    return one.group, one.low, one.high


def test_a_gap_of_one_lets_passages_touch() -> None:
    two = blocks([(0, 0, 4, 0), (0, 5, 4, 1)])
    assert together(places([0, 1]), two, 2).tolist() == [[0, 0], [0, 0]]
    assert together(places([0, 1]), two, 2, gap=1).tolist() == [[0, 1], [1, 0]]


def test_random_orders_say_the_same_as_reckoning_each_order_alone() -> None:
    found = saturation_over_orders(EVENTS, orders=50, seed=3)
    drawn = np.random.default_rng(3).permuted(np.tile(np.arange(9), (50, 1)), axis=1)
    # `drawn` holds the place of each event: sorted by it they stand in that order.
    points = [saturation([EVENTS[at] for at in np.argsort(ranks)]).value for ranks in drawn]
    reached = [int(point) for point in points if point is not None]
    assert found == Orders(50, len(reached), 3, float(np.median(reached)), min(reached), max(reached))


def test_too_few_events_or_no_code_reach_nothing_in_any_order() -> None:
    assert saturation_over_orders(EVENTS[:5]) == Orders(1000, 0, 1)
    assert saturation_over_orders([""] * 9) == Orders(1000, 0, 1)
    with pytest.raises(BadInput):
        saturation_over_orders(EVENTS, run_length=0)


def test_a_thousand_orders_of_a_hundred_events_are_quick() -> None:
    draw = random.Random(1)
    many = [draw.sample(range(60), 12) for _ in range(100)]
    times = []
    for _ in range(3):
        begun = time.process_time()
        found = saturation_over_orders(many)
        times.append(time.process_time() - begun)
    assert found.reached == 1000
    assert min(times) < 0.3
