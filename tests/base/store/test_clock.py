"""One clock for everything."""

from __future__ import annotations

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest

from laras.base.store import clock

MOMENT = dt.datetime(2026, 3, 14, 18, 30, tzinfo=dt.UTC)


def test_the_clock_stands_still_inside_the_block_and_runs_again_after_it() -> None:
    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        with clock.at(MOMENT + dt.timedelta(days=1)):
            assert clock.now() == MOMENT + dt.timedelta(days=1)
        assert clock.now() == MOMENT
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


def test_the_clock_runs_again_after_an_error() -> None:
    with pytest.raises(RuntimeError), clock.at(MOMENT):
        raise RuntimeError
    assert clock.now() != MOMENT


def test_today_is_the_day_of_the_place() -> None:
    with clock.at(MOMENT):
        assert clock.today(dt.UTC) == dt.date(2026, 3, 14)
        assert clock.today(ZoneInfo("Asia/Jakarta")) == dt.date(2026, 3, 15)


def test_the_clock_takes_only_aware_moments() -> None:
    with pytest.raises(ValueError, match="aware"), clock.at(MOMENT.replace(tzinfo=None)):
        pass


def test_another_thread_keeps_its_own_time() -> None:
    found: list[dt.datetime] = []
    with clock.at(MOMENT):
        thread = threading.Thread(target=lambda: found.append(clock.now()))
        thread.start()
        thread.join()
    assert found[0] != MOMENT
