"""Positions of one text, counted in other ways, and which of them explains the passages."""

import pytest

from laras.domain.offsets import LF_UNITS, Evidence, Index, LfText, best_unit, lf_text

LF = lf_text("\ufeffa😀\r\nb\rc\nd")


def test_a_text_loses_bom_and_carriage_returns_and_remembers_them() -> None:
    assert LfText("a😀\nb\nc\nd", (2,), marked=True) == LF


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


def test_the_unit_is_told_from_the_quotes_and_a_tie_goes_to_the_usual_one() -> None:
    text = LfText("😀 satu\ndua tiga")
    assert best_unit([Evidence(text, [(9, 12, "dua")])], among=LF_UNITS)[:2] == ("UTF-16, CRLF 2", 1.0)
    plain = LfText("satu dua")
    assert best_unit([Evidence(plain, [(5, 8, "dua")])], "UTF-16", LF_UNITS) == (
        "UTF-16",
        1.0,
        dict.fromkeys(LF_UNITS, 1.0),
    )
    assert best_unit([Evidence(plain, [(5, 8, "dua")])])[0] == "code point"
    assert best_unit([]) == (None, None, {})
