"""The interview guide, version after version, and what changed between two of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.domain.guide_versions import compare_guides as compare
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import CompareForm, GuideForm
from laras.stages.evidence.models import Guide, Study
from laras.stages.evidence.tables import changes_by_kind, questions_by_aspect
from laras.stages.evidence.views.frame import did, study_frame


def guide(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the newest guide by aspect, and every version before it."""
    versions = [(one, questions_by_aspect(one.questions.all())) for one in queries.guides_of(study)]
    used = queries.sources_by_guide(study)
    context = study_frame(
        request,
        study,
        newest=versions[0] if versions else None,
        older=versions[1:],
        used=[(one.version, used.get(one.pk, 0)) for one, _ in versions],
        without=used.get(None, 0),
    )
    return render(request, "evidence/guide.html", context)


def new_guide(request: LarasRequest, study: Study) -> HttpResponse:
    """Write the next version of the guide, beginning with the words of the last one."""
    before = queries.guide_of(study)
    form = GuideForm(request.POST or None, study=study, guide=before)
    if did(request, form, lambda: _make(request, study, form)):
        saved(request)
        return redirect("evidence:guide", study.pk)
    context = study_frame(request, study, form=form, next_version=before.version + 1 if before else 1)
    return render(request, "evidence/guide_form.html", context)


def _make(request: LarasRequest, study: Study, form: GuideForm) -> object:
    return actions.make_guide(study, questions=form.questions(), note=form.cleaned_data["note"], by=request.actor)


def compare_guides(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what was added, removed and changed between two versions."""
    guides = {one.version: one for one in queries.guides_of(study)}
    versions = sorted(guides)
    newest = {"before": str(versions[-2]), "after": str(versions[-1])} if len(versions) > 1 else {}
    form = CompareForm(request.GET if "before" in request.GET else newest, versions=versions)
    changes = None
    if newest and form.is_valid():
        before, after = (guides[int(form.cleaned_data[name])] for name in ("before", "after"))
        changes = changes_by_kind(compare(_asked(before), _asked(after)))
    context = study_frame(request, study, under="evidence:guide", form=form, changes=changes, enough=bool(newest))
    return render(request, "evidence/guide_compare.html", context)


def _asked(guide: Guide) -> list[tuple[str, str]]:
    return [(question.aspect, question.text) for question in guide.questions.all()]
