"""Every kind of bomb and liar is refused from its directory alone, at once; honest archives are read."""

from __future__ import annotations

import io
import stat
import tracemalloc
import zipfile

import pytest

from laras.base.files import safe_zip
from laras.base.files.safe_zip import Limits, open_zip
from laras.domain.errors import Refused
from tests.base.files import hostile


def link() -> bytes:
    entry = zipfile.ZipInfo("word/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def stored(*names: str) -> bytes:
    return hostile.raw_zip([(name, b"", 0, 0, zipfile.ZIP_STORED) for name in names])


HONEST = hostile.zipped({"a.txt": "kata " * 100, "b/c.xml": "<x/>"})
REFUSED = {
    "text bomb": (hostile.text_bomb(), safe_zip.TOO_BIG),
    "overlap bomb": (hostile.overlap_bomb(), safe_zip.TOO_BIG),
    "quiet overlap": (hostile.quiet_overlap(), safe_zip.DAMAGED),
    "dense member": (hostile.zipped({"a": b"\0" * 5_000_000}), safe_zip.TOO_DENSE),
    "crowd": (hostile.crowd(2001), safe_zip.TOO_MANY),
    "larger crowd": (hostile.crowd(60_000), safe_zip.TOO_MANY),
    "traversal": (stored("a", "../../etc/cron.d/x"), safe_zip.BAD_NAME),
    "traversal inside": (stored("word/../../x"), safe_zip.BAD_NAME),
    "absolute": (stored("/etc/passwd"), safe_zip.BAD_NAME),
    "drive": (stored("C:/x"), safe_zip.BAD_NAME),
    "backslash": (stored("..\\x"), safe_zip.BAD_NAME),
    "symlink": (link(), safe_zip.LINK),
    "same name": (stored("a", "a"), safe_zip.TWICE),
    "same name but for case": (stored("Word/a", "word/A"), safe_zip.TWICE),
    "encrypted": (hostile.locked_zip(), safe_zip.LOCKED),
    "bzip2": (hostile.raw_zip([("a", b"x", 0, 1, zipfile.ZIP_BZIP2)]), safe_zip.ODD_PACKING),
    "truncated": (HONEST[: len(HONEST) // 2], safe_zip.DAMAGED),
    "no archive": (b"kata", safe_zip.DAMAGED),
    "nothing": (b"", safe_zip.DAMAGED),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses_and_says_why(case: str) -> None:
    data, template = REFUSED[case]
    tracemalloc.start()
    try:
        with pytest.raises(Refused) as caught:
            open_zip(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A bomb that was unpacked first would take its ten gigabytes; sixty thousand names alone are some megabytes.
    assert most < 64 * 1024 * 1024
    assert caught.value.message == template
    assert "{" not in str(caught.value)


def test_the_bombs_are_real() -> None:
    assert len(hostile.text_bomb()) < 1_000_000
    with zipfile.ZipFile(io.BytesIO(hostile.overlap_bomb())) as archive:
        assert sum(member.file_size for member in archive.infolist()) > 10_000_000_000


def test_an_honest_archive_is_read() -> None:
    archive = open_zip(HONEST)
    assert archive.names == ("a.txt", "b/c.xml")
    assert (archive.size("a.txt"), archive.read("a.txt"), archive.read("a.txt", 6)) == (500, b"kata " * 100, b"kata k")


def test_the_caller_sets_the_limits() -> None:
    with pytest.raises(Refused, match="more than 1 parts"):
        open_zip(HONEST, limits=Limits(members=1))


def test_a_member_that_is_larger_than_it_says_is_never_unpacked_further() -> None:
    honest = hostile.zipped({"a": "kata " * 1000})
    liar = honest.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    with pytest.raises(Refused) as caught:
        open_zip(liar).read("a")
    assert caught.value.message == safe_zip.DAMAGED


def test_the_text_bomb_would_open_if_nobody_looked() -> None:
    with zipfile.ZipFile(io.BytesIO(hostile.text_bomb())) as archive, archive.open("word/document.xml") as member:
        read = 0
        while piece := member.read(1 << 20):
            read += len(piece)
    assert read > 800_000_000
