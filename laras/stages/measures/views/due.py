"""What is to be asked again, of the clients one may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.stages.measures import queries
from laras.stages.measures.tables.words import said
from laras.stages.people.views.frame import called


def due(request: LarasRequest) -> HttpResponse:
    """Show who has something due, the longest overdue first."""
    found = queries.due(request.actor)
    request.shown.extend(str(client.pk) for client, _ in found)
    rows = [
        {
            "client": client,
            "name": called(client, request.actor),
            "due": [{"code": one.about.code, "name": said(one.about.short), "days": one.days} for one in due],
        }
        for client, due in found
    ]
    n_alerts = queries.open_alerts(request.actor).count()
    context = {"rows": rows, "n_alerts": n_alerts, "may_take": request.actor.may("measures.take")}
    return render(request, "measures/due.html", context)
