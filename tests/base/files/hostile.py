"""Files that no friend sends: bombs, liars and locks, built in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive of `parts` (name: content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, before: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """Return a .docx with `body` as the XML inside its body; `before` stands in front of the root element."""
    document = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
    }
    return zipped(parts | (more or {}))


def paragraph(text: str) -> str:
    """Return one paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@cache
def text_bomb() -> bytes:
    """Return a .docx under 1 MB whose one paragraph unpacks to 800 MB: one packed piece, repeated."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece, pieces = b"A" * (8 * 1024 * 1024), 100
    start, end = f"<w:document {W}><w:body><w:p><w:r><w:t>".encode(), b"</w:t></w:r></w:p></w:body></w:document>"
    packed, crc = [pack.compress(start)], zlib.crc32(start)
    packed.append(pack.flush(zlib.Z_FULL_FLUSH))
    packed += [pack.compress(piece) + pack.flush(zlib.Z_FULL_FLUSH)] * pieces
    for _ in range(pieces):
        crc = zlib.crc32(piece, crc)
    packed += [pack.compress(end), pack.flush()]
    body, size = b"".join(packed), len(start) + len(piece) * pieces + len(end)
    types = CONTENT_TYPES.encode()
    return raw_zip(
        [
            ("[Content_Types].xml", types, zlib.crc32(types), len(types), zipfile.ZIP_STORED),
            ("word/document.xml", body, zlib.crc32(end, crc), size, zipfile.ZIP_DEFLATED),
        ]
    )


@cache
def overlap_bomb(members: int = 1000) -> bytes:
    """Return a small archive whose many members all point at the same compressed megabytes."""
    content = b"\0" * (10 * 1024 * 1024)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = pack.compress(content) + pack.flush()
    claims = {"packed": len(body), "crc": zlib.crc32(content), "size": len(content), "method": zipfile.ZIP_DEFLATED}
    local = _local("a", **claims) + body
    directory = b"".join(_entry(f"a{n}", 0, **claims) for n in range(members))
    return local + directory + _end(members, len(directory), len(local))


def quiet_overlap() -> bytes:
    """Return an archive of two small members that share their bytes: no cap on size would notice."""
    content = b"word " * 10
    claims = {"packed": len(content), "crc": zlib.crc32(content), "size": len(content), "method": zipfile.ZIP_STORED}
    local = _local("a", **claims) + content
    directory = _entry("a", 0, **claims) + _entry("b", 0, **claims)
    return local + directory + _end(2, len(directory), len(local))


def crowd(members: int) -> bytes:
    """Return an archive with many empty members."""
    return raw_zip([(str(n), b"", 0, 0, zipfile.ZIP_STORED) for n in range(members)])


def locked_zip() -> bytes:
    """Return an archive whose member says that it is encrypted."""
    return raw_zip([("a.txt", b"0123456789abcdef", 1, 4, zipfile.ZIP_STORED)], flags=1)


def raw_zip(members: list[tuple[str, bytes, int, int, int]], *, flags: int = 0) -> bytes:
    """Return an archive from (name, packed bytes, checksum, unpacked size, method), whatever they claim."""
    out, directory = io.BytesIO(), []
    for name, packed, crc, size, method in members:
        claims = {"packed": len(packed), "crc": crc, "size": size, "method": method, "flags": flags}
        directory.append(_entry(name, out.tell(), **claims))
        out.write(_local(name, **claims) + packed)
    start = out.tell()
    listing = b"".join(directory)
    return out.getvalue() + listing + _end(len(members) & 0xFFFF, len(listing), start)


def _local(name: str, *, packed: int, crc: int, size: int, method: int, flags: int = 0) -> bytes:
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, method, 0, 0x21, crc, packed, size, len(name), 0)
    return head + name.encode()


def _entry(name: str, offset: int, *, packed: int, crc: int, size: int, method: int, flags: int = 0) -> bytes:
    fields = (20, 20, flags, method, 0, 0x21, crc, packed, size, len(name), 0, 0, 0, 0, 0, offset)
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fields) + name.encode()


def _end(members: int, size: int, start: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, size, start, 0)


LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY lol0 'lol'>"
    + "".join(f"<!ENTITY lol{n} '{f'&lol{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def billion_laughs() -> bytes:
    """Return a .docx whose text is an entity that grows to a thousand million words."""
    return docx(paragraph("&lol9;"), before=LAUGHS)


def outside_entity() -> bytes:
    """Return a .docx whose text would be a file of the machine that reads it (XXE)."""
    return docx(paragraph("&xxe;"), before='<!DOCTYPE w [<!ENTITY xxe SYSTEM "file:///etc/hostname">]>')
