"""Groups: their list, one with its members and sessions, from plan to end."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.access.actor import Actor
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence, typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.errors import LarasError
from laras.domain.groupwork.terms import (
    GROUP_STATE_LABELS,
    LARGEST_GROUP,
    RISK_LABELS,
    SESSION_STATE_LABELS,
    SMALLEST_GROUP,
)
from laras.stages.people.views.frame import called, places_on
from laras.stages.people.views.told import did
from laras.stages.programmes import actions, queries, tables
from laras.stages.programmes.forms.group import EndForm, GroupForm, MoveForm, TeamForm
from laras.stages.programmes.models import Group, Member, Programme, Session

TEAM = ("leader", "co_leader", "observer", "nurse")


def group_list(request: LarasRequest) -> HttpResponse:
    """Show the groups of the home by state."""
    rows = list(queries.groups(request.actor))
    parts = [
        (GROUP_STATE_LABELS[state].get(language()), [row for row in rows if row.state == state])
        for state in ("running", "planned", "ended")
    ]
    context = {"parts": [part for part in parts if part[1]], "may_group": request.actor.may("programmes.group")}
    return render(request, "programmes/group_list.html", context)


def new_group(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Plan a group of an approved programme."""
    form = GroupForm(request.POST or None, by=request.actor)
    if request.method == "POST":
        made = attempt(form, lambda: actions.create_group(programme, **typed(form), by=request.actor))
        if made:
            saved(request, _("The sessions stand in the calendar. Now take members in."))
            return redirect("programmes:group", made.pk)
    return render(request, "programmes/group_form.html", {"programme": programme, "form": form, "group": None})


def group(request: LarasRequest, group: Group) -> HttpResponse:
    """Show a group: its next session, members, attendance, measures."""
    actor = request.actor
    table = queries.attendance_table(group, actor)
    people = [row.member for row in table.rows]
    request.shown.extend(str(one.client_id) for one in people)
    names = names_of(people, actor)
    present = [one for one in people if one.left_at is None]
    plan = queries.group_plan(group)
    context = {
        **frame(group, actor),
        "sessions": [(row, SESSION_STATE_LABELS[row.state].get(language())) for row in table.sessions],
        "next": queries.next_session(table.sessions),
        "followup_on": queries.followup_on(table.sessions),
        "members": [{"member": one, "name": names[one.pk], "buddy": _buddy(one, names)} for one in present],
        "gone": [(one, names[one.pk]) for one in people if one.left_at is not None],
        "attendance": tables.attendance_rows(table, names),
        "rate": round(100 * table.rate) if table.rate is not None else None,
        "size": queries.size(group),
        "least": SMALLEST_GROUP,
        "most": LARGEST_GROUP,
        "clashes": _clashes(group, present, names),
        "plan": plan,
        "measures": tables.measure_rows(plan.rows or queries.measure_plan(group.programme)),
        "may_session": actor.may("programmes.session"),
        "buttons": places_on(request, "group", group.pk)[1],
    }
    return render(request, "programmes/group.html", context)


def frame(group: Group, actor: Actor) -> dict[str, Any]:
    """Return what every page of a group shows around its content."""
    return {
        "group": group,
        "state": GROUP_STATE_LABELS[group.state].get(language()),
        "may_group": actor.may("programmes.group") and group.state != "ended",
    }


def names_of(people: list[Member], actor: Actor) -> dict[uuid.UUID, str]:
    """Return how each member is called, the number for one who sees clients by number only."""
    return {one.pk: called(one.client, actor) for one in people}


def _buddy(member: Member, names: dict[uuid.UUID, str]) -> str:
    return names.get(member.buddy_id, "") if member.buddy_id else ""


def _clashes(group: Group, people: list[Member], names: dict[uuid.UUID, str]) -> list[dict[str, Any]]:
    """Return the members whose care meets planned activities, each with those activities."""
    by_member: dict[uuid.UUID, dict[str, Any]] = {}
    for found in queries.clashes_of(group, people):
        row = {"member": found.who, "name": names[found.who.pk], "activities": []}
        risks = ", ".join(RISK_LABELS[tag].get(language()) for tag in found.tags)
        own = by_member.setdefault(found.who.pk, row)
        own["activities"].append((found.activity.code, tables.said(found.activity.name), risks))
    return list(by_member.values())


def edit_group(request: LarasRequest, group: Group) -> HttpResponse:
    """Change name, place and team."""
    standing = {name: getattr(group, name) for name in ("name", "place", *TEAM)}
    form = TeamForm(request.POST or None, by=request.actor, initial=standing)
    if did(request, form, lambda: actions.change_group(group, **typed(form), by=request.actor)):
        saved(request)
        return redirect("programmes:group", group.pk)
    context = {**frame(group, request.actor), "form": form, "programme": group.programme}
    return render(request, "programmes/group_form.html", context)


@require_POST
def start_group(request: LarasRequest, group: Group) -> HttpResponse:
    """Start a group and lock its measure plan."""
    try:
        actions.start_group(group, by=request.actor)
    except LarasError as error:
        messages.error(request, sentence(error))
    else:
        saved(request, _("The measure plan is locked."))
    return redirect("programmes:group", group.pk)


def end_group(request: LarasRequest, group: Group) -> HttpResponse:
    """End a group."""
    form = EndForm(request.POST or None)
    if did(request, form, lambda: actions.end_group(group, **typed(form), by=request.actor)):
        saved(request)
        return redirect("programmes:group", group.pk)
    return render(request, "programmes/group_end.html", {**frame(group, request.actor), "form": form})


def move_session(request: LarasRequest, session: Session) -> HttpResponse:
    """Put a session on another day."""
    local = timezone.localtime(session.planned_at)
    form = MoveForm(request.POST or None, initial={"day": local.date(), "time": local.time()})
    zone = request.actor.facility.timezone
    if did(request, form, lambda: actions.move_session(session, planned_at=form.moment(zone), by=request.actor)):
        saved(request)
        return redirect("programmes:group", session.group_id)
    context = {**frame(session.group, request.actor), "session": session, "form": form}
    return render(request, "programmes/move_session.html", context)
