"""One source: reading it, describing it, its original, taking it out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from laras.base.files import vault
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.errors import N_, NotAllowed
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import RemoveForm, SourceForm, TextForm
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import must_be_readable
from laras.stages.evidence.queries.words import KINDS
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.evidence.views.marks import marks_of
from laras.stages.evidence.views.playing import listening
from laras.stages.people.views.frame import places_on

SOON_READ = 60_000  # letters; some hundredths of a second


def note_clients(request: LarasRequest, source: Source) -> None:
    """Whoever reads a client's words has looked at that client."""
    if source.informant is not None and source.informant.client_id:
        request.shown.append(str(source.informant.client_id))
    if source.kind == "case_entries":
        request.shown.extend(source.setting.get("clients", []))


def reading(request: LarasRequest, source: Source) -> HttpResponse:
    """Show a text with numbered lines and speakers."""
    must_be_open(source)
    note_clients(request, source)
    marks = marks_of(request, source)
    lines = [] if marks["shut"] or not source.text else queries.lines(source)
    ways, deeds = places_on(request, "source", source.pk)
    context = study_frame(
        request,
        source.study,
        source=source,
        kind=KINDS[source.kind][0],
        lines=lines,
        has_speakers=any(line.speaker for line in lines),
        **listening(request, source, lines),
        names_left=_names_left(request, source) if lines else 0,
        may_see_original=_may_see_original(request, source),
        ways=ways,
        deeds=deeds,
        ways_in=places_on(request, "missing source", source.pk)[0],
        marks=marks,
    )
    return render(request, "evidence/reading.html", context)


def _names_left(request: LarasRequest, source: Source) -> int:
    """Return how many places of the text may name somebody, for one who may replace them; of a long text the sure ones."""
    if not request.actor.may("evidence.key"):
        return 0
    if source.length <= SOON_READ:
        return sum(one.count for one in queries.proposals(source, language()))
    return sum(left.count for left in queries.names_left(source.study, [(source.name, source.text)]))


def _may_see_original(request: LarasRequest, source: Source) -> bool:
    """Once names were replaced in a study, the original files that still hold them are for those who hold the key."""
    if source.file_id is None:
        return False
    return request.actor.may("evidence.key") or not queries.key_of(source.study).filter(is_kept=False).exists()


def edit_source(request: LarasRequest, source: Source) -> HttpResponse:
    """Change what is known about a source."""
    must_be_open(source)
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
    must_be_open(source)
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
    must_be_open(source)
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
    must_be_open(source)
    if source.file is None:
        raise Http404
    must_be_readable(source)
    if not _may_see_original(request, source):
        raise NotAllowed(N_("The original holds names that were replaced. Ask whoever keeps the key of the study."))
    note_clients(request, source)
    response = HttpResponse(vault.fetch(source.file), content_type="application/octet-stream")
    disposition = content_disposition_header(True, source.file.name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def must_be_open(source: Source, *, with_text: bool = False) -> None:
    """Answer that a removed source, or one without its text where that is needed, is not there.

    A text that somebody in it has closed is refused with its sentence.
    """
    if source.removed_at is not None or (with_text and source.is_missing):
        raise Http404
    if with_text:
        must_be_readable(source)
