"""The reports on a record: asking for one, watching it being made, having it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame
from laras.stages.programmes.models import Group, Programme
from laras.stages.reports import actions, queries, rules
from laras.stages.reports.forms import AskForm
from laras.stages.reports.models import Report
from laras.stages.reports.tables import report_rows
from laras.stages.reports.views.handing import handed_out

SHOWN = 50
# Where the reports on a record stand, and what the record is called.
PLACES: dict[type[models.Model], tuple[str, str]] = {
    Study: ("reports:study_reports", "name"),
    Programme: ("reports:programme_reports", "title"),
    Group: ("reports:group_reports", "name"),
}


def report_list(request: LarasRequest) -> HttpResponse:
    """Show the newest reports of the home and what they are about; each is had on the page of its record."""
    reports = list(queries.reports_of_home(request.actor)[:SHOWN])
    about = _about(request, reports)
    rows = [(row, *about[row.report.subject_id]) for row in report_rows(reports) if row.report.subject_id in about]
    context = {"rows": rows, "may_template": request.actor.may("reports.template")}
    return render(request, "reports/report_list.html", context)


def _about(request: LarasRequest, reports: Iterable[Report]) -> dict[uuid.UUID, tuple[str, str]]:
    """Return name and address of every record the reports are about; one query for each sort of record."""
    found: dict[uuid.UUID, tuple[str, str]] = {}
    by_sort: dict[type[models.Model], set[uuid.UUID]] = {sort: set() for sort in PLACES}
    for report in reports:
        by_sort[queries.KINDS[report.kind].subject].add(report.subject_id)
    for sort, ids in by_sort.items():
        place, name = PLACES[sort]
        manager: Any = sort._default_manager
        rows = manager.visible_to(request.actor).filter(pk__in=ids).order_by().values_list("pk", name)
        found |= {pk: (words, reverse(place, args=[pk])) for pk, words in rows}
    return found


def study_reports(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the reports on a study, the newest first; ask for a new one."""
    answer, context = _page(request, study)
    context["about"] = _(
        "The appraisal report: five aspects, four tests, findings with their quotes, and what it does not show. The "
        "study report: the chapters of a thesis with SRQR and COREQ, and what is still to be written. Quotes without "
        "consent are left out, and informants are codes."
    )
    return answer or render(request, "reports/study_reports.html", study_frame(request, study, **context))


def programme_reports(request: LarasRequest, programme: Programme) -> HttpResponse:
    """Show the papers made of a proposal, the newest first; ask for a new one."""
    answer, context = _page(request, programme)
    context["about"] = _(
        "The thirteen customary headings with sessions, budget, SWOT, measure plan and the place for signatures. "
        "What nobody approved yet is marked as a draft."
    )
    context |= {"back": reverse("programmes:programme", args=[programme.pk]), "name": programme.title}
    return answer or render(request, "reports/record_reports.html", context)


def group_reports(request: LarasRequest, group: Group) -> HttpResponse:
    """Show the papers made of a group, the newest first; ask for its evaluation or its summary."""
    answer, context = _page(request, group)
    context["about"] = _(
        "Members are numbers, nobody is named. The summary is one page with pictures, for the social office and for "
        "the members; the tables are for a spreadsheet."
    )
    context |= {"back": reverse("programmes:group", args=[group.pk]), "name": group.name}
    return answer or render(request, "reports/record_reports.html", context)


def _page(request: LarasRequest, subject: models.Model) -> tuple[HttpResponse | None, dict[str, Any]]:
    """Return the redirect after a report was asked for, else None, and what the page shows."""
    kinds = queries.kinds_for(type(subject), request.actor)
    form = AskForm(request.POST or None, kinds=kinds, initial={"language": language()})
    if request.method == "POST":
        asked = attempt(form, lambda: _ask(request, subject, form))
        if asked:
            saved(request, _("The report is being made."))
            return redirect(request.path), {}
    rows = report_rows(queries.reports_on(subject, request.actor)[:SHOWN], queries.still_quotable(subject))
    waiting = any(row.state == "open" for row in rows)
    return None, {"form": form, "rows": rows, "waiting": waiting, "login": request.actor.login}


def _ask(request: LarasRequest, subject: models.Model, form: AskForm) -> Report:
    given = form.values()
    report: Report = actions.ask_report(subject, **given, by=rules.with_purpose(request.actor, given["purpose"]))
    return report


def download(request: LarasRequest, report: Report) -> HttpResponse:
    """Hand out a finished report: only to be saved, never to be opened in the browser's own right."""
    data = actions.hand_out(report, by=rules.with_purpose(request.actor, report.purpose))
    request.shown.extend(queries.clients_quoted(report))
    assert report.file is not None
    return handed_out(data, report.file.name, report.file.media_type)


def cancel(request: LarasRequest, report: Report) -> HttpResponse:
    """Cancel a report that is still waited for, by the one who asked for it (POST)."""
    if request.method == "POST":
        actions.cancel_report(report, by=request.actor)
        saved(request, _("The work is cancelled."))
    return redirect(PLACES[queries.KINDS[report.kind].subject][0], report.subject_id)
