"""The key of a study: which words stand for whom; each look at it is noted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import PseudonymForm
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries.words import PSEUDONYMS
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.people.views.frame import places_on


def pseudonyms(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the key, and add to it by hand."""
    form = PseudonymForm(request.POST or None)
    if did(request, form, lambda: actions.add_pseudonym(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:pseudonyms", study.pk)
    rows = [(row, PSEUDONYMS[row.kind], places_on(request, "pseudonym", row.pk)[0]) for row in queries.key_of(study)]
    replaced = [row for row in rows if not row[0].is_kept]
    kept = [row for row in rows if row[0].is_kept]
    deeds = places_on(request, "key", study.pk)[0] if replaced else ()
    context = study_frame(request, study, form=form, rows=replaced, kept=kept, deeds=deeds)
    return render(request, "evidence/pseudonyms.html", context)


def names_left(request: LarasRequest, study: Study) -> HttpResponse:
    """Show where the texts of a study still name somebody, before anything is handed on."""
    rows = queries.study_names_left(study) or []
    context = study_frame(request, study, under="evidence:pseudonyms", rows=rows)
    return render(request, "evidence/names_left.html", context)
