"""The XML of a project: parsed without DTD, with caps, and freed of its namespace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from laras.domain.errors import N_, Refused

NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
_DEEPEST = 100
_MOST_ELEMENTS = 1_000_000
_MOST_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(rb"<[^<]{65536,}")
_ATTRIBUTE = re.compile(rb"\s[\w:.-]+\s*=\s*[\"']")

DEFINES = N_("The project carries a document type definition, which can hide an attack. The file is not taken in.")
BROKEN = N_("The project part of the file is damaged or not complete. Export it again from the program it came from.")
OTHER_FORMAT = N_("The file is not a REFI-QDA project of version 1.0. Export it as a REFI-QDA project (.qdpx).")
OTHER_CODEBOOK = N_("The file is not a REFI-QDA codebook of version 1.0. Export it as a REFI-QDA codebook (.qdc).")
TOO_DEEP = N_("The project is nested more than {most} levels deep. The file is not taken in.")
TOO_MANY = N_("The project holds more than {most} parts. Export fewer sources at a time.")


class _CappedBuilder(TreeBuilder):
    """Builds the tree, and stops before a hostile one has eaten memory or Python's stack."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._elements += 1
        if len(attrs) > _MOST_ATTRIBUTES:
            raise Refused(TOO_MANY, most=_MOST_ATTRIBUTES)
        if self._depth > _DEEPEST:
            raise Refused(TOO_DEEP, most=_DEEPEST)
        if self._elements > _MOST_ELEMENTS:
            raise Refused(TOO_MANY, most=_MOST_ELEMENTS)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_project(data: bytes) -> Element:
    """Return the Project element, tags without namespace, foreign elements and attributes gone; else Refused."""
    return _parse(data, NAMESPACE, "Project", OTHER_FORMAT)


def parse_codebook(data: bytes) -> Element:
    """Return the CodeBook element of a `.qdc`, in the same way; else Refused."""
    return _parse(data, CODEBOOK, "CodeBook", OTHER_CODEBOOK)


def _judge_attributes(data: bytes) -> None:
    """Refuse a tag of so many attributes that the parser alone would need seconds for it, before it begins."""
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<") else data
    for long in _LONG_TAG.finditer(plain):
        if len(_ATTRIBUTE.findall(long[0])) > _MOST_ATTRIBUTES:
            raise Refused(TOO_MANY, most=_MOST_ATTRIBUTES)


def _parse(data: bytes, namespace: str, tag: str, other: str) -> Element:
    _judge_attributes(data)
    parser = DefusedXMLParser(target=_CappedBuilder(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as reason:
        raise Refused(DEFINES) from reason
    except (ParseError, ValueError, LookupError) as reason:
        if isinstance(reason, Refused):
            raise
        raise Refused(BROKEN) from reason
    if root.tag != f"{{{namespace}}}{tag}":
        raise Refused(other)
    _bare(root, f"{{{namespace}}}")
    return root


def _bare(element: Element, prefix: str) -> None:
    element.tag = element.tag.removeprefix(prefix)
    for name in [name for name in element.attrib if name.startswith("{")]:
        del element.attrib[name]
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.startswith(prefix):
            _bare(child, prefix)
        else:
            element.remove(child)


def to_xml(element: Element) -> str:
    """The element as XML text without namespace, without the white space that followed it."""
    tail, element.tail = element.tail, None
    try:
        return tostring(element, encoding="unicode")
    finally:
        element.tail = tail


def from_xml(xml: str) -> Element:
    """The element that `to_xml` wrote; ours, so there is no DTD to guard against, but parsed by the same parser."""
    parser = DefusedXMLParser(target=_CappedBuilder(), forbid_dtd=True)
    parser.feed(xml)
    element: Element = parser.close()
    return element


def make(tag: str, attributes: Mapping[str, str | None], children: Iterable[Element] = ()) -> Element:
    """An element with the attributes that are not empty, and its children."""
    element = Element(tag, {name: value for name, value in attributes.items() if value})
    element.extend(children)
    return element


def make_text(tag: str, text: str) -> list[Element]:
    """One element holding `text`, or none if there is no text."""
    if not text:
        return []
    element = Element(tag)
    element.text = text
    return [element]


def document(root: Element) -> bytes:
    """The whole file: UTF-8, with declaration and namespace, root as given."""
    root.set("xmlns", NAMESPACE)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}{tostring(root, encoding='unicode')}\n".encode()
