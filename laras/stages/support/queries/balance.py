"""How the five aspects stand: for one client, a ward, the home."""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count as Number
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from laras.base.access.models import Facility
from laras.base.store import clock
from laras.domain import balance
from laras.domain.aspects import ASPECT_CODES
from laras.domain.balance import Count, Petal
from laras.stages.people.models import Client
from laras.stages.support.models import SupportAct

HEARD = ("given", "received")
Counts = dict[uuid.UUID, dict[str, Count]]


class WeekRow(NamedTuple):
    """One aspect over the weeks, oldest first."""

    aspect: str
    counts: list[int]


def _since(days: float) -> dt.datetime:
    return clock.now() - dt.timedelta(days=days)


def client_counts(client_ids: Iterable[uuid.UUID], *, days: float = 14, worker_only: bool = False) -> Counts:
    """Return, for each client and aspect heard of in the last `days` days, how often and of which indicators.

    One query, whatever the number of clients.
    """
    rows = SupportAct.objects.filter(
        client_id__in=list(client_ids), happened_at__gte=_since(days), undone_at__isnull=True
    )
    if worker_only:
        rows = rows.filter(giver="worker")
    grouped = (
        rows.order_by()
        .values_list("client_id", "aspect", "indicator", "polarity")
        .annotate(Number("id"), Max("happened_at"))
    )
    sums: dict[tuple[uuid.UUID, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    reached: dict[tuple[uuid.UUID, str], set[str]] = defaultdict(set)
    last: dict[tuple[uuid.UUID, str], dt.datetime] = {}
    for client_id, aspect, indicator, polarity, number, at in grouped:
        key = (client_id, aspect)
        sums[key][polarity] += number
        if polarity in HEARD:
            reached[key].add(indicator)
            last[key] = max(last.get(key, at), at)
    found: Counts = defaultdict(dict)
    for (client_id, aspect), numbers in sums.items():
        key = (client_id, aspect)
        found[client_id][aspect] = Count(**numbers, indicators=frozenset(reached[key]), last_at=last.get(key))
    return found


def client_petals(client_ids: Sequence[uuid.UUID], *, days: int = 14) -> dict[uuid.UUID, tuple[Petal, ...]]:
    """Return the flower of each client over the last `days` days."""
    counts = client_counts(client_ids, days=days)
    return {client_id: balance.petals(counts.get(client_id, {})) for client_id in client_ids}


def last_heard(client_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, dt.datetime | None]]:
    """Return when each aspect of each client was last given or received, None for never.

    Five index seeks a client (client, aspect, happened_at), so it stays fast over a million acts.
    """
    newest = SupportAct.objects.filter(client_id=OuterRef("pk"), polarity__in=HEARD, undone_at__isnull=True).order_by(
        "-happened_at"
    )
    columns = {
        f"last_{aspect}": Subquery(newest.filter(aspect=aspect).values("happened_at")[:1]) for aspect in ASPECT_CODES
    }
    rows = Client.objects.filter(pk__in=list(client_ids)).annotate(**columns).order_by().values("pk", *columns)
    return {row["pk"]: {aspect: row[f"last_{aspect}"] for aspect in ASPECT_CODES} for row in rows}


def silent_clients(clients: Sequence[Client], *, days: int = 14) -> list[tuple[Client, list[balance.Silence]]]:
    """Return the clients with at least one silent aspect: most silences first, then the longest."""
    heard = last_heard([client.pk for client in clients])
    now = clock.now()
    found = [
        (client, silences)
        for client in clients
        if (silences := balance.silences(heard.get(client.pk, {}), now, days=days, since=client.recorded_at))
    ]
    return sorted(found, key=lambda pair: (-len(pair[1]), -max(s.days or 10_000 for s in pair[1]), pair[0].number))


def shared_petals(clients: QuerySet[Client], *, days: float = 14) -> tuple[Petal, ...]:
    """Return the flower of a ward or the home: the share of clients with an act given or received from a worker."""
    ids = list(clients.order_by().values_list("pk", flat=True))
    counts = client_counts(ids, days=days, worker_only=True)
    return balance.shared_from_clients([counts.get(client_id, {}) for client_id in ids])


def week_rows(client: Client, facility: Facility, *, weeks: int = 12) -> tuple[list[WeekRow], list[dt.date]]:
    """Return, for each aspect, the number of acts given or received in each of the last `weeks` weeks, and their Mondays.

    The last week is the running one.
    """
    zone = zoneinfo.ZoneInfo(facility.timezone)
    today = clock.today(zone)
    first = today - dt.timedelta(days=today.weekday(), weeks=weeks - 1)
    mondays = [first + dt.timedelta(weeks=week) for week in range(weeks)]
    start = timezone.make_aware(dt.datetime.combine(first, dt.time()), zone)
    rows = SupportAct.objects.filter(
        client=client, polarity__in=HEARD, undone_at__isnull=True, happened_at__gte=start
    ).values_list("aspect", "happened_at")
    counts = {aspect: [0] * weeks for aspect in ASPECT_CODES}
    for aspect, at in rows.order_by():
        week = (timezone.localtime(at, zone).date() - first).days // 7
        if 0 <= week < weeks:
            counts[aspect][week] += 1
    return [WeekRow(aspect, numbers) for aspect, numbers in counts.items()], mondays
