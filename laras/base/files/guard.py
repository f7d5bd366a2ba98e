"""Looks at what a file holds before anybody works with it: its size, its kind by content, locks and macros.

The name only says what the sender believes; the first bytes decide. Cells that begin with = + - @ are left as they
are: what was sent is kept unchanged, and whoever writes a table for others defuses them there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path, PurePosixPath

from laras.base.files import child
from laras.base.files.safe_zip import DAMAGED, LOCKED, SafeZip, open_zip
from laras.domain.errors import N_, Refused

MB = 1024 * 1024
LIMIT = 25 * MB


class Kind(StrEnum):
    """What a file is, named by its usual extension."""

    TXT = "txt"
    MD = "md"
    HTML = "html"
    CSV = "csv"
    SRT = "srt"
    VTT = "vtt"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    QDPX = "qdpx"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    OGG = "ogg"
    MP3 = "mp3"
    M4A = "m4a"
    WAV = "wav"
    WEBM = "webm"


_BY_EXTENSION = {kind.value: kind for kind in Kind} | {
    "text": Kind.TXT,
    "markdown": Kind.MD,
    "htm": Kind.HTML,
    "jpg": Kind.JPEG,
    "oga": Kind.OGG,
    "opus": Kind.OGG,
}
WRITTEN = frozenset({Kind.TXT, Kind.MD, Kind.HTML, Kind.CSV, Kind.SRT, Kind.VTT})

# A ZIP is looked into, everything else is decided by how it begins. Each is a form that no written text begins with.
_BEGINS = {
    Kind.PDF: rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-",
    Kind.PNG: rb"\x89PNG\r\n\x1a\n",
    Kind.JPEG: rb"\xff\xd8\xff",
    Kind.WEBP: rb"RIFF....WEBP",
    Kind.WAV: rb"RIFF....WAVE",
    Kind.OGG: rb"OggS\x00",
    Kind.MP3: rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2]",
    Kind.M4A: rb"\x00...ftyp",
    Kind.WEBM: rb"\x1a\x45\xdf\xa3",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PDF_LOCK = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

EMPTY = N_("The file is empty. Choose the file again.")
TOO_LARGE = N_("The file has {size} MB; at most {limit} MB are taken. Split it, or save it without pictures.")
UNKNOWN = N_("Files of the kind .{extension} are not taken in this version. Taken are: {taken}.")
NO_EXTENSION = N_("The name of the file has no ending such as .txt or .docx. Rename it and send it again.")
FALSE_NAME = N_("The file is called .{extension} but holds something else (.{found}). Choose the right file.")
NO_SUCH = N_("The file is called .{extension} but is no such document. Choose the right file.")
MACROS = N_("The document holds macros (small programs). Save it as .docx without macros and send it again.")
OLD_OFFICE = N_("The file is in the old Office form (.doc, .xls, .ppt). Save it as .docx or .xlsx and send it again.")
NOT_TEXT = N_("The file is called .{extension} but holds no readable text. Choose the right file.")


def check_size(name: str, size: int, *, limit: int = LIMIT) -> None:
    """Refuse a file of `size` bytes (as announced, before a byte is read) when empty or above `limit` bytes."""
    if size <= 0:
        raise Refused(EMPTY)
    if size > limit:
        raise Refused(TOO_LARGE, name=name, size=-(-size // MB), limit=limit // MB)


def inspect(
    filename: str, content: bytes | Path, *, limit: int = LIMIT, allowed: Collection[Kind] = frozenset(Kind)
) -> Kind:
    """Return the kind of `content`, or raise Refused with one sentence that says what to do.

    `allowed` are the kinds the caller can use; `limit` is in bytes. Only the ending of `filename` is looked at, the
    name is never used as a path. The content is not changed.
    """
    check_size(filename, content.stat().st_size if isinstance(content, Path) else len(content), limit=limit)
    data = content.read_bytes() if isinstance(content, Path) else content
    extension = PurePosixPath(filename.replace("\\", "/")).suffix.lower().lstrip(".")
    _refuse_office_with_locks_or_macros(extension, data)
    claimed = _BY_EXTENSION.get(extension)
    if claimed is None or claimed not in allowed:
        if not extension:
            raise Refused(NO_EXTENSION)
        raise Refused(UNKNOWN, extension=extension, taken=", ".join(kind for kind in Kind if kind in allowed))
    if claimed in WRITTEN:
        _judge_text(extension, data)
        return claimed
    found = sniff(data)
    if found is not claimed:
        raise Refused(FALSE_NAME, extension=extension, found=found) if found else Refused(NO_SUCH, extension=extension)
    if found is Kind.PDF and _PDF_LOCK.search(data) and child.run(needs_password, data):
        raise Refused(LOCKED)
    return found


def sniff(data: bytes) -> Kind | None:
    """Return the kind that the bytes show; None for text and for the unknown; Refused for a bad archive or macros."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(open_zip(data))
    return next((kind for kind, begin in _BEGINS.items() if re.match(begin, data, re.DOTALL)), None)


def needs_password(data: bytes) -> bool:
    """Tell whether a PDF opens only with a password: many are locked against changes alone and open without one."""
    import pypdf  # half a second; only in the child

    reader = pypdf.PdfReader(io.BytesIO(data))
    return reader.is_encrypted and not reader.decrypt("")


def _refuse_office_with_locks_or_macros(extension: str, data: bytes) -> None:
    """Refuse what has its own sentence, whatever the file is called."""
    if data.startswith(_OLE):
        raise Refused(LOCKED if _ENCRYPTED_PACKAGE in data else OLD_OFFICE)
    if extension in ("docm", "dotm", "xlsm", "pptm"):
        raise Refused(MACROS)


def _kind_of_zip(archive: SafeZip) -> Kind | None:
    names = archive.names
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        raise Refused(MACROS)
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml", MB)
        if b"macroEnabled" in types:
            raise Refused(MACROS)
        if b"wordprocessingml.document.main+xml" in types or b"wordprocessingml.template.main+xml" in types:
            return Kind.DOCX
        return Kind.XLSX if b"spreadsheetml.sheet.main+xml" in types else None
    if "mimetype" in names and archive.read("mimetype", 100).startswith(b"application/vnd.oasis.opendocument.text"):
        return Kind.ODT
    if any(name.lower().endswith(".qde") for name in names):
        return Kind.QDPX
    if not names:
        raise Refused(DAMAGED)
    return None


def _judge_text(extension: str, data: bytes) -> None:
    found = sniff(data)
    if found is not None:
        raise Refused(FALSE_NAME, extension=extension, found=found)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return  # UTF-16 is full of zero bytes; whoever reads it finds out whether it is text
    # A stray control character happens in pasted text; more than one in two hundred is no text.
    if b"\0" in data or len(_NO_TEXT.findall(data)) > 2 + len(data) // 200:
        raise Refused(NOT_TEXT, extension=extension)
