"""Values kept in memory: never more than their room, and gone when nobody uses them."""

from __future__ import annotations

import random

from laras.base.store.shelf import Shelf


def test_the_longest_unused_goes_first() -> None:
    shelf: Shelf[str, str] = Shelf(30)
    for key in ("a", "b", "c"):
        shelf.put(key, key.upper(), 10)
    assert shelf.get("a") == "A"
    shelf.put("d", "D", 10)
    assert [shelf.get(key) for key in "abcd"] == ["A", None, "C", "D"]
    assert shelf.size == 30


def test_what_is_larger_than_the_shelf_is_not_kept() -> None:
    shelf: Shelf[str, str] = Shelf(30)
    shelf.put("a", "A", 10)
    shelf.put("a", "AAAA", 31)
    assert (shelf.get("a"), shelf.size) == (None, 0)


def test_what_is_unwanted_goes() -> None:
    shelf: Shelf[int, str] = Shelf(30)
    for key in (1, 2, 3):
        shelf.put(key, "x", 5)
    shelf.drop(lambda key: key != 2)
    assert [shelf.get(key) for key in (1, 2, 3)] == [None, "x", None]
    assert shelf.size == 5


def test_what_nobody_used_for_long_goes_at_the_next_use() -> None:
    now = [0.0]
    shelf: Shelf[str, str] = Shelf(30, idle_seconds=60, clock=lambda: now[0])
    shelf.put("a", "A", 5)
    shelf.put("b", "B", 5)
    now[0] = 50
    assert shelf.get("b") == "B"
    now[0] = 70
    assert (shelf.get("a"), shelf.size, shelf.get("b")) == (None, 5, "B")


def test_it_never_holds_more_than_it_may() -> None:
    chance = random.Random(7)
    shelf: Shelf[int, int] = Shelf(50)
    last: dict[int, int] = {}
    for _ in range(500):
        key, size = chance.randrange(6), chance.randrange(60)
        shelf.put(key, size, size)
        last[key] = size
        assert 0 <= shelf.size <= 50
        kept = [shelf.get(key) for key in last]
        assert all(value in (None, last[key]) for key, value in zip(last, kept, strict=True))
        assert shelf.size == sum(value for value in kept if value is not None)
