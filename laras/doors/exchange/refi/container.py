"""The zip around a project: found and opened with caps on the way in, always the same bytes on the way out."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from laras.base.files.safe_zip import MB, Limits, open_zip
from laras.domain.errors import N_, Refused

_LIMITS = Limits(members=5000, unpacked=400 * MB)
_PROJECT_MOST = 64 * MB
_EPOCH = (1980, 1, 1, 0, 0, 0)

NO_PROJECT = N_("The file holds no REFI-QDA project (no .qde part). Export it again as a REFI-QDA project (.qdpx).")
TWO_PROJECTS = N_("The file holds {count} REFI-QDA projects. Export each one into a file of its own.")
TOO_LONG = N_("The project part of the file is larger than {most} MB. Export fewer sources at a time.")
LEADS_OUT = N_("A source names a place outside the project file ({path}). The file is not taken in.")


@dataclass(frozen=True)
class Container:
    """`project` is the XML; `files` are the members of the sources folder by their name in it."""

    project: bytes
    files: Mapping[str, bytes]

    def find(self, path: str) -> str | None:
        """The member that `path` (as the project writes it) means, None if it is outside the file or not there.

        Raises Refused if the path climbs out of the folder: no program writes that.
        """
        name = _inside(path)
        if name is None:
            return None
        for wanted in (name, unquote(name)):
            if wanted in self.files:
                return wanted
            for member in self.files:
                if member.casefold() == wanted.casefold():
                    return member
        return None


def is_outside(path: str) -> bool:
    """Whether `path` means a file that the project file does not carry."""
    return _inside(path) is None


def _inside(path: str) -> str | None:
    scheme, found, rest = path.partition("://")
    rest = (rest if found else path).replace("\\", "/")
    if found and scheme.lower() != "internal":
        return None
    if ".." in rest.split("/"):
        raise Refused(LEADS_OUT, path=path[:80])
    if not found and (rest.startswith("/") or rest[1:2] == ":"):
        return None
    name = posixpath.normpath(rest.lstrip("/"))
    folder, slash, tail = name.partition("/")
    return tail if slash and folder.lower() == "sources" else name


def open_container(data: bytes) -> Container:
    """Open a `.qdpx`; Refused if it is no zip, hostile, too large, or holds no project or more than one."""
    archive = open_zip(data, limits=_LIMITS)
    projects = [name for name in archive.names if "/" not in name and name.lower().endswith(".qde")]
    if not projects:
        raise Refused(NO_PROJECT)
    if len(projects) > 1:
        raise Refused(TWO_PROJECTS, count=len(projects))
    if archive.size(projects[0]) > _PROJECT_MOST:
        raise Refused(TOO_LONG, most=_PROJECT_MOST // MB)
    files: dict[str, bytes] = {}
    for name in archive.names:
        folder, slash, tail = name.partition("/")
        if name == projects[0] or name.endswith("/"):
            continue
        # One exporter puts its texts beside the project; the folder of the standard comes in both spellings.
        if slash and folder.lower() == "sources":
            files[tail] = archive.read(name)
        else:
            files.setdefault(name, archive.read(name))
    return Container(archive.read(projects[0]), files)


def close_container(project: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return the `.qdpx`: `project.qde`, then `sources/…` by name; the same input gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _put(archive, "project.qde", project)
        for name in sorted(files):
            _put(archive, f"sources/{name}", files[name])
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.create_system = 3
    member.external_attr = 0o644 << 16
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, data)
