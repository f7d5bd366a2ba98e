"""What the standard has no place for, carried in notes: the direction of a coding, who gave, and the coder's memo.

A coding points at one note that says its direction (the same note for all that share it), and at one of its own that
holds the memo. Programs that know nothing of this show them as notes; Laras reads them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from laras.domain.aspects import GIVERS, POLARITIES
from laras.doors.exchange.refi.model import Coding, Project, TextSource
from laras.doors.exchange.refi.values import derived_guid, xml_safe

USUAL = ("given", "worker")
KINDS = ("reflexive", "analytic", "method", "context", "negative_case")
LONGEST_MEMO = 10_000
# What a note of another program is taken as until somebody says better.
USUAL_KIND = "analytic"
_MEMO = re.compile(r"Laras: memo=(\w+)(?:; informants=([^\n]*))?(?:\n|$)")
_MARK = re.compile(r"Laras: polarity=(\w+); giver=(\w+)")


def mark(polarity: str, giver: str) -> TextSource | None:
    """The note that says direction and giver; None for what every coding is taken as where nothing is said."""
    if (polarity, giver) == USUAL:
        return None
    name = f"Laras: polarity={polarity}; giver={giver}"
    return TextSource(guid=derived_guid(name), name=name, text=name)


def memo_note(coding: str, memo: str) -> TextSource:
    """The note that holds the memo of the coding with that GUID."""
    return TextSource(guid=memo_guid(coding), name="Memo", text=xml_safe(memo))


def memo_guid(coding: str) -> str:
    """The GUID that the memo of a coding always has."""
    return derived_guid(f"memo of {coding}")


def notes_by_guid(project: Project) -> dict[str, TextSource]:
    return {each.guid: each for each in project.notes}


def said_by(coding: Coding, notes: Mapping[str, TextSource]) -> tuple[str, str, str]:
    """Direction, giver and memo of a coding, as the notes it points at say them; the memo at most 10,000 characters."""
    polarity, giver = USUAL
    words: list[str] = []
    for ref in coding.note_refs:
        note = notes.get(ref)
        if note is None:
            continue
        if (read := read_mark(note)) is not None:
            polarity, giver = read
        elif read_memo(note) is None and (text := (note.text or note.description).strip()):
            words.append(text)
    return polarity, giver, "\n\n".join(words)[:LONGEST_MEMO].strip()


def read_mark(note: TextSource) -> tuple[str, str] | None:
    """Direction and giver that a note of Laras says; None for any other note."""
    found = _MARK.fullmatch(note.name)
    if found is None or found[1] not in POLARITIES or found[2] not in GIVERS:
        return None
    return found[1], found[2]


def memo_mark(kind: str, informants: Iterable[str] = ()) -> str:
    """What the description of a note says where it is a memo of Laras: its kind, and the codes of informants.

    The standard lets no note point at a case.
    """
    codes = ", ".join(informants)
    return f"Laras: memo={kind}" + (f"; informants={codes}" if codes else "")


def read_memo(note: TextSource) -> tuple[str, tuple[str, ...]] | None:
    """Kind and informants of a note that is a memo of Laras, None for any other note."""
    found = _MEMO.match(note.description)
    if found is None or found[1] not in KINDS:
        return None
    return found[1], tuple(code.strip() for code in (found[2] or "").split(",") if code.strip())


def memo_words(note: TextSource) -> str:
    """What a note says: its description (without the mark of Laras), then its text."""
    parts = (_MEMO.sub("", note.description, count=1), note.text or "")
    return "\n\n".join(part.strip() for part in parts if part.strip())


def own_notes(project: Project) -> set[str]:
    """The GUIDs of the notes that Laras wrote itself and writes anew at every export."""
    memos = {memo_guid(coding.guid) for coding in all_codings(project)}
    return {each.guid for each in project.notes if each.guid in memos or read_mark(each) is not None}


def all_codings(project: Project) -> Iterable[Coding]:
    """Every coding of every passage of the texts."""
    for source in project.sources:
        for selection in (*source.selections, *source.unplaced):
            yield from selection.codings
