"""Tables (csv): a transcript with a column for who speaks, or answers of a survey, one row a paragraph."""

from __future__ import annotations

import csv
import io
import re

from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.text import decode, tidy

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 131_072  # characters; a quotation mark left open makes one cell of all that follows

NO_TABLE = N_("The file holds no table with a row of headings and two columns. Save it as .txt, or add the headings.")
BROKEN = N_("The table is broken: a quotation mark is open or a cell is far too long. Save it again as CSV.")
TOO_MANY = N_("The table has more than {rows} rows or {columns} columns. Split it.")
COMMAS = N_("Columns were read as separated by commas.")
SEMICOLONS = N_("Columns were read as separated by semicolons.")
TABS = N_("Columns were read as separated by tabs.")
BARS = N_("Columns were read as separated by vertical bars.")
TRANSCRIPT = N_("The table was read as a transcript: one turn a row, who speaks in front.")
ANSWERS = N_("The table was read as answers: one paragraph a row, the heading in front of each answer.")
LEFT_OUT = N_("Columns besides who speaks, what is said and when were left out.")

_SEPARATORS = {",": COMMAS, ";": SEMICOLONS, "\t": TABS, "|": BARS}
_WHO = frozenset({"speaker", "pembicara", "penutur", "siapa", "who", "nama", "name", "kode", "participant", "informan"})
_WORDS = frozenset(
    {"text", "teks", "ujaran", "ucapan", "kata", "isi", "transkrip", "transcript", "utterance", "content"}
)
_WHEN = frozenset({"time", "waktu", "start", "mulai", "timestamp", "detik", "seconds", "menit", "pukul"})
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2}(?:[.,]\d{1,3})?)")


def parse(data: bytes) -> Part:
    """Return the rows as paragraphs; what was assumed about separator, letters and columns stands in the notes."""
    raw, notes = decode(data)
    separator = _separator(raw)
    head, rows = _rows(raw, separator)
    names = [cell.casefold() for cell in head]
    who, said = (next((at for at, name in enumerate(names) if name in known), None) for known in (_WHO, _WORDS))
    notes.append(_SEPARATORS[separator])
    if who is None or said is None:
        return _answers(head, rows, [*notes, ANSWERS])
    when = next((at for at, name in enumerate(names) if name in _WHEN), None)
    notes.append(TRANSCRIPT)
    if set(range(len(head))) - {who, said, when}:
        notes.append(LEFT_OUT)
    return _turns(rows, who, said, when, notes)


def _separator(raw: str) -> str:
    """Return the sign that cuts the first rows into most columns, each row into as many."""
    best, most = ",", 1
    for sign in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(raw[:20_000]), delimiter=sign) if any(row)][:20]
        except csv.Error:
            continue
        whole = widths[:-1] or widths  # the last row may be cut off here
        if whole and min(whole) > most and len(set(whole)) == 1:
            best, most = sign, min(whole)
    return best


def _rows(raw: str, separator: str) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows that hold anything, as wide as the headings."""
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(raw, newline=""), delimiter=separator, strict=True):
            if max(map(len, row), default=0) > LONGEST_CELL:  # the limit of the csv module is the whole process's
                raise Refused(BROKEN)
            cells = [" ".join(tidy(cell).split()) for cell in row]
            if any(cells):
                found.append(cells)
            if len(found) > MOST_ROWS + 1 or len(cells) > MOST_COLUMNS:
                raise Refused(TOO_MANY, rows=MOST_ROWS, columns=MOST_COLUMNS)
    except csv.Error as reason:
        raise Refused(BROKEN) from reason
    if len(found) < 2 or len(found[0]) < 2 or not all(found[0]) or len(set(found[0])) < len(found[0]):
        raise Refused(NO_TABLE)
    head, *rows = found
    wide = max(len(row) for row in rows)
    head += [str(n) for n in range(len(head) + 1, wide + 1)]
    return head, [row + [""] * (len(head) - len(row)) for row in rows]


def _answers(head: list[str], rows: list[list[str]], notes: list[str]) -> Part:
    blocks = ["\n".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=True) if cell) for row in rows]
    # A heading in front of an answer looks like somebody who speaks.
    return {"text": "\n\n".join(blocks), "title": "", "notes": notes, "not_speakers": head}


def _turns(rows: list[list[str]], who: int, said: int, when: int | None, notes: list[str]) -> Part:
    lines: list[str] = []
    times: list[list[float]] = []
    at = 0
    for row in rows:
        if not row[said]:
            continue
        line = f"{row[who]}: {row[said]}" if row[who] else row[said]
        seconds = _seconds(row[when]) if when is not None else None
        if seconds is not None and (not times or seconds >= times[-1][1]):
            times.append([at, seconds])
        lines.append(line)
        at += len(line) + 1
    speakers = list(dict.fromkeys(row[who] for row in rows if row[who] and row[said]))
    return {"text": "\n".join(lines), "title": "", "notes": notes, "times": times, "speakers": speakers}


def _seconds(cell: str) -> float | None:
    clock = _CLOCK.fullmatch(cell)
    if clock is not None:
        hours, minutes, seconds = clock.groups(default="0")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    return float(cell.replace(",", ".")) if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,3})?", cell) else None
