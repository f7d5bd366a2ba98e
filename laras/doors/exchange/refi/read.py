"""A REFI-QDA project file → plain values, with an account of what is in it, what is kept and what is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from laras.domain.errors import N_
from laras.doors.exchange.refi import schema, values
from laras.doors.exchange.refi.container import Container, open_container
from laras.doors.exchange.refi.document import parse_project, to_xml
from laras.doors.exchange.refi.model import KINDS, Offsets, Project, Raw, ReadResult, TextSource, User
from laras.doors.exchange.refi.offsets import Evidence, found_out
from laras.doors.exchange.refi.read_codes import read_codes
from laras.doors.exchange.refi.read_text import (
    NO_PASSAGE,
    NOTE_CODINGS,
    NOTE_PASSAGES,
    Reading,
    note_refs,
    place,
    read_text_source,
    stamp,
    tell_missing,
)

NOT_SHOWN = {
    "PictureSource": N_(
        "“{name}” is a picture. Laras cannot show it; it is kept as it came and written back at export."
    ),
    "PDFSource": N_("“{name}” is a PDF. Laras cannot show it; it is kept as it came and written back at export."),
    "AudioSource": N_("“{name}” is a sound. Laras cannot play it; it is kept as it came and written back at export."),
    "VideoSource": N_("“{name}” is a video. Laras cannot play it; it is kept as it came and written back at export."),
}
INSIDE_PASSAGES = N_("“{name}”: passages that Laras cannot show: {count}. They are kept and written back at export.")
INSIDE_CODINGS = N_("“{name}”: codings that Laras cannot show: {count}. They are kept and written back at export.")
ASIDE = {
    "sets": N_("Sets that Laras cannot show: {count}. They are kept as they came and written back at export."),
    "graphs": N_("Graphs that Laras cannot show: {count}. They are kept as they came and written back at export."),
    "links": N_("Links that Laras cannot show: {count}. They are kept as they came and written back at export."),
}
# These become informants and their traits; what of them cannot is told there.
PEOPLE = ("cases", "variables")
FOLDER = N_("The file names a folder of the computer it was made on. That is not kept and never written again.")
MISPLACED = N_("Parts ({kind}) that stand where the standard has no place for them: {count}. They cannot be kept.")
INVALID = N_("“{name}” ({kind}) does not follow the standard and cannot be kept.")
REPAIRED = N_("“{name}” ({kind}): parts that do not follow the standard: {count}. They cannot be kept.")
EMPTY_NOTE = N_("The note “{name}” has no text. It is kept and written back at export.")


def read_project(data: bytes) -> ReadResult:
    """Read a `.qdpx`; raises Refused (damaged, hostile, too large, no project) with a sentence.

    `counts` are what the file holds, in whatever kind of source; `kept` what can be worked with; the losses of a kind
    add up to the difference.
    """
    container = open_container(data)
    root = parse_project(container.project)
    reading = Reading(container)
    codes = read_codes(root.findall("CodeBook/Codes/Code"), reading)
    sources = [read_text_source(each, reading) for each in root.findall("Sources/TextSource")]
    notes = [read_text_source(each, reading) for each in root.findall("Notes/Note")]
    offsets = _offsets(sources + notes, reading, root.get("origin", ""))
    project = Project(
        name=root.get("name", ""),
        users=tuple(_users(root, reading)),
        codes=codes,
        sources=tuple(_settled(each, reading, offsets) for each in sources),
        notes=tuple(_settled_note(each, reading, offsets) for each in notes),
        other_sources=tuple(_other_sources(root, reading)),
        **{kind: tuple(_raws(root, kind, reading)) for kind in (*ASIDE, *PEOPLE)},
        description=root.findtext("Description") or "",
        note_refs=note_refs(root),
        origin=root.get("origin", ""),
        stamp=stamp(root, "GUID"),
        files=_files(container, reading.used, root),
    )
    counts, kept = _counts(root), _kept(project)
    _tell_rest(counts, kept, reading)
    reading.tell_repeats(root)
    if root.get("basePath", "").strip():
        reading.tell("folders", FOLDER)
    return ReadResult(project, counts, kept, offsets, tuple(reading.lost))


def _counts(root: Element) -> dict[str, int]:
    tags = Counter(each.tag for each in root.iter())
    return {
        "sources": len(root.findall("Sources/*")),
        "codes": tags["Code"],
        "selections": sum(number for tag, number in tags.items() if tag.endswith("Selection")),
        "codings": tags["Coding"],
        "notes": len(root.findall("Notes/Note")),
    }


def _kept(project: Project) -> dict[str, int]:
    """What can be worked with: texts that are there, passages with a place in them, their codings, notes with words."""
    there = [each for each in project.sources if each.text is not None]
    passages = [part for each in there for part in each.selections]
    return {
        "sources": len(there),
        "codes": sum(1 for _ in project.all_codes()),
        "selections": len(passages),
        "codings": sum(len(each.codings) for each in passages),
        "notes": sum(each.text is not None or bool(each.description) for each in project.notes),
    }


def _tell_rest(counts: dict[str, int], kept: dict[str, int], reading: Reading) -> None:
    """Tell what was counted but not read, since it stands where the standard has no place for it: so the sums hold."""
    told = Counter[str]()
    for each in reading.lost:
        told[each.what] += each.count
    for kind in KINDS:
        reading.tell(kind, MISPLACED, counts[kind] - kept[kind] - told[kind], kind=kind)


def _files(container: Container, used: set[str], root: Element) -> dict[str, bytes]:
    """The members to carry along: all but the texts that were read and that nothing else points at."""
    elsewhere = {
        container.find(each.get(name, ""))
        for each in root.iter()
        for name in ("path", "currentPath", "richTextPath", "plainTextPath")
        if name in each.attrib and (name != "plainTextPath" or each.tag not in ("TextSource", "Note"))
    }
    return {name: held for name, held in container.files.items() if name not in used or name in elsewhere}


def _users(root: Element, reading: Reading) -> Iterator[User]:
    for each in root.findall("Users/User"):
        guid = values.guid(each.get("guid"))
        if guid and guid not in reading.users:
            reading.users.add(guid)
            yield User(guid, each.get("name", ""), each.get("id", ""))


def _offsets(sources: list[TextSource], reading: Reading, origin: str) -> Offsets:
    texts = [
        Evidence(
            reading.texts[each.guid],
            [(part.start, part.end, part.name) for part in each.selections if part.start < part.end],
        )
        for each in sources
        if each.guid in reading.texts
    ]
    return found_out(texts, origin)


def _settled(source: TextSource, reading: Reading, offsets: Offsets) -> TextSource:
    """`source` with its passages in place, or told to be without text."""
    reading.tell("codings", NO_PASSAGE, len(source.codings), name=source.name)
    text = reading.texts.get(source.guid)
    if text is None:
        tell_missing(source, reading)
        return source
    placed, losses = place(source, text, offsets.unit or "code point", offsets.slip)
    reading.lost.extend(losses)
    return placed


def _settled_note(note: TextSource, reading: Reading, offsets: Offsets) -> TextSource:
    """`note` with its text; passages inside a note are kept, but nobody can work with them."""
    codings = len(note.codings) + sum(len(each.codings) for each in note.selections)
    reading.tell("selections", NOTE_PASSAGES, len(note.selections), name=note.name)
    reading.tell("codings", NOTE_CODINGS, codings, name=note.name)
    if note.text is None and not note.description:
        reading.tell("notes", EMPTY_NOTE, name=note.name)
    text = reading.texts.get(note.guid)
    return note if text is None else place(note, text, offsets.unit or "code point", offsets.slip)[0]


def _other_sources(root: Element, reading: Reading) -> Iterator[Raw]:
    for element in root.findall("Sources/*"):
        if element.tag == "TextSource":
            continue
        name = element.get("name", "")
        reading.tell("sources", NOT_SHOWN.get(element.tag, INVALID), name=name, kind=element.tag)
        held = [each.tag for each in element.iter()]
        reading.tell("selections", INSIDE_PASSAGES, sum(tag.endswith("Selection") for tag in held), name=name)
        reading.tell("codings", INSIDE_CODINGS, held.count("Coding"), name=name)
        raw = _raw(element, reading)
        if raw is not None:
            yield raw


def _raws(root: Element, kind: str, reading: Reading) -> Iterator[Raw]:
    found = [raw for each in root.findall(f"{kind.capitalize()}/*") if (raw := _raw(each, reading)) is not None]
    if kind in ASIDE:
        reading.tell(kind, ASIDE[kind], len(found))
    return iter(found)


def _raw(element: Element, reading: Reading) -> Raw | None:
    """`element` as it will be written back; what the standard does not allow is told and left out."""
    good = schema.conform(element)
    if good is None:
        reading.tell("xml", INVALID, name=element.get("name", ""), kind=element.tag)
        return None
    dropped = sum(1 for _ in element.iter()) - sum(1 for _ in good.iter())
    reading.tell("xml", REPAIRED, dropped, name=element.get("name", ""), kind=element.tag)
    return Raw(good.tag, good.get("guid", ""), good.get("name", ""), to_xml(good))
