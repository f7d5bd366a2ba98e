"""A table of what several coders said about the same texts: one row a text, one column a coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from laras.domain.errors import N_, Incomplete
from laras.doors.exchange.table_text import read_table

_UNIT_NAMES = ("row", "id", "no", "unit", "text", "case", "source", "baris", "nomor", "teks", "sumber")

TOO_FEW = N_(
    "The table has {count} columns with coders. It needs a first column that names the text and at least two coders."
)
TWICE = N_("The column {column} is there twice. Give each coder a name of their own.")
NAMELESS = N_("A column has no name. Name each coder in the first row.")
REPEATED = N_("The text {unit} is there twice. Give each text a row of its own.")


@dataclass(frozen=True)
class CodedText:
    """One text: `row` in the table (2 is the first), its name, and each coder's value, None where there is none."""

    row: int
    unit: str
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class Told:
    """A cell that was read as something a little different from what it says."""

    row: int
    unit: str
    column: str
    was: str
    read_as: str


@dataclass(frozen=True)
class CodersTable:
    """Coders in the order of the columns; `missing` are the texts nobody coded, which stay in `rows`."""

    coders: tuple[str, ...]
    rows: tuple[CodedText, ...]
    told: tuple[Told, ...]
    missing: tuple[CodedText, ...]
    categories: tuple[str, ...]


def read_coders(data: bytes) -> CodersTable:
    """Read a csv of coders; raises Refused (no table), Incomplete (fewer than two coders, names missing or twice).

    Values that differ only in case or blanks are one: the spelling used most (then the one met first) is read, the
    others are told. An empty cell is missing, never a *no*.
    """
    table = read_table(data)
    header = [name.strip() for name in table.header]
    named = header[0].casefold() in _UNIT_NAMES or header[0] == ""
    coders = tuple(header[1:] if named else header)
    _judge(coders)
    texts = [
        (number, cells[0].strip() if named else str(number - 1), _cells(cells[1:] if named else cells, len(coders)))
        for number, cells in table.rows
    ]
    repeated = next((unit for unit, times in Counter(unit for _, unit, _ in texts).items() if times > 1), None)
    if repeated is not None:
        raise Incomplete(REPEATED, unit=repeated or "–")
    spelling = _spellings(cell for _, _, cells in texts for cell in cells)
    rows: list[CodedText] = []
    told: list[Told] = []
    for number, unit, cells in texts:
        read = [spelling.get(cell.strip().casefold()) for cell in cells]
        told += [
            Told(number, unit, coder, cell, value)
            for coder, cell, value in zip(coders, cells, read, strict=True)
            if value is not None and value != cell
        ]
        rows.append(CodedText(number, unit, tuple(read)))
    missing = tuple(row for row in rows if not any(row.values))
    return CodersTable(coders, tuple(rows), tuple(told), missing, tuple(spelling.values()))


def _judge(coders: tuple[str, ...]) -> None:
    if not all(coders):
        raise Incomplete(NAMELESS)
    if len(coders) < 2:
        raise Incomplete(TOO_FEW, count=len(coders))
    twice = [name for name, times in Counter(name.casefold() for name in coders).items() if times > 1]
    if twice:
        raise Incomplete(TWICE, column=twice[0])


def _cells(cells: tuple[str, ...], wanted: int) -> tuple[str, ...]:
    return (cells + ("",) * wanted)[:wanted]


def _spellings(cells: Iterable[str]) -> dict[str, str]:
    """Folded value → the spelling to read it as, in the order first met."""
    seen: dict[str, Counter[str]] = {}
    for cell in cells:
        bare = cell.strip()
        if bare:
            seen.setdefault(bare.casefold(), Counter())[bare] += 1
    return {folded: spellings.most_common(1)[0][0] for folded, spellings in seen.items()}
