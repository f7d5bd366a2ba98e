"""Who may see whom, read the other way round too."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from laras.base.access.actor import Actor
from laras.base.access.models import Membership
from laras.base.access.roles import TABLE
from laras.base.store import clock
from laras.stages.people.models import Access, Client, Ward, WardDuty, Worker


def own_worker(actor: Actor) -> Worker | None:
    """Return the staff record of the person at the keyboard, None for the operator."""
    if actor.user_id is None:
        return None
    return Worker.objects.filter(facility_id=actor.facility_id, user_id=actor.user_id).first()


def workers(actor: Actor) -> QuerySet[Worker]:
    """Return the staff of the home who may log in, by name."""
    rows = Worker.objects.filter(facility_id=actor.facility_id, user__is_active=True)
    return rows.select_related("user").order_by("name", "id")


def workers_who_may(actor: Actor, permission: str) -> QuerySet[Worker]:
    """Return the staff of the home who hold a role with `permission` now, by name."""
    roles = [role for role, deeds in TABLE.items() if permission in deeds]
    now = clock.now()
    holding = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=now),
        facility_id=actor.facility_id,
        role__in=roles,
        valid_from__lte=now,
    )
    return workers(actor).filter(user_id__in=holding.values("user_id"))


def current_caseload(worker: Worker) -> QuerySet[Client]:
    """Return the clients a worker is responsible for now, by number."""
    held = Access.objects.valid_now().filter(worker=worker, kind="caseload")
    rows = Client.objects.filter(facility_id=worker.facility_id, merged_into__isnull=True)
    return rows.filter(pk__in=held.values("client_id")).select_related("ward").order_by("number")


def workers_of(client: Client) -> list[Worker]:
    """Return who walks with a client now (caseload, ward, group), each once, caseload first, then by name."""
    held = Access.objects.valid_now().filter(client=client).exclude(kind="break_glass").select_related("worker")
    rows = sorted(held.order_by("id"), key=lambda row: (row.kind != "caseload", row.worker.name, str(row.worker_id)))
    return list({row.worker_id: row.worker for row in rows}.values())


def access_rows(client: Client) -> QuerySet[Access]:
    """Return every access to a client, the open ones first, then the newest."""
    rows = Access.objects.filter(client=client).select_related("worker")
    return rows.order_by("-valid_until", "-valid_from", "-id")


def duties_of_ward(ward: Ward) -> QuerySet[WardDuty]:
    """Return who serves a ward now, by name."""
    rows = WardDuty.objects.filter(ward=ward, valid_until__isnull=True).select_related("worker")
    return rows.order_by("worker__name", "id")
