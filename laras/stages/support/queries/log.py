"""The log of acts."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import cast

from django.db.models import Max, QuerySet

from laras.base.access.actor import Actor
from laras.stages.people.models import Client
from laras.stages.support.models import SupportAct


def acts(
    by: Actor,
    *,
    client: Client | None = None,
    aspect: str = "",
    polarity: str = "",
    giver: str = "",
    recorder: str = "",
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> QuerySet[SupportAct]:
    """Return the acts visible to `by` that were not taken back, newest first, narrowed by what is given."""
    chosen = SupportAct.objects.visible_to(by) if client is None else SupportAct.objects.filter(client=client)
    rows = cast("QuerySet[SupportAct]", chosen)
    wanted = {"aspect": aspect, "polarity": polarity, "giver": giver, "recorded_by": recorder}
    wanted |= {"happened_at__gte": since, "happened_at__lt": until}  # type: ignore[dict-item]  # mixed look-ups
    rows = rows.filter(undone_at__isnull=True, **{name: value for name, value in wanted.items() if value})
    return rows.select_related("client", "worker", "goal").order_by("-happened_at", "-id")


def recent_clients(by: Actor, limit: int = 300) -> list[Client]:
    """Return the clients `by` may see, those of whom `by` recorded something last first, then by number."""
    latest: dict[uuid.UUID, dt.datetime] = dict(
        SupportAct.objects.filter(facility_id=by.facility_id, recorded_by=by.login)
        .values_list("client_id")
        .annotate(last=Max("recorded_at"))
        .order_by()
    )
    clients = list(Client.objects.visible_to(by).select_related("ward").order_by("number")[:limit])
    return sorted(clients, key=lambda client: -(latest[client.pk].timestamp() if client.pk in latest else 0))
