"""Bytes that people wrote → plain text: what comes in as a document leaves as a `Document`.

Text files are read here; every other form is parsed in a child process with a ceiling on memory and time. The heavy
libraries are imported there and only there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from laras.base.files import child
from laras.base.files.guard import LIMIT, Kind, inspect
from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers import docx, html, markdown, odt, pdf, subtitles, table, text
from laras.stages.evidence.readers.document import Document, Part

__all__ = ["KINDS", "LONGEST", "Document", "pasted", "read"]

LONGEST = 5_000_000  # characters; far above any interview, far below what a page could show
NO_WORDS = N_("The file holds no text. Choose another one.")
TOO_MANY_WORDS = N_("The text has more than {most} characters. Split the file.")

_SUBTITLES = re.compile(r"\ufeff?\s*(?:WEBVTT\b|(?:\d+\s*\n)?[ \t]*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->)")

_HERE: dict[Kind, Callable[[bytes], Part]] = {
    Kind.TXT: text.parse,
    Kind.SRT: subtitles.parse,
    Kind.VTT: subtitles.parse,
    Kind.CSV: table.parse,
}
_IN_A_CHILD: dict[Kind, Callable[[bytes], Part]] = {
    Kind.MD: markdown.parse,
    Kind.HTML: html.parse,
    Kind.DOCX: docx.parse,
    Kind.ODT: odt.parse,
    Kind.PDF: pdf.parse,
}
KINDS = frozenset(_HERE) | frozenset(_IN_A_CHILD)


def read(filename: str, data: bytes, *, limit: int = LIMIT) -> Document:
    """Return the text of `data`: LF only, no BOM, no NUL, no trailing spaces, paragraphs apart by one empty line.

    Letters, quotes and emoji stay as written (no normalisation). `title` is what the document calls itself, else the
    name of the file. The same bytes always give the same text. Refused, with one sentence, for everything that is no
    readable document of the kinds in `KINDS`; `limit` is in bytes.
    """
    kind = inspect(filename, data, limit=limit, allowed=KINDS)
    part = _HERE[kind](data) if kind in _HERE else child.run(_IN_A_CHILD[kind], data)
    if not part["text"]:
        raise Refused(NO_WORDS)
    if len(part["text"]) > LONGEST:
        raise Refused(TOO_MANY_WORDS, most=LONGEST)
    title = part["title"] or PurePosixPath(filename.replace("\\", "/")).stem
    return Document(
        text=part["text"],
        title=title,
        notes=tuple(part["notes"]),
        kind=kind,
        times=tuple((int(at), seconds) for at, seconds in part.get("times", ())),
        speakers=dict.fromkeys(part.get("speakers", ()), "") | dict.fromkeys(part.get("not_speakers", ()), "-"),
    )


def pasted(text: str) -> Document | None:
    """Return pasted subtitles as a document, None for any other text; Refused when their times cannot be read."""
    if not _SUBTITLES.match(text):
        return None
    part = subtitles.parse(text.encode("utf-8", "replace"))
    times = tuple((int(at), seconds) for at, seconds in part.get("times", ()))
    return Document(text=part["text"], title="", notes=tuple(part["notes"]), kind=Kind.VTT, times=times)
