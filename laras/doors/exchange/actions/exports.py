"""What leaves a study: built first, then noted in the audit; where the note fails, nothing leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, Incomplete, NotAllowed, NotFound
from laras.doors.exchange.queries import LeftOut, codes_out, project_out, rows_out, shells_of
from laras.doors.exchange.refi.codebook import write_codebook
from laras.doors.exchange.refi.model import ReadResult
from laras.doors.exchange.refi.read import read_project
from laras.doors.exchange.refi.write import Tool, write_project
from laras.doors.exchange.tables_out import codings_csv, codings_xlsx
from laras.stages.coding.queries import codes_of
from laras.stages.evidence.models import Study

PERMISSION = "exchange.export"
TABLES = {"csv": codings_csv, "xlsx": codings_xlsx}


@dataclass(frozen=True)
class Export:
    """A file that leaves, how many codings (or codes) it holds, and what was left out of it."""

    data: bytes = field(repr=False)
    count: int
    left_out: LeftOut


@dataclass(frozen=True)
class ExportedProject:
    """A project file, what reading it again finds in it, and what was left out of it."""

    data: bytes = field(repr=False)
    found: ReadResult
    left_out: LeftOut


def export_project(study: Study, *, for_tool: Tool | None = None, sharing: bool = False, by: Actor) -> ExportedProject:
    """Return a study as a REFI-QDA project, read again to be sure of it.

    Sources whose consent does not allow it stay, with `sharing` all that may not be shared outside the study.
    """
    _must_be_allowed(study, by)
    outgoing = project_out(study, sharing=sharing, by=by)
    data = write_project(outgoing.project, for_tool)
    found = read_project(data)
    what = f"refi {for_tool or 'general'}{' shared' if sharing else ''}"
    note_export(study, what=what, count=found.counts["codings"], left_out=outgoing.left_out, by=by)
    return ExportedProject(data, found, outgoing.left_out)


export_project.permission = PERMISSION  # type: ignore[attr-defined]  # read by the test that walks the actions


def export_codings(study: Study, *, form: str, by: Actor) -> Export:
    """Return the codings of a study as a table, `form` csv or xlsx; quotes that may not be shown are left empty."""
    _must_be_allowed(study, by)
    rows, left_out = rows_out(study, by=by)
    data = TABLES[form](rows)
    note_export(study, what=form, count=len(rows), left_out=left_out, by=by)
    return Export(data, len(rows), left_out)


export_codings.permission = PERMISSION  # type: ignore[attr-defined]  # read by the test that walks the actions


def export_codebook(study: Study, *, by: Actor) -> Export:
    """Return the codebook of a study as a REFI-QDA codebook; Incomplete where it has no code."""
    _must_be_allowed(study, by)
    codes = codes_out(codes_of(study.pk), shells_of(study))
    if not codes:
        raise Incomplete(N_("The study has no codes yet. Open the codebook first."))
    count = sum(1 for code in codes for _ in code.walk())
    note_export(study, what="qdc", count=count, left_out=LeftOut(), by=by)
    return Export(write_codebook(codes), count, LeftOut())


export_codebook.permission = PERMISSION  # type: ignore[attr-defined]  # read by the test that walks the actions


@action(PERMISSION)
def note_export(study: Study, *, what: str, count: int, left_out: LeftOut, by: Actor) -> Study:
    """Leave the audit row of something that leaves the house."""
    return study


def _must_be_allowed(study: Study, by: Actor) -> None:
    if not by.may(PERMISSION):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    if not Study.objects.visible_to(by).filter(pk=study.pk).exists():
        raise NotFound(N_("This record is not there, or not yours to see."))
