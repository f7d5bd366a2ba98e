"""Plain values → a REFI-QDA project file that is valid against `Project.xsd`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from xml.etree.ElementTree import Element

from laras import __version__
from laras.doors.exchange.refi import schema, values
from laras.doors.exchange.refi.container import close_container
from laras.doors.exchange.refi.document import document, from_xml, make, make_text
from laras.doors.exchange.refi.model import Code, Coding, Project, Raw, Selection, Stamp, TextSource, User
from laras.doors.exchange.refi.offsets import Index, LfText

_SURROGATE = re.compile("[\ud800-\udfff]")
VALUE_TAGS = {
    "Text": "TextValue",
    "Boolean": "BooleanValue",
    "Integer": "IntegerValue",
    "Float": "FloatValue",
    "Date": "DateValue",
    "DateTime": "DateTimeValue",
}
Tool = Literal["nvivo", "maxqda", "atlas"]


@dataclass(frozen=True)
class _Way:
    """How texts and positions are written: counted in `unit`, line ends CRLF or LF, with BOM or without."""

    unit: str
    crlf: bool
    bom: bool


# LF and code points is what the standard says, and what ATLAS.ti reads too, which counts a line end as one.
_WAYS: dict[Tool | None, _Way] = {
    None: _Way("code point", crlf=False, bom=False),
    "atlas": _Way("code point", crlf=False, bom=False),
    "nvivo": _Way("UTF-16", crlf=True, bom=True),
    "maxqda": _Way("UTF-16", crlf=True, bom=False),
}


def write_project(project: Project, for_tool: Tool | None = None) -> bytes:
    """Return the `.qdpx`; the same project gives the same bytes.

    Passages carry their quote in `name` where they have no name of their own, so that any reader can check itself.
    Sources without text and passages without place keep the positions they came with. KeyError for an unknown tool.
    """
    way = _WAYS[for_tool]
    files = dict(project.files)
    root = schema.conform(_project(project, way, files))
    assert root is not None, "a project has a name, even an empty one, and nothing else is required of it"
    return close_container(document(root), files)


def _project(project: Project, way: _Way, files: dict[str, bytes]) -> Element:
    users = [make("User", {"guid": each.guid, "name": each.name, "id": each.short}) for each in _users(project)]
    codes = _parent("Codes", [_code(each) for each in project.codes])
    sources = [_source(each, way, files) for each in project.sources] + _raws(project.other_sources)
    parts = [
        _parent("Users", users),
        _parent("CodeBook", codes),
        _parent("Variables", _raws(project.variables)),
        _parent("Cases", _raws(project.cases)),
        _parent("Sources", sources),
        _parent("Notes", [_note(each, way) for each in project.notes]),
        _parent("Links", _raws(project.links)),
        _parent("Sets", _raws(project.sets)),
        _parent("Graphs", _raws(project.graphs)),
        make_text("Description", project.description),
        _note_refs(project.note_refs),
    ]
    root = make("Project", {}, (element for part in parts for element in part))
    root.set("name", project.name)
    root.attrib.update(make("Project", {"origin": _origin(project, way), **_stamp(project.stamp, "GUID")}).attrib)
    return root


def _origin(project: Project, way: _Way) -> str:
    """Who wrote the file and how it counts; where texts are missing also who counted their passages."""
    own = f"Laras {__version__} ({way.unit})"
    before = project.origin.rpartition(", from ")[2]
    waiting = any(each.text is None for each in project.sources)
    return f"{own}, from {before}" if waiting and before and not before.startswith("Laras") else own


def _users(project: Project) -> Iterator[User]:
    """The users, then those who coded without being named, so that no coder is lost."""
    yield from project.users
    known = {each.guid for each in project.users}
    for source in (*project.sources, *project.notes):
        for coding in _all_codings(source):
            if coding.coder and coding.coder not in known:
                known.add(coding.coder)
                yield User(coding.coder)


def _all_codings(source: TextSource) -> Iterator[Coding]:
    yield from source.codings
    for selection in (*source.selections, *source.unplaced):
        yield from selection.codings


def _parent(tag: str, children: Sequence[Element]) -> list[Element]:
    return [make(tag, {}, children)] if children else []


def _raws(raws: Iterable[Raw]) -> list[Element]:
    return [from_xml(each.xml) for each in raws]


def _stamp(stamp: Stamp, suffix: str = "") -> dict[str, str]:
    return {
        "creatingUser" + suffix: stamp.creator,
        "creationDateTime": _time(stamp.created),
        "modifyingUser" + suffix: stamp.modifier,
        "modifiedDateTime": _time(stamp.modified),
    }


def _time(when: datetime | None) -> str:
    return values.moment_text(when) if when else ""


def _note_refs(guids: Iterable[str]) -> list[Element]:
    return [make("NoteRef", {"targetGUID": each}) for each in guids]


def _code(code: Code) -> Element:
    made = make("Code", {"guid": code.guid, "isCodable": "true" if code.codable else "false", "color": code.colour})
    made.set("name", code.name)
    made.extend(make_text("Description", code.description))
    made.extend(_note_refs(code.note_refs))
    made.extend(_code(each) for each in code.children)
    return made


def _source(source: TextSource, way: _Way, files: dict[str, bytes]) -> Element:
    if source.text is None:
        return _text_element("TextSource", source, source.path, None)
    text = _without_surrogates(source.text)
    breaks = tuple(at for at, char in enumerate(text) if char == "\n") if way.crlf else ()
    # Reading takes one BOM away, so a text that begins with that character needs one more.
    bom = "\ufeff" if way.bom or text.startswith("\ufeff") else ""
    name = _free_name(source.guid, files)
    files[name] = (bom + (text.replace("\n", "\r\n") if way.crlf else text)).encode()
    return _text_element("TextSource", source, f"internal://{name}", Index(LfText(text, breaks), way.unit))


def _note(note: TextSource, way: _Way) -> Element:
    if note.text is None:
        return _text_element("Note", note, note.path, None)
    made = _text_element("Note", note, "", Index(LfText(note.text), way.unit))
    made.extend(make_text("PlainTextContent", note.text))
    return made


def _without_surrogates(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _free_name(guid: str, files: dict[str, bytes]) -> str:
    """A name in the sources folder that no kept file has (a transcript may share the text of a source)."""
    taken = {name.casefold() for name in files}
    stem = values.guid(guid)
    while f"{stem}.txt".casefold() in taken:
        stem = values.derived_guid(stem)
    return f"{stem}.txt"


def _text_element(tag: str, source: TextSource, path: str, index: Index | None) -> Element:
    attributes = {
        "guid": source.guid,
        "name": source.name,
        "richTextPath": source.rich_path,
        "plainTextPath": path,
        **_stamp(source.stamp),
    }
    made = make(tag, attributes, make_text("Description", source.description))
    made.extend(_selection(each, source.text, index) for each in source.selections)
    made.extend(_selection(each, None, None) for each in source.unplaced)
    made.extend(_coding(each) for each in source.codings)
    made.extend(_note_refs(source.note_refs))
    made.extend(from_xml(each) for each in source.extra)
    return made


def _selection(selection: Selection, text: str | None, index: Index | None) -> Element:
    start, end = selection.start, selection.end
    quote = "" if text is None else text[start:end]
    if index is not None:
        start, end = index.unit(start), index.unit(end)
    attributes = {
        "guid": selection.guid,
        "name": selection.name or quote,
        "startPosition": str(start),
        "endPosition": str(end),
        **_stamp(selection.stamp),
    }
    made = make("PlainTextSelection", attributes, make_text("Description", selection.description))
    made.extend(_coding(each) for each in selection.codings)
    made.extend(_note_refs(selection.note_refs))
    made.extend(from_xml(each) for each in selection.extra)
    return made


def _coding(coding: Coding) -> Element:
    attributes = {"guid": coding.guid, "creatingUser": coding.coder, "creationDateTime": _time(coding.created)}
    code = make("CodeRef", {"targetGUID": coding.code})
    return make("Coding", attributes, [code, *_note_refs(coding.note_refs)])
