"""Several coders in one table."""

import pytest

from laras.domain.errors import Incomplete
from laras.doors.exchange.coders_file import CodedText, Told, read_coders
from tests.shared_folder import SHARED


@pytest.mark.shared
def test_three_real_coders_are_read_and_every_change_is_told() -> None:
    table = read_coders((SHARED / "data" / "sunami_three_coders_raw.csv").read_bytes())
    assert (table.coders, len(table.rows), table.categories) == (("A", "B", "C"), 426, ("Yes", "No"))
    assert table.told == (Told(88, "87", "B", "yes", "Yes"), Told(131, "130", "B", "yes", "Yes"))
    assert [each.unit for each in table.missing] == ["369", "395", "396", "397", "425", "426"]
    assert table.rows[86] == CodedText(88, "87", ("Yes", "Yes", "No"))
    assert all(row in table.rows for row in table.missing)


def test_an_empty_cell_is_missing_and_a_table_may_have_no_names() -> None:
    table = read_coders(b"Ani;Budi\nya; ya\nYa;\nya;tidak\n")
    assert table.coders == ("Ani", "Budi")
    assert table.rows == (
        CodedText(2, "1", ("ya", "ya")),
        CodedText(3, "2", ("ya", None)),
        CodedText(4, "3", ("ya", "tidak")),
    )
    assert table.told == (Told(2, "1", "Budi", " ya", "ya"), Told(3, "2", "Ani", "Ya", "ya"))
    assert table.missing == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"row,A\n1,Yes\n", "needs a first column that names the text and at least two coders."),
        (b"row,A,a\n1,Yes,No\n", "The column a is there twice. Give each coder a name of their own."),
        (b"row,A,\n1,Yes,No\n", "A column has no name. Name each coder in the first row."),
        (b"row,A,B\n1,Yes,No\n1,Yes,No\n", "The text 1 is there twice. Give each text a row of its own."),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        read_coders(data)
    assert str(refused.value).endswith(sentence)
