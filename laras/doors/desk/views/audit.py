"""The trail: who did, who looked."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.doors.desk.forms import AuditFilter
from laras.doors.desk.queries.audit import entries, lines

A_PAGE = 50


def audit(request: LarasRequest) -> HttpResponse:
    """Show deeds or looks of the home, newest first, clients by number only."""
    form = AuditFilter(request.GET)
    rows = entries(request.actor, **form.narrowed())
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": lines(request.actor, list(page)), "is_looks": form.is_looks}
    return render(request, "desk/audit.html", context)
