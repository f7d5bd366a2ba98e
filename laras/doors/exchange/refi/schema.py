"""`Project.xsd` as a table, and the one function that makes an element obey it.

What another program wrote is not always valid, and we promise that what we write is. So everything that goes out is
conformed here: unknown attributes and children go, children stand in the order of the standard, an element without
what it must have goes, and so does a parent that would be empty. Source: REFI-QDA standard 1.5, Project.xsd (2019).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from laras.doors.exchange.refi import values

_STAMP = "creatingUser:guid creationDateTime:time modifyingUser:guid modifiedDateTime:time"
_REF = ("targetGUID!:guid", "")
_TEXT = (
    f"guid!:guid name richTextPath plainTextPath {_STAMP}",
    "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
)
_MEDIA = f"guid!:guid name path currentPath {_STAMP}"
_TIMED = (f"guid!:guid name begin!:integer end!:integer {_STAMP}", "Description? Coding* NoteRef*")
_BOX = f"guid!:guid name firstX!:integer firstY!:integer secondX!:integer secondY!:integer {_STAMP}"

# tag → (attributes, children). `!` required, `:type` (else any text); `?` at most one, `*` many, `+` at least one.
_TABLE: dict[str, tuple[str, str]] = {
    "Project": (
        f"name! origin basePath {_STAMP.replace('User:', 'UserGUID:')}",
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
    ),
    "Users": ("", "User+"),
    "User": ("guid!:guid name id", ""),
    "CodeBook": ("", "Codes+"),
    "Codes": ("", "Code+"),
    "Code": ("guid!:guid name! isCodable!:truth color:colour", "Description? NoteRef* Code*"),
    "Variables": ("", "Variable+"),
    "Variable": ("guid!:guid name! typeOfVariable!:variable", "Description?"),
    "VariableValue": ("", "VariableRef+ TextValue? BooleanValue? IntegerValue? FloatValue? DateValue? DateTimeValue?"),
    "Cases": ("", "Case+"),
    "Case": ("guid!:guid name", "Description? CodeRef* VariableValue* SourceRef* SelectionRef*"),
    "Sources": ("", ""),
    "TextSource": _TEXT,
    "Note": _TEXT,
    "Representation": _TEXT,
    "TextDescription": _TEXT,
    "PlainTextSelection": (
        f"guid!:guid name startPosition!:integer endPosition!:integer {_STAMP}",
        "Description? Coding* NoteRef*",
    ),
    "PictureSource": (_MEDIA, "Description? TextDescription? PictureSelection* Coding* NoteRef* VariableValue*"),
    "PictureSelection": (_BOX, "Description? Coding* NoteRef*"),
    "PDFSource": (_MEDIA, "Description? PDFSelection* Representation? Coding* NoteRef* VariableValue*"),
    "PDFSelection": (f"page!:integer {_BOX}", "Description? Representation? Coding* NoteRef*"),
    "AudioSource": (_MEDIA, "Description? Transcript* AudioSelection* Coding* NoteRef* VariableValue*"),
    "AudioSelection": _TIMED,
    "VideoSource": (_MEDIA, "Description? Transcript* VideoSelection* Coding* NoteRef* VariableValue*"),
    "VideoSelection": _TIMED,
    "Transcript": (
        f"guid!:guid name richTextPath plainTextPath {_STAMP}",
        "Description? PlainTextContent? SyncPoint* TranscriptSelection* NoteRef*",
    ),
    "TranscriptSelection": (
        f"guid!:guid name fromSyncPoint:guid toSyncPoint:guid {_STAMP}",
        "Description? Coding* NoteRef*",
    ),
    "SyncPoint": ("guid!:guid timeStamp:integer position:integer", ""),
    "Coding": ("guid!:guid creatingUser:guid creationDateTime:time", "CodeRef! NoteRef*"),
    "Notes": ("", "Note+"),
    "Links": ("", "Link+"),
    "Link": ("guid!:guid name direction:direction color:colour originGUID:guid targetGUID:guid", "NoteRef*"),
    "Sets": ("", "Set+"),
    "Set": ("guid!:guid name!", "Description? MemberCode* MemberSource* MemberNote*"),
    "Graphs": ("", "Graph+"),
    "Graph": ("guid!:guid name", "Vertex* Edge*"),
    "Vertex": (
        (
            "guid!:guid representedGUID:guid name firstX!:integer firstY!:integer secondX:integer secondY:integer"
            " shape:shape color:colour"
        ),
        "",
    ),
    "Edge": (
        (
            "guid!:guid representedGUID:guid name sourceVertex!:guid targetVertex!:guid color:colour"
            " direction:direction lineStyle:line"
        ),
        "",
    ),
    **dict.fromkeys(
        ("NoteRef", "CodeRef", "SourceRef", "SelectionRef", "VariableRef", "MemberCode", "MemberSource", "MemberNote"),
        _REF,
    ),
}
_SOURCES = frozenset(["TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"])
_LEAVES = {
    "Description": "text",
    "PlainTextContent": "text",
    "TextValue": "text",
    "BooleanValue": "truth",
    "IntegerValue": "integer",
    "FloatValue": "decimal",
    "DateValue": "day",
    "DateTimeValue": "time",
}
_CHOICES = {
    "variable": frozenset(["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]),
    "direction": frozenset(["Associative", "OneWay", "Bidirectional"]),
    "shape": frozenset(
        [
            "Person",
            "Oval",
            "Rectangle",
            "RoundedRectangle",
            "Star",
            "LeftTriangle",
            "RightTriangle",
            "UpTriangle",
            "DownTriangle",
            "Note",
        ]
    ),
    "line": frozenset(["dotted", "dashed", "solid"]),
}


@dataclass(frozen=True)
class _Shape:
    attributes: tuple[tuple[str, str, bool], ...]
    children: tuple[tuple[str, str], ...]


def _shape(attributes: str, children: str) -> _Shape:
    parts = (part.partition(":") for part in attributes.split())
    return _Shape(
        tuple((name.rstrip("!"), kind or "text", name.endswith("!")) for name, _, kind in parts),
        tuple((child[:-1], child[-1]) for child in children.split()),
    )


_SHAPES = {tag: _shape(*row) for tag, row in _TABLE.items()}


def conform(element: Element) -> Element | None:
    """A copy of `element` (no namespace) that the schema accepts, or None if nothing valid is left of it."""
    leaf = _LEAVES.get(element.tag)
    if leaf is not None:
        return _leaf(element, leaf)
    shape = _SHAPES.get(element.tag)
    if shape is None:
        return None
    made = Element(element.tag)
    for name, kind, required in shape.attributes:
        raw = element.get(name)
        value = "" if raw is None else _value(raw, kind)
        if raw is not None and (value or kind == "text"):
            made.set(name, value)
        elif required:
            return None
    return made if _children(element, made, shape) else None


def _children(element: Element, made: Element, shape: _Shape) -> bool:
    """Put the valid children in the order of the standard; False if one that must be there is not."""
    good = [conformed for child in element if (conformed := conform(child)) is not None]
    if element.tag == "Sources":
        # The schema lets sources stand in any order, and theirs is the order of the author.
        made.extend(child for child in good if child.tag in _SOURCES)
        return len(made) > 0
    by_tag: dict[str, list[Element]] = {}
    for child in good:
        by_tag.setdefault(child.tag, []).append(child)
    for tag, many in shape.children:
        found = by_tag.get(tag, [])
        if many in "+!" and not found:
            return False
        made.extend(found if many in "*+" and element.tag not in _ONE_OF_EACH else found[:1])
    if element.tag == "VariableValue":
        del made[2:]
    return True


_ONE_OF_EACH = frozenset(("CodeBook", "VariableValue"))


def _leaf(element: Element, kind: str) -> Element | None:
    value = _value(element.text or "", kind)
    if not value and kind != "text":
        return None
    made = Element(element.tag)
    made.text = value
    return made


def _time(raw: str) -> str:
    when = values.moment(raw)
    return values.moment_text(when) if when else ""


def _integer(raw: str) -> str:
    number = values.integer(raw)
    return "" if number is None else str(number)


_FORMS: dict[str, Callable[[str], str]] = {
    "text": values.xml_safe,
    "guid": values.guid,
    "time": _time,
    "integer": _integer,
    "truth": values.truth,
    "colour": values.colour,
    "day": values.day,
    "decimal": values.decimal,
}


def _value(raw: str, kind: str) -> str:
    """`raw` as the schema writes that kind, '' if it is not of that kind."""
    if kind in _FORMS:
        return _FORMS[kind](raw)
    return raw.strip() if raw.strip() in _CHOICES[kind] else ""
