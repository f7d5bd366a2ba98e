"""The log of acts, of everybody one may see or of one client."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.domain.aspects import GIVER_LABELS
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client
from laras.stages.support import queries
from laras.stages.support.forms import LogFilter
from laras.stages.support.views.deeds import deeds

A_PAGE = 50


def whole(request: LarasRequest) -> HttpResponse:
    """Show the acts of every client one may see."""
    return _log(request, None, "support/log.html")


def of_client(request: LarasRequest, client: Client) -> HttpResponse:
    """Show the acts of one client."""
    return _log(request, client, "support/client_log.html")


def _log(request: LarasRequest, client: Client | None, template: str) -> HttpResponse:
    form = LogFilter(request.GET)
    rows = queries.acts(request.actor, client=client, **form.chosen(request.actor.login, clock.now()))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    request.shown.extend(str(act.client_id) for act in page)
    rows_of_page = [(act, act.worker.name if act.worker else GIVER_LABELS[act.giver].get(language())) for act in page]
    days = [
        (day, list(acts))
        for day, acts in groupby(rows_of_page, key=lambda row: timezone.localtime(row[0].happened_at).date())
    ]
    context = {
        **(case_frame(request, client) if client else {}),
        **deeds(request.actor),
        "form": form,
        "page": page,
        "days": days,
        "client": client,
        "today": clock.today(),
    }
    return render(request, template, context)
