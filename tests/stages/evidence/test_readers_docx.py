"""Word documents come in whole: made by python-docx, and by hand where that cannot write it."""

from __future__ import annotations

import io

import docx

from laras.base.files.guard import Kind
from laras.stages.evidence.readers import Document, html, read
from laras.stages.evidence.readers import docx as reader
from tests.base.files import hostile

ONE_PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0"
    b"\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)


def interview() -> bytes:
    document = docx.Document()
    document.add_heading("Wawancara dengan IBU-1", 0)
    document.add_heading("Latar", 1)
    document.add_paragraph("P:\t\u201cApa  kabar?\u201d \U0001f642")
    document.add_paragraph("")
    turn = document.add_paragraph("I: Baik ")
    turn.add_run("sekali").bold = True
    turn.add_run("\nbaris kedua & <tertawa>")
    document.add_paragraph("bernyanyi", style="List Bullet")
    document.add_paragraph("berkebun", style="List Bullet")
    document.add_paragraph("pertama", style="List Number")
    table = document.add_table(2, 3)
    for cell, words in zip(table.row_cells(0), ["Waktu", "Siapa", "Kata"], strict=True):
        cell.text = words
    for cell, words in zip(table.row_cells(1), ["00:01", "", "Halo\nlagi"], strict=True):
        cell.text = words
    document.add_paragraph("Selesai.")
    document.add_picture(io.BytesIO(ONE_PIXEL))
    document.sections[0].header.paragraphs[0].text = "Rahasia"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WHOLE = Document(
    text=(
        "Wawancara dengan IBU-1\n\n"
        "Latar\n\n"
        "P:\t\u201cApa  kabar?\u201d \U0001f642\n\n"
        "I: Baik sekali\nbaris kedua & <tertawa>\n\n"
        "- bernyanyi\n- berkebun\n\n"
        "1. pertama\n\n"
        "Waktu\tSiapa\tKata\n00:01\t\tHalo lagi\n\n"
        "Selesai."
    ),
    title="Wawancara dengan IBU-1",
    notes=(html.PICTURES, reader.HEADERS),
    kind=Kind.DOCX,
)


def test_headings_turns_lists_tables_quotes_and_emoji_are_kept() -> None:
    assert read("a.docx", interview()) == WHOLE


def test_the_same_bytes_always_give_the_same_document() -> None:
    data = interview()
    assert [read("a.docx", data) for _ in range(3)] == [WHOLE] * 3


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{REL}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="r2" Type="{REL}/comments" Target="comments.xml"/></Relationships>'
    ),
    "word/footnotes.xml": (
        f'<w:footnotes {hostile.W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{hostile.paragraph("Catatan dua.")}</w:footnote>'
        f'<w:footnote w:id="5">{hostile.paragraph("Catatan satu.")}</w:footnote></w:footnotes>'
    ),
    "word/comments.xml": (
        f'<w:comments {hostile.W}><w:comment w:id="1">{hostile.paragraph("rahasia")}</w:comment></w:comments>'
    ),
}


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def test_footnotes_stand_at_the_end_and_comments_and_deleted_words_are_left_out() -> None:
    body = (
        f'<w:p><w:r><w:t>Satu</w:t></w:r>{note(5)}<w:r><w:t xml:space="preserve"> dua</w:t></w:r>{note(7)}'
        '<w:del w:id="9"><w:r><w:delText>hapus</w:delText></w:r></w:del>'
        '<w:ins w:id="10"><w:r><w:t>tambah</w:t></w:r></w:ins>'
        '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    assert read("catatan.docx", hostile.docx(body, more=dict(PARTS))) == Document(
        text="Satu[1] dua[2]tambah\n\n[1] Catatan satu.\n[2] Catatan dua.",
        title="catatan",
        notes=(reader.COMMENTS, reader.CHANGES),
        kind=Kind.DOCX,
    )
