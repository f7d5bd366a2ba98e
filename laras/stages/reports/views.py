"""The reports on a study: asking for one, watching it being made, having it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, typed
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame
from laras.stages.reports import actions, queries, rules
from laras.stages.reports.forms import AskForm
from laras.stages.reports.models import Report
from laras.stages.reports.tables import report_rows

SHOWN = 50


def report_list(request: LarasRequest) -> HttpResponse:
    """Show the newest reports of the home and what they are about; each is had on the page of its record."""
    reports = list(queries.reports_of_home(request.actor)[:SHOWN])
    about = Study.objects.visible_to(request.actor).filter(pk__in={report.subject_id for report in reports})
    names = dict(about.order_by().values_list("pk", "name"))
    rows = [(row, names[row.report.subject_id]) for row in report_rows(reports) if row.report.subject_id in names]
    return render(request, "reports/report_list.html", {"rows": rows})


def study_reports(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the reports on a study, the newest first; ask for a new one."""
    kinds = queries.kinds_for(Study, request.actor)
    form = AskForm(request.POST or None, kinds=kinds, initial={"language": language()})
    if request.method == "POST":
        asked = attempt(form, lambda: _ask(request, study, form))
        if asked:
            saved(request, _("The report is being made."))
            return redirect("reports:study_reports", study.pk)
    rows = report_rows(queries.reports_on(study, request.actor)[:SHOWN], queries.still_quotable(study))
    waiting = any(row.state == "open" for row in rows)
    context = study_frame(request, study, form=form, rows=rows, waiting=waiting, login=request.actor.login)
    return render(request, "reports/study_reports.html", context)


def _ask(request: LarasRequest, study: Study, form: AskForm) -> Report:
    given = typed(form)
    report: Report = actions.ask_report(study, **given, by=rules.with_purpose(request.actor, given["purpose"]))
    return report


def download(request: LarasRequest, report: Report) -> HttpResponse:
    """Hand out a finished report: only to be saved, never to be opened in the browser's own right."""
    data = actions.hand_out(report, by=rules.with_purpose(request.actor, report.purpose))
    request.shown.extend(queries.clients_quoted(report))
    assert report.file is not None
    response = HttpResponse(data, content_type=report.file.media_type)
    disposition = content_disposition_header(True, report.file.name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def cancel(request: LarasRequest, report: Report) -> HttpResponse:
    """Cancel a report that is still waited for, by the one who asked for it (POST)."""
    if request.method == "POST":
        actions.cancel_report(report, by=request.actor)
        saved(request, _("The work is cancelled."))
    return redirect("reports:study_reports", report.subject_id)
