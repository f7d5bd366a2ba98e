"""Several phones at the same moment, over plain HTTP: no tap lost, none doubled, one save."""

from __future__ import annotations

import json
import re
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.session_home import Meeting, enter
from tests.load.browser import Person, Refused
from tests.places import Place, Served, copied


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A copy of the cast's home."""
    with copied("cast") as place:
        yield place


@pytest.fixture
def person(house: Served) -> Iterator[Callable[[str], Person]]:
    """Return a function that logs somebody in over plain HTTP."""
    people: list[Person] = []

    def enter(login: str) -> Person:
        people.append(Person(house.address, login))
        return people[-1]

    yield enter
    for one in people:
        one.close()


def sender(person: Person, meeting: Meeting, taps: list[dict[str, Any]], problems: list[str]) -> None:
    """Send taps in small pieces, each piece twice, as a phone on a bad line would."""
    try:
        for start in range(0, len(taps), 3):
            for _ in range(2):
                person.post_json(meeting.path("tap/"), {"after": 0, "taps": taps[start : start + 3]})
    except (Refused, OSError) as error:
        problems.append(str(error))


def test_many_taps_at_once_are_all_kept_and_none_twice(person: Callable[[str], Person], place: Place) -> None:
    meeting = enter(place, "Serentak")
    people = [person(login) for login in ("peksos", "pengasuh", "perawat", "peksos")]
    sent: list[list[dict[str, Any]]] = [
        [
            {"id": str(uuid.uuid4()), "member": meeting.members[n % 3], "key": "turn.starts", "value": 1}
            for n in range(30)
        ]
        for _ in people
    ]
    problems: list[str] = []
    threads = [
        threading.Thread(target=sender, args=(person, meeting, taps, problems))
        for person, taps in zip(people, sent, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    kept = json.loads(people[0].post_json(meeting.path("tap/"), {"after": 0, "taps": []}))["taps"]
    assert sorted(tap["id"] for tap in kept) == sorted(tap["id"] for taps in sent for tap in taps)
    assert [tap["seq"] for tap in kept] == list(range(1, 121))


def test_of_many_saves_at_the_same_moment_one_wins(person: Callable[[str], Person], place: Place) -> None:
    meeting = enter(place, "Simpan serentak", 2)
    people = [person(login) for login in ("peksos", "pengasuh", "perawat")]
    taps = [
        {"id": str(uuid.uuid4()), "member": member, "key": key, "value": value}
        for member in meeting.members
        for key, value in (("attendance", "full"), ("mood_before", 3), ("mood_after", 4), ("teach.warning_signs", "2"))
    ]
    people[0].post_json(meeting.path("tap/"), {"after": 0, "taps": taps})
    won: list[str] = []
    told: list[str] = []

    def save(person: Person) -> None:
        try:
            person.post(meeting.path("simpan/"), {})
            won.append("saved")
        except Refused as refused:
            told.append(str(refused))

    threads = [threading.Thread(target=save, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(told)) == (1, 2)
    assert all(re.search(r"simpan/: 409 ", refusal) for refusal in told)
    counts = json.loads(
        place.run((sys.executable, "-m", "tests.journeys.count_session", meeting.session)).splitlines()[-1]
    )
    assert counts == {"attendances": 2, "acts": 6, "teach_backs": 2, "answers": 4}
