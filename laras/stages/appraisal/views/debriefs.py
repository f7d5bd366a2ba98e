"""Talks with a peer about the analysis."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.base.ui.toast import saved
from laras.domain.errors import N_, NotAllowed
from laras.stages.appraisal import actions
from laras.stages.appraisal.forms import DebriefForm
from laras.stages.appraisal.models import PeerDebrief
from laras.stages.appraisal.views.findings import may_find
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import did, study_frame

CARD = "appraisal:card"


def debriefs(request: LarasRequest, study: Study) -> HttpResponse:
    """Show every talk with a peer, the newest first."""
    rows = list(PeerDebrief.objects.filter(study=study).order_by("-held_on", "-id"))
    context = study_frame(request, study, under=CARD, rows=rows, may_find=may_find(request))
    return render(request, "appraisal/debriefs.html", context)


def new_debrief(request: LarasRequest, study: Study) -> HttpResponse:
    """Write down a talk."""
    form = DebriefForm(request.POST or None, initial={"held_on": clock.today()})
    if did(request, form, lambda: actions.record_debrief(study, **form.values(), by=request.actor)):
        saved(request)
        return redirect("appraisal:debriefs", study.pk)
    context = study_frame(request, study, under=CARD, form=form)
    return render(request, "appraisal/debrief_form.html", context)


def debrief(request: LarasRequest, debrief: PeerDebrief) -> HttpResponse:
    """Complete a talk, above all what followed from its decisions."""
    if request.method == "POST" and not may_find(request):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    names = ("held_on", "peer", "questions", "decisions")
    form = DebriefForm(request.POST or None, initial={name: getattr(debrief, name) for name in names})
    if did(request, form, lambda: actions.change_debrief(debrief, **form.values(), by=request.actor)):
        saved(request)
        return redirect("appraisal:debriefs", debrief.study_id)
    context = study_frame(request, debrief.study, under=CARD, form=form)
    return render(request, "appraisal/debrief_form.html", context)
