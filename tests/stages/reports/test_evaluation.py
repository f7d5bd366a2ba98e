"""The evaluation and its one-page summary: members are numbers, nothing claims a cause."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx import Document

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput
from laras.stages.programmes.models import Incident, Session
from laras.stages.reports import actions, queries
from tests.cast import Cast
from tests.stages.outcomes.circle import FIRST, Circle, begin, whole
from tests.stages.reports.conftest import PURPOSE
from tests.stages.reports.paper import pages_of, words_of

pytestmark = pytest.mark.django_db
Write = Callable[..., bytes]
NOT_CAUSAL = "bukan apa yang menyebabkannya"


@pytest.fixture
def circle(cast: Cast) -> Circle:
    """Six members, two sessions: stress fell for four, stayed for one, rose for one."""
    return whole(cast)


@pytest.fixture
def head(cast: Cast) -> Actor:
    return cast.actor("kepala")


@pytest.fixture
def write(head: Actor, settings: Any, tmp_path: Path) -> Write:
    """Return a function that makes a paper of a group as its head and hands it out."""
    settings.LARAS_DATA = tmp_path

    def written(circle: Circle, kind: str = "evaluation", **values: Any) -> bytes:
        given = {"kind": kind, "purpose": PURPOSE, "language": "id", "queued": False, "by": head, **values}
        made = actions.make_report(actions.ask_report(circle.group, **given), by=head)
        data: bytes = actions.hand_out(made, by=head)
        return data

    return written


def values_of(circle: Circle, by: Actor, kind: str = "evaluation", language: str = "id") -> dict[str, Any]:
    with translation.override(language):
        return queries.kind_of(kind).compose(circle.group, by).data


def words_of_word(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def cells_of(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_the_sentence_comes_first_then_the_plan_and_no_cause(circle: Circle, write: Write) -> None:
    first = " ".join(pages_of(write(circle))[0].split())
    said = "Dari 6 anggota dengan dua pengukuran, 4 berubah ke arah yang diharapkan, 1 tetap, 1 ke arah sebaliknya."
    assert first.index(said) < first.index(NOT_CAUSAL) < first.index("Rencana pengukuran dikunci pada")
    assert "Hubungan timbal balik" in first


def test_it_is_written_in_english_too(circle: Circle, write: Write) -> None:
    found = words_of(write(circle, language="en"))
    for part in ("4 changed in the direction hoped for", "not what caused it", "Member 1", "smallest p possible here"):
        assert part in found, part


def test_nobody_is_named_in_any_of_the_papers(circle: Circle, write: Write) -> None:
    names = [member.client.full_name for member in circle.members] + [member.client.number for member in circle.members]
    names += [member.client.short_name for member in circle.members]
    told = [
        words_of(write(circle)),
        words_of(write(circle, "summary")),
        words_of_word(write(circle, format="docx")),
        str(cells_of(write(circle, format="xlsx"))),
    ]
    assert [name for name in names for text in told if name in text] == []
    assert "Orang 0" in circle.members[0].client.short_name
    assert all("Anggota 1" in text or "anggota" in text.lower() for text in told)


def test_a_measure_tells_each_member_and_then_the_group(circle: Circle, head: Actor) -> None:
    [stress] = [one for one in values_of(circle, head)["measures"] if one["code"] == "STRESS-10"]
    rows = [(row["n"], row["before"], row["after"], row["change"], row["direction"]) for row in stress["members"]]
    assert rows == [
        (1, "8", "4", "−4", "better"),
        (2, "7", "5", "−2", "better"),
        (3, "6", "5", "−1", "better"),
        (4, "9", "4", "−5", "better"),
        (5, "5", "5", "0", "same"),
        (6, "4", "6", "+2", "worse"),
    ]
    assert [row["came"] for row in stress["members"]] == ["2/2"] * 5 + ["1/2"]
    said = " ".join(stress["sentences"])
    for part in (
        "Hodges–Lehmann",
        "uji Wilcoxon tepat; p terkecil yang mungkin di sini",
        "Korelasi peringkat berpasangan",
    ):
        assert part in said, part


def test_few_members_are_dots_only(cast: Cast, head: Actor) -> None:
    few = whole(cast, ((8, 4), (7, 5), (6, 5)))
    [stress] = [one for one in values_of(few, head)["measures"] if one["code"] == "STRESS-10"]
    assert stress["dots_only"]
    assert "hanya titik yang ditampilkan" in " ".join(stress["sentences"])
    assert "Wilcoxon" not in " ".join(stress["sentences"])


def test_a_measure_that_nobody_took_twice_says_so(cast: Cast, head: Actor, write: Write) -> None:
    begun = begin(cast)
    found = values_of(begun, head)
    assert found["headline"] == "Belum ada yang diukur dua kali."
    assert {one["headline"] for one in found["measures"]} == {"Belum ada yang diukur dua kali."}
    text = words_of(write(begun))
    assert "Belum ada pertemuan yang tersimpan." in text
    assert "Tidak ada pertemuan yang menanyakan ingin duduk dengan siapa." in text


def test_incidents_are_counted_and_not_told(circle: Circle, write: Write) -> None:
    session = Session.objects.filter(group=circle.group).order_by("number")[0]
    Incident.objects.create(
        facility=session.facility,
        session=session,
        member=circle.members[0],
        client=circle.members[0].client,
        kind="fall",
        severity=3,
        story={"behaviour": "Terpeleset di dekat pintu"},
        happened_at=FIRST,
        recorded_at=FIRST,
        recorded_by="peksos",
    )
    found = words_of(write(circle))
    assert "Kejadian yang dicatat: 1, di antaranya serius: 1, belum tertangani: 1." in found
    assert "Terpeleset" not in found


def test_only_choices_are_drawn_never_quarrels(circle: Circle, head: Actor) -> None:
    with translation.override("id"):
        composed = queries.kind_of("evaluation").compose(circle.group, head)
    rings = composed.data["rings"]
    assert [(ring["number"], ring["mutual"], ring["alone"]) for ring in rings] == [
        (1, "0", "1, 3, 4, 5, 6"),
        (2, "1", "3, 4, 5, 6"),
    ]
    assert rings[1]["label"] == "Siapa memilih siapa pada pertemuan 2: 1 → 2, 2 → 1, 3 → 1."
    assert {ring["file"] for ring in rings} <= set(composed.pictures)


def test_the_workbook_has_its_sheets_with_numbers_as_numbers(circle: Circle, write: Write) -> None:
    sheets = cells_of(write(circle, format="xlsx"))
    assert list(sheets) == ["Kehadiran", "Skor", "Perubahan", "Kelompok", "Sasaran", "Suasana hati", "Tentang"]
    assert sheets["Kehadiran"][6] == (6, "Hadir penuh", "Menolak", None, None, None, None, None, None, 1, 2, 0.5)
    assert sheets["Suasana hati"][1][2:] == (1, 2, 4, 2)
    assert len(sheets["Sasaran"]) == 10
    [row] = [row for row in sheets["Perubahan"] if row[:2] == (6, "STRESS-10")]
    assert row[4:8] == (4, 6, None, 2)
    assert any(NOT_CAUSAL in str(row[0]) for row in sheets["Tentang"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_summary_is_one_page(circle: Circle, write: Write, language: str) -> None:
    circle.group.name = "Sahabat Dengar yang namanya panjang sekali sampai hampir tidak muat di satu baris (contoh)"
    circle.group.save()
    pages = pages_of(write(circle, "summary", language=language))
    assert len(pages) == 1
    text = " ".join(pages[0].split())
    expected = {
        "id": ("6 orang bertemu 2 kali di Aula", NOT_CAUSAL, "Terima kasih", "mula-mula 0, pada akhir 1"),
        "en": ("6 people met 2 times in Aula", "not what caused it", "Thank you", "first 0, at the end 1"),
    }
    assert [part for part in expected[language] if part not in text] == []


def test_the_word_document_holds_every_picture_with_words_for_it(circle: Circle, write: Write, head: Actor) -> None:
    with translation.override("id"):
        composed = queries.kind_of("evaluation").compose(circle.group, head)
    document = Document(io.BytesIO(write(circle, format="docx")))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == len(composed.pictures)
    assert all(told)
    attendance = next(t for t in document.tables if t.rows[0].cells[0].text == "Anggota" and len(t.columns) == 10)
    assert [cell.text for cell in attendance.rows[6].cells] == ["6", "●", "○", "", "", "", "", "", "", "50%"]


def test_a_format_the_kind_has_not_is_refused(circle: Circle, write: Write) -> None:
    with pytest.raises(BadInput) as told:
        write(circle, "summary", format="docx")
    assert told.value.field == "format"


def test_six_members_ask_no_more_queries_than_one(cast: Cast, head: Actor) -> None:
    counted = []
    for stress in (((8, 4),), ((8, 4), (7, 5), (6, 5), (9, 4), (5, 5), (4, 6))):
        circle = begin(cast, stress, name=f"Kelompok {len(stress)} (contoh)")
        values_of(circle, head)
        with CaptureQueriesContext(connection) as captured:
            values_of(circle, head)
        counted.append(len(captured))
    assert counted[0] == counted[1]
