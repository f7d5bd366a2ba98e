"""Whom the names in a text stand for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import SpeakersForm
from laras.stages.evidence.models import Source
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.evidence.views.source import must_be_open, note_clients


def speakers(request: LarasRequest, source: Source) -> HttpResponse:
    """Show who opens turns in a text, and say for each whom the name stands for."""
    must_be_open(source, with_text=True)
    note_clients(request, source)
    found = queries.speakers_of(source)
    form = SpeakersForm(request.POST or None, study=source.study, speakers=found)
    if did(request, form, lambda: actions.map_speakers(source, speakers=form.told(), by=request.actor)):
        saved(request)
        return redirect("evidence:reading", source.pk)
    context = {"source": source, "form": form, "rows": form.rows()}
    frame = study_frame(request, source.study, under="evidence:sources", **context)
    return render(request, "evidence/speakers.html", frame)
