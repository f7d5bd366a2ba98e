"""How the five aspects stand: for one client, a ward, the home."""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Aggregate, Case, CharField, F, Max, OuterRef, Q, Subquery, When
from django.db.models import Count as Number
from django.utils import timezone

from laras.base.access.models import Facility
from laras.base.store import clock
from laras.domain import balance
from laras.domain.aspects import ASPECT_CODES, POLARITIES
from laras.domain.balance import Count, Petal
from laras.stages.casework.queries import lives_here
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


class Joined(Aggregate):
    """The different values of a group as one text with commas; nothing for a group without any."""

    function = "GROUP_CONCAT"
    template = "%(function)s(DISTINCT %(expressions)s)"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL calls it otherwise."""
        return self.as_sql(compiler, connection, template="STRING_AGG(DISTINCT %(expressions)s, ',')", **context)


def client_counts(client_ids: Iterable[uuid.UUID], *, days: float = 14) -> Counts:
    """Return, for each client and aspect heard of in the last `days` days, how often and of which indicators.

    One query, whatever the number of clients; the database adds up, so that a row is an aspect and not an act.
    """
    return {client: aspects for client, (aspects, _) in _counted(client_ids, days, {}).items()}


def home_counts(client_ids: Iterable[uuid.UUID], *, days: float = 14) -> tuple[Counts, Counts]:
    """Return the counts of everybody's support and, beside them, of what workers gave or was received from them."""
    found = _counted(client_ids, days, {f"worker_{kind}": Q(giver="worker", polarity=kind) for kind in HEARD})
    return {client: both[0] for client, both in found.items()}, {client: both[1] for client, both in found.items()}


def _counted(
    client_ids: Iterable[uuid.UUID], days: float, beside: dict[str, Q]
) -> dict[uuid.UUID, tuple[dict[str, Count], dict[str, Count]]]:
    rows = SupportAct.objects.filter(
        client_id__in=list(client_ids), happened_at__gte=_since(days), undone_at__isnull=True
    )
    heard = Q(polarity__in=HEARD)
    grouped = (
        rows.order_by()
        .values("client_id", "aspect")
        .annotate(
            **{kind: Number("id", filter=Q(polarity=kind)) for kind in POLARITIES},
            **{name: Number("id", filter=condition) for name, condition in beside.items()},
            reached=Joined(Case(When(heard, then=F("indicator")))),
            last_at=Max("happened_at", filter=heard),
        )
    )
    found: dict[uuid.UUID, tuple[dict[str, Count], dict[str, Count]]] = defaultdict(lambda: ({}, {}))
    for row in grouped:
        whole, workers = found[row["client_id"]]
        indicators = frozenset(row["reached"].split(",")) if row["reached"] else frozenset()
        numbers = {kind: row[kind] for kind in POLARITIES}
        whole[row["aspect"]] = Count(**numbers, indicators=indicators, last_at=row["last_at"])
        if any(row[name] for name in beside):
            workers[row["aspect"]] = Count(**{kind: row[f"worker_{kind}"] for kind in HEARD})
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
    """Return the clients with at least one silent aspect: most silences first, then the longest.

    Nobody who has left the home is silent, as far as the clients were read through `with_residence`.
    """
    here = [client for client in clients if lives_here(client)]
    heard = last_heard([client.pk for client in here])
    now = clock.now()
    found = [
        (client, silences)
        for client in here
        if (silences := balance.silences(heard.get(client.pk, {}), now, days=days, since=client.recorded_at))
    ]
    return sorted(found, key=lambda pair: (-len(pair[1]), -max(s.days or 10_000 for s in pair[1]), pair[0].number))


def shared_petals(clients: Sequence[Client], *, days: float = 14) -> tuple[Petal, ...]:
    """Return the flower of a ward or the home: the share of clients with an act given or received from a worker."""
    ids = [client.pk for client in clients]
    return shared_of(ids, home_counts(ids, days=days)[1])


def shared_of(client_ids: Sequence[uuid.UUID], from_workers: Counts) -> tuple[Petal, ...]:
    """Return that flower where the counts are at hand already."""
    return balance.shared_from_clients([from_workers.get(client_id, {}) for client_id in client_ids])


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
