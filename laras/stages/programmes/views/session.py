"""The running session: its page, the taps of its phones, and who listens to whom."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence
from laras.base.store import clock
from laras.base.ui.phrases import clock_time, language
from laras.base.ui.toast import saved
from laras.domain.errors import N_, LarasError, NotAllowed
from laras.domain.groupwork.pairing import Duo, suggest_pairs
from laras.domain.groupwork.taps import INCIDENT_LABELS, WEATHER_LABELS
from laras.stages.programmes.actions.session import NewTap, record_taps
from laras.stages.programmes.forms.session import IncidentForm, changed_taps, read_taps
from laras.stages.programmes.models import Session
from laras.stages.programmes.queries.session import Room, at_odds, may_run, met_before, room, taps_after
from laras.stages.programmes.views import session_look as look
from laras.stages.programmes.views import session_script as script
from laras.stages.programmes.views import session_steps as planned

NOT_YOURS = N_("A session is run by leader, co-leader, observer or nurse of the group.")


def session(request: LarasRequest, session: Session) -> HttpResponse:
    """Show a session as it is now: to be started, going on, or (elsewhere) saved. Without a script one form keeps all."""
    if session.state == "saved":
        return redirect("programmes:session_summary", session.pk)
    must_run(request, session)
    here = room(session, request.actor)
    request.shown.extend(str(member.client_id) for member in here.members)
    if session.state != "open":
        return render(request, "programmes/session_planned.html", {**frame(request, here), "state": session.state})
    incident = IncidentForm(members=list(look.names(here, request.actor).items()), code=language())
    if request.method == "POST":
        if "incident" in request.POST:
            incident = IncidentForm(
                request.POST, members=list(look.names(here, request.actor).items()), code=language()
            )
            if attempt(incident, lambda: _keep(request, session, [incident.tap()])) is not None:
                saved(request)
                return redirect("programmes:session", session.pk)
        else:
            _keep(request, session, changed_taps(request.POST.dict(), here))
            saved(request)
            return redirect("programmes:session", session.pk)
    return render(
        request, "programmes/session.html", {**frame(request, here), **_open(request, here), "form": incident}
    )


def _keep(request: LarasRequest, session: Session, taps: list[NewTap]) -> list[NewTap]:
    if taps:
        record_taps(session, taps=taps, by=request.actor)
    return taps


def must_run(request: LarasRequest, session: Session) -> None:
    """Refuse one who neither belongs to the team nor sees all members."""
    if not may_run(session, request.actor):
        raise NotAllowed(NOT_YOURS)


def frame(request: LarasRequest, here: Room) -> dict[str, Any]:
    """Return what every page of a session shows: title, place, plan."""
    plan = here.session.plan
    return {
        "session": here.session,
        "group": here.session.group,
        "plan": plan,
        "steps": planned.steps(here, request.actor),
        "topics": planned.topics(here),
        "rows": look.rows(here, request.actor),
    }


def _open(request: LarasRequest, here: Room) -> dict[str, Any]:
    stretches, minutes = planned.strip()
    told = here.state.room
    return {
        **script.addresses(here),
        "strip": stretches,
        "minutes": minutes,
        "script": script.for_script(here, request.actor, taps_after(here.session)),
        "gjk": planned.gjk(here),
        "planned_stage": planned.planned_stage(here),
        "begun": clock_time(here.session.held_at or here.session.planned_at),
        "weather": look.choices(WEATHER_LABELS, told.get("weather")),
        "told": {name: told.get(name, "") for name in ("worked", "feelings", "next", "risk", "note")},
        "place": told.get("place", here.session.place or here.session.group.place),
        "is_plan_b": bool(told.get("plan_b")),
        "incidents": [
            (look.say(INCIDENT_LABELS[one["kind"]]), one["severity"], one["behaviour"])
            for one in here.state.part("", "incident.").values()
        ],
    }


@require_POST
def sync(request: LarasRequest, session: Session) -> HttpResponse:
    """Take the taps of a phone and give back those it has not seen: JSON {after, taps} in, {taps, after, state} out.

    A POST also when there is nothing to send: the look was noted when the page was opened with its members, and the
    page that stays open shows the same ones; a row each three seconds would drown the chain of looks.
    """
    refused: list[dict[str, str]] = []
    try:
        after, taps, refused = read_taps(request.body)
        must_run(request, session)
        rows = []
        if session.state == "open":
            _keep(request, session, taps)
            rows = taps_after(session, after)
    except LarasError as error:
        session.refresh_from_db(fields=["state", "saved_by"])
        if session.state == "open":
            return JsonResponse({"error": sentence(error)}, status=400)
        rows = []
    return JsonResponse(
        {
            "taps": [script.tap_json(row) for row in rows],
            "after": rows[-1].seq if rows else 0,
            "refused": refused,
            "state": session.state,
            "saved_by": session.saved_by,
            "now": round(clock.now().timestamp() * 1000),
        }
    )


@require_POST
def pairs(request: LarasRequest, session: Session) -> HttpResponse:
    """Pair those who are there, with whom they have met least; once more for another suggestion."""
    must_run(request, session)
    here = room(session, request.actor)
    there = [row.id for row in look.rows(here, request.actor) if row.is_there and row.light != "red"]
    met = met_before(session)
    for pair in here.state.pairs():
        met[frozenset(pair)] = met.get(frozenset(pair), 0) + 1
    found = suggest_pairs(there, met, at_odds(session) | _quarrels(here))
    free = [one for one in found.alone if one in here.state.partners]
    taps = [_tap(first, second) for first, second in found.pairs] + [_tap(one, None) for one in free]
    _keep(request, session, taps)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"alone": list(found.alone)})
    saved(request, _("Pairs suggested."))
    return redirect("programmes:session", session.pk)


def _quarrels(here: Room) -> set[Duo]:
    """Return the conflicts noted in this very session."""
    known = {pk.replace("-", ""): pk for pk in here.ids}
    return {
        frozenset({pk, known[other]})
        for pk in here.ids
        for other in (rest.partition(".")[2] for rest in here.state.on(pk, "tie.") if rest.startswith("conflict."))
        if other in known
    }


def _tap(member: str, partner: str | None) -> NewTap:
    return NewTap(uuid.uuid4(), "partner", partner, uuid.UUID(member), clock.now())
