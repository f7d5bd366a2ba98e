"""Tables of codings and coders, and codings as tables."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from laras.base.access.actor import Actor
from laras.domain.errors import Incomplete, NotAllowed
from laras.doors.exchange import actions
from laras.stages.coding.actions import NewCoding, add_codings
from laras.stages.coding.models import Code, Coding, Reading
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db

GOOD = (
    b"source,quote,indicator,polarity,coder\n"
    b"Wawancara 1,supaya Bapak bisa tidur,INF-02,given,rini\n"
    b"Wawancara 1,tidak ada di sini,INF-02,given,rini\n"
    b"Wawancara 1,,INF-02,given,rini\n"
)


def test_a_table_of_codings_is_taken_in_with_its_refused_rows_in_order(study: Study, source: Source, by: Actor) -> None:
    told = actions.take_codings(study, data=GOOD, dry=True, by=by)
    assert (Coding.objects.filter(coder="rini").count(), Reading.objects.count()) == (0, 0)
    found = actions.take_codings(study, data=GOOD, by=by)
    assert (found.codings, found.readings, [row.row for row in found.refused]) == (1, 1, [3, 4])
    assert (told.codings, told.readings, [str(row.error) for row in told.refused]) == (
        found.codings,
        found.readings,
        [str(row.error) for row in found.refused],
    )
    assert Coding.objects.get(coder="rini").quote == "supaya Bapak bisa tidur"


def test_a_table_of_coders_is_taken_in_or_only_looked_at(empty: Study, by: Actor) -> None:
    data = b"text,A,B\n1,yes,no\n2,yes,perhaps\n3,Yes,\n"
    told = actions.take_coders(empty, data=data, code_name="Ada", dry=True, by=by)
    assert Source.objects.count() == 0
    found = actions.take_coders(empty, data=data, code_name="Ada", by=by)
    assert (told.read, found.read, [row.row for row in found.refused]) == (2, 2, [3])
    assert (Coding.objects.count(), Reading.objects.count()) == (2, 3)


def test_only_who_may_import_takes_tables_in(study: Study, source: Source, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.take_codings(study, data=GOOD, by=cast.actor("auditor"))
    with pytest.raises(NotAllowed):
        actions.take_coders(study, data=b"text,A,B\n1,yes,no\n", code_name="Ada", by=cast.actor("auditor"))


def test_codings_leave_as_csv_and_xlsx(study: Study, source: Source, operator: Actor) -> None:
    made = actions.export_codings(study, form="csv", by=operator)
    rows = list(csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"))))
    assert (made.count, made.left_out.quotes, made.left_out.hidden) == (3, 0, 0)
    assert [
        (row["source"], row["quote"], row["indicator"], row["polarity"], row["giver"], row["coder"]) for row in rows
    ] == [
        ("Wawancara 1", "terus terang jarang", "INF-02", "lacking", "worker", "peneliti"),
        ("Wawancara 1", "terus terang jarang", "EMO-03", "given", "worker", "joko"),
        ("Wawancara 1", "Saya pegang tangannya", "EMO-03", "given", "other_staff", "joko"),
    ]
    assert {row["aspect"] for row in rows} == {"informational", "emotional"}
    sheet = actions.export_codings(study, form="xlsx", by=operator)
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(sheet.data)).namelist()
    assert sheet.count == 3


def test_a_codebook_without_codes_does_not_leave(empty: Study, by: Actor) -> None:
    with pytest.raises(Incomplete):
        actions.export_codebook(empty, by=by)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_500_codings_leave_and_again(form: str, study: Study, by: Actor) -> None:
    text = "".join(f"Kalimat ke-{n} tentang dukungan.\n" for n in range(500))
    source = evidence.add_source(study, name="Panjang", kind="document", text=text, by=by)
    code = Code.objects.get(study=study, name="INF-02")
    places = [(text.index(f"ke-{n} "), text.index(f"ke-{n} ") + 12) for n in range(500)]
    add_codings(study, codings=[NewCoding(source, *place, code, exact=True) for place in places], by=by)
    actions.export_codings(study, form=form, by=by)
    assert actions.export_codings(study, form=form, by=by).count == 500
