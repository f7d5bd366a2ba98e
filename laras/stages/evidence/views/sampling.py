"""Whom a study asks, and by which criteria."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import CriterionForm, InformantForm, answers_form, cell_name, matrix_form
from laras.stages.evidence.models import Criterion, Informant, Study
from laras.stages.evidence.queries import Matrix, MatrixRow
from laras.stages.evidence.queries.words import ANSWERS
from laras.stages.evidence.views.frame import did, study_frame


def note_clients(request: LarasRequest, informants: list[Informant]) -> None:
    """Whoever sees a client among the informants has looked at that client."""
    request.shown.extend(str(one.client_id) for one in informants if one.client_id)


def informants(request: LarasRequest, study: Study) -> HttpResponse:
    """Show who meets which criterion."""
    matrix = queries.informant_matrix(study)
    note_clients(request, [row.informant for row in matrix.rows])
    rows = [
        (row, [(answer, *ANSWERS[answer.answer]) if answer else None for answer in row.answers]) for row in matrix.rows
    ]
    asked = sum(queries.approach_counts(study).values())
    context = study_frame(request, study, criteria=matrix.criteria, rows=rows, asked=asked)
    return render(request, "evidence/informants.html", context)


def new_informant(request: LarasRequest, study: Study) -> HttpResponse:
    """Add an informant."""
    form = InformantForm(request.POST or None, study=study, by=request.actor)
    if request.method == "POST":
        row = attempt(form, lambda: actions.add_informant(study, **form.given(), by=request.actor))
        if row:
            saved(request)
            return redirect("evidence:informants", study.pk)
    return render(request, "evidence/informant_form.html", study_frame(request, study, form=form, informant=None))


def informant(request: LarasRequest, informant: Informant) -> HttpResponse:
    """Change an informant."""
    note_clients(request, [informant])
    form = InformantForm(request.POST or None, study=informant.study, by=request.actor, informant=informant)
    if did(request, form, lambda: actions.edit_informant(informant, **form.given(), by=request.actor)):
        saved(request)
        return redirect("evidence:informants", informant.study_id)
    context = study_frame(request, informant.study, under="evidence:informants", form=form, informant=informant)
    return render(request, "evidence/informant_form.html", context)


def answers(request: LarasRequest, informant: Informant) -> HttpResponse:
    """Answer every criterion for one informant."""
    matrix = queries.informant_matrix(informant.study)
    row = next(row for row in matrix.rows if row.informant.pk == informant.pk)
    note_clients(request, [informant])
    form = answers_form(request.POST or None, criteria=matrix.criteria, answers=row.answers)
    if did(request, form, lambda: _answer(request, row, typed(form), matrix.criteria)):
        saved(request)
        return redirect("evidence:informants", informant.study_id)
    pairs = [(form[f"answer-{one.pk}"], form[f"proof-{one.pk}"]) for one in matrix.criteria]
    context = study_frame(
        request, informant.study, under="evidence:informants", form=form, pairs=pairs, informant=informant
    )
    return render(request, "evidence/answers.html", context)


def _answer(request: LarasRequest, row: MatrixRow, values: dict[str, str], criteria: tuple[Criterion, ...]) -> bool:
    """Write the answers that changed; an open one is left open."""
    for criterion, before in zip(criteria, row.answers, strict=True):
        answer, proof = values[f"answer-{criterion.pk}"], values[f"proof-{criterion.pk}"]
        if answer and (before is None or (before.answer, before.proof) != (answer, proof)):
            actions.answer_criterion(row.informant, criterion=criterion, answer=answer, proof=proof, by=request.actor)
    return True


def new_criterion(request: LarasRequest, study: Study) -> HttpResponse:
    """Add a criterion."""
    form = CriterionForm(request.POST or None)
    if did(request, form, lambda: actions.add_criterion(study, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:informants", study.pk)
    return render(request, "evidence/criterion_form.html", study_frame(request, study, form=form))


def matrix(request: LarasRequest, study: Study) -> HttpResponse:
    """Answer every criterion for every informant in one table."""
    found = queries.informant_matrix(study)
    note_clients(request, [row.informant for row in found.rows])
    form = matrix_form(request.POST or None, found)
    if did(request, form, lambda: _answer_all(request, found, typed(form))):
        saved(request)
        return redirect("evidence:informants", study.pk)
    rows = [(row.informant, [_cell(form, row.informant, one) for one in found.criteria]) for row in found.rows]
    context = study_frame(request, study, form=form, criteria=found.criteria, rows=rows)
    return render(request, "evidence/matrix.html", context)


def _cell(form: forms.Form, informant: Informant, criterion: Criterion) -> tuple[Any, list[tuple[Any, str]], Any]:
    """Return the answer, its radio buttons with their signs, and the proof of one cell."""
    name = cell_name(informant, criterion)
    answer = form[f"answer-{name}"]
    signs = [sign for _, sign in ANSWERS.values()]
    return answer, list(zip(answer, signs, strict=True)), form[f"proof-{name}"]


def _answer_all(request: LarasRequest, found: Matrix, values: dict[str, str]) -> bool:
    """Write the answers of the table that changed."""
    for row in found.rows:
        cells = [(one, cell_name(row.informant, one)) for one in found.criteria]
        given = {f"{kind}-{one.pk}": values[f"{kind}-{cell}"] for one, cell in cells for kind in ("answer", "proof")}
        _answer(request, row, given, found.criteria)
    return True
