"""Rows of the list of reports with their words, so that a template only draws."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from laras.base.access.models import LANGUAGES
from laras.base.gate.sentences import stored
from laras.stages.reports.models import Report
from laras.stages.reports.queries import KINDS


@dataclass(frozen=True)
class ReportRow:
    """A report as the list shows it: `state` is open, failed, stale (somebody quoted withdrew) or ready."""

    report: Report
    kind: str
    state: str
    size: str
    language: str
    format: str
    reason: str = ""


def report_rows(reports: Iterable[Report], quotable: Collection[uuid.UUID] | None = None) -> list[ReportRow]:
    """Return the rows; a report whose work was cancelled is left out, nothing came of it.

    `quotable` are the sources that may be quoted today; None where nothing is handed out.
    """
    rows = []
    for report in reports:
        state = _state(report, quotable)
        if not state:
            continue
        rows.append(
            ReportRow(
                report,
                KINDS[report.kind].name,
                state,
                filesizeformat(report.file.size) if report.file else "",
                dict(LANGUAGES).get(report.language, report.language),
                report.format.upper(),
                stored(report.job.error) if report.failed and report.job else "",
            )
        )
    return rows


def _state(report: Report, quotable: Collection[uuid.UUID] | None) -> str:
    if report.file_id is not None:
        return "ready" if quotable is None or report.quotes() <= set(quotable) else "stale"
    return "open" if report.is_open else "failed" if report.failed else ""
