"""Codings as csv and xlsx, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

import xlsxwriter

from laras.doors.exchange.table_text import guarded

_CELL_MOST = 32_767  # characters in a cell of Excel
_WIDTHS = {"source": 24, "quote": 60, "indicator": 28, "created": 22}


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


HEADER = tuple(each.name for each in fields(CodingOut))
# `dataclasses.astuple` copies every value and takes ten times as long.
_cells = attrgetter(*HEADER)


def codings_csv(rows: Iterable[CodingOut]) -> bytes:
    """Return the codings as csv: UTF-8 with BOM (so that Excel shows every letter), comma, CRLF, header first.

    Text that a spreadsheet could take for a formula gets an apostrophe, which `table_text.read_table` takes off.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(HEADER)
    writer.writerows([_cell(value) for value in _cells(row)] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def codings_xlsx(rows: Iterable[CodingOut]) -> bytes:
    """Return the codings as one sheet; no formula, no link; the same rows give the same bytes.

    What a cell of Excel cannot hold (32,767 characters) is cut and ends in an ellipsis; the csv has it whole.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # Without a fixed time every export of the same rows would be another file.
        book.set_properties({"created": datetime(1980, 1, 1)})
        sheet = book.add_worksheet("codings")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(HEADER):
            sheet.set_column(column, column, _WIDTHS.get(name, 12))
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(_cells(row)):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, _short(_cell(value)))
    return buffer.getvalue()


def _cell(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return guarded(text.encode("utf-8", "replace").decode())


def _short(text: str) -> str:
    return text if len(text) <= _CELL_MOST else f"{text[: _CELL_MOST - 1]}…"
