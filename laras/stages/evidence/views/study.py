"""The studies of the home, one study, its context sheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import ContextForm, StudyForm
from laras.stages.evidence.models import Study
from laras.stages.evidence.tables import kind_counts
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
    """Show what a study asks, where, when, and what it has gathered."""
    states = list(queries.consent_states(study).values())
    sheet = queries.context_of(study)
    guide = queries.guide_of(study)
    context = study_frame(
        request,
        study,
        kinds=kind_counts(queries.source_counts(study)),
        informants=len(states),
        not_asked=states.count("none"),
        guide=guide,
        described=sum(item.complete for item in sheet),
        items=len(sheet),
    )
    return render(request, "evidence/study.html", context)


def edit_study(request: LarasRequest, study: Study) -> HttpResponse:
    """Change what a study asks."""
    form = StudyForm(request.POST or None, study=study)
    if did(request, form, lambda: actions.edit_study(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:study", study.pk)
    return render(request, "evidence/study_form.html", {"form": form, "study": study})


def context_sheet(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the fourteen items that tell where the study took place; write one."""
    items = queries.context_of(study)
    standing = {"text": next((item.text for item in items if item.code == request.POST.get("item")), "")}
    form = ContextForm(request.POST or None, initial=standing)
    if did(request, form, lambda: actions.describe_context(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:context_sheet", study.pk)
    rows = [
        (item, item.label.get(language()), form if _is_about(form, item.code) else _as_it_stands(item))
        for item in items
    ]
    context = study_frame(request, study, rows=rows, least=queries.LEAST_WORDS, form=form)
    return render(request, "evidence/context.html", context)


def _is_about(form: ContextForm, code: str) -> bool:
    return form.is_bound and form.data.get("item") == code


def _as_it_stands(item: queries.ContextItem) -> ContextForm:
    return ContextForm(initial={"item": item.code, "text": item.text}, auto_id=f"{item.code}-%s")
