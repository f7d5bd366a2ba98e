"""What is sent is judged by what it holds; each refusal is one sentence that says what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter

from laras.base.files import guard, safe_zip
from laras.base.files.guard import Kind, check_size, inspect
from laras.domain.errors import Refused
from tests.base.files import hostile

DOCX = hostile.docx(hostile.paragraph("kata"))
XLSX = hostile.zipped({"[Content_Types].xml": "application/vnd.x.spreadsheetml.sheet.main+xml"})
MACROS = hostile.docx(hostile.paragraph("kata"), more={"word/vbaProject.bin": b"x"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def pdf(user: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if user is not None:
        writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


TAKEN = {
    "a.txt": b"kata",
    "A.TXT": "kata \u201cini\u201d".encode(),
    "windows.txt": "caf\u00e9".encode("cp1252"),
    "wide.txt": "kata".encode("utf-16"),
    "ID3.txt": b"ID3: saya dari Blitar",
    "wave.txt": b"THE NEW WAVE",
    "a.md": b"# kata",
    "a.markdown": b"# kata",
    "a.htm": b"<p>kata",
    "a.csv": b"nama,nilai\n=1+1,@x\n",
    "a.srt": b"1\n",
    "a.docx": DOCX,
    "a.b.docx": DOCX,
    "..\\a.docx": DOCX,
    "a.xlsx": XLSX,
    "a.odt": hostile.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "a.qdpx": hostile.zipped({"project.qde": "<Project/>"}),
    "a.pdf": pdf(),
    "late.pdf": b"\r\n" + pdf(),
    "only-changes-locked.pdf": pdf(""),
    "a.png": b"\x89PNG\r\n\x1a\n....",
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.wav": b"RIFF\x24\x08\x00\x00WAVEfmt ",
    "a.mp3": b"ID3\x03\x00",
    "a.m4a": b"\x00\x00\x00\x20ftypM4A ",
    "a.ogg": b"OggS\x00",
}
KINDS = {"htm": "html", "markdown": "md", "jpg": "jpeg"}


@pytest.mark.parametrize("name", TAKEN)
def test_it_names_the_kind(name: str) -> None:
    extension = name.rpartition(".")[2].lower()
    assert inspect(name, TAKEN[name]) is Kind(KINDS.get(extension, extension))


REFUSED = {
    "empty": ("a.txt", b"", guard.EMPTY),
    "pdf called docx": ("a.docx", pdf(), "The file is called .docx but holds something else (.pdf)."),
    "docx called pdf": ("a.pdf", DOCX, "The file is called .pdf but holds something else (.docx)."),
    "docx called txt": ("a.txt", DOCX, "The file is called .txt but holds something else (.docx)."),
    "picture called txt": ("a.txt", b"\xff\xd8\xff\xe0", "The file is called .txt but holds something else (.jpeg)."),
    "text called docx": ("a.docx", b"kata", "The file is called .docx but is no such document."),
    "program called pdf": ("a.pdf", b"MZ\x90\0", "The file is called .pdf but is no such document."),
    "program called txt": ("a.txt", b"MZ\x90\0" * 100, "The file is called .txt but holds no readable text."),
    "control characters": ("a.md", bytes(range(1, 32)) * 9, "The file is called .md but holds no readable text."),
    "wide text without mark": ("a.txt", "kata".encode("utf-16-le"), "The file is called .txt but holds no readable"),
    "no ending": ("README", b"kata", guard.NO_EXTENSION),
    "unknown": ("a.rtf", b"{\\rtf1", "Files of the kind .rtf are not taken in this version. Taken are: txt, md,"),
    "program": ("a.exe", b"MZ", "Files of the kind .exe are not taken in this version."),
    "macros by ending": ("a.docm", DOCX, guard.MACROS),
    "macros inside": ("a.docx", MACROS, guard.MACROS),
    "old word": ("a.doc", OLE, guard.OLD_OFFICE),
    "old word called docx": ("a.docx", OLE, guard.OLD_OFFICE),
    "locked docx": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), safe_zip.LOCKED),
    "locked pdf": ("a.pdf", pdf("secret"), safe_zip.LOCKED),
    "bomb": ("a.docx", hostile.overlap_bomb(), "The file would grow to more than 100 MB when unpacked."),
    "truncated": ("a.docx", DOCX[:200], safe_zip.DAMAGED),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses_with_one_sentence(case: str) -> None:
    name, data, sentence = REFUSED[case]
    with pytest.raises(Refused) as caught:
        inspect(name, data)
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith(".")


def test_two_hundred_megabytes_are_refused_by_size_before_a_byte_is_read(tmp_path: Path) -> None:
    sentence = "The file has 200 MB; at most 25 MB are taken. Split it, or save it without pictures."
    with pytest.raises(Refused) as caught:
        check_size("a.pdf", 200 * guard.MB)
    assert str(caught.value) == sentence
    large = tmp_path / "a.pdf"
    with large.open("wb") as file:
        file.truncate(200 * guard.MB)
    large.chmod(0o000)  # reading would fail for everybody but root
    with pytest.raises(Refused) as caught:
        inspect("a.pdf", large)
    assert str(caught.value) == sentence


def test_the_limit_itself_is_taken_and_one_byte_more_is_not() -> None:
    check_size("a.txt", guard.LIMIT)
    with pytest.raises(Refused, match="The file has 26 MB"):
        check_size("a.txt", guard.LIMIT + 1)


def test_a_path_is_judged_like_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(DOCX)
    assert inspect("a.docx", tmp_path / "x") is Kind.DOCX


def test_the_caller_says_which_kinds_it_can_use() -> None:
    with pytest.raises(Refused) as caught:
        inspect("a.odt", TAKEN["a.odt"], allowed={Kind.TXT, Kind.DOCX})
    assert str(caught.value) == "Files of the kind .odt are not taken in this version. Taken are: txt, docx."
