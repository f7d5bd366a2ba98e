"""Codings from a spreadsheet, in the forms spreadsheets write."""

import pytest

from laras.domain.errors import Incomplete, LarasError, Refused
from laras.doors.exchange.codings_file import CodingRow, CodingRows, RefusedRow, read_codings
from laras.doors.exchange.tables_out import HEADER

HEAD = "source,quote,indicator,polarity,coder\n"
ROW = CodingRow(2, "W1", "Ibu datang, lagi", "emotional.listens", "given", "ani")


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + 'W1,"Ibu datang, lagi",emotional.listens,given,ani\n').encode(),
        b"\xef\xbb\xbf" + (HEAD + 'W1,"Ibu datang, lagi",emotional.listens,given,ani').encode(),
        b"Coder;POLARITY; Source ;Quote;Indicator;note\r\nani;given;W1;Ibu datang, lagi;emotional.listens;x\r\n",
        "source\tquote\tindicator\tpolarity\tcoder\nW1\tIbu datang, lagi\temotional.listens\tgiven\tani".encode(
            "utf-16"
        ),
        ("\n" + HEAD + ' W1 ,"Ibu datang, lagi",emotional.listens ,given,ani,,\n\n').encode(),
    ],
)
def test_bom_delimiter_order_and_case_do_not_matter(data: bytes) -> None:
    assert read_codings(data) == CodingRows((ROW,), ())


def test_rows_that_are_not_whole_are_refused_with_their_number() -> None:
    data = (HEAD + "W1,q,i,given,\n,,,,\nW1,a, b,i,given,ani\nW1,q,i,given,ani\nW1\n").encode()
    read = read_codings(data)
    assert read.rows == (CodingRow(5, "W1", "q", "i", "given", "ani"),)
    assert [(each.row, each.reason.format(**each.params)) for each in read.refused] == [
        (2, "The column coder is empty. Fill it in."),
        (
            4,
            "The row has more cells than the table has columns. Put quotation marks around a quote that holds a comma.",
        ),
        (6, "The column quote is empty. Fill it in."),
    ]
    assert isinstance(read.refused[0], RefusedRow)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Incomplete) as refused:
        read_codings(b"source,quote,polarity\nW1,q,given\n")
    assert str(refused.value) == (
        "The table has no column indicator, coder. "
        "Name the columns source, quote, indicator, polarity, coder in the first row."
    )


@pytest.mark.parametrize("data", [b"", b" \n", b";;;\n", b"\x89PNG\r\n\x00\x00", HEAD.encode() + b'W1,"open'])
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(LarasError) as refused:
        read_codings(data)
    assert isinstance(refused.value, Refused)
    assert str(refused.value).endswith(".")


def test_a_quote_keeps_its_blanks_and_loses_only_the_guard() -> None:
    read = read_codings((HEAD + "W1,'=1 ya ,i,given,ani\nW1, dua ,i,given,ani\nW1,'kan,i,given,ani\n").encode())
    assert [row.quote for row in read.rows] == ["=1 ya ", " dua ", "'kan"]


def test_what_laras_writes_has_the_columns_it_reads() -> None:
    assert {"source", "quote", "indicator", "polarity", "coder"} <= set(HEADER)
