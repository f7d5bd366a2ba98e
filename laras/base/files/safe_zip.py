"""Opens an archive from outside only after its directory has been judged, so no bomb is ever unpacked.

Everything is decided from the directory and the local headers: sizes, ratio, names, overlaps. What a member really
holds cannot exceed what it declares, because `zipfile` stops at the declared size and then compares the checksum.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass

from laras.domain.errors import N_, Refused

MB = 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

DAMAGED = N_("The file is damaged or not complete. Save it again and send it once more.")
TOO_MANY = N_("The file holds more than {most} parts. Save it again without attachments.")
TOO_BIG = N_("The file would grow to more than {most} MB when unpacked. It is not taken in.")
TOO_DENSE = N_("The file is packed in a way that ordinary documents never are. It is not taken in.")
BAD_NAME = N_("The file holds a part whose name leads outside the file. It is not taken in.")
TWICE = N_("The file holds two parts of the same name. Save it again and send it once more.")
LINK = N_("The file holds a link to another place. It is not taken in.")
LOCKED = N_("The file is protected by a password. Save it without a password and send it again.")
ODD_PACKING = N_("The file is packed by a method that is not known here. Save it again with an ordinary program.")


@dataclass(frozen=True)
class Limits:
    """What an archive may hold: members, bytes unpacked in all, unpacked : packed of a member above `dense_from`."""

    members: int = 2000
    unpacked: int = 100 * MB
    ratio: int = 200
    dense_from: int = MB


class SafeZip:
    """An archive that passed `open_zip`; members are read by name, as bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names: tuple[str, ...] = tuple(archive.namelist())

    def size(self, name: str) -> int:
        """Return the unpacked size of `name` in bytes; KeyError if absent."""
        return self._archive.getinfo(name).file_size

    def read(self, name: str, first: int = -1) -> bytes:
        """Return the `first` bytes of `name` (all by default); Refused if they are damaged, KeyError if absent."""
        try:
            with self._archive.open(name) as member:
                return member.read(first)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as reason:
            raise Refused(DAMAGED) from reason


def open_zip(data: bytes, *, limits: Limits | None = None) -> SafeZip:
    """Return the archive in `data`, or raise Refused with the first thing that is wrong with it."""
    limits = limits or Limits()
    # Counted before the directory is read: reading a million entries already costs seconds. Embedded workbooks
    # bring entries of their own, hence the room.
    if data.count(_DIRECTORY_ENTRY) > 2 * limits.members:
        raise Refused(TOO_MANY, most=limits.members)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, struct.error, EOFError, NotImplementedError, OSError) as reason:
        raise Refused(DAMAGED) from reason
    members = archive.infolist()
    _judge_sizes(members, limits)
    for member in members:
        _judge_member(member)
    _judge_names([member.filename for member in members])
    _judge_overlaps(data, members, archive.start_dir)
    return SafeZip(archive)


def _judge_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise Refused(TOO_MANY, most=limits.members)
    if sum(member.file_size for member in members) > limits.unpacked:
        raise Refused(TOO_BIG, most=limits.unpacked // MB)
    for member in members:
        if member.file_size > limits.dense_from and member.file_size > limits.ratio * member.compress_size:
            raise Refused(TOO_DENSE)


def _judge_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise Refused(LOCKED)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(LINK)
    if member.compress_type not in _COMPRESSIONS:
        raise Refused(ODD_PACKING)


def _judge_names(names: list[str]) -> None:
    # Compared without case: on Windows and macOS two such names are one file.
    if len({name.casefold() for name in names}) != len(names):
        raise Refused(TWICE)
    for name in names:
        # A backslash or a colon is a path or a drive on Windows; ordinary documents have neither.
        parts = name.replace("\\", "/").split("/")
        if not name or parts[0] == "" or ".." in parts or "\\" in name or ":" in name or "\0" in name:
            raise Refused(BAD_NAME)


def _judge_overlaps(data: bytes, members: list[zipfile.ZipInfo], directory: int) -> None:
    """Refuse members that share bytes: the trick by which a small file unpacks to terabytes (Fifield 2019)."""
    free_from = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        start = member.header_offset
        if start < free_from or start + _LOCAL_HEADER.size > directory:
            raise Refused(DAMAGED)
        signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, start)
        free_from = start + _LOCAL_HEADER.size + name_length + extra_length + member.compress_size
        if signature != b"PK\x03\x04" or free_from > directory:
            raise Refused(DAMAGED)
