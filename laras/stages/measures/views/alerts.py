"""Who should be greeted today: the queue, one alert, taking it up and writing what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.access.models import User
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.measures import actions, queries
from laras.stages.measures.forms import DoneForm
from laras.stages.measures.models import MeasureAlert
from laras.stages.measures.tables import words
from laras.stages.people.models import Client
from laras.stages.people.views.frame import called

DONE_SHOWN = 20


def queue(request: LarasRequest) -> HttpResponse:
    """Show the alerts that concern one: waiting, taken up, done."""
    waiting = list(queries.open_alerts(request.actor))
    done = list(queries.alerts(request.actor).filter(done_at__isnull=False)[:DONE_SHOWN])
    request.shown.extend(str(alert.client_id) for alert in [*waiting, *done])
    rows = _rows(request, waiting)
    context = {
        "waiting": [row for row in rows if row["alert"].taken_at is None],
        "taken": [row for row in rows if row["alert"].taken_at is not None],
        "done": _rows(request, done),
    }
    return render(request, "measures/alerts.html", context)


def _rows(request: LarasRequest, alerts: Sequence[MeasureAlert]) -> list[dict[str, Any]]:
    names = _names(alerts)
    rows = []
    for alert in alerts:
        about = queries.instrument(alert.administration.instrument)
        rows.append(words.alert_row(alert, called(alert.client, request.actor), about, names))
    return rows


def _names(alerts: Sequence[MeasureAlert]) -> dict[str, str]:
    logins = {login for alert in alerts for login in (alert.taken_by, alert.done_by) if login}
    if not logins:
        return {}
    return dict(User.objects.filter(login__in=logins).order_by().values_list("login", "name"))


def alert(request: LarasRequest, alert: MeasureAlert) -> HttpResponse:
    """Show one alert with what led to it; who took it up writes here what was done."""
    form = DoneForm(request.POST or None)
    if request.method == "POST":
        settled = attempt(form, lambda: _settled(request, alert, form))
        if settled:
            saved(request)
            return redirect("measures:alerts")
    about = queries.instrument(alert.administration.instrument, request.actor.facility_id)
    context = {
        "row": _rows(request, [alert])[0],
        "answers": words.alert_answers(alert, about),
        "form": form,
        "is_mine": alert.taken_by == request.actor.login,
        "sees_client": _sees_client(request, alert),
    }
    return render(request, "measures/alert.html", context)


def _settled(request: LarasRequest, alert: MeasureAlert, form: DoneForm) -> MeasureAlert:
    return actions.settle_alert(alert, done=form.cleaned_data["done"], by=request.actor)


def _sees_client(request: LarasRequest, alert: MeasureAlert) -> bool:
    seen = Client.objects.visible_to(request.actor).filter(pk=alert.client_id)
    return request.actor.may("people.view") and seen.exists()


@require_POST
def take(request: LarasRequest, alert: MeasureAlert) -> HttpResponse:
    """Take one up: the others see who goes."""
    actions.take_alert(alert, by=request.actor)
    saved(request)
    return redirect("measures:alert", alert.pk)
