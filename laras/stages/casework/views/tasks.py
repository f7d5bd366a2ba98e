"""Tasks about a client."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.store import clock
from laras.base.ui.toast import saved
from laras.stages.casework import actions
from laras.stages.casework.forms import TaskForm
from laras.stages.casework.models import Task
from laras.stages.casework.queries import tasks_of
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client


def _page(request: LarasRequest, client: Client, form: TaskForm | None = None) -> HttpResponse:
    by = request.actor
    rows = list(tasks_of(client))
    context = {
        "open": [row for row in rows if row.done_at is None],
        "done": [row for row in rows if row.done_at is not None],
        "today": clock.today(),
        "may_write": by.may("casework.task"),
        "form": form or (TaskForm(by=by) if by.may("casework.task") else None),
    }
    return render(request, "casework/tasks.html", {**case_frame(request, client), **context})


def tasks(request: LarasRequest, client: Client) -> HttpResponse:
    """Show what was promised and what is done."""
    return _page(request, client)


@require_POST
def add_task(request: LarasRequest, client: Client) -> HttpResponse:
    """Note a task."""
    form = TaskForm(request.POST, by=request.actor)
    if attempt(form, lambda: actions.add_task(client, **form.cleaned_data, by=request.actor)) is None:
        return _page(request, client, form)
    saved(request)
    return redirect("casework:tasks", client.pk)


@require_POST
def finish_task(request: LarasRequest, task: Task) -> HttpResponse:
    """Mark a task as done."""
    actions.finish_task(task, by=request.actor)
    saved(request, task.title)
    return redirect("casework:tasks", task.client_id)
