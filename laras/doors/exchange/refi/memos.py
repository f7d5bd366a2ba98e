"""Which notes of a project become memos, and what they are about.

A note that only codings point at is what a coder noted on them, and stays there; every other note with words is a memo.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from laras.doors.exchange.refi.marks import USUAL_KIND, memo_words, own_notes, read_memo
from laras.doors.exchange.refi.model import Project, TextSource

Ref = tuple[str, str]


@dataclass(frozen=True)
class PlannedMemo:
    """A memo to be: `author` is a name, `about` are (code, source, coding or study, GUID), `informants` codes."""

    guid: str
    kind: str
    title: str
    text: str
    author: str
    created: dt.datetime | None
    about: tuple[Ref, ...]
    informants: tuple[str, ...]


def memos_of(project: Project, coders: Mapping[str, str], nobody: str) -> tuple[PlannedMemo, ...]:
    """Return the memos in the order of the notes."""
    about = references(project)
    own = own_notes(project)
    made = (_memo(note, about[note.guid], coders, nobody) for note in project.notes if note.guid not in own)
    return tuple(memo for memo in made if memo is not None)


def _memo(note: TextSource, about: list[Ref], coders: Mapping[str, str], nobody: str) -> PlannedMemo | None:
    text, marked = memo_words(note), read_memo(note)
    if not text or (marked is None and about and all(what == "coding" for what, _ in about)):
        return None
    kind, informants = marked or (USUAL_KIND, ())
    author = coders.get(note.stamp.creator) or nobody
    refs = [("coding" if what == "passage" else what, guid) for what, guid in about]
    refs = refs if marked else [ref for (what, _), ref in zip(about, refs, strict=True) if what != "coding"]
    return PlannedMemo(
        note.guid, kind, note.name.strip(), text, author, note.stamp.created, tuple(dict.fromkeys(refs)), informants
    )


def references(project: Project) -> dict[str, list[Ref]]:
    """What points at each note: code, source, coding, study, or passage (the codings of a passage that points)."""
    found: dict[str, list[Ref]] = defaultdict(list)

    def point(refs: tuple[str, ...], what: str, guid: str) -> None:
        for ref in refs:
            found[ref].append((what, guid))

    point(project.note_refs, "study", "")
    for code in project.all_codes():
        point(code.note_refs, "code", code.guid)
    for source in project.sources:
        point(source.note_refs, "source", source.guid)
        for passage in (*source.selections, *source.unplaced):
            if not passage.codings:
                point(passage.note_refs, "source", source.guid)
            for coding in passage.codings:
                point(passage.note_refs, "passage", coding.guid)
                point(coding.note_refs, "coding", coding.guid)
    return found
