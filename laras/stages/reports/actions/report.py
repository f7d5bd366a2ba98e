"""Every write of the stage: asking for a report, keeping it, handing it out."""

from __future__ import annotations

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone, translation

from laras.base.access.actor import Actor
from laras.base.files import vault
from laras.base.gate.actions import action
from laras.base.jobs import work
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed, NotFound
from laras.stages.reports import queries, rules, writers
from laras.stages.reports.models import Report

REPORT_KIND = "reports.make"
STEPS = 3
MOST_WAITING = 3


@action("reports.appraisal")
def ask_report(
    subject: models.Model,
    *,
    kind: str,
    purpose: str,
    language: str,
    format: str = "pdf",
    queued: bool = True,
    by: Actor,
) -> Report:
    """Ask for a report on a record, and say what for; `queued` leaves the making to the worker.

    BadInput for a kind that this record has not, or a format that the kind is not written in; Incomplete without a
    purpose or with three still waiting.
    """
    wanted = queries.kind_of(kind)
    rules.must_be_allowed(kind, by)
    if not isinstance(subject, wanted.subject):
        raise BadInput(N_("There is no report of the kind “{kind}”."), kind=kind, field="kind")
    waiting = queries.reports_on(subject, by).filter(file__isnull=True, job__state__in=("queued", "running"))
    if queued and waiting.count() >= MOST_WAITING:
        raise Incomplete(N_("{n} reports are being made already. Wait for them."), n=MOST_WAITING)
    report = Report(
        facility=by.facility,
        kind=kind,
        format=rules.offered_format(format, wanted.formats),
        language=rules.known_language(language),
        subject_id=subject.pk,
        purpose=rules.purpose_said(purpose),
        recorded_at=clock.now(),
        recorded_by=by.login,
        made_for=(by.name or by.login)[:120],
    )
    if queued:
        report.job = work.enqueue(REPORT_KIND, {"report": str(report.pk)}, by=by)
    report.save(force_insert=True)
    return report


def make_report(report: Report, *, by: Actor, progress: work.Progress | None = None) -> Report:
    """Gather, set and keep a report that was asked for; one that is there already is left as it is.

    No `@action` of its own: setting takes a second or more, and the transaction of one would hold up every other
    writer meanwhile. The permission is asked first, the deed is `keep_report`.
    """
    if not by.may("reports.appraisal"):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    rules.must_be_allowed(report.kind, by)
    if report.file_id is not None:
        return report
    kind = queries.kind_of(report.kind)
    subject = _subject_of(report, by)
    _step(progress, 0)
    with translation.override(report.language), timezone.override(ZoneInfo(by.facility.timezone)):
        composed = kind.compose(subject, by)
        _step(progress, 1)
        made = _written(report, kind, composed, by)
        name = f"{kind.name} – {subject}.{report.format}"
    _step(progress, 2)
    kept: Report = keep_report(report, made=made, name=name, quoted=composed.quoted, by=by)
    _step(progress, STEPS)
    return kept


make_report.permission = "reports.appraisal"  # type: ignore[attr-defined]  # read by the test that walks the actions


def _written(report: Report, kind: queries.Kind, composed: queries.Composed, by: Actor) -> writers.Made:
    if report.format == "xlsx":
        return writers.write_xlsx(composed.data["sheets"])
    if report.format == "docx":
        return writers.write_docx(queries.template_bytes(kind.code, by.facility), composed.data, composed.pictures)
    return writers.write_pdf(kind.template, composed.data, composed.pictures)


def _step(progress: work.Progress | None, done: int) -> None:
    if progress is not None:
        progress.step(done, STEPS)


@action("reports.appraisal")
def keep_report(report: Report, *, made: writers.Made, name: str, quoted: tuple[str, ...], by: Actor) -> Report:
    """Seal a finished report in the vault."""
    rules.must_be_allowed(report.kind, by)
    report.file = vault.store(by.facility, name=name, data=made.data, media_type=made.media_type)
    report.pages, report.quoted, report.finished_at = made.pages, list(quoted), clock.now()
    report.save(update_fields=["file", "pages", "quoted", "finished_at"])
    return report


@action("reports.appraisal")
def hand_out(report: Report, *, by: Actor) -> bytes:
    """Return the file of a finished report; the row that says who had it is written with it, or neither is.

    NotConsented when somebody quoted in it may not be quoted any more. Let `by` carry the purpose
    (`rules.with_purpose`), so that the row says what for.
    """
    rules.must_be_allowed(report.kind, by)
    rules.must_be_finished(report)
    rules.must_still_be_quotable(report, queries.still_quotable(_subject_of(report, by)))
    assert report.file is not None
    return vault.fetch(report.file)


def _subject_of(report: Report, by: Actor) -> models.Model:
    """Return the record a report is about; NotFound when it is not theirs to see."""
    manager: Any = queries.kind_of(report.kind).subject._default_manager
    subject: models.Model | None = manager.visible_to(by).filter(pk=report.subject_id).first()
    if subject is None:
        raise NotFound(N_("This record is not there, or not yours to see."))
    return subject


@action("reports.appraisal")
def cancel_report(report: Report, *, by: Actor) -> Report:
    """Stop the making of a report that one asked for oneself; one that is finished stays."""
    rules.must_be_allowed(report.kind, by)
    if report.recorded_by != by.login or report.job is None:
        raise NotAllowed(N_("Only the one who asked for this report can cancel it."))
    work.cancel(report.job)
    return report


@work.job(REPORT_KIND, N_("Report"))
def make_queued(job: work.Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
    """Make the report that was asked for, as the one who asked."""
    report = Report.objects.visible_to(by).filter(pk=uuid.UUID(job.params["report"])).first()
    if report is None:
        raise NotFound(N_("This record is not there, or not yours to see."))
    made = make_report(report, by=by, progress=progress)
    return {"report": str(made.pk), "pages": made.pages}
