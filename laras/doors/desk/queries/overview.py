"""One client at a glance: way, silence, flower, the weeks, last entries, what is to be explained."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.access.models import Facility
from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.domain import balance, casework, information
from laras.doors.desk.queries.recovery import WEEKS
from laras.stages.casework.queries import current_episode, has_left
from laras.stages.people.models import Client
from laras.stages.support import queries as support
from laras.stages.support.models import SupportAct
from laras.stages.support.queries.balance import WeekRow

ENTRIES = 8
STRIP = 12
INFORMATION = "informational"


@dataclass(frozen=True)
class Step:
    """One of the ten stages as it stands for this client: `state` is done, here or ''."""

    label: str
    state: str


@dataclass(frozen=True)
class Waiting:
    """A topic still owed, and for how many days."""

    label: str
    days: int


@dataclass(frozen=True)
class Support:
    """How the five aspects stand: the longest silence, the flower, the weeks, the last entries."""

    silence: balance.Silence | None
    petals: tuple[balance.Petal, ...]
    weeks: list[WeekRow]
    mondays: list[dt.date]
    days: list[tuple[dt.date, list[SupportAct]]]
    waiting: list[Waiting]

    @property
    def strip(self) -> list[WeekRow]:
        """The last twelve of the weeks."""
        return [WeekRow(row.aspect, row.counts[-STRIP:]) for row in self.weeks]

    @property
    def strip_mondays(self) -> list[dt.date]:
        return self.mondays[-STRIP:]

    @property
    def is_information(self) -> bool:
        return self.silence is not None and self.silence.aspect == INFORMATION


def steps(client: Client) -> list[Step]:
    """Return the ten stages of the open episode, none when there is no open episode."""
    episode = current_episode(client)
    if episode is None:
        return []
    here = casework.STAGES[episode.stage].order
    return [
        Step(one.label.get(language()), "here" if one.order == here else "done" if one.order < here else "")
        for one in casework.STAGES.values()
    ]


def mondays(facility: Facility) -> list[dt.date]:
    """Return the Mondays of the weeks shown, oldest first, the running week last."""
    today = clock.today(zoneinfo.ZoneInfo(facility.timezone))
    last = today - dt.timedelta(days=today.weekday())
    return [last - dt.timedelta(weeks=back) for back in reversed(range(WEEKS))]


def waiting(debts: Sequence[information.Debt]) -> list[Waiting]:
    """Return owed topics by name."""
    return [Waiting(information.topic(debt.topic).short.get(language()), debt.days) for debt in debts]


def support_of(by: Actor, client: Client, facility: Facility) -> Support:
    """Return everything about support on the overview; a constant number of queries."""
    heard = support.last_heard([client.pk]).get(client.pk, {})
    silences = [] if has_left(client) else balance.silences(heard, clock.now(), since=client.recorded_at)
    weeks, mondays = support.week_rows(client, facility, weeks=WEEKS)
    acts = list(support.acts(by, client=client)[:ENTRIES])
    return Support(
        silence=silences[0] if silences else None,
        petals=support.client_petals([client.pk])[client.pk],
        weeks=weeks,
        mondays=mondays,
        days=[(on, list(rows)) for on, rows in groupby(acts, lambda act: timezone.localtime(act.happened_at).date())],
        waiting=waiting(support.debts_by_client([client.pk]).get(client.pk, [])),
    )
