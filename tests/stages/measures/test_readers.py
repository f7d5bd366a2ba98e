"""Tables from outside: which columns, which rows, which reasons."""

from __future__ import annotations

import pytest

from laras.domain.errors import Incomplete, LarasError
from laras.domain.texts import Text
from laras.stages.measures.instruments import instrument
from laras.stages.measures.readers import people_of, read_cells, texts_of

WHO = instrument("WHO-5")


def _table(text: str, columns: str = "") -> tuple[list[tuple[int, str, dict[str, int | None]]], list[tuple[int, str]]]:
    found = people_of(WHO, *read_cells(text.encode()), columns=columns)
    people = [(person.row, person.code, person.answers) for person in found.people]
    return people, [(row.row, str(row.error)) for row in found.refused]


def test_columns_are_found_by_the_codes_of_the_items_in_any_order() -> None:
    people, refused = _table("id,5,4,3,2,1\nA,5,4,3,2,1\n")
    assert people == [(2, "A", {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5})]
    assert refused == []


def test_the_one_run_of_as_many_columns_as_items_is_taken() -> None:
    people, _ = _table("row;W1;W2;W3;W4;W5;X1;X2\n7;1;1;1;1;1;9;9\n")
    assert people == [(2, "7", dict.fromkeys(("1", "2", "3", "4", "5"), 1))]


def test_two_such_runs_have_to_be_told_apart() -> None:
    text = "A1,A2,A3,A4,A5,B1,B2,B3,B4,B5\n0,0,0,0,0,1,1,1,1,1\n"
    with pytest.raises(Incomplete):
        _table(text)
    assert _table(text, "B1-B5")[0] == [(2, "1", dict.fromkeys(("1", "2", "3", "4", "5"), 1))]
    assert _table(text, "b1,b2,b3,b4,a5")[0][0][2]["5"] == 0


@pytest.mark.parametrize("columns", ["C1-C5", "A1-A4", "A1-A5,B1"])
def test_columns_that_are_not_there_or_not_as_many_are_refused(columns: str) -> None:
    with pytest.raises(Incomplete):
        _table("A1,A2,A3,A4,A5,B1\n0,0,0,0,0,1\n", columns)


def test_a_row_is_refused_for_itself_with_its_reason() -> None:
    people, refused = _table("1,2,3,4,5\n1,1,1,1,1\n6,1,1,1,1\nx,1,1,1,1\n1.5,1,1,1,1\n,,,,\n2,,NA,2,2\n, ,-,,NA\n")
    assert [(row, answers) for row, _, answers in people] == [
        (2, dict.fromkeys(("1", "2", "3", "4", "5"), 1)), (7, {"1": 2, "4": 2, "5": 2}),
    ]  # fmt: skip
    assert [row for row, _ in refused] == [3, 4, 5, 8]
    assert refused[0][1] == "The answer 6 to item 1 lies outside 0 to 5. Correct the answer."


def test_items_with_names_of_their_own_are_never_guessed_by_their_place() -> None:
    about = instrument("RSES")
    header = [f"R{n}" for n in range(1, 11)]
    with pytest.raises(Incomplete):
        people_of(about, header, [(2, ["0"] * 10)])
    assert people_of(about, header, [(2, ["0"] * 10)], columns="R1-R10").people[0].answers["no_good"] == 0


@pytest.mark.parametrize("data", [b"", b"   \n", b"PK\x03\x04\x00\x00"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(LarasError):
        people_of(WHO, *read_cells(data))


def test_a_wording_is_read_in_both_languages() -> None:
    data = "item_id;text_id;text_en\n1;Satu (contoh);One\n2;Dua (contoh);\n".encode("utf-8-sig")
    assert texts_of(WHO, data) == {
        "1": Text("Satu (contoh)", "One"), "2": Text("Dua (contoh)", "Dua (contoh)"),
    }  # fmt: skip


@pytest.mark.parametrize("data", [b"item,text\n1,x\n", b"item_id,text_id,text_en\n9,x,y\n"])
def test_a_wording_without_its_columns_or_with_a_strange_item_is_refused(data: bytes) -> None:
    with pytest.raises(LarasError):
        texts_of(WHO, data)


@pytest.mark.parametrize(
    "data",
    [
        b'"' + b"x" * 200_000,  # a quotation mark that is never closed
        "1,2,3,4,5\n1,1,1,1,1\n".encode("utf-16"),
        b"\x00\x01",
        b"",
        b" \n \n",
        b"1" * (4 * 1024 * 1024 + 1),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(LarasError):
        people_of(WHO, *read_cells(data))


def test_a_table_as_excel_saves_it_and_one_of_very_many_columns_are_read() -> None:
    excel = "\ufeffNo;W1;W2;W3;W4;W5\r\n1;1;2;3;4;5\r\n".encode()
    people = people_of(WHO, *read_cells(excel)).people
    assert [(one.code, one.answers) for one in people] == [("1", {str(n): n for n in range(1, 6)})]
    wide = ",".join(["id", *(f"x{n}" for n in range(200_000)), "a" + "9" * 5_000]).encode()
    with pytest.raises(Incomplete):
        people_of(WHO, *read_cells(wide + b"\n1\n"))
    with pytest.raises(LarasError):
        people_of(WHO, *read_cells(excel), columns="W1-W" + "9" * 190)


@pytest.mark.parametrize("cell", ["1e999", "-inf", "1e308", "0x1", "9" * 400, "٣.5"])
def test_a_number_that_is_none_refuses_its_row(cell: str) -> None:
    people, refused = _table(f"W1,W2,W3,W4,W5\n1,1,1,1,{cell}\n1,1,1,1,1\n")
    assert ([row for row, *_ in people], [row for row, _ in refused]) == ([3], [2])
