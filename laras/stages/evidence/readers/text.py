"""Plain text: which letters the bytes stand for, and the one form in which every text is kept."""

from __future__ import annotations

import codecs
import re

from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers.document import Part

UNREADABLE = N_("The file holds no readable text. Save it as UTF-8 and send it again.")
OLD_LETTERS = N_("The file was read as Windows text (cp1252). Look whether accents and quotation marks are right.")
CLEANED = N_("Characters that cannot be seen were taken out.")

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_LONE = re.compile("[\ud800-\udfff]")
_TRAILING = re.compile("[ \t\u00a0]+$", re.MULTILINE)
_GAPS = re.compile("\n{3,}")


def parse(data: bytes) -> Part:
    """Return a text file as it is kept; Refused when it is no text."""
    raw, notes = decode(data)
    if "\0" in raw:
        raise Refused(UNREADABLE)
    text = tidy(raw)
    if _INVISIBLE.search(raw):
        notes.append(CLEANED)
    return {"text": text, "title": "", "notes": notes}


def decode(data: bytes, declared: str = "") -> tuple[str, list[str]]:
    """Return the letters of `data` and what was guessed: BOM, else `declared`, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding), []
    if declared and _is_text_encoding(declared):
        return data.decode(declared, errors="replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        # cp1252 leaves five bytes undefined; they do not occur in text.
        return _strict(data, "cp1252"), [OLD_LETTERS]


def tidy(text: str) -> str:
    """Return `text` in the form every source is kept in: see `read`."""
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _LONE.sub("\ufffd", text)
    text = _TRAILING.sub("", text)
    return _GAPS.sub("\n\n", text).strip("\n")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as reason:
        raise Refused(UNREADABLE) from reason


def _is_text_encoding(name: str) -> bool:
    try:
        # "hex" and "zip" are codecs too, and unpack; only encodings of letters are wanted.
        return bool(getattr(codecs.lookup(name), "_is_text_encoding", False))
    except LookupError:
        return False
