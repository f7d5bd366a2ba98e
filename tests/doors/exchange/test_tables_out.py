"""Tables that leave Laras, and what a spreadsheet makes of them."""

import io
from dataclasses import astuple, replace
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.doors.exchange.table_text import guarded, read_table, unguarded
from laras.doors.exchange.tables_out import HEADER, CodingOut, codings_csv, codings_xlsx

ROW = CodingOut(
    source="W1 (contoh)",
    start=4,
    end=14,
    quote="Ibu 😀, “datang”\nlagi",
    aspect="emotional",
    indicator="emotional.listens",
    polarity="given",
    giver="worker",
    coder="Ani (contoh)",
    created=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
)
DANGEROUS = ["=1+1", "+62", "-2", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1"]


def sheet(data: bytes) -> list[list[object]]:
    rows = openpyxl.load_workbook(io.BytesIO(data)).active
    assert rows is not None
    return [[cell.value for cell in row] for row in rows.iter_rows()]


def test_the_csv_says_everything_and_excel_sees_every_letter() -> None:
    data = codings_csv([ROW])
    assert data.startswith(b"\xef\xbb\xbf" + ",".join(HEADER).encode() + b"\r\n")
    table = read_table(data)
    assert table.header == HEADER
    told = tuple(each.isoformat() if isinstance(each, datetime) else str(each) for each in astuple(ROW))
    assert table.rows == ((2, told),)


def test_the_xlsx_says_the_same() -> None:
    head, row = sheet(codings_xlsx([ROW]))
    assert head == list(HEADER)
    assert row == [*astuple(ROW)[:-1], "2026-03-01T09:30:00+00:00"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_could_be_a_formula_is_guarded_in_both(text: str) -> None:
    dangerous = replace(ROW, quote=text, coder=text)
    assert f"'{text}" in codings_csv([dangerous]).decode("utf-8-sig")
    _, row = sheet(codings_xlsx([dangerous]))
    assert str(row[3]).replace("_x000D_", "\r") == f"'{text}"


def test_nothing_in_the_sheet_is_a_formula_or_a_link() -> None:
    linked = replace(ROW, quote="https://contoh.id", source="'=HYPERLINK(1)")
    page = openpyxl.load_workbook(io.BytesIO(codings_xlsx([linked]))).active
    assert page is not None
    cells = [cell for row in page.iter_rows() for cell in row]
    assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in cells)


@given(st.text())
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_cell_too_long_for_excel_is_cut_and_shows_it() -> None:
    _, row = sheet(codings_xlsx([replace(ROW, quote="a" * 40_000)]))
    assert row[3] == "a" * 32_766 + "…"


def test_five_hundred_codings_leave_always_as_the_same_file() -> None:
    rows = [ROW] * 500
    first = codings_csv(rows), codings_xlsx(rows)
    assert (codings_csv(rows), codings_xlsx(rows)) == first
