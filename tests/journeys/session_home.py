"""A session to run, in the home under test."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from tests.places import Place


@dataclass(frozen=True)
class Meeting:
    """A session of the home under test and the ids of its members."""

    session: str
    members: list[str]

    def path(self, part: str = "") -> str:
        return f"/pertemuan/{self.session}/{part}"


def enter(place: Place, name: str, members: int = 3, state: str = "open") -> Meeting:
    printed = place.run((sys.executable, "-m", "tests.journeys.enter_session", f"{name} (contoh)", members, state))
    return Meeting(**json.loads(printed.splitlines()[-1]))
