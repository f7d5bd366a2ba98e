"""Whom a study asks, by which criteria, with which questions, and what they allowed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.forms import ConsentForm, CriterionForm, GuideForm, InformantForm, answers_form
from laras.stages.evidence.models import Criterion, Informant, ResearchConsent, Study
from laras.stages.evidence.queries import MatrixRow
from laras.stages.evidence.queries.words import ANSWERS
from laras.stages.evidence.tables import consent_rows, questions_by_aspect
from laras.stages.evidence.views.frame import did, study_frame


def _note_clients(request: LarasRequest, informants: list[Informant]) -> None:
    request.shown.extend(str(one.client_id) for one in informants if one.client_id)


def informants(request: LarasRequest, study: Study) -> HttpResponse:
    """Show who meets which criterion."""
    matrix = queries.informant_matrix(study)
    _note_clients(request, [row.informant for row in matrix.rows])
    rows = [
        (row, [(answer, *ANSWERS[answer.answer]) if answer else None for answer in row.answers]) for row in matrix.rows
    ]
    context = study_frame(request, study, criteria=matrix.criteria, rows=rows)
    return render(request, "evidence/informants.html", context)


def new_informant(request: LarasRequest, study: Study) -> HttpResponse:
    """Add an informant."""
    form = InformantForm(request.POST or None, by=request.actor)
    if request.method == "POST":
        row = attempt(form, lambda: actions.add_informant(study, **typed(form), by=request.actor))
        if row:
            saved(request)
            return redirect("evidence:informants", study.pk)
    return render(request, "evidence/informant_form.html", study_frame(request, study, form=form, informant=None))


def informant(request: LarasRequest, informant: Informant) -> HttpResponse:
    """Change an informant."""
    _note_clients(request, [informant])
    form = InformantForm(request.POST or None, by=request.actor, informant=informant)
    if did(request, form, lambda: actions.edit_informant(informant, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:informants", informant.study_id)
    context = study_frame(request, informant.study, under="evidence:informants", form=form, informant=informant)
    return render(request, "evidence/informant_form.html", context)


def answers(request: LarasRequest, informant: Informant) -> HttpResponse:
    """Answer every criterion for one informant."""
    matrix = queries.informant_matrix(informant.study)
    row = next(row for row in matrix.rows if row.informant.pk == informant.pk)
    _note_clients(request, [informant])
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


def guide(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the newest guide by aspect, and every version before it."""
    versions = [(one, questions_by_aspect(one.questions.all())) for one in queries.guides_of(study)]
    context = study_frame(request, study, newest=versions[0] if versions else None, older=versions[1:])
    return render(request, "evidence/guide.html", context)


def new_guide(request: LarasRequest, study: Study) -> HttpResponse:
    """Write the next version of the guide, beginning with the words of the last one."""
    before = queries.guide_of(study)
    form = GuideForm(request.POST or None, study=study, guide=before)
    if did(request, form, lambda: _make(request, study, form)):
        saved(request)
        return redirect("evidence:guide", study.pk)
    context = study_frame(request, study, form=form, next_version=before.version + 1 if before else 1)
    return render(request, "evidence/guide_form.html", context)


def _make(request: LarasRequest, study: Study, form: GuideForm) -> object:
    return actions.make_guide(study, questions=form.questions(), note=form.cleaned_data["note"], by=request.actor)


def consents(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what each informant allows today."""
    people = list(queries.informants_of(study))
    _note_clients(request, people)
    newest = {row.informant_id: row for row in reversed(queries.consents_of(study))}
    rows = consent_rows(people, newest, queries.consent_states(study))
    return render(request, "evidence/consents.html", study_frame(request, study, rows=rows))


def ask_consent(request: LarasRequest, informant: Informant) -> HttpResponse:
    """Record the answer of an informant."""
    _note_clients(request, [informant])
    form = ConsentForm(request.POST or None)
    if did(request, form, lambda: actions.give_research_consent(informant, **typed(form), by=request.actor)):
        saved(request)
        return redirect("evidence:consents", informant.study_id)
    context = study_frame(request, informant.study, under="evidence:informants", form=form, informant=informant)
    return render(request, "evidence/consent_form.html", context)


@require_POST
def withdraw_consent(request: LarasRequest, consent: ResearchConsent) -> HttpResponse:
    """Close a consent."""
    actions.withdraw_research_consent(consent, reason=request.POST.get("reason", ""), by=request.actor)
    saved(request)
    return redirect("evidence:consents", consent.study_id)
