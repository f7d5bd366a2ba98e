"""How the five aspects stand, silences first."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.domain import balance as trade
from laras.domain.aspects import POLARITIES
from laras.stages.casework.queries import has_left, lives_here, with_residence
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client, Ward
from laras.stages.support import queries
from laras.stages.support.forms import PeriodForm
from laras.stages.support.views.deeds import deeds


def home(request: LarasRequest) -> HttpResponse:
    """Show the balance of the home or a ward, of the clients one may see, and who has not been heard."""
    open_ones = Ward.objects.filter(facility=request.actor.facility, closed_at__isnull=True).order_by("name")
    wards = cast("list[Ward]", list(open_ones))
    form = PeriodForm(request.GET, wards=[(str(ward.pk), ward.name) for ward in wards])
    rows = with_residence(Client.objects.visible_to(request.actor).select_related("ward").order_by("number"))
    ward = next((ward for ward in wards if form.is_valid() and str(ward.pk) == form.cleaned_data["ward"]), None)
    visible = list(rows.filter(ward=ward) if ward else rows)
    clients = [client for client in visible if lives_here(client)]
    silent = queries.silent_clients(clients, days=form.days)
    request.shown.extend(str(client.pk) for client, _silences in silent)
    context = {
        **deeds(request.actor),
        "form": form,
        "ward": ward,
        "days": form.days,
        "petals": queries.shared_petals(clients, days=form.days),
        "silent": silent,
        "clients": len(clients),
        "left": len(visible) - len(clients),
    }
    return render(request, "support/balance.html", context)


def of_client(request: LarasRequest, client: Client) -> HttpResponse:
    """Show the balance of one client: silences, the flower, the table, twelve weeks."""
    form = PeriodForm(request.GET)
    heard = queries.last_heard([client.pk]).get(client.pk, {})
    counts = queries.client_counts([client.pk], days=form.days).get(client.pk, {})
    weeks, mondays = queries.week_rows(client, request.actor.facility)
    petals = trade.petals(counts)
    context = {
        **case_frame(request, client),
        **deeds(request.actor),
        "form": form,
        "days": form.days,
        "petals": petals,
        "rows": [(petal, counts.get(petal.aspect, trade.Count()), heard.get(petal.aspect)) for petal in petals],
        "silences": [] if has_left(client) else trade.silences(heard, clock.now(), since=client.recorded_at),
        "polarities": POLARITIES,
        "weeks": weeks,
        "mondays": mondays,
    }
    return render(request, "support/client_balance.html", context)
