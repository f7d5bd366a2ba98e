"""The sixteen pitfalls of exchange files, one test each, on files as NVivo, ATLAS.ti, MAXQDA and others write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from laras.base.access.actor import Actor
from laras.domain.errors import Refused
from laras.doors.exchange import actions
from laras.doors.exchange.actions import Imported
from laras.doors.exchange.refi.values import colour
from laras.stages.coding.models import Code, Coding, Memo
from laras.stages.evidence.models import Informant, Source, Study
from tests.doors.exchange import producers
from tests.doors.exchange.corpus import HOSTILE
from tests.doors.exchange.producers import TEXT, WORDS
from tests.doors.exchange.refi.made import guid
from tests.doors.exchange.refi.test_sample import project_part
from tests.doors.exchange.refi.test_write import assert_valid

pytestmark = pytest.mark.django_db


def taken(study: Study, data: bytes, by: Actor, kind: str = "document") -> Imported:
    return actions.import_project(study, data=data, file_name="uji.qdpx", kind=kind, by=by)


def quotes(study: Study) -> list[str]:
    return [one.quote for one in Coding.objects.filter(study=study).order_by("start")]


def told(made: Imported) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in made.lost:
        found[one.what] = found.get(one.what, 0) + one.count
    return found


PRODUCERS = (
    producers.nvivo,
    producers.atlas,
    producers.maxqda,
    producers.qualcoder,
    producers.quirkos,
    producers.qualitative_coding,
)


@pytest.mark.parametrize("make", PRODUCERS)
def test_every_program_is_read_to_the_letter(make: Callable[[], bytes], empty: Study, by: Actor) -> None:
    made = taken(empty, make(), by)
    assert quotes(empty) == list(WORDS)
    assert made.offsets.score == 1.0
    assert made.offsets.slip == ""
    assert Source.objects.filter(study=empty).order_by("position")[0].text == TEXT


@pytest.mark.shared
@pytest.mark.parametrize("make", PRODUCERS)
def test_what_every_program_wrote_goes_out_valid_for_all(make: Callable[[], bytes], empty: Study, by: Actor) -> None:
    taken(empty, make(), by, kind="interview")
    for tool in (None, "nvivo", "maxqda", "atlas"):
        assert_valid(actions.export_project(empty, for_tool=tool, by=by).data)  # type: ignore[arg-type]  # one of four


def test_pitfall_01_utf16_or_code_points(empty: Study, by: Actor) -> None:
    made = taken(empty, producers.nvivo(), by)
    assert made.offsets.unit in ("UTF-16", "UTF-16, CRLF 2")
    assert max(made.offsets.scores, key=lambda unit: made.offsets.scores[unit]).startswith("UTF-16")
    assert made.offsets.scores["code point"] < 0.7


@pytest.mark.parametrize("how", ["mark", "last", "late", "early"])
def test_pitfall_02_bom_counted_or_wrong_by_one(how: str, empty: Study, by: Actor) -> None:
    made = taken(empty, producers.slipped(how), by)
    assert (made.offsets.slip, made.offsets.score) == (how, 1.0)
    assert quotes(empty) == list(WORDS)
    assert told(made)["offsets"] == 1


def test_pitfall_03_line_ends_stay_as_they_are(empty: Study, by: Actor) -> None:
    made = taken(empty, producers.atlas(), by)
    assert made.offsets.unit == "code point, CRLF 1"
    assert Source.objects.get(study=empty).text == TEXT


def test_pitfall_04_the_project_is_called_otherwise_and_the_folder_has_a_capital(empty: Study, by: Actor) -> None:
    assert taken(empty, producers.atlas(), by).kept["sources"] == 1


def test_pitfall_05_a_path_without_a_scheme(empty: Study, by: Actor) -> None:
    assert taken(empty, producers.qualitative_coding(), by).kept["sources"] == 1
    with pytest.raises(Refused):
        taken(empty, HOSTILE["bare path climbs out"](), by)


def test_pitfall_06_the_text_stands_in_the_file_beside(empty: Study, by: Actor) -> None:
    for make in PRODUCERS:
        assert b"<PlainTextContent>T: Siapa" not in make()
    taken(empty, producers.nvivo(), by)
    assert Source.objects.get(study=empty).length == len(TEXT)


def test_pitfall_07_two_sources_of_one_name_and_one_of_none(empty: Study, study: Study, by: Actor) -> None:
    taken(empty, producers.maxqda(), by)
    rows = Source.objects.filter(study=empty).order_by("position")
    assert [row.name for row in rows] == ["Survei", "Survei (2)"]
    taken(study, producers.qualitative_coding(), by)
    assert Source.objects.get(study=study).name == guid(10)


def test_pitfall_08_comments_uncoded_and_empty_quotations(empty: Study, study: Study, by: Actor) -> None:
    made = taken(empty, producers.maxqda(), by)
    assert (told(made)["uncoded"], told(made)["comments"]) == (1, 1)
    [first, _] = actions.export_project(empty, by=by).found.project.sources
    assert [one.description for one in first.selections if not one.codings] == ["Tanyakan lagi."]
    made = taken(study, producers.atlas(), by)
    assert (told(made)["uncoded"], told(made)["selections"], told(made)["guids"]) == (2, 1, 1)


def test_pitfall_09_variables_of_sources_and_of_cases(empty: Study, study: Study, by: Actor) -> None:
    made = taken(empty, producers.maxqda(), by, kind="interview")
    assert made.informants == 2
    first = Source.objects.filter(study=empty).order_by("position")[0].informant
    assert first is not None
    assert (first.role, first.traits) == ("Keluarga", {"Jenis kelamin": "wanita", "Peran": "Keluarga"})
    taken(study, producers.quirkos(), by)
    person = Informant.objects.get(study=study)
    assert (person.code, person.name, person.role) == ("K1", "Siti (contoh)", "Keluarga")
    assert person.traits == {"Usia": "41", "Peran": "Keluarga"}
    assert Source.objects.get(study=study).informant_id == person.pk
    out = project_part(actions.export_project(study, by=by).data).decode()
    assert "Siti" not in out
    assert 'name="K1"' in out
    assert "<TextValue>41</TextValue>" in out


def test_pitfall_10_memos_without_author_and_the_folder_of_somebody(empty: Study, by: Actor) -> None:
    made = taken(empty, producers.atlas(), by)
    memo = Memo.objects.get(study=empty)
    assert (memo.title, memo.text, memo.author) == ("Kesan", "Suasana hangat.", "ATLAS.ti 8.4.0")
    assert (made.memos, told(made)["folders"]) == (1, 1)
    out = project_part(actions.export_project(empty, by=by).data)
    assert b"/Users/ani" not in out
    assert out.count(b"<Note ") == 1


def test_pitfall_11_passages_of_a_pdf_are_a_loss_that_is_told(empty: Study, by: Actor) -> None:
    made = taken(empty, producers.maxqda(), by)
    assert (made.counts["sources"], made.kept["sources"]) == (3, 2)
    assert (made.counts["selections"] - made.kept["selections"], told(made)["selections"]) == (1, 1)
    assert b"PDFSelection" in project_part(actions.export_project(empty, by=by).data)


def test_pitfall_12_every_passage_goes_out_with_its_quote(empty: Study, by: Actor) -> None:
    taken(empty, producers.nvivo(), by)
    [text] = actions.export_project(empty, for_tool="nvivo", by=by).found.project.sources
    assert [one.name for one in text.selections] == list(WORDS)


def test_pitfall_13_a_codebook_of_taguette(empty: Study, by: Actor) -> None:
    made = actions.import_codebook(empty, data=producers.taguette(), by=by)
    tree = {
        (code.parent.name if code.parent else "", code.name)
        for code in Code.objects.filter(study=empty).select_related("parent")
    }
    assert tree == {
        ("", "dukungan"),
        ("dukungan", "emosional"),
        ("dukungan", "emosional_lain"),
        ("", "rumah"),
        ("rumah", "ibu"),
        ("", "sendiri"),
    }
    assert told(made) == {"paths": 3}
    again = actions.import_codebook(empty, data=producers.taguette(), by=by)
    assert told(again)["known"] == 6
    assert Code.objects.filter(study=empty).count() == 6


@pytest.mark.parametrize(
    ("written", "meant"),
    [("255,0,0", "#FF0000"), ("-65536", "#FF0000"), ("4294901760", "#FF0000"), ("#F00", "#F00"), ("merah", "")],
)
def test_pitfall_14_colours(written: str, meant: str) -> None:
    assert colour(written) == meant


def test_pitfall_15_dates_in_other_forms(empty: Study, by: Actor) -> None:
    taken(empty, producers.qualcoder(), by)
    times = [one.recorded_at for one in Coding.objects.filter(study=empty).order_by("start")]
    jakarta = dt.timezone(dt.timedelta(hours=7))
    assert times[0] == dt.datetime(2024, 5, 6, 10, 11, 12, tzinfo=jakarta)
    assert times[-1].astimezone(jakarta).date() == dt.date(2026, 1, 1)


@pytest.mark.parametrize("kind", ["zip bomb", "two gigabytes claimed", "overlapping members", "billion laughs"])
def test_pitfall_16_nothing_is_unpacked_beside_the_file(kind: str, empty: Study, by: Actor) -> None:
    with pytest.raises(Refused):
        taken(empty, HOSTILE[kind](), by)
    assert not Source.objects.filter(study=empty).exists()
