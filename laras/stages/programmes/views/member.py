"""Members: chosen, screened, taken in, paired, let go; and the groups of one client."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.casework import SEVERITY_LABELS
from laras.domain.groupwork.activities import clashes
from laras.domain.groupwork.terms import CARE_QUESTIONS, GROUP_STATE_LABELS, RISK_LABELS
from laras.stages.casework.queries import latest_severity
from laras.stages.people.models import Client
from laras.stages.people.views.frame import called, client_frame, places_on
from laras.stages.people.views.told import did
from laras.stages.programmes import actions, queries, tables
from laras.stages.programmes.forms.group import BuddyForm, CareForm, EnrolForm, LeaveForm
from laras.stages.programmes.models import Group, Member
from laras.stages.programmes.views.group import frame, names_of

ROWS = 30


def candidates(request: LarasRequest, group: Group) -> HttpResponse:
    """Choose whom to take in: the visible clients who are not in the group."""
    page = Paginator(queries.candidates(group, request.actor), ROWS).get_page(request.GET.get("page"))
    rows = list(page)
    request.shown.extend(str(client.pk) for client in rows)
    ids = [client.pk for client in rows]
    levels, busy = latest_severity(ids), queries.busy_elsewhere(group, ids)
    lines = [
        {
            "client": client,
            "name": called(client, request.actor),
            "category": _category(levels.get(client.pk, "")),
            "is_severe": levels.get(client.pk) == "severe",
            "busy": busy.get(client.pk, ""),
        }
        for client in rows
    ]
    context = {**frame(group, request.actor), "page": page, "lines": lines, "size": queries.size(group)}
    return render(request, "programmes/candidates.html", context)


def _category(level: str) -> str:
    return SEVERITY_LABELS[level].get(language()) if level else ""


def enrol(request: LarasRequest, group: Group, client: uuid.UUID) -> HttpResponse:
    """Screen one client and take them in."""
    who = Client.objects.writable_by(request.actor).filter(pk=client).first()
    if who is None:
        raise Http404
    request.shown.append(str(who.pk))
    form = EnrolForm(request.POST or None)
    if did(request, form, lambda: actions.enrol(group, client=who, **form.values(), by=request.actor)):
        saved(request, _("The team of the group now sees the record."))
        return redirect("programmes:group", group.pk)
    level = latest_severity([who.pk]).get(who.pk, "")
    context = {
        **frame(group, request.actor),
        "name": called(who, request.actor),
        "client": who,
        "category": _category(level),
        "is_severe": level == "severe",
        "form": form,
        "clashes": _met(group, form["care_flags"].value() or []),
    }
    return render(request, "programmes/enrol.html", context)


def _met(group: Group, flags: list[str]) -> list[dict[str, Any]]:
    """Return the planned activities that meet the ticked care flags."""
    return [
        {
            "activity": tables.said(found.activity.name),
            "code": found.activity.code,
            "risks": ", ".join(RISK_LABELS[tag].get(language()) for tag in found.tags),
            "caution": found.activity.caution.get(language()),
            "adaptation": found.activity.adaptation.get(language()),
        }
        for found in clashes([("", flags)], queries.planned_activities(group.programme_id))
    ]


def member(request: LarasRequest, member: Member) -> HttpResponse:
    """Show one member: what was asked, what to take care of, buddy."""
    group = member.group
    people = queries.members(group, request.actor, present=True)
    names = names_of(people, request.actor)
    context = {
        **frame(group, request.actor),
        "member": member,
        "name": called(member.client, request.actor),
        "flags": [tables.said(CARE_QUESTIONS[tag]) for tag in member.flags],
        "met": _met(group, member.flags),
        "category": _category(member.screening.get("category", "")),
        "buddy": names.get(member.buddy_id, "") if member.buddy_id else "",
        "is_in": member.left_at is None,
        "buttons": places_on(request, "member", member.pk)[1],
    }
    return render(request, "programmes/member.html", context)


def care(request: LarasRequest, member: Member) -> HttpResponse:
    """Change what to take care of and the goal."""
    standing = {"care_flags": member.flags, "care_note": member.care_note, "goal": member.goal}
    form = CareForm(request.POST or None, initial=standing)
    if did(request, form, lambda: actions.change_care(member, **typed(form), by=request.actor)):
        saved(request)
        return redirect("programmes:member", member.pk)
    context = {
        **frame(member.group, request.actor),
        "member": member,
        "name": called(member.client, request.actor),
        "form": form,
        "clashes": _met(member.group, form["care_flags"].value() or []),
    }
    return render(request, "programmes/care.html", context)


def buddy(request: LarasRequest, member: Member) -> HttpResponse:
    """Choose a buddy."""
    people = [row for row in queries.members(member.group, request.actor, present=True) if row.pk != member.pk]
    request.shown.extend(str(one.client_id) for one in people)
    names = names_of(people, request.actor)
    form = BuddyForm(
        request.POST or None,
        others=[(one, names[one.pk]) for one in people],
        initial={"buddy": str(member.buddy_id or "")},
    )
    by_key = {str(one.pk): one for one in people}
    deed = lambda: actions.set_buddy(  # noqa: E731
        member, buddy=by_key.get(form.cleaned_data["buddy"]), by=request.actor
    )
    if did(request, form, deed):
        saved(request)
        return redirect("programmes:member", member.pk)
    context = {
        **frame(member.group, request.actor),
        "member": member,
        "name": called(member.client, request.actor),
        "form": form,
    }
    return render(request, "programmes/buddy.html", context)


def leave(request: LarasRequest, member: Member) -> HttpResponse:
    """Let a member go."""
    form = LeaveForm(request.POST or None)
    if did(request, form, lambda: actions.leave_group(member, **typed(form), by=request.actor)):
        saved(request)
        return redirect("programmes:group", member.group_id)
    context = {
        **frame(member.group, request.actor),
        "member": member,
        "name": called(member.client, request.actor),
        "form": form,
    }
    return render(request, "programmes/leave.html", context)


def of_client(request: LarasRequest, client: Client) -> HttpResponse:
    """Show in which groups a client is or was."""
    lines = [
        {"member": row, "group": row.group, "state": GROUP_STATE_LABELS[row.group.state].get(language())}
        for row in queries.memberships([client.pk], request.actor)
    ]
    return render(request, "programmes/of_client.html", {**client_frame(request, client), "lines": lines})
