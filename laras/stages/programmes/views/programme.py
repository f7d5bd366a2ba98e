"""The proposals of a home, one of them as a document, and its way to approval."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence, typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.errors import LarasError
from laras.domain.groupwork.terms import GROUP_STATE_LABELS, GROUP_TYPE_LABELS, OPEN_TO_CHANGE, SECTIONS
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame
from laras.stages.people.views.frame import places_on
from laras.stages.people.views.told import did
from laras.stages.programmes import actions, queries, tables
from laras.stages.programmes.forms.programme import DecisionForm, NewSessionForm, ProposeForm
from laras.stages.programmes.models import Programme, ProgrammeStep


def _lines(rows: Any) -> list[dict[str, Any]]:
    lines = []
    for row in rows:
        words, tone = tables.state(row)
        lines.append({"row": row, "state": words, "tone": tone})
    return lines


def programme_list(request: LarasRequest) -> HttpResponse:
    """Show every proposal of the home, those that wait for a decision first."""
    lines = _lines(queries.programmes(request.actor))
    context = {
        "waiting": [line for line in lines if line["row"].state == "submitted"],
        "others": [line for line in lines if line["row"].state != "submitted"],
        "may_edit": request.actor.may("programmes.edit"),
    }
    return render(request, "programmes/programme_list.html", context)


def of_study(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the programmes that answer a study."""
    lines = _lines(queries.programmes_of_study(study.pk, request.actor))
    context = study_frame(request, study, lines=lines, may_propose=request.actor.may("programmes.edit"))
    return render(request, "programmes/of_study.html", context)


def propose(request: LarasRequest) -> HttpResponse:
    """Begin a proposal without a study."""
    form = ProposeForm(request.POST or None, initial={"language": language()})
    if request.method == "POST":
        made = attempt(form, lambda: actions.propose(**typed(form), by=request.actor))
        if made:
            saved(request)
            return redirect("programmes:programme", made.pk)
    return render(request, "programmes/propose.html", {"form": form})


def answer_gap(request: LarasRequest, study: Study) -> HttpResponse:
    """Begin a proposal that answers the gap of a study."""
    form = ProposeForm(request.POST or None, initial={"language": language()})
    if request.method == "POST":
        made = attempt(form, lambda: actions.propose(study, **typed(form), by=request.actor))
        if made:
            saved(request, _("The background tells the gap, its findings and their quotes."))
            return redirect("programmes:programme", made.pk)
    found = queries.background(study, language())
    context = study_frame(request, study, form=form, found=found, lines=found.text.split("\n"))
    return render(request, "programmes/answer_gap.html", context)


def programme(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Show a proposal as the document it becomes: thirteen sections with their tables."""
    actor = request.actor
    missing = queries.missing(programme)
    words, tone = tables.state(programme)
    budget, items = queries.budget_of(programme), queries.swot_items(programme)
    may_edit = actor.may("programmes.edit") and programme.state in OPEN_TO_CHANGE
    is_own = actor.login in (programme.proposed_by, programme.recorded_by)
    context = {
        "programme": programme,
        "state": words,
        "tone": tone,
        "group_type": GROUP_TYPE_LABELS[programme.group_type].get(language()),
        "sections": tables.section_rows(programme, missing),
        "evidence": queries.evidence_of(programme),
        "budget": budget,
        "budget_rows": tables.budget_rows(budget),
        "swot": tables.swot_table(items, queries.swot_of(items)),
        "sessions": [tables.session_row(plan) for plan in queries.session_plans(programme)],
        "measures": tables.measure_rows(queries.measure_plan(programme)),
        "steps": tables.step_rows(queries.steps_of(programme)),
        "groups": [(row, GROUP_STATE_LABELS[row.state].get(language())) for row in queries.groups_of(programme)],
        "newer": queries.newer_versions(programme),
        "missing": len(missing),
        "may_edit": may_edit,
        "may_submit": may_edit,
        "may_withdraw": actor.may("programmes.edit") and programme.state == "submitted",
        "may_decide": actor.may("programmes.approve") and programme.state == "submitted" and not is_own,
        "may_revise": actor.may("programmes.edit") and programme.state in ("approved", "retired"),
        "may_group": actor.may("programmes.group") and programme.state == "approved",
        "is_own": is_own,
        "new_session": NewSessionForm(),
        "buttons": places_on(request, "programme", programme.pk)[1],
    }
    return render(request, "programmes/programme.html", context)


def decide(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Approve what another person handed in, or give it back with a note."""
    form = DecisionForm(request.POST or None)
    if did(request, form, lambda: _decided(request, programme, form.cleaned_data)):
        saved(request)
        return redirect("programmes:programme", programme.pk)
    return render(request, "programmes/decide.html", {"programme": programme, "form": form})


def _decided(request: LarasRequest, programme: Programme, given: dict[str, Any]) -> Programme:
    deed = actions.approve if given["decision"] == "approve" else actions.return_programme
    return deed(programme, note=given["note"], by=request.actor)


def _done(request: LarasRequest, programme: Programme, deed: Any, words: str) -> HttpResponse:
    """Do a deed of one button; a refusal is told on the page it came from."""
    try:
        result: Programme = deed(programme, by=request.actor)
    except LarasError as error:
        messages.error(request, sentence(error))
        return redirect("programmes:programme", programme.pk)
    saved(request, words)
    return redirect("programmes:programme", result.pk)


@require_POST
def submit(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Hand a proposal in."""
    return _done(request, programme, actions.submit, _("It waits for the decision of another person."))


@require_POST
def withdraw(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Take a proposal back."""
    return _done(request, programme, actions.withdraw, _("It is open to changes again."))


@require_POST
def retire(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Put a proposal aside."""
    return _done(request, programme, actions.retire, "")


@require_POST
def revise(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Make a new draft out of a decided proposal."""
    return _done(request, programme, actions.revise, _("This is the new version."))


def version(request: LarasRequest, step: ProgrammeStep) -> HttpResponse:
    """Show a proposal as it was when it was handed in."""
    kept = step.content.get("text", {})
    rows = [(section.label.get(language()), kept.get(code, "")) for code, section in SECTIONS.items()]
    context = {"step": step, "programme": step.programme, "title": step.content.get("title", ""), "rows": rows}
    return render(request, "programmes/version.html", context)
