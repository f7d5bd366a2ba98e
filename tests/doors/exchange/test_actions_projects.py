"""Projects of other programs as studies, and studies as projects again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from lxml import etree

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.files.models import Attachment
from laras.domain.errors import Refused
from laras.doors.exchange import actions
from laras.doors.exchange.refi.write import Tool
from laras.stages.coding import actions as coding
from laras.stages.coding.models import Code, Coding, Reading
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.doors.exchange.conftest import TEXT
from tests.doors.exchange.refi.made import codebook, guid, one_text, project_xml, qdpx, selection, text_source
from tests.doors.exchange.refi.made import coding as coded
from tests.doors.exchange.refi.test_hostile import HOSTILE
from tests.doors.exchange.refi.test_sample import everything, project_part, sample
from tests.shared_folder import SHARED

pytestmark = pytest.mark.django_db

TWELVE = {"sources": 12, "codes": 14, "selections": 15, "codings": 16, "notes": 2}
Row = tuple[str, int, int, str, str, str, str, str, str, dt.datetime]


def taken(study: Study, data: bytes, by: Actor) -> actions.Imported:
    return actions.import_project(study, data=data, file_name="uji.qdpx", by=by)


def rows_of(study: Study) -> list[Row]:
    """Every coding of a study: where, what, who, when."""
    rows = Coding.objects.filter(study=study, removed_at__isnull=True).select_related("source", "code")
    return sorted(
        (
            *(one.source.name, one.start, one.end, one.quote, one.code.name, one.coder),
            *(one.polarity, one.giver, one.memo, one.recorded_at),
        )
        for one in rows.order_by("id")
    )


@pytest.mark.shared
def test_the_standards_own_sample_is_counted_kept_and_written_back(empty: Study, by: Actor) -> None:
    made = taken(empty, sample(), by)
    assert made.counts == TWELVE
    assert made.kept == {"sources": 0, "codes": 14, "selections": 0, "codings": 0, "notes": 2}
    texts = Source.objects.filter(study=empty)
    assert set(texts.values_list("is_missing", flat=True)) == {True}
    assert Code.objects.filter(study=empty).count() == 14
    out = actions.export_project(empty, by=by)
    assert out.found.counts == TWELVE
    schema = etree.XMLSchema(etree.parse(str(SHARED / "samples" / "refi" / "Project.xsd")))
    assert schema.validate(etree.fromstring(project_part(out.data))), schema.error_log
    before = fromstring(project_part(sample(), "Project.qde"))
    assert everything(fromstring(project_part(out.data))) == everything(before)


@pytest.mark.shared
def test_a_text_of_the_sample_added_later_takes_its_passages(empty: Study, by: Actor) -> None:
    taken(empty, sample(), by)
    diet = next(one for one in Source.objects.filter(study=empty) if one.name.startswith("1994"))
    quote = "Oh, that was great. See you tomorrow? Eleven thirty. Mm."
    text = "Girl 🥤\r\n" + "y" * 130 + quote
    placed = actions.complete_source(diet, text=text, by=by)
    assert [one.quote for one in placed] == [quote] * len(placed)
    assert placed
    assert Source.objects.get(pk=diet.pk).pending == {}
    again = actions.export_project(empty, by=by)
    assert again.found.kept["sources"] == 1
    assert again.found.kept["codings"] == len(placed)
    assert again.found.counts == TWELVE


def in_utf16(text: str, at: int) -> int:
    """How NVivo for Windows counts: UTF-16 units, two for a line end."""
    return len(text[:at].replace("\n", "\r\n").encode("utf-16-le")) // 2


def test_nvivo_positions_are_understood_with_bom_emoji_and_crlf(empty: Study, by: Actor) -> None:
    words = ("menjelaskan?", "terus terang", "tangannya")
    places = [(in_utf16(TEXT, TEXT.index(one)), in_utf16(TEXT, TEXT.index(one) + len(one))) for one in words]
    inside = "".join(selection(20 + n, *place, coded(30 + n, 1)) for n, place in enumerate(places))
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    made = taken(empty, one_text(data, inside, origin="NVivo 12.6"), by)
    assert (made.offsets.unit, made.offsets.score) == ("UTF-16", 1.0)
    assert [one.quote for one in Coding.objects.filter(study=empty).order_by("start")] == list(words)
    assert Source.objects.get(study=empty).text == TEXT


def test_spaces_at_the_edge_of_a_passage_stay(empty: Study, by: Actor) -> None:
    taken(empty, one_text(b"satu dua tiga", selection(20, 4, 9, coded(30, 1))), by)
    assert [(one.start, one.end, one.quote) for one in Coding.objects.all()] == [(4, 9, " dua ")]
    [text] = actions.export_project(empty, by=by).found.project.sources
    assert [(one.start, one.end) for one in text.selections] == [(4, 9)]


@pytest.mark.parametrize("tool", [None, "nvivo", "maxqda", "atlas"])
def test_export_and_import_into_an_empty_study_keep_everything(
    tool: Tool | None, study: Study, source: Source, empty: Study, by: Actor, operator: Actor
) -> None:
    out = actions.export_project(study, for_tool=tool, by=operator)
    assert out.found.kept["codings"] == 3
    assert out.found.offsets.score == 1.0
    made = taken(empty, out.data, by)
    assert made.kept == out.found.kept == made.counts
    assert made.lost == ()
    assert rows_of(empty) == rows_of(study)
    assert [one.name for one in Code.objects.filter(study=empty).order_by("position")] == [
        one.name for one in Code.objects.filter(study=study).order_by("position")
    ]
    assert Source.objects.get(study=empty).text == TEXT
    assert actions.export_project(empty, for_tool=tool, by=operator).data == out.data


def test_what_changes_here_changes_there_and_the_rest_stays(empty: Study, by: Actor) -> None:
    inside = (
        selection(20, 0, 4, coded(30, 1) + coded(31, 2))
        + selection(21, 5, 8, coded(32, 1))
        + selection(22, 9, 13, name="tanpa kode")
    )
    taken(empty, one_text(b"satu dua tiga", inside), by)
    first = Coding.objects.get(guid=guid(30))
    by_then = Actor(**{**by.__dict__, "login": first.coder})
    coding.remove_coding(Coding.objects.get(guid=guid(32)), by=by_then)
    coding.change_coding(first, memo="catatan", polarity="harmful", by=by_then)
    project = actions.export_project(empty, by=by).found.project
    [text] = project.sources
    assert [(one.guid, one.start, one.end, one.name, len(one.codings)) for one in text.selections] == [
        (guid(20), 0, 4, "satu", 2),
        (guid(22), 9, 13, "tanpa kode", 0),
    ]
    assert {note.text for note in project.notes} == {"catatan", "Laras: polarity=harmful; giver=worker"}


def test_a_corrected_text_takes_its_passages_along(empty: Study, by: Actor) -> None:
    inside = selection(20, 5, 8, coded(30, 1)) + selection(22, 9, 13)
    taken(empty, one_text(b"satu dua tiga", inside), by)
    coding.correct_text(Source.objects.get(study=empty), text="Nah, satu dua tiga", by=by)
    [text] = actions.export_project(empty, by=by).found.project.sources
    assert [(one.start, one.end, one.name) for one in text.selections] == [(10, 13, "dua"), (14, 18, "tiga")]


def test_the_same_project_twice_adds_nothing(empty: Study, by: Actor) -> None:
    data = one_text(b"satu dua tiga", selection(20, 0, 4, coded(30, 1)))
    taken(empty, data, by)
    again = taken(empty, data, by)
    assert again.kept == {"sources": 0, "codes": 2, "selections": 0, "codings": 0, "notes": 0}
    assert [(one.what, one.count) for one in again.lost if one.what != "coders"] == [
        ("sources", 1),
        ("selections", 1),
        ("codings", 1),
    ]
    assert (Source.objects.count(), Code.objects.count(), Coding.objects.count()) == (1, 2, 1)
    assert actions.export_project(empty, by=by).found.counts["codings"] == 1


def test_names_that_are_there_twice_are_numbered_and_written_back(empty: Study, by: Actor) -> None:
    body = (
        codebook(1)
        + "<Sources>"
        + text_source(10, "internal://a.txt")
        + text_source(11, "internal://a.txt")
        + "</Sources>"
    )
    taken(empty, qdpx(project_xml(body), {"sources/a.txt": b"isi"}), by)
    assert sorted(Source.objects.values_list("name", flat=True)) == ["wawancara", "wawancara (2)"]
    project = actions.export_project(empty, by=by).found.project
    assert [one.name for one in project.sources] == ["wawancara", "wawancara"]


def test_a_code_given_twice_by_one_coder_is_one_coding_and_told(empty: Study, by: Actor) -> None:
    made = taken(empty, one_text(b"satu dua", selection(20, 0, 4, coded(30, 1) + coded(31, 1))), by)
    assert (made.counts["codings"], made.kept["codings"]) == (2, 1)
    assert sum(one.count for one in made.lost if one.what == "codings") == 1
    assert actions.export_project(empty, by=by).found.counts["codings"] == 2


def test_a_refused_file_leaves_nothing(empty: Study, by: Actor, data_folder: Path) -> None:
    for name, data in HOSTILE.items():
        with pytest.raises(Refused):
            taken(empty, data, by)
        assert (Source.objects.count(), Code.objects.count(), Attachment.objects.count()) == (0, 0, 0), name
    assert not (data_folder / "files").exists()


def test_a_dry_run_says_the_same_and_leaves_nothing(empty: Study, by: Actor) -> None:
    data = one_text(b"satu dua tiga", selection(20, 0, 4, coded(30, 1)))
    deeds = Entry.objects.filter(ledger="deed").count()
    told = actions.import_project(empty, data=data, file_name="uji.qdpx", dry=True, by=by)
    assert (Source.objects.count(), Code.objects.count(), Attachment.objects.count()) == (0, 0, 0)
    assert Entry.objects.filter(ledger="deed").count() == deeds
    assert taken(empty, data, by) == told


def test_finished_readings_are_noted_only_when_asked(empty: Study, by: Actor) -> None:
    data = one_text(b"satu dua tiga", selection(20, 0, 4, coded(30, 1)))
    taken(empty, data, by)
    assert Reading.objects.count() == 0
    other = evidence.create_study(name="Lain (contoh)", by=by)
    actions.import_project(other, data=data, file_name="uji.qdpx", finished=True, by=by)
    assert list(Reading.objects.values_list("coder", flat=True)) == ["Test"]


def test_500_passages_are_taken_in_rightly(empty: Study, by: Actor) -> None:
    text = "".join(f"Kalimat ke-{n} 😊 tentang dukungan.\n" for n in range(500))
    places = [(text.index(f"ke-{n} 😊"), f"ke-{n} 😊") for n in range(500)]
    inside = "".join(
        selection(1000 + n, at, at + len(words), coded(2000 + n, 1 + n % 2), words)
        for n, (at, words) in enumerate(places)
    )
    data = one_text(text.encode(), inside)
    made = taken(empty, data, by)
    assert (made.kept["codings"], made.offsets.score) == (500, 1.0)
    assert [one.quote for one in Coding.objects.order_by("start")] == [words for _, words in places]
