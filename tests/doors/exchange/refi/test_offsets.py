"""Positions of one text, counted in other ways."""

import pytest

from laras.doors.exchange.refi.offsets import Evidence, Index, LfText, choose_unit, habit, lf_text, said

LF = lf_text("\ufeffa😀\r\nb\rc\nd")


def test_a_text_loses_bom_and_carriage_returns_and_remembers_them() -> None:
    assert LfText("a😀\nb\nc\nd", (2,)) == LF


@pytest.mark.parametrize(
    ("unit", "positions"),
    [
        ("code point", [0, 1, 2, 4, 5, 6, 7, 8, 9]),
        ("code point, CRLF 1", [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        ("code point, CRLF 2", [0, 1, 2, 4, 5, 7, 8, 10, 11]),
        ("UTF-16", [0, 1, 3, 5, 6, 7, 8, 9, 10]),
        ("UTF-16, CRLF 1", [0, 1, 3, 4, 5, 6, 7, 8, 9]),
        ("UTF-16, CRLF 2", [0, 1, 3, 5, 6, 8, 9, 11, 12]),
    ],
)
def test_each_unit_goes_there_and_back(unit: str, positions: list[int]) -> None:
    index = Index(LF, unit)
    assert [index.unit(point) for point in range(9)] == positions
    assert [index.point(position) for position in positions] == list(range(9))
    assert index.point(index.length) == 8
    assert (index.point(-1), index.point(index.length + 1)) == (None, None)


def test_inside_a_character_is_no_place_and_inside_a_line_end_is_before_it() -> None:
    index = Index(LF, "UTF-16")
    assert (index.point(2), index.point(4)) == (None, 2)


def test_programs_are_known_by_their_habit_and_laras_by_its_word() -> None:
    assert habit("NVivo 12.6") == "UTF-16"
    assert habit("ATLAS.ti 8.4") == "code point, CRLF 1"
    assert habit("QualCoder") == "code point"
    assert said("Laras 0.1.0 (UTF-16), from ATLAS.ti (code point, CRLF 1)") == "UTF-16"
    assert said("Laras 0.1.0 (code point)") == "code point"
    assert said("NVivo (UTF-16)") is None


def test_without_passages_there_is_nothing_to_tell_by() -> None:
    assert choose_unit([Evidence(LF, [])], "NVivo") == (None, None)


def test_a_name_that_is_no_quote_counts_by_word_edges() -> None:
    text = LfText("😀 satu dua tiga")
    assert choose_unit([Evidence(text, [(3, 7, "Quotation 6:1"), (8, 11, "")])], "") == ("UTF-16", 1.0)
    assert choose_unit([Evidence(text, [(4, 5, "")])], "") == ("code point", 0.0)
