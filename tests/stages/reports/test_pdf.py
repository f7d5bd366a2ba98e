"""The finished paper itself, read back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from laras.base.access.actor import Actor
from laras.stages.appraisal.queries import appraise
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.reports.conftest import HOSTILE
from tests.stages.reports.paper import pages_of, words_of

pytestmark = pytest.mark.django_db
Pdf = Callable[..., bytes]


def test_the_paper_says_everything_in_indonesian(
    pdf: Pdf, study: Study, sources: list[Source], weak_information: None, cast: Cast
) -> None:
    cast.home.parent_office, cast.home.address = "Dinas Sosial Provinsi Contoh", "Jalan Contoh 12"
    cast.home.save()
    found = words_of(pdf())
    for part in (
        "UPT Bina Laras Contoh",
        "Penilaian dukungan sosial",
        "Dukungan sosial (contoh)",
        "Bagaimana dukungan diberikan?",
        "Dukungan informatif paling lemah: dari 6 bukti, 4 menyatakan kurang.",
        "Seberapa yakin?",
        "Lima aspek",
        "Kurang: 67%",
        "Cukup baik (Nisa Peneliti (contoh)",
        "Kartu gambar membantu mengingat.",
        "Informasi: diberikan dan dipahami",
        "2 dari 10 indikator terdengar (20%).",
        "Di mana tiap aspek terdengar",
        "Yang merugikan",
        "1. Pemahaman #jarang diperiksa.",
        "Mendukung",
        "Membantah",
        "Uji kredibilitas (kepercayaan)",
        "Uji kepastian (konfirmabilitas)",
        "Keterbatasan",
        "belum divalidasi",
        "Ambang yang dipakai",
        "Krippendorff 0,667",
    ):
        assert part in found, part
    assert all(source.sha256 in found.replace(" ", "") for source in sources)


def test_it_is_written_in_english_too(pdf: Pdf, weak_information: None) -> None:
    found = words_of(pdf("en"))
    for part in ("Informational support is weakest: of 6 pieces of evidence, 4 say lacking.", "Limits", "p. 1 of"):
        assert part in found
    assert "belum" not in found.lower()


def test_every_page_has_its_number(pdf: Pdf, weak_information: None) -> None:
    pages = pages_of(pdf())
    assert len(pages) > 3
    for n, page in enumerate(pages, start=1):
        assert f"hal. {n} dari {len(pages)}" in page


def test_a_quote_full_of_markup_is_printed_letter_by_letter(pdf: Pdf, weak_information: None) -> None:
    printed = words_of(pdf())
    plain = HOSTILE.replace("🙂", "")  # whether a machine has a font for it is its own affair
    assert all(part.strip() in printed for part in re.split("  ", plain.replace(" , ", "  ")))


def test_every_quote_names_its_source_line_and_paragraph(pdf: Pdf, weak_information: None) -> None:
    found = words_of(pdf())
    assert "merugikan Wawancara 1 · P1, Pekerja sosial · baris 1–2, paragraf 1 · EST-07" in found
    assert re.search(r"Petikan 1: hal yang diceritakan\. diberikan Observasi 1 · baris 6, paragraf 3 · EMO-", found)


def test_what_may_not_be_quoted_is_not_in_the_file(
    pdf: Pdf, weak_information: None, informant: Informant, by: Actor
) -> None:
    assert "Katanya #let" in words_of(pdf())
    evidence.give_research_consent(informant, agreed=True, may_quote=False, by=by)
    data = pdf()
    found = words_of(data)
    assert "Katanya #let" not in found
    assert "Kutipan tidak ditampilkan: tidak ada persetujuan untuk mengutip." in found
    assert "Nama Rahasia" not in found


def test_the_bands_are_those_of_the_page(pdf: Pdf, study: Study, weak_information: None) -> None:
    bands = {one.aspect: one.band for one in appraise(study).aspects}
    assert (bands["emotional"], bands["informational"], bands["group"]) == ("strong", "weak", "not_assessable")
    first = pages_of(pdf("en"))[0]
    assert re.search(r"E Emotional\s+Strong", first)
    assert re.search(r"F Informational\s+Weak", first)
    assert re.search(r"K Group\s+Not yet\s+assessable", first)


def test_the_file_is_tagged_named_and_of_a4(pdf: Pdf, weak_information: None) -> None:
    reader = PdfReader(io.BytesIO(pdf()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Penilaian dukungan sosial, Dukungan sosial (contoh)"
    assert reader.metadata.author == "UPT Bina Laras Contoh"
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]  # a dictionary of the file
    assert catalog["/Lang"] == "id"  # type: ignore[index]
    assert [round(float(value)) for value in reader.pages[0].mediabox[2:]] == [595, 842]


def test_an_empty_study_makes_a_paper(pdf: Pdf) -> None:
    found = words_of(pdf())
    assert "Belum ada aspek yang dapat dinilai." in found
    assert "Belum ada sumber." in found
