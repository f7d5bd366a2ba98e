"""A table of codings made elsewhere: which quote of which source speaks for which indicator, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from laras.domain.errors import N_, Incomplete
from laras.doors.exchange.table_text import read_table

COLUMNS = ("source", "quote", "indicator", "polarity", "coder")

NO_COLUMN = N_("The table has no column {columns}. Name the columns {all} in the first row.")
EMPTY_CELL = N_("The column {column} is empty. Fill it in.")
TOO_WIDE = N_(
    "The row has more cells than the table has columns. Put quotation marks around a quote that holds a comma."
)


@dataclass(frozen=True)
class CodingRow:
    """One row; `row` is its number in the table, the first row under the header being 2 as a spreadsheet shows it."""

    row: int
    source: str
    quote: str
    indicator: str
    polarity: str
    coder: str


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be used; `reason` is a template, filled by `params`."""

    row: int
    reason: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class CodingRows:
    """The rows that are whole, and those that are not."""

    rows: tuple[CodingRow, ...]
    refused: tuple[RefusedRow, ...]


def read_codings(data: bytes) -> CodingRows:
    """Read a csv with the columns `source, quote, indicator, polarity, coder` (any order, any case, more are ignored).

    Empty rows are passed over. Raises Refused if it is no table of text, Incomplete if a column is missing.
    """
    table = read_table(data)
    header = [name.strip().casefold() for name in table.header]
    absent = [name for name in COLUMNS if name not in header]
    if absent:
        raise Incomplete(NO_COLUMN, columns=", ".join(absent), all=", ".join(COLUMNS))
    places = [header.index(name) for name in COLUMNS]
    rows: list[CodingRow] = []
    refused: list[RefusedRow] = []
    for number, cells in table.rows:
        if len(cells) > len(header) and any(cells[len(header) :]):
            refused.append(RefusedRow(number, TOO_WIDE))
            continue
        found = [cells[place] if place < len(cells) else "" for place in places]
        # A quote is found letter by letter, so only the other cells lose the blanks around them.
        values = [cell if name == "quote" else cell.strip() for name, cell in zip(COLUMNS, found, strict=True)]
        empty = next((name for name, cell in zip(COLUMNS, values, strict=True) if not cell.strip()), None)
        if empty is not None:
            refused.append(RefusedRow(number, EMPTY_CELL, {"column": empty}))
        else:
            rows.append(CodingRow(number, *values))
    return CodingRows(tuple(rows), tuple(refused))
