"""One sheet of answers: its score, what changed, what was answered, and the way back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.stages.casework.views.frame import case_frame
from laras.stages.measures import actions, queries, rules
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.models import Administration, MeasureAlert
from laras.stages.measures.tables import words
from laras.stages.people.models import Client


def sheet(request: LarasRequest, sheet: Administration) -> HttpResponse:
    """Show one sheet of a client; sheets of a sample are shown together only."""
    if sheet.client is None:
        raise Http404
    about = queries.instrument(sheet.instrument, request.actor.facility_id)
    alerts = queries.open_alerts(request.actor).filter(administration=sheet)
    band = about.band(sheet.score)
    context = {
        "sheet": sheet,
        "about": about,
        "name": words.said(about.name),
        "label": _(words.LABEL_WORDS[about.label]),
        "score": words.score_words(about.main, sheet.score),
        "of": words.score_words(about.main, about.main.high),
        "band": words.said(band.label) if band else "",
        "parts": words.part_rows(about, sheet.scores),
        "change": _change(request, about, sheet),
        "answers": words.answer_rows(about, sheet),
        "flags": words.flag_words(sheet),
        "alerts": [_alert(alert) for alert in alerts],
        "mode": _(words.MODE_WORDS[sheet.mode]),
        "answerer": _(words.ANSWERER_WORDS[sheet.answered_by]),
        "can_undo": rules.may_undo(sheet, request.actor) and request.actor.may("measures.take"),
    }
    return render(
        request, "measures/sheet.html", {**case_frame(request, _kept(sheet), "measures:of_client"), **context}
    )


def _kept(sheet: Administration) -> Client:
    """Return whose page the sheet stands on: the record that was kept, where two were found to be one person."""
    assert sheet.client is not None
    return sheet.client.merged_into or sheet.client


def _change(request: LarasRequest, about: Instrument, sheet: Administration) -> words.ChangeWords | None:
    assert sheet.client is not None
    before = (
        queries.administrations(sheet.client, about.code)
        .filter(undone_at__isnull=True, happened_at__lt=sheet.happened_at)
        .first()
    )
    if before is None or sheet.undone_at is not None:
        return None
    errors = queries.error_sets(request.actor.facility_id, about)
    return words.change_words(about, before.score, sheet.score, errors)


def _alert(alert: MeasureAlert) -> dict[str, Any]:
    return {"alert": alert, "title": _(words.KIND_TITLES[alert.kind]), "advice": _(words.KIND_ADVICE[alert.kind])}


@require_POST
def undo(request: LarasRequest, sheet: Administration) -> HttpResponse:
    """Take a sheet back."""
    actions.undo_answers(sheet, by=request.actor)
    saved(request, _("Taken back."))
    return redirect("measures:one", _kept(sheet).pk, sheet.instrument)
