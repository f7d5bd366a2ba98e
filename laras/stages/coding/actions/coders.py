"""A table of what several coders said about the same texts becomes a study of one code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict, LarasError, NotAllowed, Refused
from laras.stages.coding.actions.codebook import add_code
from laras.stages.coding.actions.quotes import RefusedRow
from laras.stages.coding.models import Code, Coding, Reading
from laras.stages.evidence.models import Source, Study

MOST_AT_ONCE = 500
YES = frozenset({"yes", "y", "ya", "ada", "true", "1", "x"})
NO = frozenset({"no", "n", "tidak", "tidak ada", "false", "0", "-"})


class CodedText(Protocol):
    """One row: its number in the table, the name of the text, one value a coder, None where there is none."""

    @property
    def row(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def values(self) -> tuple[str | None, ...]: ...


class CodersTable(Protocol):
    """Coders in the order of the columns, texts in the order of the rows."""

    @property
    def coders(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> Sequence[CodedText]: ...


@dataclass(frozen=True)
class LoadedTable:
    """The code, how many texts were taken in, and the rows that were not."""

    code: Code
    read: int
    refused: list[RefusedRow]


def load_coder_table(study: Study, *, table: CodersTable, code_name: str, by: Actor) -> LoadedTable:
    """Take in a coders table: one source a row, *yes* a coding, every cell that holds a value a finished reading.

    Rows with a value that is neither yes nor no (in Indonesian or English), and rows named like a source that is
    there already, are refused. No `@action` of its own: texts are taken in in pieces of 500, each a deed.
    """
    if not by.may("evidence.import"):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    code = Code.objects.filter(study=study, name=code_name.strip()).order_by("id").first()
    if code is None:
        code = add_code(study, name=code_name, by=by)
    there = Source.objects.filter(study=study, removed_at__isnull=True).order_by().values_list("name", flat=True)
    taken = set(there)
    good: list[CodedText] = []
    refused: list[RefusedRow] = []
    for row in table.rows:
        try:
            _check(row, taken)
        except LarasError as error:
            refused.append(RefusedRow(row.row, error))
            continue
        taken.add(row.unit)
        good.append(row)
    read = 0
    for first in range(0, len(good), MOST_AT_ONCE):
        piece = good[first : first + MOST_AT_ONCE]
        read += len(code_texts(study, texts=piece, coders=table.coders, code=code, by=by))
    return LoadedTable(code, read, refused)


load_coder_table.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


@action("evidence.import", bulk=True)
def code_texts(
    study: Study, *, texts: Sequence[CodedText], coders: Sequence[str], code: Code, by: Actor
) -> list[Source]:
    """Make a source of each of up to 500 texts whose words are not kept here, with what each coder said of it."""
    if len(texts) > MOST_AT_ONCE:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_AT_ONCE)
    now = clock.now()
    stamp: dict[str, Any] = {
        "facility_id": by.facility_id,
        "study_id": study.pk,
        "recorded_at": now,
        "recorded_by": by.login,
    }
    last = Source.objects.filter(study=study).aggregate(last=Max("position"))["last"]
    start = 0 if last is None else last + 1
    sources = [
        Source(name=text.unit, kind="document", position=start + place, **stamp) for place, text in enumerate(texts)
    ]
    codings: list[Coding] = []
    readings: list[Reading] = []
    for source, text in zip(sources, texts, strict=True):
        for coder, value in zip(coders, text.values, strict=True):
            if value is None:
                continue
            readings.append(Reading(source=source, coder=coder, finished_at=now, **stamp))
            if value.strip().casefold() in YES:
                # The text as a whole, of which no word is kept here.
                span: dict[str, Any] = {"start": 0, "end": 0, "code_version": code.version, "changed_at": now}
                codings.append(Coding(source=source, code=code, coder=coder, **span, **stamp))
    made = Source.objects.bulk_create(sources)
    Coding.objects.bulk_create(codings)
    Reading.objects.bulk_create(readings)
    return made


def _check(row: CodedText, taken: set[str]) -> None:
    if not row.unit.strip() or len(row.unit) > 200:
        raise Refused(N_("The text has no name, or one that is too long. Name it in the first column."))
    if row.unit in taken:
        raise Conflict(
            N_("There is already a source named “{name}” in this study. Choose another name."), name=row.unit
        )
    for value in row.values:
        if value is not None and value.strip().casefold() not in YES | NO:
            raise Refused(N_("“{value}” says neither yes nor no. Correct the cell, or leave it empty."), value=value)
