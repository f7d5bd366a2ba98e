"""Severity and daily living."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.casework import ADL_ITEMS, ADL_LEVELS, SEVERITY_LABELS, adl_band
from laras.stages.casework import actions
from laras.stages.casework.forms import AdlForm, SeverityForm, said
from laras.stages.casework.models import AdlRecord
from laras.stages.casework.queries import AdlDue, adl_due, adl_series, severity_series
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client
from laras.stages.people.views.frame import called
from laras.stages.people.views.told import did


def severity(request: LarasRequest, client: Client) -> HttpResponse:
    """Show the category over time; the form stands beside it for those who may rate."""
    rows = [{"row": row, "level": said(SEVERITY_LABELS[row.level])} for row in severity_series(client)]
    form = SeverityForm() if request.actor.may("casework.severity") else None
    context = {"rows": rows[::-1], "form": form}
    return render(request, "casework/severity.html", {**case_frame(request, client), **context})


def rate_severity(request: LarasRequest, client: Client) -> HttpResponse:
    """Note the category."""
    form = SeverityForm(request.POST or None)
    if did(request, form, lambda: actions.rate_severity(client, **form.values(), by=request.actor)):
        saved(request)
        return redirect("casework:severity", client.pk)
    return render(request, "casework/severity_form.html", {**case_frame(request, client), "form": form})


def _record(row: AdlRecord) -> dict[str, Any]:
    answers = row.answers
    items = [
        {"label": said(label), "level": answers[code], "word": ADL_LEVELS[answers[code]].get(language())}
        for code, label in ADL_ITEMS.items()
        if code in answers
    ]
    return {"row": row, "band": adl_band(row.total).label.get(language()), "items": items}


def adl(request: LarasRequest, client: Client) -> HttpResponse:
    """Show daily living over time, the newest first; the newest with its twelve answers."""
    rows = list(adl_series(client))[::-1]
    context = {
        "newest": _record(rows[0]) if rows else None,
        "rows": [{"row": row, "band": adl_band(row.total).label.get(language())} for row in rows],
        "may_record": request.actor.may("casework.adl"),
    }
    return render(request, "casework/adl.html", {**case_frame(request, client), **context})


def record_adl(request: LarasRequest, client: Client) -> HttpResponse:
    """Ask the twelve activities, one thumb's width each."""
    form = AdlForm(request.POST or None)
    if did(request, form, lambda: actions.record_adl(client, **form.values(), by=request.actor)):
        saved(request, called(client, request.actor))
        return redirect("casework:adl_round" if "round" in request.GET else "casework:adl", *_of(request, client))
    return render(request, "casework/adl_form.html", {**case_frame(request, client), "form": form})


def _of(request: LarasRequest, client: Client) -> list[Any]:
    return [] if "round" in request.GET else [client.pk]


def adl_round(request: LarasRequest) -> HttpResponse:
    """List the clients of one's wards, those whose record is due first."""
    due = adl_due(request.actor)
    request.shown.extend(str(one.client.pk) for one in due)
    rows = [_round_line(one, called(one.client, request.actor)) for one in due]
    return render(request, "casework/adl_round.html", {"rows": rows, "n_due": sum(one.is_due for one in due)})


def _round_line(one: AdlDue, name: str) -> dict[str, Any]:
    band = adl_band(one.latest.total).label.get(language()) if one.latest else ""
    return {"client": one.client, "name": name, "latest": one.latest, "band": band, "is_due": one.is_due}
