"""The real program is killed in the middle of its work, and started again."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from laras.base.jobs import work
from laras.base.jobs.worker import IDLE_SECONDS
from tests.places import Place, copied, served

HOUSE = (sys.executable, "-m", "tests.base.jobs.slow_house")
PATIENCE = 60


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until something is true; the promise is a minute."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.1)


def beginnings(place: Place) -> int:
    begun = place.folder / "data" / "begun"
    return len(begun.read_text()) if begun.exists() else 0


def told(place: Place, job: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run((*HOUSE, "tell", job)))
    return found


@pytest.fixture
def place() -> Iterator[Place]:
    with copied("cast") as place:
        yield place


def ask(place: Place) -> str:
    return place.run((*HOUSE, "ask")).strip()


def kill_in_the_middle(place: Place, beginning: int) -> None:
    """Start the program, wait for the `beginning`-th beginning of the work, and pull the plug."""
    with served(place, program=HOUSE) as running:
        until(lambda: beginnings(place) == beginning, "the work begins")
        running.kill()


def test_killed_once_the_work_is_taken_up_again(place: Place) -> None:
    job = ask(place)
    kill_in_the_middle(place, 1)
    assert told(place, job)["state"] == "running"
    with served(place, program=HOUSE):
        until(lambda: beginnings(place) == 2, "the work begins again")
        (place.folder / "data" / "go").touch()
        until(lambda: told(place, job)["state"] == "done", "the work is done")
    assert told(place, job) == {"state": "done", "attempts": 2, "result": {"ended": True}, "error": {}}


def test_killed_twice_it_is_told_as_failed(place: Place) -> None:
    job = ask(place)
    kill_in_the_middle(place, 1)
    kill_in_the_middle(place, 2)
    with served(place, program=HOUSE):
        until(lambda: told(place, job)["state"] == "failed", "the failure is told")
    assert "stopped twice" in told(place, job)["error"]["message"]
    assert beginnings(place) == 2


def test_the_program_itself_waits_half_a_minute_for_a_sign_of_life() -> None:
    """The house of these tests has less patience; with the program's own a minute is still kept."""
    assert work.STALE + dt.timedelta(seconds=IDLE_SECONDS) < dt.timedelta(seconds=PATIENCE)
