"""Names in a text give way to pseudonyms; the codings of the text move along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.stages.coding import actions
from laras.stages.coding.forms import FoundForm
from laras.stages.coding.queries.corrections import undoable
from laras.stages.evidence.models import Pseudonym, Source, Study
from laras.stages.evidence.queries import proposals
from laras.stages.evidence.views.frame import study_frame
from laras.stages.evidence.views.source import must_be_open, note_clients

MOST_AT_ONCE = 150


def found_names(request: LarasRequest, source: Source) -> HttpResponse:
    """Show what in a text may name somebody, with a proposal for each; replace what was ticked."""
    must_be_open(source, with_text=True)
    note_clients(request, source)
    every = proposals(source, language())
    form = FoundForm(request.POST or None, proposals=every[:MOST_AT_ONCE])
    if request.method == "POST":
        done = attempt(form, lambda: (actions.apply_pseudonyms(source, picks=form.picks(), by=request.actor),))
        if done:
            _tell(request, source, done[0])
            return redirect("evidence:reading", source.pk)
    context = {"source": source, "form": form, "rows": form.rows(), "more": max(0, len(every) - MOST_AT_ONCE)}
    frame = study_frame(request, source.study, under="evidence:sources", **context)
    return render(request, "coding/found_names.html", frame)


def _tell(request: LarasRequest, source: Source, count: int) -> None:
    told = ngettext("{n} place was replaced.", "{n} places were replaced.", count).format(n=count)
    last = undoable(source) if count else None
    saved(request, told, undo=reverse("coding:undo_correction", args=[last.pk]) if last else "")


@require_POST
def apply_key(request: LarasRequest, study: Study) -> HttpResponse:
    """Replace what stands in the key in every text of the study."""
    done = actions.apply_key(study, by=request.actor)
    told = ngettext("{n} text was changed.", "{n} texts were changed.", len(done)).format(n=len(done))
    saved(request, told)
    return redirect("evidence:pseudonyms", study.pk)


@require_POST
def take_back_pseudonym(request: LarasRequest, pseudonym: Pseudonym) -> HttpResponse:
    """Put the name back in every text, and take it out of the key."""
    study_id = pseudonym.study_id
    actions.take_back_pseudonym(pseudonym, by=request.actor)
    saved(request, _("The name stands in the texts again and is out of the key."))
    return redirect("evidence:pseudonyms", study_id)
