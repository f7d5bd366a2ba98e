"""PDF files: the lines become paragraphs again, and the locked and the scanned are told apart."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from laras.base.files.guard import Kind
from laras.stages.evidence.readers import Document, pdf, read

LONG = (
    "Pekerja sosial memberi dukungan kepada penerima manfaat setiap hari, dan anak-anak muda di rumah itu ikut "
    "bernyanyi bersama dengan gembira. Mereka berkebun, memasak, dan saling mendengarkan tanpa tergesa-gesa."
)
BLOCKS = [
    "BAB I PENDAHULUAN",
    f"{LONG} Selesai.",
    "P: Apa kabar?",
    f"I: Baik. {LONG}",
    "1. bernyanyi",
    "2. berkebun",
    f"Paragraf terakhir. {LONG}",
]


def report(title: str = "Laporan Kediri") -> bytes:
    style = getSampleStyleSheet()["BodyText"]
    story = [Paragraph(block, style) for block in BLOCKS]
    story.insert(4, PageBreak())
    out = io.BytesIO()
    SimpleDocTemplate(out, title=title, invariant=1).build(story)
    return out.getvalue()


def locked(user: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(report()))
    writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn(*pages: list[str]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for lines in pages:
        text = canvas.beginText(50, 800)
        text.textLines(lines)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


WHOLE = Document("\n\n".join(BLOCKS), "Laporan Kediri", (pdf.REBUILT,), Kind.PDF)


def test_lines_become_the_paragraphs_they_were() -> None:
    assert read("a.pdf", report()) == WHOLE


def test_a_pdf_locked_only_against_changes_is_read() -> None:
    assert read("a.pdf", locked("")) == WHOLE


@pytest.mark.parametrize("title", ["Microsoft Word - x.docx", "laporan.docx", "untitled", "(anonymous)", ""])
def test_a_title_that_a_program_made_up_is_not_taken(title: str) -> None:
    assert read("Laporan Mei.pdf", report(title)).title == "Laporan Mei"


def test_page_numbers_go_and_a_paragraph_runs_over_the_page() -> None:
    pages = drawn(
        [
            "Mereka bernyanyi bersama setiap pagi di halaman",
            "rumah dan sesudah itu berkebun sampai",
            "Halaman 1 dari 2",
        ],
        ["2", "siang hari tanpa tergesa-gesa."],
    )
    assert read("a.pdf", pages).text == (
        "Mereka bernyanyi bersama setiap pagi di halaman rumah dan sesudah itu berkebun sampai "
        "siang hari tanpa tergesa-gesa."
    )


def test_a_page_without_text_among_others_is_told() -> None:
    assert read("a.pdf", drawn(["Kata."], [])) == Document("Kata.", "a", (pdf.SOME_SCANNED, pdf.REBUILT), Kind.PDF)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["ia mendapat pendam-", "pingan dari rumah"], "ia mendapat pendampingan dari rumah"),
        (["dan semua anak-", "anak di rumah itu"], "dan semua anak-anak di rumah itu"),
        (["mereka berlari-", "lari di halaman"], "mereka berlari-lari di halaman"),
        (["orang dari se-", "Indonesia datang"], "orang dari se-Indonesia datang"),
        (["tahun 2024-", "2025 berjalan baik"], "tahun 2024-2025 berjalan baik"),
    ],
)
def test_hyphens_at_the_end_of_a_line_are_joined_but_doubled_words_keep_theirs(lines: list[str], joined: str) -> None:
    assert pdf.paragraphs([lines]) == joined
