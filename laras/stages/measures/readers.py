"""Tables from outside: answers of unnamed people, and the wording a home brings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from laras.domain.errors import N_, BadInput, Incomplete, LarasError, Refused
from laras.domain.texts import Text
from laras.stages.measures.instruments import Instrument, checked

MOST_BYTES = 4 * 1024 * 1024
CODE_NAMES = ("id", "code", "row", "no", "person", "case", "kode", "nomor", "baris", "responden")
_RANGE = re.compile(r"^(\D*)(\d{1,6})\s*(?:-|–|:|\.\.)\s*(\D*)(\d{1,6})$")
_NUMBERED = re.compile(r"^(.*?)(\d{1,6})$")
_MISSING = ("", "na", "nan", "-", "–", ".")

NO_COLUMN = N_("The table has no column {columns}. Name the columns of the items, for example S1-S10.")
HOW_MANY = N_("{instrument} has {n} items, but {found} columns are named. Name one column for each item, in order.")
WHICH = N_(
    "It is not clear which columns hold the answers to {instrument}. Name {n} columns in order, for example S1-S10."
)
NO_NUMBER = N_("The answer “{value}” to item {item} is not a whole number. Correct the answer.")

Cells = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class PersonRow:
    """One unnamed person; `row` is the row in the table (the first under the header is 2)."""

    row: int
    code: str
    answers: dict[str, int | None]


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be used, and why."""

    row: int
    error: LarasError


@dataclass(frozen=True)
class PeopleTable:
    """The rows that can be used, those that cannot, and the columns the answers were read from."""

    people: tuple[PersonRow, ...]
    refused: tuple[RefusedRow, ...]
    columns: tuple[str, ...] = field(default=())


def people_of(about: Instrument, header: Sequence[str], rows: Cells, *, columns: str = "") -> PeopleTable:
    """Read one person a row. `columns` 'S1-S10' or 'a,b,c' in the order of the scored items, '' to find them.

    An empty cell was not answered. Raises Incomplete when the columns are not there or not clear.
    """
    names = [name.strip() for name in header]
    items = [item.code for item in about.items if not item.is_extra and not item.is_probe]
    chosen = _named(columns, names) if columns.strip() else _found(about, items, names)
    if len(chosen) != len(items):
        raise Incomplete(HOW_MANY, instrument=about.code, n=len(items), found=len(chosen))
    places = [names.index(name) for name in chosen]
    who = next((place for place, name in enumerate(names) if name.casefold() in CODE_NAMES), None)
    people: list[PersonRow] = []
    refused: list[RefusedRow] = []
    for number, cells in rows:
        code = cells[who].strip() if who is not None and who < len(cells) else ""
        try:
            pairs = [(item, cells[p] if p < len(cells) else "") for item, p in zip(items, places, strict=True)]
            answers = {item: _value(item, cell) for item, cell in pairs if cell.strip().casefold() not in _MISSING}
            people.append(PersonRow(number, code or str(number - 1), checked(about, answers)))
        except LarasError as error:
            refused.append(RefusedRow(number, error))
    return PeopleTable(tuple(people), tuple(refused), tuple(chosen))


def _value(item: str, cell: str) -> int:
    try:
        value = float(cell.strip().replace(",", "."))
    except ValueError:
        raise BadInput(NO_NUMBER, value=cell.strip()[:20], item=item) from None
    if not value.is_integer():
        raise BadInput(NO_NUMBER, value=cell.strip()[:20], item=item)
    return int(value)


def _named(columns: str, names: Sequence[str]) -> list[str]:
    """The columns a person named: a list, a range of numbers behind one prefix, or both."""
    wanted: list[str] = []
    for part in columns.split(","):
        match = _RANGE.match(part.strip())
        if match and match[3] in ("", match[1]) and int(match[2]) <= int(match[4]) <= int(match[2]) + 500:
            wanted += [f"{match[1]}{number}" for number in range(int(match[2]), int(match[4]) + 1)]
        elif part.strip():
            wanted.append(part.strip())
    folded = {name.casefold(): name for name in names}
    absent = [name for name in wanted if name.casefold() not in folded]
    if absent:
        raise Incomplete(NO_COLUMN, columns=", ".join(absent), field="columns")
    return [folded[name.casefold()] for name in wanted]


def _found(about: Instrument, items: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns called like the items, else the one run of columns numbered 1 to as many as there are items."""
    folded = {name.casefold(): name for name in names}
    if all(item.casefold() in folded for item in items):
        return [folded[item.casefold()] for item in items]
    runs: dict[str, dict[int, str]] = {}
    for name in names:
        match = _NUMBERED.match(name)
        if match:
            runs.setdefault(match[1].casefold(), {})[int(match[2])] = name
    count = len(items)
    fitting = [run for run in runs.values() if sorted(run) == list(range(1, count + 1))]
    # An item that has a name of its own cannot be told from its place on a sheet.
    if len(fitting) != 1 or not all(item.isdecimal() for item in items):
        raise Incomplete(WHICH, instrument=about.code, n=count, field="columns")
    return [fitting[0][number] for number in range(1, count + 1)]


def read_cells(data: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Read a small csv (UTF-8, comma, semicolon or tab): the header, and the rows that are not empty with their number.

    Raises Refused when it is too big, empty or no text.
    """
    if len(data) > MOST_BYTES:
        raise Refused(N_("The table is larger than {most} MB. Split it into several files."), most=4)
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = data.decode("cp1252", errors="replace")
    if "\0" in written or not written.strip():
        raise Refused(N_("The file is not a table of text. Save it as CSV (UTF-8)."))
    first = next(line for line in written.splitlines() if line.strip())
    sign = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(written.lstrip("\r\n"), newline=""), delimiter=sign))
    except csv.Error:  # a quotation mark that is never closed makes one cell of all the rest
        raise Refused(N_("The file is not a table of text. Save it as CSV (UTF-8).")) from None
    rows = [(number, cells) for number, cells in enumerate(lines[1:], start=2) if any(cell.strip() for cell in cells)]
    return lines[0], rows


def texts_of(about: Instrument, data: bytes) -> dict[str, Text]:
    """Read a wording with the columns item_id, text_id, text_en; an empty English text repeats the Indonesian one.

    Raises Incomplete when a column is missing, Refused for an item that does not belong to the instrument.
    """
    header, rows = read_cells(data)
    names = [name.strip().casefold() for name in header]
    wanted = ("item_id", "text_id", "text_en")
    absent = [name for name in wanted if name not in names]
    if absent:
        raise Incomplete(
            N_("The table has no column {columns}. Name the columns {all} in the first row."),
            columns=", ".join(absent),
            all=", ".join(wanted),
        )
    known = {item.code for item in about.items}
    found: dict[str, Text] = {}
    for _, cells in rows:
        item, indonesian, english = (
            cells[place].strip() if place < len(cells) else "" for place in map(names.index, wanted)
        )
        if item not in known:
            raise Refused(N_("{instrument} has no item {item}. Correct the item."), instrument=about.code, item=item)
        if indonesian:
            found[item] = Text(indonesian[:500], (english or indonesian)[:500])
    return found
