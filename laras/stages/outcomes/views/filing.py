"""The circle closes: an evaluation becomes a source of the next study."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.outcomes import queries, writers
from laras.stages.outcomes.actions import file_evaluation
from laras.stages.outcomes.forms import StudyForm
from laras.stages.programmes.models import Group


def file_as_source(request: LarasRequest, group: Group) -> HttpResponse:
    """Show the evaluation as it will be read and coded, and take it into a study."""
    text = writers.as_text(queries.evaluation(group))
    form = StudyForm(request.POST or None, by=request.actor)
    if request.method == "POST":
        source = attempt(form, lambda: file_evaluation(group, text=text, **typed(form), by=request.actor))
        if source is not None:
            saved(request, _("The evaluation is a source of the study now."))
            return redirect("evidence:reading", source.pk)
    return render(request, "outcomes/filing.html", {"group": group, "form": form, "text": text})
