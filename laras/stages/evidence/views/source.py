"""One source: reading it, describing it, its original, taking it out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from laras.base.files import vault
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import RemoveForm, SourceForm, TextForm
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries.words import KINDS
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.people.views.frame import places_on


def _note_clients(request: LarasRequest, source: Source) -> None:
    """Whoever reads a client's words has looked at that client."""
    if source.informant is not None and source.informant.client_id:
        request.shown.append(str(source.informant.client_id))
    if source.kind == "case_entries":
        request.shown.extend(source.setting.get("clients", []))


def reading(request: LarasRequest, source: Source) -> HttpResponse:
    """Show a text with numbered lines and speakers."""
    _must_be_open(source)
    _note_clients(request, source)
    unsettled = source.informant_id is not None and source.pk in queries.unsettled_source_ids(source.study)
    lines = queries.lines(source) if source.text else []
    context = study_frame(
        request,
        source.study,
        source=source,
        kind=KINDS[source.kind][0],
        lines=lines,
        has_speakers=any(line.speaker for line in lines),
        deeds=places_on(request, "source", source.pk)[1],
        ways_in=places_on(request, "missing source", source.pk)[0],
        quotable=queries.is_quotable(source),
        unsettled=unsettled,
    )
    return render(request, "evidence/reading.html", context)


def edit_source(request: LarasRequest, source: Source) -> HttpResponse:
    """Change what is known about a source."""
    _must_be_open(source)
    form = SourceForm(request.POST or None, study=source.study, source=source)
    if did(request, form, lambda: actions.edit_source(source, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:reading", source.pk)
    return render(
        request,
        "evidence/source_form.html",
        study_frame(request, source.study, under="evidence:sources", form=form, source=source),
    )


def add_text(request: LarasRequest, source: Source) -> HttpResponse:
    """Give a source that came without its text the text."""
    _must_be_open(source)
    form = TextForm(request.POST or None)
    if did(request, form, lambda: actions.add_text(source, text=form.cleaned_data["text"], by=request.actor)):
        saved(request)
        return redirect("evidence:reading", source.pk)
    return render(
        request,
        "evidence/text_form.html",
        study_frame(request, source.study, under="evidence:sources", form=form, source=source),
    )


def remove_source(request: LarasRequest, source: Source) -> HttpResponse:
    """Take a source out of view, with a reason."""
    _must_be_open(source)
    form = RemoveForm(request.POST or None)
    if did(request, form, lambda: actions.remove_source(source, reason=form.cleaned_data["reason"], by=request.actor)):
        saved(request)
        return redirect("evidence:sources", source.study_id)
    return render(
        request,
        "evidence/remove.html",
        study_frame(request, source.study, under="evidence:sources", form=form, source=source),
    )


def original(request: LarasRequest, source: Source) -> HttpResponse:
    """Hand out the original file: only to be saved, never to be opened in the browser's own right."""
    _must_be_open(source)
    if source.file is None:
        raise Http404
    _note_clients(request, source)
    response = HttpResponse(vault.fetch(source.file), content_type="application/octet-stream")
    disposition = content_disposition_header(True, source.file.name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _must_be_open(source: Source) -> None:
    if source.removed_at is not None:
        raise Http404
