"""How far those who coded agree, and where they do not."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.stages.coding import queries
from laras.stages.coding.tables import coefficients, passage_rows, word
from laras.stages.coding.views.listing import texts_of
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.evidence.views.frame import study_frame

PER_PAGE = 20


def agreement(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the coefficients over all, by aspect and by code, with what they mean in plain words."""
    found = queries.agreement(study)
    context = study_frame(
        request,
        study,
        found=found,
        reading=word(found.reading),
        overall=coefficients(found.overall),
        same=coefficients(found.same_passages),
        same_reading=word(found.same_passages_reading),
        aspects=[(one, word(one.reading)) for one in found.aspects],
        codes=[(one, word(one.label, one.key), word(one.reading)) for one in found.codes],
    )
    return render(request, "coding/agreement.html", context)


def disagreements(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the passages that were judged differently, both judgements side by side."""
    found = queries.disagreements(study, request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    passages = list(page.object_list)
    sources = texts_of({passage.source_id for passage in passages})
    rows = passage_rows(passages, queries.keys_in(study), sources, quotable_source_ids(study), request.actor)
    may_code = request.actor.may("coding.code")
    context = study_frame(request, study, page=page, rows=rows, may_code=may_code)
    return render(request, "coding/disagreements.html", context)
