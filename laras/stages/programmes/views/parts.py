"""Writing the parts of a proposal; two people over one part are told of each other."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.groupwork.terms import SECTIONS
from laras.stages.people.views.told import did
from laras.stages.programmes import actions, queries
from laras.stages.programmes.forms.programme import NewSessionForm, SessionPlanForm, section_form
from laras.stages.programmes.forms.tables import BudgetForm, MeasuresForm, SwotForm
from laras.stages.programmes.models import Programme, SessionPlan
from laras.stages.programmes.rules import must_be_open


def _there(programme: Programme, part: str) -> HttpResponse:
    """Lead back to the part on the page of the proposal."""
    response = redirect("programmes:programme", programme.pk)
    response["Location"] += f"#{part}"
    return response


def section(request: LarasRequest, programme: Programme, section: str) -> HttpResponse:
    """Write one of the thirteen sections."""
    if section not in SECTIONS:
        raise Http404
    must_be_open(programme)
    form = section_form(request.POST or None, programme, section)
    if did(request, form, lambda: _written(request, programme, section, typed(form))):
        saved(request)
        return _there(programme, section)
    about = SECTIONS[section]
    context = {
        "programme": programme,
        "form": form,
        "label": about.label.get(language()),
        "hint": about.hint.get(language()),
        "part": section,
    }
    return render(request, "programmes/section_form.html", context)


def _written(request: LarasRequest, programme: Programme, section: str, given: dict[str, Any]) -> object:
    """Write a section, and what else its form holds: the name with its kind, the findings behind the background."""
    text = given.pop("text")
    if "findings" in given:
        actions.keep_evidence(programme, findings=given["findings"], by=request.actor)
    elif given:
        actions.name_programme(programme, **given, by=request.actor)
    return actions.write_section(programme, section=section, text=text, by=request.actor)


def budget(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Change the RAB."""
    must_be_open(programme)
    standing = queries.budget_of(programme)
    form = BudgetForm(request.POST or None, rows=[row for row, _amount in standing.lines])
    deed = lambda: actions.change_budget(  # noqa: E731
        programme, lines=form.lines(), removed=form.removed, by=request.actor
    )
    if did(request, form, deed):
        saved(request)
        return redirect("programmes:budget", programme.pk) if "more" in request.POST else _there(programme, "budget")
    context = {"programme": programme, "form": form, "rows": form.table, "budget": standing}
    return render(request, "programmes/budget_form.html", context)


def swot(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Change the SWOT; weights that do not add up are told."""
    must_be_open(programme)
    items = queries.swot_items(programme)
    form = SwotForm(request.POST or None, rows=items)
    deed = lambda: actions.change_swot(  # noqa: E731
        programme, factors=form.factors(), removed=form.removed, by=request.actor
    )
    if did(request, form, deed):
        found = queries.swot_of(queries.swot_items(programme))
        saved(request, "" if found.is_balanced else _("The weights do not add up to 1."))
        more = "more" in request.POST or not found.is_balanced
        return redirect("programmes:swot", programme.pk) if more else _there(programme, "feasibility")
    context = {"programme": programme, "form": form, "rows": form.table, "found": queries.swot_of(items)}
    return render(request, "programmes/swot_form.html", context)


def measures(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Choose the instruments of each aim."""
    must_be_open(programme)
    form = MeasuresForm(request.POST or None, rows=queries.measure_plan(programme))
    if did(request, form, lambda: actions.plan_measures(programme, measures=form.measures(), by=request.actor)):
        saved(request)
        return _there(programme, "monitoring")
    return render(request, "programmes/measures_form.html", {"programme": programme, "form": form, "aims": form.aims})


def session_plan(request: LarasRequest, plan: SessionPlan) -> HttpResponse:
    """Change a planned session."""
    must_be_open(plan.programme)
    form = SessionPlanForm(request.POST or None, plan=plan)
    if did(request, form, lambda: actions.plan_session(plan, by=request.actor, **form.values())):
        saved(request)
        return _there(plan.programme, "steps")
    context = {"programme": plan.programme, "plan": plan, "form": form, "rows": form.activity_rows}
    return render(request, "programmes/session_plan_form.html", context)


def add_session(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Add one more session."""
    form = NewSessionForm(request.POST or None)
    if request.method == "POST":
        plan = attempt(form, lambda: actions.add_session(programme, **typed(form), by=request.actor))
        if plan:
            return redirect("programmes:session_plan", plan.pk)
    return render(request, "programmes/session_new.html", {"programme": programme, "form": form})


@require_POST
def remove_session(request: LarasRequest, plan: SessionPlan) -> HttpResponse:
    """Take a planned session out."""
    programme = actions.remove_session(plan, by=request.actor)
    saved(request)
    return _there(programme, "steps")
