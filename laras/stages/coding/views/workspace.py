"""Coding one source: the workspace, the same as a plain page, finishing and reopening the reading."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.store import clock
from laras.base.ui.toast import saved
from laras.domain.aspects import GIVERS, POLARITIES
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import PassageForm, risk_choices
from laras.stages.coding.models import Coding
from laras.stages.coding.tables import (
    CodeGroup,
    code_choices,
    code_groups,
    coding_rows,
    givers,
    suggestions,
    transcript_of,
)
from laras.stages.coding.views.coding import coding_address
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import is_quotable, must_be_readable
from laras.stages.evidence.queries.words import KINDS
from laras.stages.evidence.views.frame import did, study_frame

PER_PAGE = 25


def workspace(request: LarasRequest, source: Source) -> HttpResponse:
    """Code a source by selecting its words."""
    _open(request, source)
    nodes = queries.codebook(source.study, request.actor)
    context = {
        **_reading(request, source),
        "heading": source.name,
        "eyebrow": f"{source.study.name} · {KINDS[source.kind][0]}",
        "transcript": transcript_of(source, "</ol>\n<ol>"),
        "lines": (),
        "codebook": code_groups(nodes),
        "codebook_version": max((node.code.version for node in queries.walk(nodes)), default=0),
        "codings": _codings(request, source, nodes),
        "givers": givers(),
        "until": (clock.now() - queries.SLACK).isoformat(),
        "risk_kinds": risk_choices(),
        "may_name": request.actor.may("coding.codebook"),
        **coding_address(source),
    }
    return render(request, "coding/workspace.html", context)


def _codings(request: LarasRequest, source: Source, nodes: tuple[queries.CodeNode, ...]) -> dict[str, Any]:
    """Return the codings for the script, as rows of numbers: the text gives the quotes, lists the words.

    A row is [id, start, end, code, direction, giver, coder, memo, version where it is an older one or null]; the last
    two are left out where there is nothing to say.
    """
    places = {node.code.pk: place for place, node in enumerate(queries.walk(nodes))}
    codes = [(node.key, node.code.aspect) for node in queries.walk(nodes)]
    versions = {node.code.pk: node.code.version for node in queries.walk(nodes)}
    rows = queries.codings_of(source, by=request.actor).select_related(None)
    coders: dict[str, int] = {}
    found = []
    for pk, code_id, start, end, polarity, giver, coder, memo, version in rows.values_list(*_FIELDS):
        row = [str(pk), start, end, places[code_id], _POLARITY[polarity], _GIVER[giver]]
        row.append(coders.setdefault(coder, len(coders)))
        old = version if version < versions[code_id] else None
        if memo or old is not None:
            # A memo is opened for its row; most have none.
            row.append(Coding(pk=pk, facility_id=source.facility_id, memo=memo).memo if memo else "")
            row += [] if old is None else [old]
        found.append(row)
    lists = {"polarities": POLARITIES, "givers": GIVERS, "coders": list(coders), "me": request.actor.login}
    return {"codes": codes, **lists, "rows": found}


_FIELDS = ("id", "code_id", "start", "end", "polarity", "giver", "coder", "memo", "code_version")
_POLARITY = {polarity: place for place, polarity in enumerate(POLARITIES)}
_GIVER = {giver: place for place, giver in enumerate(GIVERS)}


def plain(request: LarasRequest, source: Source) -> HttpResponse:
    """Code a source without JavaScript: paste the words or name the line, choose the code."""
    _open(request, source)
    groups = code_groups(queries.codebook(source.study, request.actor))
    form = PassageForm(
        request.POST or None, choices=code_choices(groups), initial={"quote": request.GET.get("kutipan", "")}
    )
    if "isyarat" not in request.POST and did(request, form, lambda: _code(request, source, form)):
        saved(request)
        return redirect("coding:plain", source.pk)
    context = study_frame(
        request,
        source.study,
        **_reading(request, source),
        form=form,
        hints=_hints(request, groups),
        transcript=transcript_of(source),
        **_page(request, source),
    )
    return render(request, "coding/plain.html", context)


def _code(request: LarasRequest, source: Source, form: PassageForm) -> Coding:
    given = typed(form)
    start, end = queries.passage(source, given.pop("quote"), given.pop("line"))
    code = queries.find_code(source.study_id, given.pop("code"))
    made: Coding = actions.add_coding(source, start=start, end=end, code=code, **given, by=request.actor)
    return made


def _hints(request: LarasRequest, groups: list[CodeGroup]) -> Any:
    words = request.POST.get("quote", "") if "isyarat" in request.POST else ""
    return suggestions(words, groups) if words else None


def _page(request: LarasRequest, source: Source) -> dict[str, Any]:
    found = Paginator(queries.codings_of(source, by=request.actor), PER_PAGE).get_page(request.GET.get("page"))
    quotable = {source.pk} if is_quotable(source) else set()
    shown = list(found.object_list)
    rows = coding_rows(shown, queries.keys_in(source.study), {source.pk: source}, quotable, request.actor)
    return {"page": found, "rows": rows}


def _reading(request: LarasRequest, source: Source) -> dict[str, Any]:
    round = queries.round_for(source, request.actor)
    return {
        "source": source,
        "finished": queries.has_finished(source, request.actor.login, round),
        "round": round,
        "is_blind": queries.others_hidden(source, request.actor),
        "waiting": len(source.pending.get("selections", ())),
        "may_correct": request.actor.may("evidence.edit"),
        "may_place": request.actor.may("evidence.import"),
    }


def _open(request: LarasRequest, source: Source) -> None:
    """Only a text that is there is coded; whoever reads a client's words has looked at that client."""
    if source.removed_at is not None or source.is_missing:
        raise Http404
    must_be_readable(source)
    if source.informant is not None and source.informant.client_id:
        request.shown.append(str(source.informant.client_id))
    if source.kind == "case_entries":
        request.shown.extend(source.setting.get("clients", []))


@require_POST
def finish(request: LarasRequest, source: Source) -> HttpResponse:
    """Note that one has read the source to its end."""
    actions.finish_reading(source, by=request.actor)
    saved(request, _("Reading finished. What is not coded now counts as absent."))
    return redirect("coding:workspace", source.pk)


@require_POST
def reopen(request: LarasRequest, source: Source) -> HttpResponse:
    """Read on."""
    actions.reopen_reading(source, by=request.actor)
    saved(request, _("The reading is open again."))
    return redirect("coding:workspace", source.pk)


@require_POST
def place(request: LarasRequest, source: Source) -> HttpResponse:
    """Let selections that came without the text take their place."""
    made = actions.place_pending(source, by=request.actor)
    saved(request, _("{n} passages have found their place.").format(n=len(made)))
    return redirect("coding:workspace", source.pk)
