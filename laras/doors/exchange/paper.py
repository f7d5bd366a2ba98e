"""Codings and codebooks as paper: one list of blocks, written as a web page of its own or as a Word document.

Nothing in them can do anything: the page has no script, no link and no picture, the document no field and no macro.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from django.utils.translation import get_language

Kind = Literal["title", "heading", "under", "quote", "line", "text"]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLE = (
    "body{font:11pt/1.5 Georgia,'Times New Roman',serif;color:#1d1b16;background:#fff;max-width:44rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:20pt;line-height:1.25}h2{font-size:14pt;margin:2rem 0 .5rem;break-after:avoid}"
    "h3{font-size:11.5pt;margin:1.4rem 0 .3rem;break-after:avoid}blockquote{margin:.8rem 0 .1rem 1rem;padding-left:"
    ".8rem;border-left:3px solid #b9b09c;white-space:pre-wrap;overflow-wrap:anywhere;break-inside:avoid}"
    "p{margin:.3rem 0}.line{margin-left:1.95rem;font-size:9.5pt;color:#57503f}@page{margin:2.2cm}"
    "@media print{body{margin:0;max-width:none}}"
)
_TAGS: dict[Kind, tuple[str, str]] = {
    "title": ("<h1>", "</h1>"),
    "heading": ("<h2>", "</h2>"),
    "under": ("<h3>", "</h3>"),
    "quote": ("<blockquote>", "</blockquote>"),
    "line": ('<p class="line">', "</p>"),
    "text": ("<p>", "</p>"),
}


@dataclass(frozen=True)
class Block:
    """A piece of the paper: what it is, and its words."""

    kind: Kind
    text: str


def as_html(blocks: Iterable[Block]) -> bytes:
    """Return one web page that is whole in itself, UTF-8; every word escaped."""
    parts = list(blocks)
    title = next((one.text for one in parts if one.kind == "title"), "Laras")
    body = "\n".join(f"{_TAGS[one.kind][0]}{escape(_plain(one.text))}{_TAGS[one.kind][1]}" for one in parts)
    return (
        f'<!doctype html>\n<html lang="{escape(get_language() or "id")}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(_plain(title))}</title><style>{_STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def as_docx(blocks: Iterable[Block]) -> bytes:
    """Return a Word document with true headings; the same blocks give the same words."""
    import docx  # half a second; only who exports pays it
    from docx.shared import Pt

    paper = docx.Document()
    properties = paper.core_properties
    properties.author = properties.last_modified_by = "Laras"
    properties.created = properties.modified = datetime(1980, 1, 1)
    styles = {"title": "Title", "heading": "Heading 1", "under": "Heading 2", "quote": "Quote"}
    for one in blocks:
        made = paper.add_paragraph(style=styles.get(one.kind, "Normal"))
        run = made.add_run(_plain(one.text))
        if one.kind == "title":
            properties.title = _plain(one.text)[:200]
        made.paragraph_format.keep_with_next = one.kind in ("title", "heading", "under", "quote")
        if one.kind == "line":
            run.font.size = Pt(9)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _plain(text: str) -> str:
    """The words without what neither XML nor a page can hold."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def quotes(text: str) -> str:
    """A quote between its marks."""
    return f"“{text}”"


def dotted(parts: Sequence[str]) -> str:
    """What stands in one small line, without what is empty."""
    return " · ".join(part for part in parts if part)
