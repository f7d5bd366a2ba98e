"""Goals: five described levels, rated over time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain import casework
from laras.stages.casework import actions
from laras.stages.casework.forms import GoalForm, RateForm, signed
from laras.stages.casework.models import Goal
from laras.stages.casework.queries import GoalNow, current_episode, goals_with_levels
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client
from laras.stages.people.views.told import did


def _line(one: GoalNow) -> dict[str, Any]:
    level = one.level
    described = one.goal.levels.get(str(level), "") if level is not None else ""
    return {
        "goal": one.goal,
        "places": one.places,
        "level": signed(level),
        "meaning": described or (casework.GAS_LEVELS[level].get(language()) if level is not None else ""),
        "ratings": [{"row": row, "level": signed(row.level)} for row in reversed(one.ratings)],
    }


def goals(request: LarasRequest, client: Client) -> HttpResponse:
    """Show open goals with where they stand, closed ones below."""
    lines = [_line(one) for one in goals_with_levels([client.pk], closed=True)[client.pk]]
    context = {
        "lines": [line for line in lines if line["goal"].closed_at is None],
        "closed": [line for line in lines if line["goal"].closed_at is not None],
        "may_set": request.actor.may("casework.goal"),
        "has_stay": current_episode(client) is not None,
    }
    return render(request, "casework/goals.html", {**case_frame(request, client), **context})


def set_goal(request: LarasRequest, client: Client) -> HttpResponse:
    """Set a goal."""
    form = GoalForm(request.POST or None)
    if did(request, form, lambda: actions.set_goal(client, **form.values(), by=request.actor)):
        saved(request)
        return redirect("casework:goals", client.pk)
    return render(request, "casework/goal_form.html", {**case_frame(request, client), "form": form})


def rate_goal(request: LarasRequest, goal: Goal) -> HttpResponse:
    """Note where a goal stands."""
    form = RateForm(request.POST or None, described=goal.levels)
    if did(request, form, lambda: actions.rate_goal(goal, **form.values(), by=request.actor)):
        saved(request)
        return redirect("casework:goals", goal.client_id)
    return render(request, "casework/rate.html", {**case_frame(request, goal.client), "form": form, "goal": goal})


@require_POST
def close_goal(request: LarasRequest, goal: Goal) -> HttpResponse:
    """Close a goal."""
    actions.close_goal(goal, by=request.actor)
    saved(request)
    return redirect("casework:goals", goal.client_id)
