"""Which consents hold."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from laras.stages.people.models import Client, Consent
from laras.stages.people.queries.clients import kept_records, same_person


def consents_of(client: Client) -> QuerySet[Consent]:
    """Return every answer of a client, the newest first."""
    rows = Consent.objects.filter(client_id__in=same_person(client)).select_related("guardian")
    return rows.order_by("-given_at", "-id")


def _holds(row: Consent) -> bool:
    return row.agreed and row.withdrawn_at is None


def current_consent(client: Client, purpose: str) -> Consent | None:
    """Return the agreement that holds for `purpose`: the newest answer, if it is a yes and was not withdrawn."""
    newest = consents_of(client).filter(purpose=purpose).first()
    return newest if newest is not None and _holds(newest) else None


def current_consents(client_ids: Iterable[uuid.UUID], purpose: str) -> dict[uuid.UUID, Consent]:
    """Return the agreement that holds for each of many (kept) clients; absent where there is none."""
    kept = kept_records(client_ids)
    newest: dict[uuid.UUID, Consent] = {}
    for row in Consent.objects.filter(client_id__in=kept, purpose=purpose).order_by("given_at", "id"):
        newest[kept[row.client_id]] = row
    return {pk: row for pk, row in newest.items() if _holds(row)}
