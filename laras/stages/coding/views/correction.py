"""Correcting a text: what it would do, doing it, going back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.coding import actions
from laras.stages.coding.forms import CorrectionForm
from laras.stages.coding.models import Correction
from laras.stages.coding.queries.corrections import corrections_of, preview, undoable
from laras.stages.evidence.models import Source
from laras.stages.evidence.views.frame import study_frame
from laras.stages.evidence.views.source import must_be_open, note_clients

SHOWN = 10


def correct(request: LarasRequest, source: Source) -> HttpResponse:
    """Correct the text; the codings of every coder follow it, and what becomes of them is shown before."""
    must_be_open(source, with_text=True)
    note_clients(request, source)
    form = CorrectionForm(request.POST or None, initial={"text": source.text})
    shown = None
    if "lihat" in request.POST:
        shown = attempt(form, lambda: preview(source, form.cleaned_data["text"], request.actor))
    elif request.method == "POST":
        done = attempt(form, lambda: actions.correct_text(source, **typed(form), by=request.actor))
        if done:
            _tell(request, source, done)
            return redirect("evidence:reading", source.pk)
    last = undoable(source)
    context: dict[str, Any] = {
        "source": source,
        "form": form,
        "preview": shown,
        "earlier": corrections_of(source)[:SHOWN],
    }
    return render(request, "coding/correct.html", study_frame(request, source.study, **context, last=last))


def _tell(request: LarasRequest, source: Source, done: actions.Corrected) -> None:
    told = _("Codings: {kept} as before, {changed} with other words, {lost} deleted with their words.")
    last = undoable(source)
    undo = reverse("coding:undo_correction", args=[last.pk]) if last else ""
    saved(request, told.format(kept=done.kept, changed=done.changed, lost=done.lost), undo=undo)


@require_POST
def undo_correction(request: LarasRequest, correction: Correction) -> HttpResponse:
    """Go back to the text before."""
    actions.undo_correction(correction, by=request.actor)
    saved(request, _("The text stands as it was before the correction."))
    return redirect("evidence:reading", correction.source_id)
