"""Taking out: a project for other programs, codings as a table, the codebook."""

from __future__ import annotations

import re
from typing import Literal, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.doors.exchange import actions
from laras.doors.exchange.actions.exports import BOOK_FORMS, FORMS
from laras.doors.exchange.forms import ExportForm
from laras.doors.exchange.queries import allowed_sources
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries import open_to
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import study_names_left
from laras.stages.evidence.views.frame import study_frame

QUICKLY_READ = 500_000  # letters, about a third of a second
TYPES = {
    "qdpx": "application/octet-stream",
    "qdc": "application/octet-stream",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


def take_out(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what can leave, and what stays because consent or a blind reading says so."""
    allowed = allowed_sources(study)
    rows = Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
    shown = open_to(rows, request.actor)
    context = study_frame(
        request,
        study,
        form=ExportForm(),
        sources=len(allowed.all),
        stay_inside=len(allowed.all - allowed.inside),
        stay_outside=len(allowed.all - allowed.outside),
        codings=shown.count(),
        hidden=rows.count() - shown.count(),
        quotes=shown.exclude(source_id__in=allowed.inside).count(),
        codes=Code.objects.filter(study=study).count(),
        may_check_names=request.actor.may("evidence.key"),
        names_left=_names_left(request, study),
    )
    return render(request, "exchange/take_out.html", context)


def _names_left(request: LarasRequest, study: Study) -> int:
    """Return in how many texts somebody is still named; 0 too where it would take long and has its own page."""
    found = study_names_left(study, most=QUICKLY_READ) if request.actor.may("evidence.key") else None
    return len(found or ())


@require_POST
def project(request: LarasRequest, study: Study) -> HttpResponse:
    """Hand out the study as a REFI-QDA project."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return redirect("exchange:take_out", study.pk)
    given = form.cleaned_data
    tool = cast(Literal["nvivo", "maxqda", "atlas"] | None, given["tool"] or None)
    made = actions.export_project(study, for_tool=tool, sharing=bool(given["sharing"]), by=request.actor)
    return _file(study, "qdpx", made.data)


@require_POST
def codings(request: LarasRequest, study: Study, form: str) -> HttpResponse:
    """Hand out the codings as csv, xlsx, docx or html."""
    if form not in FORMS:
        raise Http404
    return _file(study, form, actions.export_codings(study, form=form, by=request.actor).data)


@require_POST
def codebook(request: LarasRequest, study: Study, form: str = "qdc") -> HttpResponse:
    """Hand out the codebook, for other programs or as a table or paper."""
    if form not in BOOK_FORMS:
        raise Http404
    return _file(study, form, actions.export_codebook(study, form=form, by=request.actor).data)


def _file(study: Study, ending: str, data: bytes) -> HttpResponse:
    """Only to be saved, never to be opened in the browser's own right."""
    response = HttpResponse(data, content_type=TYPES[ending])
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", study.name).strip()[:80] or "laras"
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
