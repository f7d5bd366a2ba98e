"""Tables as a workbook: no formula, no link, a sheet a table; the same rows give the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from laras.stages.reports.writers.made import Made

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_MOST = 32_767  # characters in a cell of Excel
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_FORMULA = "=+-@\t\r＝＋－＠"

Sheet = Mapping[str, Any]


def write_xlsx(sheets: Sequence[Sheet]) -> Made:
    """Write `sheets` (`name`, `header`, `rows` of texts, numbers and None, `widths` by column where not 14)."""
    buffer = io.BytesIO()
    # In memory, since xlsxwriter would else lay the rows down as plain text in the folder for temporary files.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for sheet in sheets:
            _fill(book.add_worksheet(_FORBIDDEN.sub(" ", sheet["name"])[:31]), sheet, bold)
    return Made(buffer.getvalue(), 0, MEDIA_TYPE)


def _fill(page: Any, sheet: Sheet, bold: Any) -> None:
    widths = sheet.get("widths", {})
    for column, name in enumerate(sheet["header"]):
        page.set_column(column, column, widths.get(column, 14))
        page.write_string(0, column, name, bold)
    page.freeze_panes(1, 0)
    for number, row in enumerate(sheet["rows"], start=1):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                page.write_number(number, column, value)
            elif value is not None:
                page.write_string(number, column, safe(str(value)))


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and that fits into a cell."""
    guarded = f"'{text}" if text and text[0] in _FORMULA else text
    return guarded if len(guarded) <= CELL_MOST else f"{guarded[: CELL_MOST - 1]}…"
