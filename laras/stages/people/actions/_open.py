"""Writes that several deeds share; each caller is an action and has asked its own permission."""

from __future__ import annotations

import datetime as dt

from django.db.models import DateTimeField, Q, QuerySet, Value
from django.db.models.functions import Greatest

from laras.base.access.actor import Actor
from laras.domain.errors import N_, BadInput
from laras.stages.people.models import Access, Client, Placement, Ward, WardDuty, Worker

CREATED = N_("Made the record of this person.")
ON_DUTY = N_("Serves this ward.")
MERGED = N_("Was allowed to see the record that was merged.")


def access_row(
    client: Client,
    worker: Worker,
    *,
    kind: str,
    reason: str,
    valid_from: dt.datetime,
    by: Actor,
    valid_until: dt.datetime | None = None,
) -> Access:
    """Return an unsaved access row of the actor's home."""
    return Access(
        facility=by.facility,
        client=client,
        worker=worker,
        kind=kind,
        reason=reason,
        valid_from=valid_from,
        valid_until=valid_until,
        opened_by=by.login,
    )


def close_all(rows: QuerySet[Access], at: dt.datetime) -> None:
    """End open access rows at `at`, none before it began."""
    ends = Greatest("valid_from", Value(at, output_field=DateTimeField()))
    rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at)).update(valid_until=ends)


def move_to_ward(client: Client, ward: Ward | None, *, at: dt.datetime, by: Actor) -> Placement | None:
    """Close the placement and the ward access of before, open those of `ward`; None means no ward."""
    old = Placement.objects.filter(client=client, valid_until__isnull=True).first()
    if old is not None:
        if at < old.valid_from:
            raise BadInput(N_("The person moved here later than that. Choose a later day."), field="at")
        old.valid_until = at
        old.save(update_fields=["valid_until"])
        close_all(Access.objects.filter(client=client, kind="ward"), at)
    placement = None
    if ward is not None:
        placement = Placement(facility=by.facility, client=client, ward=ward, valid_from=at)
        placement.save(force_insert=True)
        duties = WardDuty.objects.filter(ward=ward, valid_until__isnull=True).select_related("worker").order_by("id")
        Access.objects.bulk_create(
            access_row(client, duty.worker, kind="ward", reason=ON_DUTY, valid_from=max(at, duty.valid_from), by=by)
            for duty in duties
        )
    if client.ward_id != (ward.pk if ward else None):
        client.ward = ward
        client.save(update_fields=["ward"])
    return placement
