"""Passages that tell of harm: raised while reading, taken up and closed by those who are responsible."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laras.base.access.models import User
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.errors import N_
from laras.domain.risk import RISK_LABELS
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import ClosingForm, RiskForm
from laras.stages.coding.models import RiskPassage
from laras.stages.coding.views.coding import json_values, number, refused
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import is_quotable
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.evidence.views.source import must_be_open
from laras.stages.people.models import Worker

CLOSED_SHOWN = 20
TOLD = N_("Told to the supervisor, psychologists and nurses, and to the client’s social worker.")


def queue(request: LarasRequest) -> HttpResponse:
    """Show the passages that concern one: waiting, taken up, closed; the words themselves one page further."""
    waiting = list(queries.open_risks(request.actor))
    closed = list(queries.risks(request.actor).filter(closed_at__isnull=False)[:CLOSED_SHOWN])
    _note_clients(request, [*waiting, *closed])
    rows = _rows(request, waiting)
    context = {
        "waiting": [row for row in rows if row["risk"].taken_at is None],
        "taken": [row for row in rows if row["risk"].taken_at is not None],
        "closed": _rows(request, closed),
    }
    return render(request, "coding/risks.html", context)


def risk(request: LarasRequest, risk: RiskPassage) -> HttpResponse:
    """Show one with its words; who took it up writes here what was done."""
    _note_clients(request, [risk])
    form = ClosingForm(request.POST or None)
    if did(request, form, lambda: actions.close_risk(risk, **typed(form), by=request.actor)):
        saved(request)
        return redirect("coding:risks")
    may_read = request.actor.may("evidence.view")
    context = {
        "row": _rows(request, [risk])[0],
        "quote": risk.quote if is_quotable(risk.source) else "",
        "form": form,
        "is_mine": risk.taken_by == request.actor.login,
        "may_read": may_read,
        "line": queries.line_numbers(risk.source, [risk.start])[0] if may_read else 0,
    }
    return render(request, "coding/risk.html", context)


@require_POST
def take_risk(request: LarasRequest, risk: RiskPassage) -> HttpResponse:
    """Take one up: the others see who goes."""
    actions.take_risk(risk, by=request.actor)
    saved(request)
    return redirect("coding:risk", risk.pk)


def raise_risk(request: LarasRequest, source: Source) -> HttpResponse:
    """Raise a passage: JSON {start, end, kind, note, about} from the workspace, a form without it."""
    must_be_open(source, with_text=True)
    workers = list(Worker.objects.filter(facility_id=request.actor.facility_id).order_by("id"))
    if request.method == "POST" and request.content_type == "application/json":
        return _raised_by_script(request, source, workers)
    initial = {"line": request.GET.get("baris", ""), "kind": request.GET.get("jenis", "")}
    form = RiskForm(request.POST or None, workers=workers, initial=initial)

    def deed() -> RiskPassage:
        given = typed(form)
        start, end = queries.passage(source, given.pop("quote"), given.pop("line"))
        about = _worker(workers, given.pop("about"))
        made: RiskPassage = actions.raise_risk(source, start=start, end=end, about=about, **given, by=request.actor)
        return made

    if did(request, form, deed):
        saved(request, _(TOLD))
        return redirect("coding:plain", source.pk)
    return render(request, "coding/risk_form.html", study_frame(request, source.study, source=source, form=form))


def _raised_by_script(request: LarasRequest, source: Source, workers: list[Worker]) -> JsonResponse:
    def deed() -> RiskPassage:
        given = json_values(request)
        made: RiskPassage = actions.raise_risk(
            source,
            start=number(given, "start"),
            end=number(given, "end"),
            kind=str(given.get("kind", "")),
            note=str(given.get("note") or ""),
            about=_worker(workers, str(given.get("about") or "")),
            by=request.actor,
        )
        return made

    made, told = refused(deed)
    if made is None:
        return told
    return JsonResponse({"id": str(made.pk), "start": made.start, "end": made.end, "kind": made.kind})


@require_GET
def risk_words(request: LarasRequest, source: Source) -> HttpResponse:
    """Return the places of a source that may hint at harm, and those raised and open, for the script."""
    must_be_open(source, with_text=True)
    marks = [[one.start, one.end, one.kind] for one in queries.risk_marks(source)]
    raised = [[one.start, one.end, one.kind] for one in queries.risks_of(source, request.actor)]
    return JsonResponse({"words": marks, "raised": raised})


def _worker(workers: Iterable[Worker], given: str) -> Worker | None:
    return next((one for one in workers if str(one.pk) == given), None)


def _rows(request: LarasRequest, risks: list[RiskPassage]) -> list[dict[str, Any]]:
    logins = {login for one in risks for login in (one.raised_by, one.taken_by) if login}
    names = dict(User.objects.filter(login__in=logins).order_by().values_list("login", "name")) if logins else {}
    mine: set[uuid.UUID] = queries.is_responsible(risks, request.actor)
    return [
        {
            "risk": one,
            "kind": RISK_LABELS[one.kind].get(language()),
            "raised_by": names.get(one.raised_by, one.raised_by),
            "taken_by": names.get(one.taken_by, one.taken_by),
            "may_take": one.pk in mine and one.closed_at is None,
        }
        for one in risks
    ]


def _note_clients(request: LarasRequest, risks: list[RiskPassage]) -> None:
    request.shown.extend(
        str(one.source.informant.client_id) for one in risks if one.source.informant and one.source.informant.client_id
    )
