"""A codebook alone (`.qdc`): the tree of codes, valid against `Codebook.xsd`."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

from laras import __version__
from laras.doors.exchange.refi.document import make, make_text
from laras.doors.exchange.refi.model import Code
from laras.doors.exchange.refi.values import colour, guid, xml_safe

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write_codebook(codes: Iterable[Code]) -> bytes:
    """Return the file; the same codes give the same bytes. The standard asks for at least one code."""
    root = make("CodeBook", {"origin": f"Laras {__version__}"}, [make("Codes", {}, [_code(code) for code in codes])])
    root.set("xmlns", NAMESPACE)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}{tostring(root, encoding='unicode')}\n".encode()


def _code(code: Code) -> Element:
    made = make("Code", {"guid": guid(code.guid), "isCodable": "true" if code.codable else "false"})
    made.set("name", xml_safe(code.name))
    if shade := colour(code.colour):
        made.set("color", shade)
    made.extend(make_text("Description", xml_safe(code.description)))
    made.extend(_code(child) for child in code.children)
    return made
