"""One client at a glance."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.doors.desk.queries import overview
from laras.doors.desk.queries.recovery import recovery
from laras.stages.casework.forms import signed
from laras.stages.casework.queries import goals_with_levels
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client
from laras.stages.people.queries import current_consent, family_of, workers_of


def client(request: LarasRequest, record: Client) -> HttpResponse:
    """Show the overview; support and casework only to those who may read them."""
    by = request.actor
    may_case, may_support = by.may("casework.view"), by.may("support.view")
    support = overview.support_of(by, record, by.facility) if may_support else None
    weeks, mondays = (support.weeks, support.mondays) if support else ([], overview.mondays(by.facility))
    goals = goals_with_levels([record.pk])[record.pk] if may_case else []
    context = {
        **case_frame(request, record),
        "has_consent": current_consent(record, "service") is not None,
        "steps": overview.steps(record) if may_case else [],
        "goals": [(goal, signed(goal.level)) for goal in goals],
        "recovery": recovery(record, weeks, mondays, may_measures=by.may("measures.view")) if may_case else None,
        "support": support,
        "may_case": may_case,
        "may_record": by.may("support.record"),
        "workers": workers_of(record),
        "family": list(family_of(record)),
        "today": clock.today(),
    }
    return render(request, "desk/client.html", context)
