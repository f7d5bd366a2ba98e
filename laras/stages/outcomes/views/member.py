"""What changed for one member."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from laras.base.gate.http import LarasRequest
from laras.base.ui.phrases import language, number
from laras.domain.groupwork.terms import AIM_LABELS
from laras.domain.outcomes import GROUP
from laras.stages.outcomes import queries, readings, tables
from laras.stages.outcomes.queries import Evaluation, Labels
from laras.stages.people.models import Client
from laras.stages.people.views.frame import client_frame
from laras.stages.programmes.models import Member
from laras.stages.programmes.queries import memberships


def member_change(request: LarasRequest, member: Member) -> HttpResponse:
    """Show every measure of one member of a group, sentence by sentence."""
    found = queries.evaluation(member.group)
    labels = queries.labels_of(found.members, request.actor)
    context = {
        **client_frame(request, member.client, "outcomes:client_changes"),
        "member": member,
        "parts": [_part(found, member, labels)],
        "not_causal": readings.written(GROUP["not_causal"]),
    }
    return render(request, "outcomes/changes.html", context)


def client_changes(request: LarasRequest, client: Client) -> HttpResponse:
    """Show what changed for a client in every group they were in, the newest first."""
    parts = []
    for member in memberships([client.pk], request.actor):
        found = queries.evaluation(member.group)
        parts.append(_part(found, member, queries.labels_of(found.members, request.actor)))
    context = {**client_frame(request, client), "parts": parts, "not_causal": readings.written(GROUP["not_causal"])}
    return render(request, "outcomes/changes.html", context)


def _part(found: Evaluation, member: Member, labels: Labels) -> dict[str, object]:
    row = next((row for row in found.attendance.rows if row.member.pk == member.pk), None)
    measures = []
    for result, change in found.member_results(member.pk):
        card = next((one for one in tables.course_cards(found, result, labels) if one.member_id == member.pk), None)
        said = readings.member_sentences(result, change)
        measures.append((result.instrument, AIM_LABELS[result.aim].get(language()), card, said))
    positive, goal = found.positive.get(member.pk), found.goals.get(member.pk)
    return {
        "group": found.group,
        "plan_sentence": readings.plan_sentence(found),
        "attended": row.attended if row else 0,
        "invited": row.invited if row else 0,
        "measures": measures,
        "positive": positive if positive and positive.of else None,
        "goal": number(goal, 1) if goal is not None else "",
    }
