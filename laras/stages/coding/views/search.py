"""Searching a study, and going from one place that was found to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.stages.coding.forms import SearchForm
from laras.stages.coding.queries import search as queries
from laras.stages.coding.queries.matching import Span
from laras.stages.coding.queries.memo_words import MEMO_KIND_WORDS
from laras.stages.coding.queries.note_search import FoundNote, codings_with
from laras.stages.coding.queries.search import Found
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import informants_of
from laras.stages.evidence.queries.words import KINDS
from laras.stages.evidence.views.frame import study_frame

PER_PAGE = 25
AROUND_ONE = 600
MOST_BESIDE = 20


def search(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what meets the words, place by place."""
    informants = [(str(one.pk), f"{one.code} · {one.role}") for one in informants_of(study)]
    form = SearchForm(request.GET, informants=informants)
    query = form.cleaned_data.get("words") if form.is_valid() else None
    found = attempt(form, lambda: queries.search(study, query, form.filters(), request.actor)) if query else None
    shown = _shown(request, study, found) if found else {}
    may_code = request.actor.may("coding.code")
    context = study_frame(request, study, form=form, query=query, found=found, may_code=may_code, **shown)
    return render(request, "coding/search.html", context)


def _shown(request: LarasRequest, study: Study, found: Found) -> dict[str, Any]:
    places = found.places()
    page = Paginator(places, PER_PAGE).get_page(request.GET.get("page"))
    first = page.start_index() if places else 1
    hits = queries.hits_shown(study, list(page.object_list), first, request.actor)
    one = _one(request, study, places)
    _note_clients(request, [hit.source for hit in [*hits, *([one["hit"]] if one else [])]])
    by_source = [
        {"source": source, "kind": KINDS[source.kind][0], "count": _count(found, source), "hits": list(own)}
        for source, own in groupby(hits, key=lambda hit: hit.source)
    ]
    bare = [row.source for row in found.sources if not row.spans] if page.number == page.paginator.num_pages else []
    return {
        "page": page,
        "by_source": by_source,
        "bare": bare,
        "one": one,
        "notes": _notes(request, found.notes[:MOST_BESIDE]),
        "memos": [_memo(memo, spans) for memo, spans in found.memos[:MOST_BESIDE]],
        "is_empty": not (found.sources or found.withheld or found.notes or found.memos),
    }


def _count(found: Found, source: Source) -> int:
    return next(len(row.spans) for row in found.sources if row.source.pk == source.pk)


def _one(request: LarasRequest, study: Study, places: Sequence[tuple[queries.SourceHits, Span]]) -> dict[str, Any]:
    """Return the place that is looked at closely (`?hit=`), and the numbers of its neighbours."""
    try:
        number = int(request.GET.get("hit", ""))
    except ValueError:
        return {}
    if not 1 <= number <= len(places):
        return {}
    hits = queries.hits_shown(study, places[number - 1 : number], number, request.actor, around=AROUND_ONE)
    if not hits:
        return {}
    before, after = number - 1 or None, number + 1 if number < len(places) else None
    return {"hit": hits[0], "before": before, "after": after, "of": len(places)}


def _notes(request: LarasRequest, found: Sequence[FoundNote]) -> list[dict[str, Any]]:
    codings = codings_with(found)
    _note_clients(request, [coding.source for coding in codings.values()])
    return [
        {"coding": codings[one.coding_id], "parts": queries.snippet(one.words, one.spans[0])}
        for one in found
        if one.coding_id in codings
    ]


def _memo(memo: Any, spans: Sequence[Span]) -> dict[str, Any]:
    parts = queries.snippet(f"{memo.title}\n{memo.text}", spans[0])
    return {"memo": memo, "kind": MEMO_KIND_WORDS[memo.kind][0], "parts": parts}


def _note_clients(request: LarasRequest, sources: Sequence[Source]) -> None:
    """Whoever reads a client's words has looked at that client."""
    for source in {source.pk: source for source in sources}.values():
        if source.informant is not None and source.informant.client_id:
            request.shown.append(str(source.informant.client_id))
        if source.kind == "case_entries":
            request.shown.extend(source.setting.get("clients", []))
