"""Whatever an attacker sends is refused with a sentence, quickly."""

import io
import stat
import zipfile

import pytest

from laras.domain.errors import Refused
from laras.doors.exchange.refi.read import read_project
from tests.doors.exchange.refi.made import HEAD, NAMESPACE, codebook, one_text, project_xml, qdpx, text_source

LAUGHS = (
    '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _with_member(name: str, mode: int = 0, data: bytes = b"x") -> bytes:
    buffer = io.BytesIO(qdpx(project_xml(codebook(1))))
    with zipfile.ZipFile(buffer, "a") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _whole() -> bytes:
    return one_text(b"isi" * 1000)


HOSTILE = {
    "not a zip": b"%PDF-1.7 not a zip at all",
    "empty": b"",
    "truncated": _whole()[: len(_whole()) // 2],
    "damaged": _whole().replace(b"PK\x03\x04", b"PK\x03\x05", 1),
    "no project": qdpx("x", name="readme.txt"),
    "project in a folder": qdpx(project_xml(""), name="deep/project.qde"),
    "two projects": _with_member("other.qde"),
    "not xml": qdpx("not xml"),
    "xml cut short": qdpx(project_xml(codebook(1))[:-20]),
    "unknown encoding": qdpx('<?xml version="1.0" encoding="klingon"?><Project/>'),
    "wrong namespace": qdpx(project_xml("", namespace="urn:QDA-XML:project:9.9")),
    "no namespace": qdpx('<Project name="x"/>'),
    "codebook instead": qdpx(f'<CodeBook xmlns="{NAMESPACE}"/>'),
    "doctype": qdpx(f'{HEAD}<!DOCTYPE p><Project xmlns="{NAMESPACE}" name="x"/>'),
    "billion laughs": qdpx(f'{HEAD}{LAUGHS}<Project xmlns="{NAMESPACE}" name="x">&j;</Project>'),
    "external entity": qdpx(f'{HEAD}{OUTSIDE}<Project xmlns="{NAMESPACE}" name="x">&x;</Project>'),
    "nested deep": qdpx(project_xml("<Sources>" * 50_000 + "</Sources>" * 50_000)),
    "zip bomb": _with_member("sources/b.txt", data=bytes(8 * 1024 * 1024)),
    "traversal": _with_member("../outside.txt"),
    "absolute": _with_member("/etc/outside.txt"),
    "symlink": _with_member("sources/link.txt", stat.S_IFLNK | 0o777, b"/etc/passwd"),
    "path climbs out": one_text(b"isi", path="internal://../../etc/passwd"),
    "bare path climbs out": one_text(b"isi", path="..\\..\\secret.txt"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_with_a_sentence(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        read_project(HOSTILE[kind])
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)


def test_a_text_never_comes_from_outside_the_file() -> None:
    body = f"<Sources>{text_source(1, 'absolute:///etc/passwd')}</Sources>"
    [source] = read_project(qdpx(project_xml(body))).project.sources
    assert source.text is None
