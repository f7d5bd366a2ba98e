"""The proposal on paper: thirteen headings, its tables, its quotes, and what it is not yet."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from docx import Document

from laras.base.access.actor import Actor
from laras.domain.errors import NotConsented
from laras.domain.groupwork.terms import SECTIONS
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.programmes.actions import approve, propose, submit, write_section
from laras.stages.programmes.models import Programme
from laras.stages.reports import actions, queries
from tests.cast import Cast
from tests.stages.reports.conftest import HOSTILE, PURPOSE
from tests.stages.reports.paper import pages_of, words_of

pytestmark = pytest.mark.django_db
Write = Callable[..., bytes]


@pytest.fixture
def proposal(study: Study, weak_information: None, by: Actor) -> Programme:
    """A proposal that answers the gap of the study and quotes from it."""
    return propose(study, by=by)


@pytest.fixture
def write(by: Actor) -> Write:
    """Return a function that makes a paper of a record and hands it out."""

    def written(subject: Any, **values: Any) -> bytes:
        given = {"kind": "programme", "purpose": PURPOSE, "language": "id", "queued": False, "by": by, **values}
        data: bytes = actions.hand_out(actions.make_report(actions.ask_report(subject, **given), by=by), by=by)
        return data

    return written


def values_of(programme: Programme, by: Actor, language: str = "id") -> dict[str, Any]:
    with translation.override(language):
        return queries.kind_of("programme").compose(programme, by).data


def test_the_paper_has_the_thirteen_headings_in_order(proposal: Programme, write: Write) -> None:
    found = words_of(write(proposal))
    places = [found.index(f"{n}. {section.label.id}") for n, section in enumerate(SECTIONS.values(), 1)]
    assert places == sorted(places)
    assert len(places) == 13


def test_the_tables_come_with_their_totals(proposal: Programme, write: Write) -> None:
    found = words_of(write(proposal))
    for part in (
        "2.850.000",
        "dua juta delapan ratus lima puluh ribu rupiah",
        "IFAS 2,85",
        "EFAS 2,70",
        "Kuadran I: gunakan kekuatan untuk mengambil peluang",
        "Panggung Kecil dan Pamit",
        "STRESS-10 Stres · utama",
        "1. Masukan",
        "6. Dampak",
        "Diusulkan oleh",
        "Disetujui oleh",
    ):
        assert part in found, part


def test_it_is_written_in_english_too(proposal: Programme, write: Write) -> None:
    found = words_of(write(proposal, language="en"))
    for part in ("Programme proposal", "Measure plan", "Quadrant I: use strengths", "p. 1 of", "DRAFT · Draft"):
        assert part in found, part


def test_what_nobody_approved_is_marked_on_every_page(study: Study, write: Write, cast: Cast) -> None:
    draft = propose(by=cast.actor("peksos"))
    for page in pages_of(write(draft)):
        assert "RANCANGAN" in page
    approved = approve(submit(draft, by=cast.actor("peksos")), by=cast.actor("kepala"))
    found = words_of(write(approved))
    assert "RANCANGAN" not in found
    assert cast.users["kepala"].name in found


def test_every_quote_stands_with_source_and_line(proposal: Programme, by: Actor) -> None:
    [row] = values_of(proposal, by)["evidence"]
    assert (row["finding"], row["aspect"]) == ("Pemahaman #jarang diperiksa.", "informational")
    assert [quote["where"].split(" · ")[0] for quote in row["quotes"]] == [
        "Wawancara 1, baris 14",
        "Observasi 1, baris 16",
    ]
    assert all(quote["text"].startswith("Petikan") and quote["hidden"] == "" for quote in row["quotes"])


def test_a_quote_without_consent_is_a_sentence_and_closes_the_papers_made_before(
    proposal: Programme, by: Actor, informant: Informant, write: Write
) -> None:
    given = {"kind": "programme", "purpose": PURPOSE, "language": "id", "queued": False, "by": by}
    before = actions.make_report(actions.ask_report(proposal, **given), by=by)
    evidence.give_research_consent(informant, agreed=True, may_quote=False, by=by)
    with pytest.raises(NotConsented):
        actions.hand_out(before, by=by)
    hidden = [quote["hidden"] for row in values_of(proposal, by)["evidence"] for quote in row["quotes"]]
    assert hidden == ["Kutipan tidak ditampilkan: tidak ada persetujuan untuk mengutip.", ""]
    assert "Petikan 0" not in words_of(write(proposal)).split("2. Nama program")[0].split("Observasi")[0]


def test_markup_in_the_text_stays_text_in_both_formats(proposal: Programme, by: Actor, write: Write) -> None:
    hostile = HOSTILE.replace("🙂", "") + " {{ home.name }} {% for x in y %} & </w:t>"
    proposal = write_section(proposal, section="method", text=hostile, by=by)
    assert " ".join(hostile.split()) in words_of(write(proposal))
    document = Document(io.BytesIO(write(proposal, format="docx")))
    assert hostile in [line.text for line in document.paragraphs]


def test_the_word_document_has_real_headings_tables_and_a_picture(proposal: Programme, write: Write) -> None:
    document = Document(io.BytesIO(write(proposal, format="docx")))
    headings = [line.text for line in document.paragraphs if line.style and line.style.name == "Heading 1"]
    assert headings == [f"{n}. {section.label.id}" for n, section in enumerate(SECTIONS.values(), 1)]
    quotes = [line.text for line in document.paragraphs if line.style and line.style.name == "Quote"]
    assert len(quotes) == 2
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["No.", "Uraian", "Volume", "Satuan", "Harga satuan (Rp)", "Jumlah (Rp)", "Sumber dana"] in heads
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Kuadran I: gunakan kekuatan untuk mengambil peluang"
    about = document.core_properties
    assert (about.title, about.author) == (f"Usulan program, {proposal.title}", proposal.facility.name)
    left = [line.text for line in document.paragraphs if "{{" in line.text or "{%" in line.text]
    assert left == []


def test_a_changed_line_of_the_indicators_leaves_the_chain(proposal: Programme, by: Actor) -> None:
    proposal = write_section(
        proposal, section="indicators", text="1. Hadir.\nMasukan: tim.\nBukan rantai: sesuatu.", by=by
    )
    found = values_of(proposal, by)
    assert found["logic"] == [["Masukan", "tim."]]
    assert found["sections"][10]["lines"] == ["1. Hadir.", "Bukan rantai: sesuatu."]


def test_a_word_document_has_no_number_of_pages(proposal: Programme, by: Actor) -> None:
    given = {"kind": "programme", "purpose": PURPOSE, "language": "id", "queued": False, "by": by}
    report = actions.make_report(actions.ask_report(proposal, format="docx", **given), by=by)
    assert report.file is not None
    assert (report.pages, report.file.name) == (0, f"Usulan program – {proposal.title}.docx")
    assert Source.objects.filter(pk__in=report.quotes()).count() == 2
