"""The sources of a study, and every way in: files, pasted text, an observation, entries of the support log."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.files.guard import LIMIT, MB
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence, stored, typed
from laras.base.jobs.models import Job
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries, readers
from laras.stages.evidence.actions import IMPORT_KIND, Upload
from laras.stages.evidence.forms import CaseEntriesForm, ObservationForm, PasteForm, UploadForm
from laras.stages.evidence.forms.source import BY_HAND
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.tables import source_rows
from laras.stages.evidence.views.frame import study_frame
from laras.stages.people.views.frame import places_on

AT_ONCE = 5


def sources(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the sources in their order; take files in."""
    form = UploadForm(request.POST or None, request.FILES or None, study=study)
    if request.method == "POST":
        answer = attempt(form, lambda: _take_in(request, study, form))
        if answer:
            return answer
    rows = source_rows(
        queries.sources_of(study), queries.quotable_source_ids(study), queries.unsettled_source_ids(study)
    )
    return render(request, "evidence/sources.html", study_frame(request, study, rows=rows, form=form))


def _take_in(request: LarasRequest, study: Study, form: UploadForm) -> HttpResponse:
    """Read few and small files now, others in a job; both end on the page that names each file."""
    given = form.cleaned_data
    uploads = [Upload(file.name or "", _bytes_of(file), file.size or 0) for file in given["documents"]]
    circumstances = {name: given[name] for name in ("kind", "informant", "guide")}
    if len(uploads) > AT_ONCE or any(len(upload.data) > MB for upload in uploads):
        job = actions.queue_files(study, uploads=uploads, **circumstances, by=request.actor)
        return redirect("evidence:import_result", job.pk)
    taken, refused = actions.import_files(study, uploads=uploads, **circumstances, by=request.actor)
    context = study_frame(
        request,
        study,
        job=None,
        taken=[_taken(request, source.pk, source.name, source.remarks) for source in taken],
        refused=[(one.name, sentence(one.error)) for one in refused],
        failure="",
    )
    return render(request, "evidence/import_result.html", context)


def _taken(request: LarasRequest, pk: uuid.UUID, name: str, remarks: Sequence[str]) -> tuple[Any, ...]:
    """Return what the page tells of a source taken in: its id, name, remarks, and what can be done with it now."""
    return pk, name, [_(remark) for remark in remarks], places_on(request, "source", pk)[0]


def _bytes_of(file: Any) -> bytes:
    """Of a file above the limit only the size was kept; it is refused by its size."""
    data: bytes = file.read() if file.size <= LIMIT else b""
    return data


def import_result(request: LarasRequest, job: Job) -> HttpResponse:
    """Show how far the reading is, then what was taken in and why the rest was not."""
    if job.kind != IMPORT_KIND:
        raise Http404
    study = Study.objects.visible_to(request.actor).filter(pk=job.params["study"]).first()
    if study is None:
        raise Http404
    result = job.result
    context = study_frame(
        request,
        study,
        job=job if job.is_open else None,
        taken=[_taken(request, one["id"], one["name"], one["remarks"]) for one in result.get("taken", ())],
        refused=[(one["file"], stored(one["reason"])) for one in result.get("refused", ())],
        failure=stored(job.error),
    )
    return render(request, "evidence/import_result.html", context)


def paste(request: LarasRequest, study: Study) -> HttpResponse:
    """Take in a pasted or typed text."""
    kind = request.GET.get("jenis", BY_HAND[0])
    form = PasteForm(request.POST or None, study=study, initial={"recorder": request.actor.name, "kind": kind})
    if request.method == "POST":
        source = attempt(form, lambda: _pasted(request, study, typed(form)))
        if source:
            saved(request, " ".join(_(remark) for remark in source.remarks))
            return redirect("evidence:reading", source.pk)
    return render(request, "evidence/paste_form.html", study_frame(request, study, form=form))


def _pasted(request: LarasRequest, study: Study, given: dict[str, Any]) -> Source:
    """Take in what was pasted; subtitles lose their time codes to the times beside the text."""
    found = readers.pasted(given["text"])
    if found is not None:
        given = {**given, "text": found.text, "times": found.times}
    source: Source = actions.add_source(study, **given, by=request.actor)
    source.remarks = found.notes if found is not None else ()
    return source


def observation(request: LarasRequest, study: Study) -> HttpResponse:
    """Note an observation on the spot."""
    form = ObservationForm(request.POST or None, study=study)
    if request.method == "POST":
        source: Source | None = attempt(
            form, lambda: actions.note_observation(study, **typed(form), language=language(), by=request.actor)
        )
        if source:
            saved(request)
            return redirect("evidence:reading", source.pk)
    return render(request, "evidence/observation_form.html", study_frame(request, study, form=form))


def case_entries(request: LarasRequest, study: Study) -> HttpResponse:
    """Draw entries of the support log in, of those who agreed to research."""
    clients = queries.research_clients(request.actor)
    request.shown.extend(str(client.pk) for client in clients)
    form = CaseEntriesForm(request.POST or None, clients=clients, study=study)
    if request.method == "POST":
        source = attempt(form, lambda: _draw(request, study, form))
        if source:
            saved(request)
            return redirect("evidence:reading", source.pk)
    return render(request, "evidence/case_entries_form.html", study_frame(request, study, form=form, clients=clients))


def _draw(request: LarasRequest, study: Study, form: CaseEntriesForm) -> Source:
    since, until = form.span()
    chosen = list(form.cleaned_data["clients"])
    source: Source = actions.draw_case_entries(study, clients=chosen, since=since, until=until, by=request.actor)
    return source
