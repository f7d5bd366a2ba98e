"""The year of the demo in the order it happened: every deed runs on the clock of its own moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

from laras.base.store import clock

Deed = Callable[[], object]


class Console(Protocol):
    """Where the building tells how far it is."""

    def progress(self, sentence: str) -> None: ...


@dataclass(frozen=True)
class Scale:
    """How large the demo is; the shares of everything stay the same."""

    clients: int = 96
    months: int = 12

    @property
    def days(self) -> int:
        return round(self.months * 365 / 12)


@dataclass
class Diary:
    """Deeds with their moments, from `start` to `end` (both aware); what lies after `end` has not happened."""

    start: dt.datetime
    end: dt.datetime
    zone: ZoneInfo
    deeds: list[tuple[dt.datetime, int, Deed]] = field(default_factory=list)

    def day(self, number: float, hour: float = 9.0) -> dt.datetime:
        """Return the moment `number` days after the start, at `hour` of the home's day."""
        first = self.start.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return first + dt.timedelta(days=int(number), hours=hour)

    def plan(self, moment: dt.datetime, deed: Deed) -> bool:
        """Plan a deed; False when its moment has not come."""
        if moment > self.end:
            return False
        self.deeds.append((moment, len(self.deeds), deed))
        return True

    def run(self, console: Console) -> None:
        """Do everything planned, oldest first; deeds of one moment in the order they were planned."""
        month = 0
        for moment, _, deed in sorted(self.deeds, key=lambda one: one[:2]):
            passed = (moment - self.start).days // 31 + 1
            if passed != month:
                month = passed
                console.progress(f"Month {month}: {moment.astimezone(self.zone):%m/%Y} …")
            with clock.at(moment.astimezone(dt.UTC)):
                deed()
        self.deeds.clear()
