"""The sources to code, and everything coded so far."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.stages.coding import queries
from laras.stages.coding.forms import FilterForm
from laras.stages.coding.models import Code
from laras.stages.coding.tables import code_choices, code_groups, coding_rows
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import informants_of, quotable_source_ids, sources_of
from laras.stages.evidence.queries.words import KINDS
from laras.stages.evidence.views.frame import study_frame

PER_PAGE = 50


def sources(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the sources with what is coded and who has finished reading."""
    counts = queries.counts_by_source(study, request.actor)
    readers = queries.readers_by_source(study)
    me = request.actor.login
    may_code = request.actor.may("coding.code")
    harm = queries.harm_counts(study) if may_code else {}
    rows = [
        {
            "source": source,
            "kind": KINDS[source.kind][0],
            "icon": KINDS[source.kind][1],
            "codings": counts[source.pk],
            "harm": harm.get(source.pk, 0),
            "mine": me in readers.get(source.pk, ()),
            "others": len(readers.get(source.pk, set()) - {me}),
        }
        for source in sources_of(study)
    ]
    context = study_frame(
        request,
        study,
        rows=rows,
        may_code=may_code,
        has_codebook=Code.objects.filter(study=study).exists(),
        may_edit_codes=request.actor.may("coding.codebook"),
    )
    return render(request, "coding/sources.html", context)


def coding_list(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the codings of a study, narrowed by what was chosen, each with the way to its line."""
    nodes = queries.codebook(study, request.actor)
    form = FilterForm(request.GET, choices=_choices(study, nodes))
    found = queries.coding_list(study, form.filters(), request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    keys = {node.code.pk: node.key for node in queries.walk(nodes)}
    shown = list(page.object_list)
    texts = texts_of({one.source_id for one in shown})
    rows = coding_rows(shown, keys, texts, quotable_source_ids(study), request.actor)
    request.shown.extend(
        str(one.source.informant.client_id) for one in shown if one.source.informant and one.source.informant.client_id
    )
    may_code = request.actor.may("coding.code")
    context = study_frame(request, study, form=form, page=page, rows=rows, may_code=may_code)
    return render(request, "coding/coding_list.html", context)


def texts_of(sources: set[uuid.UUID]) -> dict[uuid.UUID, Source]:
    """Return sources with their texts."""
    return {source.pk: source for source in Source.objects.filter(pk__in=sources).order_by("position", "id")}


def _choices(study: Study, nodes: tuple[queries.CodeNode, ...]) -> dict[str, list[Any]]:
    ids = {node.key: str(node.code.pk) for node in queries.walk(nodes)}
    codes = [
        (group, [(ids[key], label) for key, label in choices]) for group, choices in code_choices(code_groups(nodes))
    ]
    return {
        "code": codes,
        "coder": [(name, name) for name in queries.coders_of(study)],
        "informant": [(str(one.pk), f"{one.code} · {one.role}") for one in informants_of(study)],
        "source": [(str(one.pk), one.name) for one in sources_of(study)],
    }
