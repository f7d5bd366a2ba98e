"""Values kept in the memory of this process for a while, up to a number of bytes; nothing reaches the disk."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

IDLE_SECONDS = 15 * 60


class Shelf(Generic[K, V]):
    """A place for `most_bytes` of values; what was not used for longest goes first.

    What nobody used for `idle_seconds` goes at the next use. Threads may share it. Whoever takes a value from here
    has asked for the permission to see it each time: the shelf knows nobody.
    """

    def __init__(
        self, most_bytes: int, *, idle_seconds: float = IDLE_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most_bytes
        self._idle = idle_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[K, tuple[V, int, float]] = OrderedDict()
        self._size = 0

    @property
    def size(self) -> int:
        """The bytes that are taken."""
        return self._size

    def get(self, key: K) -> V | None:
        """Return the value of a key, None where it is not kept (any more)."""
        with self._lock:
            now = self._clock()
            self._let_go_of_idle(now)
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept[key] = (found[0], found[1], now)
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value that takes `size` bytes; one that is larger than the whole shelf is not kept."""
        with self._lock:
            self._take_out(key)
            if size > self._most:
                return
            self._kept[key] = (value, size, self._clock())
            self._size += size
            while self._size > self._most:
                self._take_out(next(iter(self._kept)))

    def drop(self, unwanted: Callable[[K], bool]) -> None:
        """Let go of every key that is unwanted."""
        with self._lock:
            for key in [key for key in self._kept if unwanted(key)]:
                self._take_out(key)

    def _let_go_of_idle(self, now: float) -> None:
        while self._kept:
            key = next(iter(self._kept))
            if now - self._kept[key][2] <= self._idle:
                return
            self._take_out(key)

    def _take_out(self, key: K) -> None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._size -= found[1]
