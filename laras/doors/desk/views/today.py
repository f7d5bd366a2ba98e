"""The first page of the day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.base.ui.toast import saved
from laras.doors.desk.queries import today as queries
from laras.stages.casework.actions.task import finish_task
from laras.stages.casework.models import Task
from laras.stages.casework.queries import with_residence
from laras.stages.coding.queries import risks_to_take
from laras.stages.people.models import Client

FEW = 5
TASKS = 20


def today(request: LarasRequest) -> HttpResponse:
    """Show who was not heard, the open tasks and what is to be explained, as far as this person may read them."""
    by = request.actor
    may_support, may_task = by.may("support.view"), by.may("casework.task")
    visible = with_residence(Client.objects.visible_to(by).select_related("ward").order_by("number"))
    clients = list(visible) if may_support else []
    silent, silent_count = queries.unheard(clients, FEW)
    tasks = queries.own_tasks(by, TASKS) if may_task else []
    owed = queries.owed(clients, FEW)
    shown = [row.client.pk for row in silent] + [one.row.client.pk for one in owed] + [task.client_id for task in tasks]
    request.shown.extend(str(pk) for pk in shown)
    context = {
        "greeting": greeting(timezone.localtime(clock.now()).hour) % {"name": by.name.split(" ")[0]},
        "today": clock.today(),
        "greet": queries.to_greet(by),
        "risks": risks_to_take(by),
        "has_clients": bool(clients),
        "silent": silent,
        "silent_count": silent_count,
        "tasks": tasks,
        "owed": owed,
        "may_support": may_support,
        "may_task": may_task,
        "may_open": by.may("people.view"),
    }
    return render(request, "desk/today.html", context)


def greeting(hour: int) -> str:
    """Return the greeting of an hour of the day, with a place for the name."""
    if 4 <= hour < 11:
        return _("Good morning, %(name)s")
    if 11 <= hour < 15:
        return _("Good day, %(name)s")
    if 15 <= hour < 18:
        return _("Good afternoon, %(name)s")
    return _("Good evening, %(name)s")


def task_done(request: LarasRequest, task: Task) -> HttpResponse:
    """Mark a task as done (POST) and come back to the day."""
    if request.method == "POST":
        finish_task(task, by=request.actor)
        saved(request, _("The task is done."))
    return redirect("desk:today")
