"""What a client answered: all instruments, and one over time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.stages.casework.views.frame import case_frame
from laras.stages.measures import queries
from laras.stages.measures.instruments import Instrument, gaps
from laras.stages.measures.models import Administration
from laras.stages.measures.queries.scores import due_on
from laras.stages.measures.tables import figures, words
from laras.stages.people.models import Client
from laras.stages.people.views.frame import called

BEGIN = ("MOOD-1", "DDD-20", "STRESS-10", "LADDER-3")


def of_client(request: LarasRequest, client: Client) -> HttpResponse:
    """List what the client was asked, the last score of each and when it is due, and what may be filled in."""
    latest = queries.latest(client)
    rows = [_row(about, latest[about.code]) for about in queries.instruments() if about.code in latest]
    shelf = [
        {"code": about.code, "name": words.said(about.short), "by": about.answered_by[0]}
        for about in queries.instruments()
    ]
    context = {
        "rows": rows,
        "first": [one for one in shelf if one["code"] in BEGIN],
        "others": [one for one in shelf if one["code"] not in BEGIN],
        "gap": _gap(latest),
        "may_take": request.actor.may("measures.take"),
    }
    return render(request, "measures/client.html", {**case_frame(request, client), **context})


def _row(about: Instrument, sheets: list[Administration]) -> dict[str, Any]:
    newest = sheets[0]
    again = due_on(about, newest.happened_at)
    band = about.band(newest.score)
    before = sheets[1].score if len(sheets) > 1 else None
    return {
        "code": about.code,
        "name": words.said(about.short),
        "score": words.score_words(about.main, newest.score),
        "of": words.score_words(about.main, about.main.high),
        "band": words.said(band.label) if band else "",
        "change": words.change_words(about, before, newest.score, ()),
        "at": newest.happened_at,
        "due_on": again,
        "is_due": again is not None and again <= clock.now(),
    }


def _gap(latest: dict[str, list[Administration]]) -> list[dict[str, Any]]:
    """Return the two views side by side where both were asked."""
    client = latest.get("DDD-20") or latest.get("DDD-10")
    worker = latest.get("DDD-20-W")
    if not client or not worker:
        return []
    return words.gap_rows(gaps(client[0].scores, worker[0].scores))


def one(request: LarasRequest, client: Client, code: str) -> HttpResponse:
    """Show one instrument over time: the line, the last score, every sheet."""
    about = queries.instrument(code, request.actor.facility_id)
    sheets = list(queries.administrations(client, code))
    counted = [sheet for sheet in sheets if sheet.undone_at is None]
    points = [queries.Point(s.happened_at, s.score, s.pk, s.occasion) for s in reversed(counted)]
    newest = counted[0] if counted else None
    context = {
        "about": about,
        "name": words.said(about.name),
        "label": _(words.LABEL_WORDS[about.label]),
        "what": words.said(about.about),
        "better": about.better,
        "line": figures.line_of(about, called(client, request.actor), points) if points else None,
        "newest": _newest(request, about, counted) if newest else None,
        "sheets": [_sheet_row(about, sheet) for sheet in sheets],
        "may_take": request.actor.may("measures.take"),
    }
    return render(request, "measures/one.html", {**case_frame(request, client), **context})


def _newest(request: LarasRequest, about: Instrument, counted: list[Administration]) -> dict[str, Any]:
    newest = counted[0]
    band = about.band(newest.score)
    before = counted[1].score if len(counted) > 1 else None
    errors = queries.error_sets(request.actor.facility_id, about)
    return {
        "score": words.score_words(about.main, newest.score),
        "of": words.score_words(about.main, about.main.high),
        "band": words.said(band.label) if band else "",
        "at": newest.happened_at,
        "parts": words.part_rows(about, newest.scores),
        "change": words.change_words(about, before, newest.score, errors),
    }


def _sheet_row(about: Instrument, sheet: Administration) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "score": words.score_words(about.main, sheet.score),
        "answerer": _(words.ANSWERER_WORDS[sheet.answered_by]),
        "occasion": _(words.OCCASION_WORDS[sheet.occasion]) if sheet.occasion else "",
        "flags": words.flag_words(sheet),
    }
