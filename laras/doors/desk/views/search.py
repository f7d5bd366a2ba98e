"""Find a client by words of the name or by number."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.doors.desk.forms import SearchForm
from laras.doors.desk.queries.clients import chosen_clients, client_rows, named

MOST = 50


def search(request: LarasRequest) -> HttpResponse:
    """Show the visible clients whose name or number holds every word, at most fifty."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = named(list(chosen_clients(request.actor)), words) if words else []
    rows = client_rows(request.actor, found[:MOST])
    request.shown.extend(str(row.client.pk) for row in rows)
    context = {
        "form": form,
        "rows": rows,
        "words": words,
        "count": len(found),
        "may_open": request.actor.may("people.view"),
    }
    return render(request, "desk/search.html", context)
