"""One client at a glance: way, silence, flower, twelve weeks, goals, last entries, what is to be explained, recovery."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.access.models import Facility
from laras.base.store import clock
from laras.base.ui.phrases import language, number
from laras.domain import balance, casework, information
from laras.doors.desk.queries.clients import severity_word
from laras.stages.casework.models import AdlRecord, Episode, Goal, GoalRating, SeverityRating
from laras.stages.people.models import Client
from laras.stages.support import queries as support
from laras.stages.support.models import SupportAct

ENTRIES = 8
READINGS = 6
INFORMATION = "informational"


@dataclass(frozen=True)
class Step:
    """One of the ten stages as it stands for this client: `state` is done, here or ''."""

    label: str
    state: str


@dataclass(frozen=True)
class GoalLine:
    """A goal with its latest level (−2…+2, None before the first rating)."""

    title: str
    level: int | None
    review_on: dt.date | None

    @property
    def dots(self) -> list[bool]:
        return [level == self.level for level in range(-2, 3)]

    @property
    def written(self) -> str:
        """The level as it is printed: −1, 0, +1."""
        return f"+{self.level}" if self.level and self.level > 0 else number(self.level)


@dataclass(frozen=True)
class Waiting:
    """A topic still owed, and for how many days."""

    label: str
    days: int


@dataclass(frozen=True)
class StripRow:
    """One aspect over the weeks."""

    aspect: str
    counts: list[int]


@dataclass(frozen=True)
class Support:
    """How the five aspects stand: the longest silence, the flower, the numbers, the weeks."""

    silence: balance.Silence | None
    petals: tuple[balance.Petal, ...]
    weeks: list[StripRow]
    mondays: list[dt.date]
    days: list[tuple[dt.date, list[SupportAct]]]
    waiting: list[Waiting]

    @property
    def is_information(self) -> bool:
        return self.silence is not None and self.silence.aspect == INFORMATION


@dataclass(frozen=True)
class Reading:
    """The severity or the total of daily living (0…36) on a day."""

    at: dt.datetime
    severity: str = ""
    adl: int | None = None


def steps(ids: Sequence[uuid.UUID]) -> list[Step]:
    """Return the ten stages of the open episode, none when there is no open episode."""
    episode = Episode.objects.filter(client_id__in=ids, closed_at__isnull=True).order_by("-opened_at", "-id").first()
    if episode is None:
        return []
    here = casework.STAGES[episode.stage].order
    return [
        Step(one.label.get(language()), "here" if one.order == here else "done" if one.order < here else "")
        for one in casework.STAGES.values()
    ]


def goal_lines(ids: Sequence[uuid.UUID]) -> list[GoalLine]:
    """Return the open goals with their latest level, oldest first; one query."""
    newest = GoalRating.objects.filter(goal=OuterRef("pk")).order_by("-happened_at", "-id")
    goals = Goal.objects.filter(client_id__in=ids, closed_at__isnull=True)
    rows = goals.annotate(level=Subquery(newest.values("level")[:1])).order_by("recorded_at", "id")
    return [GoalLine(goal.title, goal.level, goal.review_on) for goal in rows]


def waiting(debts: Sequence[information.Debt]) -> list[Waiting]:
    """Return owed topics by name."""
    return [Waiting(information.topic(debt.topic).short.get(language()), debt.days) for debt in debts]


def support_of(by: Actor, client: Client, facility: Facility) -> Support:
    """Return everything about support on the overview; a constant number of queries."""
    heard = support.last_heard([client.pk]).get(client.pk, {})
    silences = balance.silences(heard, clock.now(), since=client.recorded_at)
    weeks, mondays = support.week_rows(client, facility)
    acts = list(support.acts(by, client=client)[:ENTRIES])
    return Support(
        silence=silences[0] if silences else None,
        petals=support.client_petals([client.pk])[client.pk],
        weeks=[StripRow(aspect, counts) for aspect, counts in weeks],
        mondays=mondays,
        days=[(on, list(rows)) for on, rows in groupby(acts, lambda act: timezone.localtime(act.happened_at).date())],
        waiting=waiting(support.debts_by_client([client.pk]).get(client.pk, [])),
    )


def readings(ids: Sequence[uuid.UUID]) -> list[Reading]:
    """Return the latest ratings of severity and daily living, newest first; two queries."""
    rated = SeverityRating.objects.filter(client_id__in=ids).order_by("-happened_at", "-id")[:READINGS]
    lived = AdlRecord.objects.filter(client_id__in=ids).order_by("-happened_at", "-id").only("total", "happened_at")
    found = [Reading(row.happened_at, severity=severity_word(row.level)) for row in rated]
    found += [Reading(row.happened_at, adl=row.total) for row in lived[:READINGS]]
    return sorted(found, key=lambda row: row.at, reverse=True)[:READINGS]
