"""What a saved session shows, and who is to be greeted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.domain.groupwork.activities import activities
from laras.domain.groupwork.process import ATTENDANCE_SHORT
from laras.domain.groupwork.taps import ADVERSE_LABELS, INCIDENT_LABELS, STEP_LABELS, TURN_LABELS
from laras.domain.groupwork.terms import ATTENDED
from laras.stages.people.models import Client
from laras.stages.people.views.frame import called
from laras.stages.programmes.models import Attendance, Session
from laras.stages.programmes.queries.session_summary import Summary, summary
from laras.stages.programmes.views import session_look as look
from laras.stages.programmes.views.session_deeds import may_reopen

TOO_FEW = 5


@dataclass(frozen=True)
class Line:
    """One member on the page of a saved session."""

    client: Client
    name: str
    status: str
    is_there: bool
    light: str
    before: int | None
    after: int | None
    change: int | None
    participation: float | None
    turns: str
    adverse: str
    note: str
    reasons: list[str]


def session_summary(request: LarasRequest, session: Session) -> HttpResponse:
    """Show a saved session: attendance, moods, who is to be greeted, and what comes next."""
    if session.state != "saved":
        return redirect("programmes:session", session.pk)
    found = summary(session, request.actor)
    lines = [_line(one, found, request) for one in found.presences]
    request.shown.extend(str(one.client_id) for one in found.presences)
    context = {
        "session": session,
        "group": session.group,
        "found": found,
        "lines": lines,
        "greet": [line for line in lines if line.reasons],
        "dots": _dots(found, lines),
        "few": found.mood.n_used < TOO_FEW,
        "steps": _steps(session, seen=bool(lines)),
        "incidents": [(look.say(INCIDENT_LABELS[one.kind]), one) for one in found.incidents],
        "pairs": _pairs(found, lines),
        "percent": None if found.attendance.value is None else round(100 * found.attendance.value),
        "told_back": round((found.told.value or 0) * found.told.n_used),
        "may_record": request.actor.may("support.record"),
        "reopen": may_reopen(session, request.actor.login),
    }
    return render(request, "programmes/session_summary.html", context)


def _line(one: Attendance, found: Summary, request: LarasRequest) -> Line:
    member = str(one.member_id)
    before, after = found.moods.get(member, (None, None))
    reasons = _reasons()
    return Line(
        client=one.client,
        name=called(one.client, request.actor),
        status=look.say(ATTENDANCE_SHORT[one.status]),
        is_there=one.status in ATTENDED,
        light=one.readiness,
        before=before,
        after=after,
        change=found.mood.changes.get(member),
        participation=found.participation.get(member),
        turns=", ".join(f"{look.say(TURN_LABELS[kind])} {n}" for kind, n in dict(one.turns).items()),
        adverse=", ".join(look.say(ADVERSE_LABELS[code]) for code in list(one.adverse)),
        note=one.note,
        reasons=[reasons[code] for code in found.greet.get(member, [])],
    )


def _reasons() -> dict[str, str]:
    return {
        "low": _("chose the lowest face afterwards"),
        "worse": _("mood fell by 2 or more"),
        "card": _("a low answer on the session card"),
        "adverse": _("something for the nurse"),
        "red": _("red light: with the nurse"),
    }


@dataclass(frozen=True)
class Dot:
    """One member between before and after, in the drawing's own units: y grows downwards, one face is 24."""

    name: str
    y_before: int
    y_after: int
    worse: bool


def _dots(found: Summary, lines: list[Line]) -> list[Dot]:
    named = {str(one.member_id): line.name for one, line in zip(found.presences, lines, strict=True)}
    return [
        Dot(named.get(member, ""), _y(before), _y(after), found.mood.changes[member] < 0)
        for member, (before, after) in found.moods.items()
        if before is not None and after is not None
    ]


def _y(face: int) -> int:
    return 12 + (5 - face) * 24


def _steps(session: Session, *, seen: bool) -> list[tuple[str, str, int, int | None, str]]:
    library, notes = activities(), session.step_notes if seen else {}
    return [
        (
            look.say(library[one["activity"]].name) if one["activity"] in library else one["activity"],
            look.say(STEP_LABELS[one["state"]]) if one["state"] else "–",
            one["planned"],
            one["actual"],
            (notes or {}).get(str(n), ""),
        )
        for n, one in enumerate(session.steps)
    ]


def _pairs(found: Summary, lines: list[Line]) -> list[tuple[str, str]]:
    named = {str(one.member_id): line.name for one, line in zip(found.presences, lines, strict=True)}
    return [(named[a], named[b]) for a, b in found.pairs if a in named and b in named]
