"""OpenDocument texts → text, after every XML part was judged; read by SAX, so that no tree of the document is built."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.handler import ContentHandler

from laras.base.files.safe_zip import DAMAGED, LOCKED, SafeZip, open_zip
from laras.domain.errors import Refused
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.docx import CHANGES, COMMENTS, HEADERS, judge_parts
from laras.stages.evidence.readers.html import PICTURES
from laras.stages.evidence.readers.text import tidy

MOST_SPACES = 200  # one element may ask for any number of spaces

_SPACES = re.compile(r"[ \t\r\n]+")
_LEFT_OUT = {"office:annotation": COMMENTS, "text:tracked-changes": CHANGES, "draw:image": PICTURES}
_SILENT = frozenset({"office:annotation", "text:tracked-changes", "svg:title", "svg:desc", "text:note-citation"})


def parse(data: bytes) -> Part:
    """Return the text of an .odt: headings, paragraphs, lists, tables by tab, notes as `[1]` and at the end."""
    archive = open_zip(data)
    # A locked document keeps its names and its mimetype; only the list of parts tells.
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused(LOCKED)
    if "content.xml" not in archive.names:
        raise Refused(DAMAGED)
    judge_parts(archive)
    body = _Body()
    _walk(archive, "content.xml", body)
    notes = [note for note in (COMMENTS, CHANGES, PICTURES) if note in body.left_out]
    if "styles.xml" in archive.names and re.search(rb"<style:(?:header|footer)\b", archive.read("styles.xml")):
        notes.append(HEADERS)
    return {"text": tidy(body.text()), "title": _title(archive), "notes": notes}


def _walk(archive: SafeZip, name: str, handler: ContentHandler) -> None:
    from defusedxml import sax  # only in the child

    sax.parseString(archive.read(name), handler, forbid_dtd=True)


def _title(archive: SafeZip) -> str:
    if "meta.xml" not in archive.names:
        return ""
    found = _Title()
    _walk(archive, "meta.xml", found)
    return _SPACES.sub(" ", found.words).strip()


class _Title(ContentHandler):
    """Keeps what the document calls itself."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._inside = False

    def startElement(self, name: str, attrs: Any) -> None:
        self._inside = name == "dc:title"

    def endElement(self, name: str) -> None:
        self._inside = False

    def characters(self, content: str) -> None:
        if self._inside:
            self.words += content


class _Body(ContentHandler):
    """Collects blocks: a paragraph, a list, a table; notes wait for the end."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: set[str] = set()
        self._blocks: list[str] = []
        self._notes: list[str] = []
        self._lines: list[str] = []  # of the list or table that is open
        self._cells: list[str] | None = None
        self._stack: list[list[str]] = []  # words of the paragraphs that are open, a text box inside one among them
        self._silent = self._lists = self._tables = 0
        self._in_note = False
        self._opens_item = False

    def text(self) -> str:
        return "\n\n".join([*self._blocks, *self._notes])

    def startElement(self, name: str, attrs: Any) -> None:
        if name in _LEFT_OUT:
            self.left_out.add(_LEFT_OUT[name])
        if name in _SILENT or self._silent:
            self._silent += 1
            return
        if name in ("text:p", "text:h"):
            self._stack.append([])
        elif name == "text:s":
            count = str(attrs.get("text:c", "1"))
            self._add(" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES), as_it_is=True)
        elif name in ("text:tab", "text:line-break"):
            self._add("\t" if name == "text:tab" else "\n", as_it_is=True)
        elif name == "text:note":
            self._add(f"[{len(self._notes) + 1}]", as_it_is=True)
            self._notes.append("")
            self._in_note = True
        else:
            self._opens(name)

    def _opens(self, name: str) -> None:
        if name == "text:list":
            self._lists += 1
        elif name == "text:list-item":
            self._opens_item = True
        elif name == "table:table":
            self._tables += 1
        elif name == "table:table-row" and self._tables == 1:
            self._cells = []
        elif name == "table:table-cell" and self._tables == 1 and self._cells is not None:
            self._cells.append("")

    def endElement(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
        elif name in ("text:p", "text:h"):
            self._paragraph("".join(self._stack.pop()).strip())
        elif name == "text:note":
            self._notes[-1] = f"[{len(self._notes)}] {self._notes[-1]}".rstrip()
            self._in_note = False
        elif name == "text:list":
            self._lists -= 1
            self._close()
        elif name == "table:table-row" and self._tables == 1:
            self._lines.append("\t".join(self._cells or []).rstrip())
            self._cells = None
        elif name == "table:table":
            self._tables -= 1
            self._close()

    def _close(self) -> None:
        if not self._lists and not self._tables and self._lines:
            self._blocks.append("\n".join(self._lines))
            self._lines = []

    def _paragraph(self, words: str) -> None:
        if not words:
            return
        if self._in_note:
            self._notes[-1] = f"{self._notes[-1]} {words}".strip()
        elif self._cells:
            self._cells[-1] = f"{self._cells[-1]} {_SPACES.sub(' ', words)}".strip()
        elif self._lists:
            mark = "- " if self._opens_item else "  "
            self._lines.append("  " * (self._lists - 1) + mark + words)
            self._opens_item = False
        else:
            self._blocks.append(words)

    def characters(self, content: str) -> None:
        if not self._silent:
            self._add(_SPACES.sub(" ", content))

    def _add(self, words: str, *, as_it_is: bool = False) -> None:
        if not self._stack:
            return
        open_words = self._stack[-1]
        # White space is one space, however the file is laid out; spaces that count are elements of their own.
        if not as_it_is and words.startswith(" ") and open_words and open_words[-1].endswith((" ", "\n", "\t")):
            words = words[1:]
        open_words.append(words)
