"""Codings, and codebooks, as csv and xlsx, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

import xlsxwriter

from laras.doors.exchange.table_text import guarded

_CELL_MOST = 32_767  # characters in a cell of Excel
_WIDTHS = {
    "source": 24,
    "quote": 60,
    "indicator": 28,
    "created": 22,
    "definition": 60,
    "label": 28,
    "name": 24,
    "settlement_reason": 40,
}


@dataclass(frozen=True)
class CodingOut:
    """One coding as it leaves: `start` and `end` are code points of the source's LF text, half-open."""

    source: str
    start: int
    end: int
    quote: str
    aspect: str
    indicator: str
    polarity: str
    giver: str
    coder: str
    created: datetime


@dataclass(frozen=True)
class Settled:
    """How two people settled a passage: outcome, direction agreed on, who was there, and why."""

    settlement: str
    settled_polarity: str
    settled_by: str
    settlement_reason: str


@dataclass(frozen=True)
class CodeOut:
    """One code as it leaves; `level` is 1 at the top of the tree, `parent` the name of the code above."""

    level: int
    name: str
    label: str
    parent: str
    aspect: str
    indicator: str
    definition: str
    version: int
    codings: int


SETTLED_HEADER = tuple(each.name for each in fields(Settled))
CODE_HEADER = tuple(each.name for each in fields(CodeOut))
_NOT_SETTLED = ("",) * len(SETTLED_HEADER)
_code_cells = attrgetter(*CODE_HEADER)
_settled_cells = attrgetter(*SETTLED_HEADER)
HEADER = tuple(each.name for each in fields(CodingOut))
# `dataclasses.astuple` copies every value and takes ten times as long.
_cells = attrgetter(*HEADER)


def codings_csv(rows: Iterable[CodingOut], settled: Mapping[int, Settled] | None = None) -> bytes:
    """Return the codings as csv: UTF-8 with BOM (so that Excel shows every letter), comma, CRLF, header first.

    Text that a spreadsheet could take for a formula gets an apostrophe, which `table_text.read_table` takes off. Where
    passages were settled (by number of the row), four more columns say how.
    """
    return _csv(*_table(rows, settled))


def codings_xlsx(rows: Iterable[CodingOut], settled: Mapping[int, Settled] | None = None) -> bytes:
    """Return the codings as one sheet; no formula, no link; the same rows give the same bytes.

    What a cell of Excel cannot hold (32,767 characters) is cut and ends in an ellipsis; the csv has it whole.
    """
    return _xlsx("codings", *_table(rows, settled))


def codebook_csv(rows: Iterable[CodeOut]) -> bytes:
    """Return a codebook as csv, in the same way."""
    return _csv(CODE_HEADER, map(_code_cells, rows))


def codebook_xlsx(rows: Iterable[CodeOut]) -> bytes:
    """Return a codebook as one sheet, in the same way."""
    return _xlsx("codebook", CODE_HEADER, map(_code_cells, rows))


Cells = tuple[object, ...]


def _table(rows: Iterable[CodingOut], settled: Mapping[int, Settled] | None) -> tuple[tuple[str, ...], Iterable[Cells]]:
    if not settled:
        return HEADER, map(_cells, rows)
    return (*HEADER, *SETTLED_HEADER), (
        (*_cells(row), *(_settled_cells(settled[number]) if number in settled else _NOT_SETTLED))
        for number, row in enumerate(rows)
    )


def _csv(header: tuple[str, ...], rows: Iterable[Cells]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(header)
    safe = _Safe()
    writer.writerows([safe[value] for value in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _xlsx(title: str, header: tuple[str, ...], rows: Iterable[Cells]) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # Without a fixed time every export of the same rows would be another file.
        book.set_properties({"created": datetime(1980, 1, 1)})
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(header):
            sheet.set_column(column, column, _WIDTHS.get(name, 12))
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        safe = _Safe()
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value != "":
                    sheet.write_string(number, column, _short(safe[value]))
    return buffer.getvalue()


class _Safe(dict[object, str]):
    """Each value as it may stand in a cell, worked out once: names and directions repeat in every row."""

    def __missing__(self, value: object) -> str:
        made = self[value] = _cell(value)
        return made


def _cell(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return guarded(text.encode("utf-8", "replace").decode())


def _short(text: str) -> str:
    return text if len(text) <= _CELL_MOST else f"{text[: _CELL_MOST - 1]}…"
