"""How far the sample reaches: the combinations of traits it spans, and who was asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import ApproachForm, VariationForm
from laras.stages.evidence.models import Approach, Study
from laras.stages.evidence.queries.words import RESULTS
from laras.stages.evidence.tables import grid_words
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.evidence.views.sampling import note_clients

UNDER = "evidence:informants"


def variation(request: LarasRequest, study: Study) -> HttpResponse:
    """Show which combinations of traits somebody stands for, and which nobody does; choose the traits."""
    form = VariationForm(request.POST or None, study=study)
    if did(request, form, lambda: actions.set_variation(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:variation", study.pk)
    grid = queries.variation_grid(study)
    if grid:
        note_clients(request, [one for row in grid.rows for cell in row.cells for one in cell] + list(grid.unplaced))
    drawn = grid_words(grid, language()) if grid else None
    context = study_frame(request, study, under=UNDER, form=form, grid=grid, drawn=drawn)
    return render(request, "evidence/variation.html", context)


def approaches(request: LarasRequest, study: Study) -> HttpResponse:
    """Show who was asked and what came of it, counted over all and by role."""
    rows = list(queries.approaches_of(study))
    note_clients(request, [row.informant for row in rows if row.informant is not None])
    counts = queries.approach_counts(study)
    linked = {row.informant_id for row in rows}
    context = study_frame(
        request,
        study,
        under=UNDER,
        rows=[(row, *RESULTS[row.result]) for row in rows],
        counts=[(RESULTS[result][0], n) for result, n in counts.items()],
        asked=sum(counts.values()),
        roles=[(role, list(found.values())) for role, found in queries.approach_counts_by_role(study).items()],
        unlinked=[one.code for one in queries.informants_of(study) if one.pk not in linked],
    )
    return render(request, "evidence/approaches.html", context)


def new_approach(request: LarasRequest, study: Study) -> HttpResponse:
    """Note that somebody was asked."""
    form = ApproachForm(request.POST or None, study=study)
    if did(request, form, lambda: actions.note_approach(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:approaches", study.pk)
    return _drawn(request, study, form=form, approach=None)


def approach(request: LarasRequest, approach: Approach) -> HttpResponse:
    """Change what came of it."""
    if approach.informant is not None:
        note_clients(request, [approach.informant])
    form = ApproachForm(request.POST or None, study=approach.study, approach=approach)
    if did(request, form, lambda: actions.edit_approach(approach, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:approaches", approach.study_id)
    return _drawn(request, approach.study, form=form, approach=approach)


def _drawn(request: LarasRequest, study: Study, **more: Any) -> HttpResponse:
    return render(request, "evidence/approach_form.html", study_frame(request, study, under=UNDER, **more))
