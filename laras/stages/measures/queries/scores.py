"""Scores over time, and what is due."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Max, QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.measures.instruments import Instrument, instruments
from laras.stages.measures.models import Administration
from laras.stages.people.models import Client
from laras.stages.people.queries import kept_records, same_person


class Point(NamedTuple):
    """One main score at a moment, None where it could not be scored; `occasion` 'before', 'after', … or ''."""

    happened_at: dt.datetime
    value: float | None
    administration_id: uuid.UUID
    occasion: str = ""


Series = dict[uuid.UUID, dict[str, list[Point]]]


def scores(
    client_ids: Iterable[uuid.UUID],
    codes: Iterable[str],
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    scale: str = "total",
) -> Series:
    """Return, for each client and instrument, the scores that count, oldest first; `until` is exclusive.

    Every client and code is there, empty without answers. Rows of merged records count with the record that was kept.
    A constant number of queries, whatever the number of clients.
    """
    wanted, named = list(client_ids), list(codes)
    kept = kept_records(wanted)
    rows = Administration.objects.counted().filter(client_id__in=list(kept), instrument__in=named)
    if since is not None:
        rows = rows.filter(happened_at__gte=since)
    if until is not None:
        rows = rows.filter(happened_at__lt=until)
    found: Series = {client_id: {code: [] for code in named} for client_id in wanted}
    for row in rows.order_by("happened_at", "id"):
        point = Point(row.happened_at, row.scores.get(scale), row.pk, row.occasion)
        found[kept[row.client_id]][row.instrument].append(point)
    return found


def administrations(client: Client, code: str = "") -> QuerySet[Administration]:
    """Return the sheets of a client, the newest first, those taken back too; of one instrument where named."""
    rows: QuerySet[Administration] = Administration.objects.filter(client_id__in=same_person(client))
    return (rows.filter(instrument=code) if code else rows).order_by("-happened_at", "-id")


def latest(client: Client) -> dict[str, list[Administration]]:
    """Return the two newest sheets that count of each instrument of a client, the newest first."""
    found: dict[str, list[Administration]] = defaultdict(list)
    for row in administrations(client).filter(undone_at__isnull=True):
        if len(found[row.instrument]) < 2:
            found[row.instrument].append(row)
    return dict(found)


@dataclass(frozen=True)
class Due:
    """An instrument a client answered before and that is to be asked again; `days` over the time."""

    about: Instrument
    last: dt.datetime
    days: int


def due_on(about: Instrument, last: dt.datetime) -> dt.datetime | None:
    """Return when an instrument is to be asked again, None for those that belong to a session."""
    return last + dt.timedelta(days=about.every_days) if about.every_days else None


def due(by: Actor) -> list[tuple[Client, list[Due]]]:
    """Return the clients `by` may see with something due, the longest overdue first. Three queries."""
    clients = Client.objects.visible_to(by).select_related("ward").order_by("number")
    last = _last_taken([client.pk for client in clients])
    now = clock.now()
    found = [(client, _due_of(last.get(client.pk, {}), now)) for client in clients]
    kept = [(client, rows) for client, rows in found if rows]
    return sorted(kept, key=lambda pair: (-pair[1][0].days, pair[0].number))


def _last_taken(client_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, dt.datetime]]:
    rows = Administration.objects.counted().filter(client_id__in=client_ids).order_by()
    found: dict[uuid.UUID, dict[str, dt.datetime]] = defaultdict(dict)
    for client_id, code, moment in rows.values_list("client_id", "instrument").annotate(Max("happened_at")):
        found[client_id][code] = moment
    return found


def _due_of(last: dict[str, dt.datetime], now: dt.datetime) -> list[Due]:
    rows = []
    for about in instruments():
        moment = last.get(about.code)
        again = due_on(about, moment) if moment else None
        if moment is not None and again is not None and again <= now:
            rows.append(Due(about, moment, (now - again).days))
    return sorted(rows, key=lambda row: -row.days)
