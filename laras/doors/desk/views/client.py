"""One client at a glance, and what every page of a client shows around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from laras.base.gate.http import LarasRequest
from laras.base.gate.registry import tabs_on
from laras.base.store import clock
from laras.doors.desk.queries import overview
from laras.doors.desk.queries.clients import called, severity_word
from laras.stages.casework.queries import latest_severity
from laras.stages.people.models import Client
from laras.stages.people.queries import age, current_consent, family_of, same_person, workers_of


@dataclass(frozen=True)
class Place:
    """A tab or a button, ready to draw."""

    label: str
    url: str
    icon: str
    current: bool


def client(request: LarasRequest, record: Client) -> HttpResponse:
    """Show the overview; support and casework only to those who may read them."""
    by, ids = request.actor, same_person(record)
    may_case, may_support = by.may("casework.view"), by.may("support.view")
    rated = latest_severity([record.pk]) if may_case else {}
    context = {
        **_places(request, record),
        "client": record,
        "name": called(record),
        "age": age(record),
        "severity": severity_word(rated.get(record.pk, "")),
        "has_consent": current_consent(record, "service") is not None,
        "steps": overview.steps(ids) if may_case else [],
        "goals": overview.goal_lines(ids) if may_case else [],
        "readings": overview.readings(ids) if may_case else [],
        "support": overview.support_of(by, record, by.facility) if may_support else None,
        "may_case": may_case,
        "may_record": by.may("support.record"),
        "may_list": by.may("people.list"),
        "workers": workers_of(record),
        "family": list(family_of(record)),
        "today": clock.today(),
    }
    return render(request, "desk/client.html", context)


def _places(request: LarasRequest, record: Client) -> dict[str, Any]:
    tabs: list[Place] = []
    buttons: list[Place] = []
    for entry in tabs_on("client"):
        if entry.tab is None or not request.actor.may(entry.permission):
            continue
        url = reverse(entry.name, args=[record.pk])
        place = Place(gettext(entry.tab.label), url, entry.tab.icon, request.path == url)
        (buttons if entry.tab.button else tabs).append(place)
    return {"tabs": tabs, "buttons": buttons}
