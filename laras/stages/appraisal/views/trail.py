"""The audit trail in Halpern's six classes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.domain.balance import percent
from laras.stages.appraisal import queries
from laras.stages.appraisal.queries.words import CLASSES, HOLDINGS
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame


def trail(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what stands in each class, where the chronology has gaps, and how many decisions say why."""
    found = queries.trail_of(study)
    classes = [(CLASSES[one.code], one, [(HOLDINGS[row.kind], row) for row in one.holdings]) for one in found.classes]
    share = percent(found.reasoned / found.decisions) if found.decisions else None
    context = study_frame(
        request,
        study,
        under="appraisal:card",
        trail=found,
        classes=classes,
        share=share,
        filled=sum(one.count > 0 for one in found.classes),
        may_see_log=request.actor.may("desk.audit"),
    )
    return render(request, "appraisal/trail.html", context)
