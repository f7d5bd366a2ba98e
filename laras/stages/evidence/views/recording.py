"""The recording of a source: taken in, heard in pieces, deleted."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.files import uploads, vault
from laras.base.files.guard import check_size
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.domain.errors import N_, NotConsented
from laras.stages.evidence import actions, queries
from laras.stages.evidence.actions.audio import AUDIO_LIMIT
from laras.stages.evidence.forms import RecordingForm
from laras.stages.evidence.models import Source
from laras.stages.evidence.views.frame import study_frame
from laras.stages.evidence.views.source import must_be_open, note_clients

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
uploads.ROOM["evidence:recording"] = AUDIO_LIMIT


def recording(request: LarasRequest, source: Source) -> HttpResponse:
    """Take in the recording of a source, or another in its place."""
    must_be_open(source)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        kept = attempt(form, lambda: _attach(request, source, form.cleaned_data["sound"]))
        if kept:
            saved(request)
            return redirect("evidence:reading", source.pk)
    context = {
        "source": source,
        "form": form,
        "somebody": queries.somebody_speaks(source),
        "allowed": queries.may_play(source),
        "limit": AUDIO_LIMIT // (1024 * 1024),
    }
    frame = study_frame(request, source.study, under="evidence:sources", **context)
    return render(request, "evidence/recording_form.html", frame)


def _attach(request: LarasRequest, source: Source, file: Any) -> Source:
    """Of a file above the limit only the size was kept; it is refused by its size."""
    check_size(file.name, file.size, limit=AUDIO_LIMIT)
    return actions.attach_recording(source, filename=file.name, data=file.read(), by=request.actor)


def sound(request: LarasRequest, source: Source) -> HttpResponse:
    """Hand out the recording or the piece of it that is asked for; nothing of it stays on the device.

    It is sealed as one whole, so each request opens all of it in memory and cuts its piece out.
    """
    must_be_open(source, with_text=False)
    if source.audio is None:
        raise Http404
    queries.must_be_readable(source)
    if not queries.may_play(source):
        raise NotConsented(N_("Somebody in this source has not allowed recording. Ask for consent first."))
    note_clients(request, source)
    size = source.audio.size
    piece = _piece(request.headers.get("Range", ""), size)
    if piece is None:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        first, last = piece
        data = memoryview(vault.fetch(source.audio))[first : last + 1]
        whole = "Range" not in request.headers
        response = HttpResponse(bytes(data), status=200 if whole else 206, content_type=source.audio.media_type)
        if not whole:
            response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response


def _piece(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that are asked for, all without a word; None where there is no such piece.

    Several pieces at once, or another unit, are answered with the whole, as RFC 9110 (14.2) allows.
    """
    found = _RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or found[0] == "bytes=-":
        return (0, size - 1)
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    return (first, last) if first <= last and first < size else None


@require_POST
def drop_recording(request: LarasRequest, source: Source) -> HttpResponse:
    """Delete the recording; the text stays."""
    must_be_open(source)
    actions.drop_recording(source, by=request.actor)
    saved(request)
    return redirect("evidence:reading", source.pk)
