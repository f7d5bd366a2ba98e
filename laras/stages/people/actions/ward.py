"""Wards: making them, who lives there, who serves there."""

from __future__ import annotations

import datetime as dt

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete
from laras.stages.people.actions._open import ON_DUTY, access_row, close_all, move_to_ward
from laras.stages.people.models import Access, Client, Placement, Ward, WardDuty, Worker
from laras.stages.people.rules import moment_passed, must_be_of_home


@action("people.ward")
def create_ward(*, name: str, capacity: int = 0, by: Actor) -> Ward:
    """Make a ward; Conflict when the home has one of that name. A capacity of 0 means: not known."""
    if not name.strip():
        raise Incomplete(N_("Write the name of the ward."), field="name")
    if capacity < 0:
        raise BadInput(N_("The number of places cannot be negative. Correct it."), field="capacity")
    if Ward.objects.filter(facility=by.facility, name=name.strip()).exists():
        raise Conflict(N_("There is already a ward “{name}”. Choose another name."), name=name.strip(), field="name")
    ward = Ward(facility=by.facility, name=name.strip(), capacity=capacity)
    ward.save(force_insert=True)
    return ward


@action("people.ward")
def edit_ward(ward: Ward, *, name: str, capacity: int = 0, by: Actor) -> Ward:
    """Rename a ward or change its number of places."""
    if not name.strip():
        raise Incomplete(N_("Write the name of the ward."), field="name")
    if Ward.objects.filter(facility=by.facility, name=name.strip()).exclude(pk=ward.pk).exists():
        raise Conflict(N_("There is already a ward “{name}”. Choose another name."), name=name.strip(), field="name")
    ward.name, ward.capacity = name.strip(), capacity
    ward.save(update_fields=["name", "capacity"])
    return ward


@action("people.ward")
def place(client: Client, *, ward: Ward | None, at: dt.datetime | None = None, by: Actor) -> Client:
    """Let a client live in `ward` from `at` on (None: in no ward); those on duty there see the client from then."""
    must_be_of_home(ward, by)
    if ward is not None and ward.closed_at is not None:
        raise Closed(N_("This ward is closed. Choose another one."), field="ward")
    if ward is not None and client.ward_id == ward.pk:
        raise Conflict(N_("The person lives in this ward already."), field="ward")
    move_to_ward(client, ward, at=moment_passed(at, field="at"), by=by)
    return client


@action("people.ward")
def put_on_duty(worker: Worker, *, ward: Ward, at: dt.datetime | None = None, by: Actor) -> WardDuty:
    """Let a worker serve a ward: opens `ward` access to everybody who lives there now."""
    must_be_of_home(ward, by)
    moment = moment_passed(at, field="at")
    if WardDuty.objects.filter(worker=worker, ward=ward, valid_until__isnull=True).exists():
        raise Conflict(N_("This person serves the ward already."), field="ward")
    duty = WardDuty(facility=by.facility, worker=worker, ward=ward, valid_from=moment)
    duty.save(force_insert=True)
    living = Placement.objects.filter(ward=ward, valid_until__isnull=True).select_related("client").order_by("id")
    Access.objects.bulk_create(
        access_row(row.client, worker, kind="ward", reason=ON_DUTY, valid_from=max(moment, row.valid_from), by=by)
        for row in living
    )
    return duty


@action("people.ward")
def end_duty(duty: WardDuty, *, by: Actor) -> WardDuty:
    """End a duty now and the `ward` access that came with it."""
    if duty.valid_until is not None:
        raise Closed(N_("This duty has ended already."))
    now = moment_passed(None)
    duty.valid_until = max(now, duty.valid_from)
    duty.save(update_fields=["valid_until"])
    close_all(Access.objects.filter(worker_id=duty.worker_id, kind="ward", client__ward_id=duty.ward_id), now)
    return duty
