"""The groups whose results can be read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.base.ui.phrases import language
from laras.domain.groupwork.terms import GROUP_STATE_LABELS
from laras.stages.outcomes import queries
from laras.stages.programmes.queries import groups


def results(request: LarasRequest) -> HttpResponse:
    """Show, for each aspect, gap → programme → change, then every group that has begun."""
    begun = [group for group in groups(request.actor) if group.state in ("running", "ended")]
    rows = [(group, GROUP_STATE_LABELS[group.state].get(language())) for group in begun]
    ways = queries.ways_of_home(request.actor)
    context = {
        "rows": rows,
        "ways": ways,
        "has_ways": any(way.has_begun for way in ways),
        "may_propose": request.actor.may("programmes.edit"),
    }
    return render(request, "outcomes/results.html", context)
