"""A person's rating beside the computed one, and what two raters agreed on."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.domain.aspects import ASPECT_CODES
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import RatingForm
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame

APPRAISAL = "appraisal:appraisal"


def rate(request: LarasRequest, study: Study, aspect: str) -> HttpResponse:
    """Give one's own rating beside the computed one, with a reason; what another rater said is shown only afterwards."""
    _must_be_an_aspect(aspect)
    evidence = queries.evidence_of(study)
    one = next(row for row in queries.appraise(study, evidence).aspects if row.aspect == aspect)
    raters = queries.raters_of(study, request.actor)[aspect]
    standing = {"band": raters.own.band, "reason": raters.own.reason} if raters.own else None
    form = RatingForm(request.POST or None, initial=standing)
    if request.method == "POST":
        typed = lambda: actions.rate_aspect(study, aspect=aspect, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, typed):
            saved(request)
            return redirect(APPRAISAL, study.pk)
    voices = next(row for row in queries.two_voices(study, evidence) if row.aspect == aspect)
    context = study_frame(request, study, under=APPRAISAL, one=one, raters=raters, voices=voices, form=form)
    return render(request, "appraisal/rate.html", context)


def consensus(request: LarasRequest, study: Study, aspect: str) -> HttpResponse:
    """Write down what the raters of an aspect reached together."""
    _must_be_an_aspect(aspect)
    raters = queries.raters_of(study, request.actor)[aspect]
    form = RatingForm(request.POST or None)
    if request.method == "POST":
        typed = lambda: actions.agree_on_rating(  # noqa: E731
            study, aspect=aspect, **form.cleaned_data, by=request.actor
        )
        if attempt(form, typed):
            saved(request)
            return redirect(APPRAISAL, study.pk)
    context = study_frame(request, study, under=APPRAISAL, aspect=aspect, raters=raters, form=form)
    return render(request, "appraisal/consensus.html", context)


def _must_be_an_aspect(aspect: str) -> None:
    if aspect not in ASPECT_CODES:
        raise Http404
