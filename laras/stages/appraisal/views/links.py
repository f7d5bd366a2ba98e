"""What is tied to a finding: chosen from the codings, told otherwise, resolved, untied."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import LinkForm, QuoteFilter, ResolveForm
from laras.stages.appraisal.models import Finding, FindingLink
from laras.stages.appraisal.views.findings import FINDINGS
from laras.stages.coding.queries import code_keys, codes_of, veiled_source_ids
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import is_quotable, sources_of
from laras.stages.evidence.views.frame import study_frame

PER_PAGE = 50


def link(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Choose the codings that bear a finding out or speak against it, narrowed by code, aspect, source or words."""
    study = finding.study
    data = request.GET if request.GET else {"aspect": finding.aspect}
    narrowed = QuoteFilter(data, **_choices(study))
    rows = queries.candidates(finding, request.actor, **narrowed.wanted())
    form = LinkForm(request.POST or None)
    if request.method == "POST":
        every = queries.candidates(finding, request.actor)
        wanted = set(request.POST.getlist("coding"))  # compared as text: what is no id of a row is none of them
        ids = [pk for pk in every.order_by().values_list("pk", flat=True) if str(pk) in wanted]
        chosen = list(every.filter(pk__in=ids).order_by("id"))
        deed = lambda: actions.link_codings(finding, codings=chosen, by=request.actor, **form.cleaned_data)  # noqa: E731
        if attempt(form, deed) is not None:
            n = len(chosen)
            saved(request, ngettext("{n} quote tied.", "{n} quotes tied.", n).format(n=n))
            return redirect("appraisal:finding", finding.pk)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = study_frame(request, study, under=FINDINGS, finding=finding, page=page, form=form, narrowed=narrowed)
    return render(request, "appraisal/link.html", context)


def _choices(study: Study) -> dict[str, list[Any]]:
    codes = codes_of(study.pk)
    keys = code_keys(codes)
    return {
        "codes": [(str(one.pk), keys[one.pk]) for one in codes],
        "sources": [(str(one.pk), one.name) for one in sources_of(study)],
    }


@require_POST
def relation(request: LarasRequest, link: FindingLink) -> HttpResponse:
    """Say otherwise how a quote stands to its finding."""
    actions.change_relation(link, relation=request.POST.get("relation", ""), by=request.actor)
    saved(request)
    return redirect("appraisal:finding", link.finding_id)


@require_POST
def untie(request: LarasRequest, link: FindingLink) -> HttpResponse:
    """Untie a quote from its finding."""
    finding_id: uuid.UUID = link.finding_id
    actions.unlink(link, by=request.actor)
    saved(request)
    return redirect("appraisal:finding", finding_id)


def resolve(request: LarasRequest, link: FindingLink) -> HttpResponse:
    """Say what came of a quote that speaks against its finding."""
    finding = link.finding
    form = ResolveForm(request.POST or None, initial={"resolution": link.resolution, "note": link.resolution_note})
    if request.method == "POST":
        deed = lambda: actions.resolve_contradiction(link, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, deed):
            saved(request)
            return redirect("appraisal:finding", finding.pk)
    may_see = link.coding.source_id not in veiled_source_ids(request.actor)
    quotable = may_see and is_quotable(link.coding.source)
    context = study_frame(
        request, finding.study, under=FINDINGS, finding=finding, link=link, form=form, quotable=quotable
    )
    return render(request, "appraisal/resolve.html", context)
