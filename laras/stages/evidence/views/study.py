"""The studies of the home, and one study."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import StudyForm
from laras.stages.evidence.models import Study
from laras.stages.evidence.tables import kind_counts, setup_rows
from laras.stages.evidence.views.frame import did, study_frame


def study_list(request: LarasRequest) -> HttpResponse:
    """Show every study with its counts."""
    context = {"studies": list(queries.study_list(request.actor)), "may_edit": request.actor.may("evidence.edit")}
    return render(request, "evidence/study_list.html", context)


def new_study(request: LarasRequest) -> HttpResponse:
    """Open a study."""
    form = StudyForm(request.POST or None)
    if request.method == "POST":
        study = attempt(form, lambda: actions.create_study(**typed(form), by=request.actor))
        if study:
            saved(request)
            return redirect("evidence:study", study.pk)
    return render(request, "evidence/study_form.html", {"form": form, "study": None})


def study(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what a study asks, how far it is set up, and what it has gathered."""
    steps = queries.setup_of(study)
    rows = setup_rows(study, steps, may_edit=request.actor.may("evidence.edit"))
    context = study_frame(
        request,
        study,
        kinds=kind_counts(queries.source_counts(study)),
        rows=rows,
        done=sum(step.state == "done" for step in steps),
        steps=len(steps),
        missing=next((row for row in rows if row.state != "done"), None),
    )
    return render(request, "evidence/study.html", context)


def edit_study(request: LarasRequest, study: Study) -> HttpResponse:
    """Change what a study asks."""
    form = StudyForm(request.POST or None, study=study)
    if did(request, form, lambda: actions.edit_study(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:study", study.pk)
    return render(request, "evidence/study_form.html", {"form": form, "study": study})
