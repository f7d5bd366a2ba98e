"""Severity and daily living over time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.casework.models import AdlRecord, SeverityRating
from laras.stages.people.models import Access, Client
from laras.stages.people.queries import kept_records, same_person

ADL_EVERY = dt.timedelta(days=7)


def severity_series(client: Client) -> QuerySet[SeverityRating]:
    """Return the severity ratings of a person, the oldest first."""
    return SeverityRating.objects.filter(client_id__in=same_person(client)).order_by("happened_at", "id")


def adl_series(client: Client) -> QuerySet[AdlRecord]:
    """Return the ADL records of a person, the oldest first."""
    return AdlRecord.objects.filter(client_id__in=same_person(client)).order_by("happened_at", "id")


def latest_severity(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the newest severity (severe, moderate, mild) of each of many (kept) clients; absent where nobody rated."""
    kept = kept_records(client_ids)
    rows = SeverityRating.objects.filter(client_id__in=kept).order_by("happened_at", "id")
    return {kept[client_id]: level for client_id, level in rows.values_list("client_id", "level")}


def latest_adl(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, AdlRecord]:
    """Return the newest ADL record of each of many (kept) clients; absent where there is none."""
    kept = kept_records(client_ids)
    rows = AdlRecord.objects.filter(client_id__in=kept).defer("answers", "note").order_by("happened_at", "id")
    return {kept[row.client_id]: row for row in rows}


@dataclass(frozen=True)
class AdlDue:
    """A client on the ADL round: the newest record and whether one is due today (none for seven days)."""

    client: Client
    latest: AdlRecord | None
    is_due: bool


def adl_due(actor: Actor) -> list[AdlDue]:
    """Return the clients of one's wards (of the whole home where one has none), those with a record due first."""
    visible = Client.objects.visible_to(actor).filter(ward__isnull=False).select_related("ward")
    own = Access.objects.valid_for(actor).filter(kind="ward").values("client_id")
    rows = list(visible.filter(pk__in=own).order_by("ward__name", "number"))
    if not rows:
        rows = list(visible.order_by("ward__name", "number"))
    latest = latest_adl([row.pk for row in rows])
    today = clock.today()
    found = [AdlDue(row, latest.get(row.pk), _is_due(latest.get(row.pk), today)) for row in rows]
    return sorted(found, key=lambda one: not one.is_due)


def _is_due(latest: AdlRecord | None, today: dt.date) -> bool:
    return latest is None or today - timezone.localtime(latest.happened_at).date() >= ADL_EVERY
