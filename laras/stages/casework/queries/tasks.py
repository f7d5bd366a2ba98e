"""Tasks: of a client, of a worker, of everybody one sees."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.stages.casework.models import Task
from laras.stages.people.models import Client
from laras.stages.people.queries import own_worker, same_person


def tasks_of(client: Client) -> QuerySet[Task]:
    """Return every task about a person: open ones by day, then those done."""
    rows = Task.objects.filter(client_id__in=same_person(client)).select_related("worker")
    return rows.order_by("done_at", "due_on", "id")


def open_tasks(client: Client) -> QuerySet[Task]:
    """Return the open tasks about a person, the oldest first."""
    return tasks_of(client).filter(done_at__isnull=True).order_by("due_on", "id")


def due_tasks(actor: Actor, until: dt.date) -> QuerySet[Task]:
    """Return one's own open tasks due up to a day, the oldest first."""
    worker = own_worker(actor)
    rows = tasks_waiting(actor)
    return rows.filter(worker=worker, due_on__lte=until) if worker else rows.none()


def tasks_waiting(actor: Actor) -> QuerySet[Task]:
    """Return every open task about clients one sees now, the oldest first."""
    seen = Client.objects.reachable_by(actor).values("pk")
    rows = Task.objects.filter(facility_id=actor.facility_id, done_at__isnull=True, client_id__in=seen)
    return rows.select_related("worker", "client").order_by("due_on", "id")
