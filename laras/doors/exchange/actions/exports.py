"""What leaves a study: built first, then noted in the audit; where the note fails, nothing leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed, NotFound
from laras.doors.exchange.paper import as_docx, as_html
from laras.doors.exchange.queries import CodingsOut, LeftOut, codes_out, codings_out, project_out, shells_of
from laras.doors.exchange.queries.papers import codebook_paper, codes_table, codings_paper
from laras.doors.exchange.refi.codebook import write_codebook
from laras.doors.exchange.refi.model import ReadResult
from laras.doors.exchange.refi.read import read_project
from laras.doors.exchange.refi.write import Tool, write_project
from laras.doors.exchange.tables_out import CodeOut, codebook_csv, codebook_xlsx, codings_csv, codings_xlsx
from laras.stages.coding.queries import codes_of
from laras.stages.evidence.models import Study

PERMISSION = "exchange.export"
FORMS = ("csv", "xlsx", "docx", "html")
BOOK_FORMS = ("qdc", *FORMS)
NO_FORM = N_("There is no such form. Choose one of {forms}.")


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
    """Return the codings of a study, `form` one of `FORMS`; quotes that may not be shown are left empty."""
    _must_be_allowed(study, by)
    _must_be_one_of(form, FORMS)
    found = codings_out(study, lines=form in ("docx", "html"), by=by)
    data = _written(study, found, form)
    note_export(study, what=form, count=len(found.rows), left_out=found.left_out, by=by)
    return Export(data, len(found.rows), found.left_out)


export_codings.permission = PERMISSION  # type: ignore[attr-defined]  # read by the test that walks the actions


def _written(study: Study, found: CodingsOut, form: str) -> bytes:
    if form in ("csv", "xlsx"):
        return (codings_csv if form == "csv" else codings_xlsx)(found.rows, found.settled)
    return (as_docx if form == "docx" else as_html)(codings_paper(study, found))


def export_codebook(study: Study, *, form: str = "qdc", by: Actor) -> Export:
    """Return the codebook of a study, `form` one of `BOOK_FORMS`; Incomplete where it has no code."""
    _must_be_allowed(study, by)
    _must_be_one_of(form, BOOK_FORMS)
    rows = codes_table(study, by=by)
    if not rows:
        raise Incomplete(N_("The study has no codes yet. Open the codebook first."))
    data = (
        write_codebook(codes_out(codes_of(study.pk), shells_of(study))) if form == "qdc" else _book(study, rows, form)
    )
    note_export(study, what=form if form == "qdc" else f"codebook {form}", count=len(rows), left_out=LeftOut(), by=by)
    return Export(data, len(rows), LeftOut())


export_codebook.permission = PERMISSION  # type: ignore[attr-defined]  # read by the test that walks the actions


def _book(study: Study, rows: list[CodeOut], form: str) -> bytes:
    if form in ("csv", "xlsx"):
        return (codebook_csv if form == "csv" else codebook_xlsx)(rows)
    return (as_docx if form == "docx" else as_html)(codebook_paper(study, rows))


def _must_be_one_of(form: str, forms: tuple[str, ...]) -> None:
    if form not in forms:
        raise BadInput(NO_FORM, forms=", ".join(forms))


@action(PERMISSION)
def note_export(study: Study, *, what: str, count: int, left_out: LeftOut, by: Actor) -> Study:
    """Leave the audit row of something that leaves the house."""
    return study


def _must_be_allowed(study: Study, by: Actor) -> None:
    if not by.may(PERMISSION):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    if not Study.objects.visible_to(by).filter(pk=study.pk).exists():
        raise NotFound(N_("This record is not there, or not yours to see."))
