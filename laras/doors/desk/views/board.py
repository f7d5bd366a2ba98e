"""The board of the home."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.doors.desk.forms import BoardFilter
from laras.doors.desk.queries import board as queries
from laras.stages.outcomes.queries import ways_of_home
from laras.stages.people.queries import wards

A_PAGE = 50


def board(request: LarasRequest) -> HttpResponse:
    """Show who has silent aspects, by number alone to one who sees no names; and what answers the gaps of a study."""
    by = request.actor
    form = BoardFilter(request.GET, wards=list(wards(by)), may_case=by.may("casework.view"))
    clients = queries.board_clients(by, ward=form.chosen("ward"), severity=form.chosen("severity"))
    found = queries.board(by, clients, days=form.days(clock.now()))
    page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    request.shown.extend(str(row.client.pk) for row in rows)
    context = {
        "form": form,
        "board": found,
        "page": page,
        "groups": [
            ("silent", found.silent, [row for row in rows if row.silent]),
            ("heard", len(found.rows) - found.silent, [row for row in rows if not row.silent]),
        ],
        "ways": [way for way in ways_of_home(by) if way.has_begun] if by.may("outcomes.view") else [],
        "may_propose": by.may("programmes.edit"),
        "may_open": by.sees_names and by.may("people.view"),
    }
    return render(request, "desk/board.html", context)
