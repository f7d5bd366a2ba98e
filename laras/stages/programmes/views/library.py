"""The activity library."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.domain.groupwork.activities import activities, choose
from laras.stages.programmes import tables
from laras.stages.programmes.forms.group import LibraryForm


def library(request: LarasRequest) -> HttpResponse:
    """Show the activities that fit what is wished for."""
    form = LibraryForm(request.GET)
    rows = choose(**form.cleaned_data) if form.is_valid() else list(activities().values())
    context = {"form": form, "rows": [tables.activity_row(one) for one in rows], "n": len(rows)}
    return render(request, "programmes/library.html", context)


def activity(request: LarasRequest, code: str) -> HttpResponse:
    """Show one activity with its materials, risks and adaptation."""
    one = activities().get(code)
    if one is None:
        raise Http404
    return render(request, "programmes/activity.html", {"row": tables.activity_row(one)})
