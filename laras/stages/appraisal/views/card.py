"""The report card of the four tests, and the justification of a technique."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.trust import TECHNIQUES
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import JustifyForm
from laras.stages.appraisal.models import Justification
from laras.stages.appraisal.tables import card_tests
from laras.stages.appraisal.views.findings import may_find
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import informants_of
from laras.stages.evidence.views.frame import study_frame

CARD = "appraisal:card"
WHOLE = "utuh"  # the answer that asks for comparing every excerpt with its text


def card(request: LarasRequest, study: Study) -> HttpResponse:
    """Show every technique of the four tests; excerpts and files are compared only when somebody asks for it."""
    whole = request.GET.get("periksa") == WHOLE
    material = queries.material_of(study)
    facts = queries.facts_of(study, material=material)
    broken: tuple[str, ...] = ()
    if whole:
        compared = queries.integrity_of(study)
        broken = compared.broken
        facts = queries.with_integrity(facts, compared)
    checks = queries.report_card(study, facts=facts)
    context = study_frame(
        request,
        study,
        tests=card_tests(checks, queries.justifications_of(study)),
        whole=whole,
        broken=broken,
        roles=queries.dual_roles(study, informants_of(study)),
        may_find=may_find(request),
    )
    return render(request, "appraisal/card.html", context)


def justify(request: LarasRequest, study: Study, technique: str) -> HttpResponse:
    """Say why a technique is not met, or does not fit this study."""
    if technique not in TECHNIQUES:
        raise Http404
    standing = queries.justifications_of(study).get(technique)
    initial = {"text": standing.text, "switched_off": standing.switched_off} if standing else None
    form = JustifyForm(request.POST or None, initial=initial)
    if request.method == "POST":
        deed = lambda: actions.justify(study, technique=technique, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, deed):
            saved(request)
            return redirect(CARD, study.pk)
    check = next(one for one in queries.report_card(study, integrity=False) if one.technique == technique)
    earlier = Justification.objects.filter(study=study, technique=technique).order_by("-recorded_at", "-id")
    context = study_frame(
        request,
        study,
        under=CARD,
        form=form,
        label=check.label.get(language()),
        shown=check.shown.get(language()),
        why=check.why.get(language()),
        status=check.status,
        earlier=list(earlier[1:]) if standing else list(earlier),
    )
    return render(request, "appraisal/justify.html", context)
