"""Codings made elsewhere: quotes that must be found once, and tables of coders."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput, Conflict, LarasError, NotAllowed, NotFound, Refused
from laras.doors.exchange.coders_file import CodersTable, read_coders
from laras.stages.coding import actions, queries
from laras.stages.coding.actions import QuoteRow
from laras.stages.coding.models import Coding, Reading
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.shared_folder import SHARED
from tests.stages.coding.conftest import code

pytestmark = pytest.mark.django_db


def test_quotes_are_found_or_refused_with_row_and_reason(study: Study, source: Source, by: Actor) -> None:
    rows = [
        QuoteRow(2, "wawancara 1.txt", "terus terang jarang", "INF-02", "lacking", "coder_a"),
        QuoteRow(3, "Wawancara 1", "“terus   terang jarang”", "INF-02", "lacking", "coder_a"),
        QuoteRow(4, "Wawancara 1", "Ya.", "INF-02", "given", "coder_a"),
        QuoteRow(5, "Wawancara 9", "terus terang", "INF-02", "given", "coder_a"),
        QuoteRow(6, "Wawancara 1", "terus terang", "INF-99", "given", "coder_a"),
        QuoteRow(7, "Wawancara 1", "terus terang", "INF-02", "baik", "coder_a"),
        QuoteRow(8, "Wawancara 1", "terus terang jarang", "INF-02", "given", "coder_a"),
        QuoteRow(9, "Wawancara 1", "terus  terang jarang", "EMO-03", "given", "coder_b", giver="family", memo="lihat"),
        QuoteRow(10, "Wawancara 1", "terus terang", "INF-02", "given", "coder_b", giver="tetangga"),
    ]
    found = actions.code_quotes(study, rows=rows, by=by)
    assert [(one.quote, one.code.name, one.polarity, one.giver, one.coder, one.memo) for one in found.made] == [
        ("terus terang jarang", "INF-02", "lacking", "worker", "coder_a", ""),
        ("terus terang jarang", "EMO-03", "given", "family", "coder_b", "lihat"),
    ]
    reasons: list[tuple[int, type[LarasError]]] = [(one.row, type(one.error)) for one in found.refused]
    assert reasons == [
        (3, Refused),
        (4, Refused),
        (5, NotFound),
        (6, NotFound),
        (7, BadInput),
        (8, Conflict),
        (10, BadInput),
    ]


def test_the_codebook_is_opened_where_the_study_has_none(by: Actor) -> None:
    bare = evidence.create_study(name="Kosong (contoh)", by=by)
    evidence.add_source(bare, name="A", kind="document", text="Halo Bapak", by=by)
    found = actions.code_quotes(bare, rows=[QuoteRow(2, "A", "Halo", "EMO-04", "given", "x")], by=by)
    assert (len(found.made), found.refused) == (1, [])


def test_only_who_may_import_brings_quotes_and_tables(study: Study, second: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.code_quotes(study, rows=[], by=second)
    with pytest.raises(NotAllowed):
        actions.load_coder_table(study, table=read_coders(b"id,A,B\n1,Yes,No\n"), code_name="Ada", by=second)


def test_a_stranger_brings_nothing(study: Study, source: Source, elsewhere: Actor) -> None:
    with pytest.raises(NotFound):
        actions.code_quotes(
            study, rows=[QuoteRow(2, "Wawancara 1", "terus terang", "INF-02", "given", "x")], by=elsewhere
        )
    assert Coding.objects.count() == 0


def test_a_quote_without_giver_is_of_the_worker_and_a_removed_source_is_not_there(
    study: Study, source: Source, by: Actor
) -> None:
    evidence.remove_source(source, reason="Transkrip orang lain.", by=by)
    found = actions.code_quotes(study, rows=[QuoteRow(2, "Wawancara 1", "terus terang", "INF-02", "given", "x")], by=by)
    assert [(one.row, type(one.error)) for one in found.refused] == [(2, NotFound)]


@pytest.mark.shared
def test_every_coding_of_the_account_of_1887_finds_its_place(by: Actor) -> None:
    folder = SHARED / "samples" / "bly-1887"
    book = evidence.create_study(name="Ten Days (contoh)", by=by)
    for path in sorted(folder.glob("chapter-*.txt")):
        evidence.add_source(book, name=path.stem, kind="document", text=path.read_text("utf-8"), by=by)
    table = Path(__file__).parents[2] / "samples" / "bly_codings.csv"
    given = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    rows = [QuoteRow(number, **row) for number, row in enumerate(given, start=2)]
    found = actions.code_quotes(book, rows=rows, by=by)
    assert (len(found.made), found.refused) == (len(rows), [])
    assert [one.quote for one in found.made] == [row.quote for row in rows]
    same = queries.agreement(book).same_passages
    assert same.n_units == len({(row.source, row.quote) for row in rows if row.coder == "coder_b"})
    assert same.alpha.value is not None


TABLE = b"row,A,B\n1,Yes,Yes\n2,Yes,No\n3,no,No\n4,,\n5,Yes,\n"


def test_a_coders_table_becomes_sources_readings_and_codings(study: Study, by: Actor) -> None:
    table = read_coders(TABLE)
    loaded = actions.load_coder_table(study, table=table, code_name="Setuju", by=by)
    assert (loaded.read, loaded.refused) == (5, [])
    sources = list(Source.objects.order_by("position"))
    assert [(one.name, one.kind, one.text, one.is_missing) for one in sources] == [
        (name, "document", "", False) for name in "12345"
    ]
    assert (Coding.objects.count(), Reading.objects.count()) == (4, 7)
    assert set(Coding.objects.values_list("start", "end")) == {(0, 0)}
    assert queries.unit_table(study, loaded.code) == [
        ["yes", "yes"],
        ["yes", "no"],
        ["no", "no"],
        [None, None],
        ["yes", None],
    ]


def test_rows_that_say_neither_yes_nor_no_or_are_there_already_are_refused(study: Study, by: Actor) -> None:
    table = read_coders(b"row,A,B\n1,Yes,maybe\n2,Ya,Tidak\n")
    loaded = actions.load_coder_table(study, table=table, code_name="Setuju", by=by)
    assert (loaded.read, [(one.row, type(one.error)) for one in loaded.refused]) == (1, [(2, Refused)])
    again = actions.load_coder_table(study, table=table, code_name="Setuju", by=by)
    assert (again.read, [one.row for one in again.refused], again.code) == (0, [2, 3], loaded.code)


@pytest.mark.shared
def test_three_coders_of_426_essays_agree_as_published(by: Actor) -> None:
    table: CodersTable = read_coders((SHARED / "data" / "sunami_three_coders_raw.csv").read_bytes())
    study = evidence.create_study(name="Tiga pengode (contoh)", by=by)
    loaded = actions.load_coder_table(study, table=table, code_name="Ada", by=by)
    assert (loaded.read, loaded.refused) == (426, [])
    found = queries.agreement(study)
    assert (found.coders, found.sources, len(found.codes)) == (("A", "B", "C"), 426, 1)
    report = found.codes[0].report
    assert (report.n_units, report.n_uncoded) == (420, 6)
    assert (round(report.pairwise.value or 0, 2), round(report.fleiss.value or 0, 2)) == (0.81, 0.30)
    assert round(report.ac1.value or 0, 2) == 0.74


def test_the_table_is_coded_under_one_code_that_may_be_there_already(study: Study, by: Actor) -> None:
    loaded = actions.load_coder_table(study, table=read_coders(TABLE), code_name="INF-02", by=by)
    assert loaded.code == code(study, "INF-02")
