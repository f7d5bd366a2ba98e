"""Which topics are due for whom, and which are still owed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet
from django.utils import timezone

from laras.base.store import clock
from laras.domain import information
from laras.domain.information import Debt, Due, EpisodeFacts, Result
from laras.stages.casework.models import Episode, StageMove
from laras.stages.people.models import Client
from laras.stages.support.models import TeachBack

FIRST_RESIDENT_STAGE = "S2"
# Who listened, when the client was there; what only the family heard does not pay the debt to the client.
LISTENED = ("client", "both", "group")


@dataclass(frozen=True)
class TopicStanding:
    """How one topic stands for one client: `debt` when owed, `last` the latest result, `told` when told back."""

    topic: information.Topic
    due_on: dt.date | None
    debt: Debt | None
    last: Result | None
    told: bool


@dataclass(frozen=True)
class TopicDebt:
    """One topic over many clients: how many owe it and how long the oldest has waited (days)."""

    topic: information.Topic
    clients: int
    oldest: int


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def _facts(client_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, EpisodeFacts]:
    """Return what is known of the open episode of each client; two queries."""
    entered: dict[uuid.UUID, dict[str, dt.date]] = defaultdict(dict)
    moves = StageMove.objects.filter(client_id__in=client_ids, episode__closed_at__isnull=True)
    for episode_id, stage, at in moves.order_by("happened_at").values_list("episode_id", "to_stage", "happened_at"):
        entered[episode_id].setdefault(stage, _day(at))
    open_ones = Episode.objects.filter(client_id__in=client_ids, closed_at__isnull=True).order_by()
    episodes = cast("QuerySet[Episode]", open_ones)
    return {
        episode.client_id: EpisodeFacts(
            admitted_on=entered[episode.pk].get(FIRST_RESIDENT_STAGE, _day(episode.opened_at)),
            stage=episode.stage,
            stage_since=_day(episode.stage_since),
            entered=entered[episode.pk],
        )
        for episode in episodes
    }


def _told(client_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[information.TeachBack]]:
    """Return the teach-backs of each client as values.

    A topic counts as told at a moment when every point told then came back; so the points of one explanation are
    joined to one result, the lowest.
    """
    heard = TeachBack.objects.filter(client_id__in=client_ids, audience__in=LISTENED, undone_at__isnull=True)
    rows = cast("QuerySet[TeachBack]", heard)
    joined: dict[tuple[uuid.UUID, str, dt.datetime], list[TeachBack]] = defaultdict(list)
    for row in rows.order_by("happened_at").only("client_id", "topic", "happened_at", "attempt", "result"):
        joined[row.client_id, row.topic, row.happened_at].append(row)
    found: dict[uuid.UUID, list[information.TeachBack]] = defaultdict(list)
    for (client_id, topic, at), points in joined.items():
        attempt = max(point.attempt for point in points)
        found[client_id].append(information.TeachBack(topic, _day(at), attempt, _lowest(points)))
    return found


def _lowest(points: Sequence[TeachBack]) -> Result:
    words = [point.result for point in points if not point.result.isdigit()]
    return words[0] if words else min(int(point.result) for point in points)


def debts_by_client(client_ids: Sequence[uuid.UUID], today: dt.date | None = None) -> dict[uuid.UUID, list[Debt]]:
    """Return what each client is still owed, oldest first; three queries whatever their number."""
    ids = list(client_ids)
    today = today or clock.today()
    told = _told(ids)
    owed = {
        client_id: information.debts(information.due_topics(facts), told.get(client_id, []), today)
        for client_id, facts in _facts(ids).items()
    }
    return {client_id: debts for client_id, debts in owed.items() if debts}


def debts_by_topic(debts: dict[uuid.UUID, list[Debt]]) -> list[TopicDebt]:
    """Return the topics owed, those owed to most people first."""
    grouped: dict[str, list[int]] = defaultdict(list)
    for owed in debts.values():
        for debt in owed:
            grouped[debt.topic].append(debt.days)
    rows = [TopicDebt(information.topic(code), len(days), max(days)) for code, days in grouped.items()]
    return sorted(rows, key=lambda row: (-row.clients, -row.oldest, row.topic.code))


def client_topics(client: Client, today: dt.date | None = None) -> list[TopicStanding]:
    """Return every topic of the catalogue as it stands for one client: owed first (oldest first), then the rest."""
    today = today or clock.today()
    facts = _facts([client.pk]).get(client.pk)
    told = _told([client.pk]).get(client.pk, [])
    due = information.due_topics(facts) if facts else []
    debts = {debt.topic: debt for debt in information.debts(due, told, today)}
    rows = [_standing(topic, due, debts.get(topic.code), told) for topic in information.TOPICS.values()]
    return sorted(rows, key=lambda row: -row.debt.days if row.debt else 1)


def _standing(
    topic: information.Topic, due: Sequence[Due], debt: Debt | None, told: Sequence[information.TeachBack]
) -> TopicStanding:
    tries = [one for one in told if one.topic == topic.code]
    days = [one.due_on for one in due if one.topic == topic.code]
    last = tries[-1].result if tries else None
    good = debt is None and any(information.succeeded(one.result) for one in tries)
    return TopicStanding(topic, debt.due_on if debt else min(days, default=None), debt, last, good)


def teach_back_history(client: Client, topic: str = "") -> QuerySet[TeachBack]:
    """Return what was told back so far, newest first."""
    rows = cast("QuerySet[TeachBack]", TeachBack.objects.filter(client=client, undone_at__isnull=True))
    rows = rows.filter(topic=topic) if topic else rows
    return rows.select_related("worker").order_by("-happened_at", "point")
