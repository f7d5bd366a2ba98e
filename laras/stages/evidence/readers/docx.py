"""Word documents → HTML → text, after every XML part was judged."""

from __future__ import annotations

import io
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from laras.base.files.safe_zip import SafeZip, open_zip
from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.html import markup_to_part

MOST_ELEMENTS = 200_000  # about 300 pages; mammoth needs 0.8 kB and 50 µs for each
DEEPEST = 150

DTD = N_("The document holds instructions that ordinary documents never hold (a DTD). It is not taken in.")
BROKEN_XML = N_("The document is damaged inside. Open it in your word processor, save it again and send it once more.")
TOO_RICH = N_("The document has too many parts to be read at once. Split it.")
COMMENTS = N_("Comments in the margin were left out.")
CHANGES = N_("The document holds tracked changes; the text was read as if all of them were accepted.")
HEADERS = N_("Headers and footers of the pages were left out.")


def parse(data: bytes) -> Part:
    """Return the text of a .docx: headings, paragraphs, lists, tables by tab, footnotes as `[1]` and at the end."""
    import mammoth  # 0.1 s; only in the child

    archive = open_zip(data)
    seen = judge_parts(archive)
    converted = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map="p[style-name='Title'] => h1:fresh",
        include_embedded_style_map=False,  # the sender does not decide how we read
        external_file_access=False,
        convert_image=lambda _image: [mammoth.html.element("img", {}, [])],
    )
    part = markup_to_part(str(converted.value), spaces_count=True)
    return {**part, "notes": part["notes"] + _notes(archive, seen)}


def _notes(archive: SafeZip, seen: frozenset[str]) -> list[str]:
    notes = []
    if "w:comment" in seen:
        notes.append(COMMENTS)
    if seen & {"w:del", "w:ins", "w:moveFrom"}:
        notes.append(CHANGES)
    if any(name.startswith(("word/header", "word/footer")) for name in archive.names):
        notes.append(HEADERS)
    return notes


def judge_parts(archive: SafeZip) -> frozenset[str]:
    """Refuse DTDs, too many or too deep elements and broken XML in any part; return the names of elements seen.

    Parts are told by their first byte and not by their ending: a relation may point at any of them.
    """
    from defusedxml import sax
    from defusedxml.common import DefusedXmlException

    count = _Count()
    for name in archive.names:
        if not _looks_like_xml(archive.read(name, 64)):
            continue
        try:
            sax.parseString(archive.read(name), count, forbid_dtd=True)
        except DefusedXmlException as reason:
            raise Refused(DTD) from reason
        except SAXParseException as reason:
            raise Refused(BROKEN_XML) from reason
    return frozenset(count.seen)


def _looks_like_xml(start: bytes) -> bool:
    return start.lstrip().startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<"))


class _Count(ContentHandler):
    """Counts elements over all parts and stops above `MOST_ELEMENTS` or below `DEEPEST`."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self._elements = 0
        self._depth = 0

    def startDocument(self) -> None:
        self._depth = 0

    def startElement(self, name: str, attrs: Any) -> None:
        self.seen.add(name)
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            raise Refused(TOO_RICH)

    def endElement(self, name: str) -> None:
        self._depth -= 1
