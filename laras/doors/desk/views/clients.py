"""The list of clients."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.gate.http import LarasRequest
from laras.base.gate.registry import PAGES
from laras.doors.desk.forms import ClientFilter
from laras.doors.desk.queries.clients import chosen_clients, client_rows, named
from laras.stages.people.queries import wards

A_PAGE = 40


def client_list(request: LarasRequest) -> HttpResponse:
    """Show the clients this person may see; ward and severity narrow the list, words search the opened names."""
    by = request.actor
    form = ClientFilter(request.GET, wards=list(wards(by)), may_case=by.may("casework.view"))
    clients = chosen_clients(by, ward=form.chosen("ward"), severity=form.chosen("severity"))
    words = form.chosen("words")
    # Only a search opens every name; without one the database gives the page alone, however large the home.
    page = Paginator(named(list(clients), words) if words else clients, A_PAGE).get_page(request.GET.get("page"))
    rows = client_rows(by, list(page))
    request.shown.extend(str(row.client.pk) for row in rows)
    context = {"form": form, "page": page, "rows": rows, "new_url": new_url(by), "may_open": by.may("people.view")}
    return render(request, "desk/client_list.html", context)


def new_url(by: Actor) -> str:
    """Return the address of the page for a new client, '' where there is none for this person."""
    entry = PAGES.get("people:create")
    return reverse(entry.name) if entry is not None and by.may(entry.permission) else ""
