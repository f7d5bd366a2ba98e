"""A table of questions to the material as csv and xlsx, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

Cell = str | int
Rows = Sequence[Sequence[Cell]]
# What a spreadsheet could take for a formula, in half and full width.
_FORMULA = "=+-@\t\r＝＋－＠"
_CELL_MOST = 32_767
_FIRST_WIDTH, _WIDTH, _COLUMNS = 34, 14, 200


def table_csv(rows: Rows) -> bytes:
    """Return rows as csv: UTF-8 with BOM (so that Excel shows every letter), comma, CRLF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([_safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def table_xlsx(rows: Rows, about: Rows, names: tuple[str, str]) -> bytes:
    """Return a workbook of two sheets: the table, and what was asked; no formula, no link, the same bytes each time."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # Without a fixed time every download of the same table would be another file.
        book.set_properties({"created": datetime(1980, 1, 1)})
        bold = book.add_format({"bold": True})
        for name, content in zip(names, (rows, about), strict=True):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, _FIRST_WIDTH)
            sheet.set_column(1, _COLUMNS, _WIDTH)
            for number, row in enumerate(content):
                for column, cell in enumerate(row):
                    style = bold if number == 0 or column == 0 else None
                    if isinstance(cell, int):
                        sheet.write_number(number, column, cell, style)
                    else:
                        sheet.write_string(number, column, str(_safe(cell))[:_CELL_MOST], style)
            sheet.freeze_panes(1, 1)
    return buffer.getvalue()


def _safe(cell: Cell) -> Cell:
    """Return a cell with an apostrophe in front where a spreadsheet could take its text for a formula."""
    if isinstance(cell, int):
        return cell
    text = cell.encode("utf-8", "replace").decode()
    return f"'{text}" if text and text[0] in _FORMULA else text
