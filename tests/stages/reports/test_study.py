"""The report of a study: chapters of a thesis, what is still to be written, two checklists, one voice too many."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from docx import Document

from laras.base.access.actor import Actor
from laras.domain.reporting import checklist
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.actions.telling import state
from laras.stages.evidence.models import Informant, Study
from laras.stages.reports import actions, queries
from tests.stages.reports.conftest import HOSTILE, Ask
from tests.stages.reports.paper import words_of

pytestmark = pytest.mark.django_db
Write = Callable[..., bytes]
CHAPTERS = (
    "1. Pendahuluan", "1.1 Masalah", "1.2 Pertanyaan penelitian", "2. Metode", "2.1 Pendekatan dan teori",
    "2.2 Peneliti dan refleksivitas", "2.3 Tempat dan konteks", "2.4 Informan dan cara memilihnya",
    "2.5 Pengumpulan data", "2.6 Pengolahan dan analisis", "2.7 Keabsahan data", "2.8 Etika", "3. Hasil", "3.1 Lima aspek",
    "3.2 Temuan", "3.3 Kejenuhan", "4. Pembahasan", "4.1 Kaitan dengan penelitian terdahulu", "4.2 Keterbatasan",
    "4.3 Kepentingan dan pendanaan", "Daftar periksa pelaporan",
)  # fmt: skip


@pytest.fixture
def write(ask: Ask, by: Actor) -> Write:
    """Return a function that makes the study report and hands it out."""

    def written(**values: Any) -> bytes:
        data: bytes = actions.hand_out(actions.make_report(ask(kind="study", **values), by=by), by=by)
        return data

    return written


def values_of(study: Study, by: Actor, language: str = "id") -> dict[str, Any]:
    with translation.override(language):
        return queries.kind_of("study").compose(study, by).data


def part_of(data: dict[str, Any], code: str) -> dict[str, Any]:
    return next(part for chapter in data["chapters"] for part in chapter["parts"] if part["code"] == code)


def test_the_chapters_stand_in_the_order_of_a_thesis(weak_information: None, write: Write) -> None:
    found = words_of(write())
    places = [found.find(heading) for heading in CHAPTERS]
    assert -1 not in places
    assert places == sorted(places)


def test_both_checklists_are_there_with_every_topic(study: Study, weak_information: None, by: Actor) -> None:
    data = values_of(study, by)
    assert [[row["n"] for row in one["rows"]] for one in data["checklists"]] == [
        [item.number for item in checklist(code).items] for code in ("srqr", "coreq")
    ]
    srqr = {row["n"]: row for row in data["checklists"][0]["rows"]}
    assert (srqr[1]["status"], srqr[1]["text"], srqr[1]["where"]) == ("met", "Dukungan sosial (contoh)", "")
    assert (srqr[4]["status"], srqr[4]["where"]) == ("met", "1.2")
    assert (srqr[21]["status"], srqr[21]["lacking"]) == ("not_yet", "Pendanaan")
    assert srqr[17]["status"] == "partly"


def test_what_the_researcher_wrote_stands_in_its_section_and_in_the_checklists(
    study: Study, weak_information: None, by: Actor, write: Write
) -> None:
    words = "Kualitatif deskriptif, karena pengalaman para pekerja sosial yang ditanyakan #let."
    assert "Pendekatan dan paradigma" in part_of(values_of(study, by), "approach")["missing"]
    state(study, item="approach", text=words, by=by)
    data = values_of(study, by)
    part = part_of(data, "approach")
    assert part["lines"] == [{"label": "Pendekatan dan paradigma", "text": words}]
    assert part["missing"] == "Teori yang dipakai"
    row = next(row for row in data["checklists"][0]["rows"] if row["n"] == 5)
    assert (row["status"], row["where"], words in row["text"]) == ("partly", "2.1", True)
    assert words in words_of(write())


def test_one_voice_too_many_is_told_by_code(study: Study, weak_information: None, by: Actor) -> None:
    data = values_of(study, by)
    assert data["voice"] == "100% kutipan berasal dari P1; lebih dari 40% dari satu suara terlalu banyak."
    assert data["informants"] == [["P1", "Pekerja sosial", "–", "1", "2"]]


def test_few_interviews_are_not_called_saturated(study: Study, weak_information: None, by: Actor) -> None:
    told = " ".join(line["text"] for line in part_of(values_of(study, by), "saturation")["lines"])
    assert told == (
        "Kejenuhan belum dapat dinilai: 1 wawancara sudah dikode, sedangkan dasar 4 dan rentetan 2 memerlukan 6 "
        "(Guest, Namey & Chen 2020)."
    )


def test_no_informant_is_named_and_a_withdrawn_one_is_not_quoted(
    study: Study, informant: Informant, weak_information: None, by: Actor, write: Write
) -> None:
    assert "Nama Rahasia" not in words_of(write())
    consent = evidence.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    evidence.withdraw_research_consent(consent, by=by)
    data = values_of(study, by)
    quotes = [quote for one in data["findings"] for group in one["groups"] for quote in group["quotes"]]
    assert any(quote["hidden"] for quote in quotes)
    assert HOSTILE not in str(data)


def test_it_is_written_in_word_with_real_headings_and_tables(weak_information: None, write: Write) -> None:
    document = Document(io.BytesIO(write(format="docx")))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 2"]
    assert [one for one in CHAPTERS if one[1:2] == "." and one[2:3].isdigit()] == [
        one for one in headings if one[:1].isdigit()
    ]
    assert len(document.tables) >= 8
    assert "{{" not in " ".join(one.text for one in document.paragraphs)


def test_an_empty_study_makes_a_paper_that_says_what_is_missing(study: Study, write: Write) -> None:
    found = words_of(write())
    assert "Belum ditulis: Masalah dan celah pengetahuan" in found
    assert "0 dari 21 topik lengkap" not in found


def test_it_is_written_in_english_too(weak_information: None, write: Write) -> None:
    found = words_of(write(language="en"))
    for part in (
        "Study report",
        "2.2 Researchers and reflexivity",
        "Reporting checklists",
        "Saturation is not assessable",
    ):
        assert part in found, part
