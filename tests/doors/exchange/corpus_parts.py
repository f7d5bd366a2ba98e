"""What broken and hostile project files are made of."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.doors.exchange.refi.made import (
    HEAD,
    NAMESPACE,
    codebook,
    guid,
    one_text,
    project_xml,
    qdpx,
)

MB = 1024 * 1024
LAUGHS = (
    '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)


def root(inside: str, doctype: str = "") -> str:
    return f'{HEAD}{doctype}<Project xmlns="{NAMESPACE}" name="x">{inside}</Project>'


def with_member(
    name: str, *, mode: int = 0, data: bytes = b"x", flags: int = 0, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A whole project with one more member."""
    buffer = io.BytesIO(qdpx(project_xml(codebook(1))))
    with zipfile.ZipFile(buffer, "a") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, data, method)
    made = bytearray(buffer.getvalue())
    if flags:
        for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = made.rindex(sign)
            made[at + place : at + place + 2] = struct.pack("<H", flags)
    return bytes(made)


def same_name() -> bytes:
    data = bytearray(qdpx(project_xml(""), {"sources/a.txt": b"1", "sources/b.txt": b"2"}))
    return bytes(data.replace(b"sources/b.txt", b"sources/a.txt"))


def overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    data = bytearray(qdpx(project_xml(""), {"sources/a.txt": b"1" * 50, "sources/b.txt": b"1" * 50}))
    first = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    second = data.index(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def claims(size: int, packed: int | None = None) -> bytes:
    """A member that says in the directory that it is `size` bytes long."""
    data = bytearray(with_member("sources/b.txt", data=b"x" * 100))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    if packed is not None:
        data[at + 20 : at + 24] = struct.pack("<I", packed)
    return bytes(data)


def zip64_that_lies() -> bytes:
    """A member whose zip64 field says more than there is."""
    data = bytearray(with_member("sources/b.txt", data=b"x" * 100))
    at = data.rindex(b"PK\x01\x02")
    extra = struct.pack("<HHQ", 1, 8, 1 << 62)
    data[at + 24 : at + 28] = b"\xff\xff\xff\xff"
    name = struct.unpack("<H", data[at + 28 : at + 30])[0]
    data[at + 30 : at + 32] = struct.pack("<H", len(extra))
    data[at + 46 + name : at + 46 + name] = extra
    end = data.rindex(b"PK\x05\x06")
    size = struct.unpack("<I", data[end + 12 : end + 16])[0]
    data[end + 12 : end + 16] = struct.pack("<I", size + len(extra))
    return bytes(data)


def many_members() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("project.qde", project_xml(""))
        for number in range(6000):
            archive.writestr(f"sources/{number}.txt", b"")
    return buffer.getvalue()


def nested(levels: int) -> str:
    opened = "".join(f'<Code guid="{guid(100 + n)}" name="k" isCodable="true">' for n in range(levels))
    return f"<CodeBook><Codes>{opened}{'</Code>' * levels}</Codes></CodeBook>"


def flat(count: int) -> str:
    code = '<Code name="k" isCodable="true"/>'
    return f"<CodeBook><Codes>{code * count}</Codes></CodeBook>"


def attributes(count: int) -> str:
    many = " ".join(f"a{number}=''" for number in range(count))
    return f'{HEAD}<Project xmlns="{NAMESPACE}" {many}/>'


def damaged_checksum() -> bytes:
    data = bytearray(qdpx(project_xml(""), {"sources/a.txt": bytes(range(256)) * 8}))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[at + 16 : at + 20] = b"\1\2\3\4"
    return bytes(data)


def with_zero_name() -> bytes:
    return with_member("sources/bXtxt").replace(b"sources/bXtxt", b"sources/b\0txt")


def renamed_pair(old: bytes, new: bytes) -> bytes:
    return qdpx(project_xml(""), {"sources/a.txt": b"1", "sources/b.txt": b"2"}).replace(old, new)


def one(inside: str, data: bytes = b"satu dua tiga", **more: str) -> bytes:
    return one_text(data, inside, **more)


def body(inside: str, files: dict[str, bytes] | None = None, codes: str | None = None) -> bytes:
    return qdpx(project_xml((codebook(1, 2) if codes is None else codes) + inside), files)
