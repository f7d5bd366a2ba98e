"""Searching: queries are understood or told where not, and found as somebody patient would find them by hand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laras.domain.searching import (
    And,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    QueryError,
    Word,
    find,
    fold,
    matches,
    parse,
    prepared,
)

TEXT = (
    "T: Kalau soal obat, siapa yang menjelaskan?\n"
    "P1: Perawat menjelaskan obatnya, tapi tidak minum\nobat itu untuk apa.\n"
    "P1: Café dan résumé; anak-anak 😊 minum kopi.\n"
)


def found(words: str, text: str = TEXT, *, by_line: bool = False) -> list[str]:
    return [text[start:end] for start, end in find(parse(words), text, by_line=by_line)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("obat", ["obat", "obatnya", "obat"]),
        ("OBAT", ["obat", "obatnya", "obat"]),
        ('"obat"', ["obat", "obat"]),
        ("menjelas*", ["menjelaskan", "menjelaskan"]),
        ("menjelas", []),
        ('"minum obat"', ["minum\nobat"]),
        ("“minum obat”", ["minum\nobat"]),
        ('"minum ob*"', ["minum\nobat"]),
        ("anak-anak", ["anak-anak"]),
        ("cafe", ["Café"]),
        ("RÉSUMÉ", ["résumé"]),
        ("perawat AND kopi", ["Perawat", "kopi"]),
        ("perawat kopi", ["Perawat", "kopi"]),
        ("perawat DAN kopi", ["Perawat", "kopi"]),
        ("perawat dan kopi", ["Perawat", "dan", "kopi"]),
        ("perawat teh", []),
        ("teh OR kopi", ["kopi"]),
        ("teh ATAU kopi", ["kopi"]),
        ("kopi NOT teh", ["kopi"]),
        ("kopi BUKAN perawat", []),
        ("(teh OR kopi) minum", ["minum", "minum", "kopi"]),
        ("soal NEAR/1 siapa", ["soal", "siapa"]),
        ("siapa DEKAT/1 soal", ["soal", "siapa"]),
        ("soal NEAR/0 siapa", []),
        ("soal NEAR/0 obat", ["soal", "obat"]),
        ("(soal OR perawat) NEAR/1 (obat OR siapa)", ["soal", "obat", "siapa", "Perawat", "obatnya"]),
        ("soal NEAR obat NEAR siapa", ["soal", "obat", "siapa"]),
        (r"/\bobat(nya)?\b/", ["obat", "obatnya", "obat"]),
        (r"/p\d:/", ["P1:", "P1:"]),
        (r"/kopi\/teh|kopi/", ["kopi"]),
        ('obat OR "minum obat"', ["obat", "obatnya", "minum\nobat"]),
        ("kat*", []),
        ("NEAR", None),
        ("AND", None),
        ("obat AND", None),
        ("OR obat", None),
        ("(obat", None),
        ("obat)", None),
        ("()", None),
        ('"obat', None),
        ('""', None),
        ("/obat", None),
        ("/(/", None),
        ("/a*/", None),
        ("//", None),
        ("NOT obat", None),
        ("obat OR NOT kopi", None),
        ("*", None),
        ("*obat", None),
        ("o*at", None),
        ("-*", None),
        ("!!", None),
        ("", None),
        ("  ", None),
        ("obat NEAR/5", None),
        ("obat NEAR/500 kopi", None),
        ("(obat kopi) NEAR/5 teh", None),
        ("(NOT obat) NEAR/5 teh", None),
        ("a " * 300, None),
        ("a " * 61, None),
        ("(" * 21 + "a" + ")" * 21, None),
        ("/" + "a" * 201 + "/", None),
        ("/[/", None),
        ("/a{99999999999}/", None),
    ],
)
def test_a_query_finds_what_it_says_or_tells_what_is_wrong(words: str, expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(QueryError) as told:
            parse(words)
        assert told.value.field == "words"
        assert 0 <= told.value.position <= max(len(words), 500)
    else:
        assert found(words) == expected


@pytest.mark.parametrize(
    ("words", "position", "sentence"),
    [
        ("obat (kopi", 5, "The bracket at character 6 is never closed. Close it, or take it away."),
        ("obat kopi)", 9, "The bracket at character 10 closes nothing. Open it before, or take it away."),
        (
            "obat AND OR",
            9,
            "A word is missing before “OR” at character 10. To look for it, write it in quotation marks.",
        ),
        ('obat "kopi', 5, "The quotation mark at character 6 is never closed. Close it, or take it away."),
        ("x /a(b/", 4, "The regular expression is not understood from character 5 on."),
        ("x k*pi", 3, "The asterisk at character 4 must stand at the end of a word: kat*."),
        ("obat NOT", 8, "Something is missing at the end. Write a word after the last sign."),
    ],
)
def test_the_sentence_says_where(words: str, position: int, sentence: str) -> None:
    with pytest.raises(QueryError) as told:
        parse(words)
    assert (told.value.position, str(told.value)) == (position, sentence)


def test_a_query_is_a_tree() -> None:
    assert parse('a NOT b OR "c d*" NEAR/3 /e/').root == Or(
        (
            And((Word("a"), Not(Word("b")))),
            Near(Phrase((Word("c", exact=True), Word("d", begins=True, exact=True))), Pattern("e"), 3),
        )
    )
    assert parse("/e/ /f/ OR /e/").patterns == ("e", "f")


def test_and_can_be_asked_of_each_line() -> None:
    assert found("perawat minum", by_line=True) == ["Perawat", "minum"]
    assert found("perawat untuk", by_line=True) == []
    assert found("obat NOT perawat", by_line=True) == ["obat", "obat"]
    assert matches(parse("perawat untuk"), TEXT)


def test_only_the_enclitic_that_makes_no_other_word_is_taken_along() -> None:
    assert found("masa", "masa masalah masanya masaku") == ["masa", "masanya"]
    assert found("bang", "bangku bang") == ["bang"]


def test_places_are_those_of_the_text_however_it_is_written() -> None:
    apart = unicodedata.normalize("NFD", "😊 Résumé, straße İstanbul")
    assert found("resume", apart) == [unicodedata.normalize("NFD", "Résumé")]
    assert found("strasse", apart) == ["straße"]
    assert found("istanbul", apart) == [unicodedata.normalize("NFD", "İstanbul")]
    assert found("/S.ra/", apart) == ["stra"]


def test_what_is_found_elsewhere_for_a_pattern_is_taken_as_it_is() -> None:
    query = parse("/kopi/ NEAR/1 minum")
    ready = prepared(TEXT)
    at = TEXT.index("kopi")
    assert [TEXT[a:b] for a, b in find(query, ready, patterns={"kopi": [(at, at + 4)]})] == ["minum", "kopi"]
    assert find(query, ready, patterns={}) == []


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    folded, places = fold(text)
    if places is None:
        assert len(folded) == len(text)
    else:
        assert len(places) == len(folded)
        assert list(places) == sorted(places)
        assert all(0 <= place < len(text) for place in places)


SIGNS = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "NEAR/2",
        "NEAR",
        "(",
        ")",
        '"',
        "/",
        "*",
        "a",
        "kata",
        "ob*",
        "“",
        "-",
        "é",
        "\n",
        "[",
        "\\",
        "ß",
    ]
)


@given(st.lists(SIGNS, max_size=14).map(" ".join) | st.lists(SIGNS, max_size=14).map("".join) | st.text(max_size=40))
@settings(max_examples=600)
def test_whatever_is_typed_is_understood_or_told(words: str) -> None:
    told, query = "", None
    try:
        query = parse(words)
    except QueryError as refusal:
        told, place = str(refusal), refusal.position
    if query is None:
        assert told
        assert 0 <= place <= len(words)
        return
    assert query.words == words
    for start, end in find(query, TEXT):
        assert 0 <= start < end <= len(TEXT)
