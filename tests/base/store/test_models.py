"""Keys that can be made anywhere and sort by time."""

from __future__ import annotations

import time

from laras.base.store.models import new_id


def test_keys_are_version_seven_and_sort_by_time() -> None:
    first = new_id()
    time.sleep(0.002)
    second = new_id()
    assert (first.version, second.version) == (7, 7)
    assert first < second


def test_keys_do_not_repeat() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000
