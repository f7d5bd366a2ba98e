"""A csv from whatever program: its encoding, its delimiter, and the apostrophe that guards a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from laras.domain.errors import N_, Refused

MOST_BYTES = 32 * 1024 * 1024
_LONGEST_CELL = 1_000_000
_DELIMITERS = (",", ";", "\t")
_GUARDED = re.compile("'[=+\\-@\t\r＝＋－＠]")

TOO_BIG = N_("The table is larger than {most} MB. Split it into several files.")
EMPTY = N_("The table is empty. Its first row names the columns.")
NOT_TEXT = N_("The file is not a table of text. Save it as CSV (UTF-8).")
BROKEN = N_("The table cannot be read near line {line}. Look for a quotation mark that is not closed.")


@dataclass(frozen=True)
class Table:
    """The header and the rows that are not empty, each with its row number (the row under the header is 2)."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(data: bytes) -> Table:
    """Read a csv: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252; comma, semicolon or tab.

    The apostrophe that spreadsheets and Laras itself set before a cell that could be a formula is taken off again.
    Raises Refused if the file is too big, empty, not text, or its quotation marks do not match.
    """
    if len(data) > MOST_BYTES:
        raise Refused(TOO_BIG, most=MOST_BYTES // (1024 * 1024))
    text = _decode(data)
    lines = _parse(text) if text.strip() else []
    header = next((cells for cells in lines if any(cell.strip() for cell in cells)), None)
    if header is None:
        raise Refused(EMPTY)
    start = lines.index(header) + 1
    rows = (
        (number, tuple(unguarded(cell) for cell in cells))
        for number, cells in enumerate(lines[start:], start=2)
        if any(cell.strip() for cell in cells)
    )
    return Table(tuple(header), tuple(rows))


def _parse(text: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return list(reader)
    except csv.Error as reason:
        raise Refused(BROKEN, line=reader.line_num) from reason


def _decode(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(NOT_TEXT)


def _delimiter(text: str) -> str:
    """The delimiter that the header uses most; a spreadsheet in Indonesian writes semicolons."""
    first = next(line for line in text.splitlines() if line.strip())
    outside = re.sub('"[^"]*"', "", first)
    return max(_DELIMITERS, key=lambda sign: (outside.count(sign), -_DELIMITERS.index(sign)))


def unguarded(cell: str) -> str:
    """`cell` without the apostrophe that kept it from being a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def guarded(cell: str) -> str:
    """`cell` with an apostrophe in front if a spreadsheet could take it for a formula, or for a guarded one."""
    return f"'{cell}" if cell and (cell[0] in "=+-@\t\r＝＋－＠" or _GUARDED.match(cell)) else cell
