"""What somebody promised to do by a day."""

from __future__ import annotations

import datetime as dt

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Closed, Incomplete
from laras.stages.casework.models import Task
from laras.stages.casework.rules import must_be_of_home
from laras.stages.people.models import Client, Worker


@action("casework.task")
def add_task(client: Client, *, title: str, worker: Worker, due_on: dt.date, by: Actor) -> Task:
    """Note a task for a worker of the home, due on a day."""
    must_be_of_home(worker, by)
    if not title.strip():
        raise Incomplete(N_("Write what is to be done."), field="title")
    task = Task(
        facility=by.facility,
        client=client,
        title=title.strip(),
        worker=worker,
        due_on=due_on,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    task.save(force_insert=True)
    return task


@action("casework.task")
def finish_task(task: Task, *, by: Actor) -> Task:
    """Mark a task as done now; anybody who sees the client may, since tasks are handed on in a shift."""
    if task.done_at is not None:
        raise Closed(N_("This task is done already."))
    task.done_at, task.done_by = clock.now(), by.login
    task.save(update_fields=["done_at", "done_by"])
    return task
