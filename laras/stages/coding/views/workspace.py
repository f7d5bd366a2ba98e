"""Coding one source: the workspace, the same as a plain page, finishing and reopening the reading."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import CorrectionForm, PassageForm
from laras.stages.coding.models import Coding
from laras.stages.coding.tables import (
    CodeGroup,
    code_choices,
    code_groups,
    coding_rows,
    givers,
    suggestions,
    transcript,
)
from laras.stages.coding.views.coding import coding_address
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import is_quotable, lines
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
        "transcript": transcript(lines(source)),
        "lines": (),
        "codebook": code_groups(nodes),
        "codebook_version": max((node.code.version for node in queries.walk(nodes)), default=0),
        "codings": _codings(request, source, nodes),
        "givers": givers(),
        **coding_address(source),
    }
    return render(request, "coding/workspace.html", context)


def _codings(request: LarasRequest, source: Source, nodes: tuple[queries.CodeNode, ...]) -> list[dict[str, Any]]:
    """Return the codings for the script: the text gives the quotes, the tree the codes, so that hundreds cost little."""
    codes = {node.code.pk: (node.key, node.code.aspect) for node in queries.walk(nodes)}
    rows = queries.codings_of(source, by=request.actor).select_related(None)
    text, me = source.text, request.actor.login
    found = []
    for pk, code_id, start, end, polarity, giver, coder, memo in rows.values_list(*_FIELDS):
        key, aspect = codes[code_id]
        # A memo is opened for its row; most have none.
        words = Coding(pk=pk, facility_id=source.facility_id, memo=memo).memo if memo else ""
        place = {"id": str(pk), "start": start, "end": end, "quote": text[start:end]}
        judged = {"code": key, "aspect": aspect, "polarity": polarity, "giver": giver, "memo": words}
        found.append({**place, **judged, "coder": coder, "mine": coder == me})
    return found


_FIELDS = ("id", "code_id", "start", "end", "polarity", "giver", "coder", "memo")


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
        transcript=transcript(lines(source)),
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
    return {
        "source": source,
        "finished": queries.has_finished(source, request.actor.login),
        "is_blind": queries.others_hidden(source, request.actor),
        "waiting": len(source.pending.get("selections", ())),
        "may_correct": request.actor.may("evidence.edit"),
        "may_place": request.actor.may("evidence.import"),
    }


def _open(request: LarasRequest, source: Source) -> None:
    """Only a text that is there is coded; whoever reads a client's words has looked at that client."""
    if source.removed_at is not None or source.is_missing:
        raise Http404
    if source.informant is not None and source.informant.client_id:
        request.shown.append(str(source.informant.client_id))
    if source.kind == "case_entries":
        request.shown.extend(source.setting.get("clients", []))


def correct(request: LarasRequest, source: Source) -> HttpResponse:
    """Correct the text; the codings of every coder follow it."""
    _open(request, source)
    form = CorrectionForm(request.POST or None, initial={"text": source.text})
    if request.method == "POST":
        done = attempt(form, lambda: actions.correct_text(source, **typed(form), by=request.actor))
        if done:
            told = _("Codings: {kept} as before, {changed} with other words, {lost} deleted with their words.")
            saved(request, told.format(kept=done.kept, changed=done.changed, lost=done.lost))
            return redirect("evidence:reading", source.pk)
    return render(request, "coding/correct.html", study_frame(request, source.study, source=source, form=form))


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
