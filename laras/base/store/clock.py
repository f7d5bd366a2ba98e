"""The one clock: all time comes from `now()`, so that the demo and the tests can live in another year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_set: ContextVar[dt.datetime | None] = ContextVar("laras_clock", default=None)


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC; the moment set by `at()` where there is one."""
    return _set.get() or timezone.now()


def today(tz: dt.tzinfo | None = None) -> dt.date:
    """Return the calendar day of `now()` in `tz`, by default the active time zone."""
    return timezone.localtime(now(), tz).date()


@contextmanager
def at(moment: dt.datetime) -> Iterator[dt.datetime]:
    """Let `now()` return `moment` inside the block; an unaware moment is refused."""
    if moment.tzinfo is None:
        raise ValueError("The clock takes only aware moments.")
    # In UTC, as the database gives it back: the audit chain hashes what is stored.
    token = _set.set(moment.astimezone(dt.UTC))
    try:
        yield moment
    finally:
        _set.reset(token)
