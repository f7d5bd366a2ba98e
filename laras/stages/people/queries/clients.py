"""Clients, their wards and families, and records that are one person."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.people.models import Client, Family, Merge, Placement, Ward


def same_person(client: Client) -> list[uuid.UUID]:
    """Return the ids of every record of this person: the one that was kept first, then those merged into it."""
    kept = client
    while kept.merged_into_id is not None:
        kept = Client.objects.only("id", "facility_id", "merged_into_id").get(pk=kept.merged_into_id)
    found = [kept.pk]
    layer = [kept.pk]
    while layer:
        rows = Client.objects.filter(facility_id=kept.facility_id, merged_into_id__in=layer).order_by("id")
        layer = list(rows.values_list("pk", flat=True))
        found += layer
    return found


def kept_records(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return, for kept records and everything merged into them, which kept record each id belongs to.

    One query for each layer of merges (usually two), however many clients.
    """
    kept = {pk: pk for pk in client_ids}
    layer = list(kept)
    while layer:
        rows = Client.objects.filter(merged_into_id__in=layer).order_by("id").values_list("pk", "merged_into_id")
        new = [(pk, kept[into]) for pk, into in rows if into is not None and pk not in kept]
        kept.update(new)
        layer = [pk for pk, _ in new]
    return kept


def age(client: Client, on: dt.date | None = None) -> int | None:
    """Return the age in years on a day (today), from the birth date or else the birth year; None when not known."""
    day = on or clock.today()
    if client.birth_date:
        born = dt.date.fromisoformat(client.birth_date)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return day.year - client.birth_year if client.birth_year else None


def wards(actor: Actor) -> QuerySet[Ward]:
    """Return the open wards of the home by name, with `living` = how many clients live there."""
    living = Count("clients", filter=Q(clients__merged_into__isnull=True))
    rows = Ward.objects.filter(facility_id=actor.facility_id, closed_at__isnull=True)
    counted: QuerySet[Ward] = rows.annotate(living=living).order_by("name")
    return counted


def clients_of_ward(ward: Ward, actor: Actor) -> QuerySet[Client]:
    """Return the visible clients who live in a ward, by number."""
    return Client.objects.visible_to(actor).filter(ward=ward).order_by("number")


def placements_of(client: Client) -> QuerySet[Placement]:
    """Return where a client lived, the newest first."""
    rows = Placement.objects.filter(client_id__in=same_person(client)).select_related("ward")
    return rows.order_by("-valid_from", "-id")


def family_of(client: Client) -> QuerySet[Family]:
    """Return the close persons of a client who are on the list, responsible ones first."""
    rows = Family.objects.filter(client_id__in=same_person(client), removed_at__isnull=True)
    return rows.order_by("-is_responsible", "id")


def merges_of(client: Client) -> QuerySet[Merge]:
    """Return the merges into a client that still hold, the newest first."""
    rows = Merge.objects.filter(into=client, undone_at__isnull=True).select_related("client")
    return rows.order_by("-merged_at", "-id")
