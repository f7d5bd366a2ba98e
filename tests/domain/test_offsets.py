from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laras.domain.errors import BadInput
from laras.domain.offsets import (
    Absent,
    Ambiguous,
    Anchor,
    Found,
    Line,
    find_quote,
    index_map,
    layout,
    line_of,
    lines,
    normalise,
    numbered_lines,
    reanchor,
    snap_to_words,
)
from tests.shared_folder import SHARED

ANY = st.text(st.sampled_from("ab 🙂é\n“”—’…🇮中x"), max_size=60)
RAW = st.text(st.sampled_from("ab\r\n🙂\ufeff"), max_size=40)


def test_utf16_counts_an_emoji_twice() -> None:
    found = index_map("a🙂b", utf16=True)
    assert (found.starts.tolist(), found.length) == ([0, 1, 3, 4], 4)
    assert found.there([1, 2]).tolist() == [1, 3]
    assert found.back([0, 1, 2, 3, 4]).tolist() == [0, 1, 1, 2, 3]


def test_crlf_counts_a_line_end_twice() -> None:
    assert index_map("a\nb", crlf=True).starts.tolist() == [0, 1, 3, 4]
    assert index_map("🙂\n", utf16=True, crlf=True).starts.tolist() == [0, 2, 4]


def test_places_outside_the_text_are_refused() -> None:
    found = index_map("ab", utf16=True)
    for wrong in ([-1], [3]):
        with pytest.raises(BadInput, match="outside the text"):
            found.there(wrong)
        with pytest.raises(BadInput, match="outside the text"):
            found.back(wrong)


def test_a_byte_order_mark_and_foreign_line_ends_are_taken_off_and_mapped() -> None:
    text, found = normalise("\ufeffa\r\nb\rc")
    assert text == "a\nb\nc"
    assert found.starts.tolist() == [1, 2, 4, 5, 6, 7]


@given(ANY, st.booleans(), st.booleans())
def test_maps_lead_there_and_back(text: str, utf16: bool, crlf: bool) -> None:
    found = index_map(text, utf16=utf16, crlf=crlf)
    every = list(range(len(text) + 1))
    assert found.back(found.there(every)).tolist() == every
    other = text.replace("\n", "\r\n") if crlf else text
    assert found.length == (len(other.encode("utf-16-le")) // 2 if utf16 else len(other))


@given(RAW)
def test_normalised_offsets_point_to_the_same_characters_of_the_raw_text(raw: str) -> None:
    text, found = normalise(raw)
    assert len(found.starts) == len(text) + 1
    for letter, place in zip(text, found.starts.tolist(), strict=False):
        assert letter == raw[place] or (letter, raw[place]) == ("\n", "\r")


def test_lines_are_numbered_from_one() -> None:
    text = "satu\n\ntiga"
    starts = lines(text)
    assert starts.tolist() == [0, 5, 6]
    assert [line_of(starts, place) for place in (0, 4, 5, 6, 10)] == [1, 1, 2, 3, 3]
    assert numbered_lines(text) == [Line(1, 0, 4), Line(2, 5, 5), Line(3, 6, 10)]
    with pytest.raises(BadInput):
        line_of(starts, -1)


def test_long_paragraphs_get_citable_lines() -> None:
    text = "Obatnya ada, diminum di depan kami.\nYa."
    assert [text[line.start : line.end] for line in layout(text, 20)] == [
        "Obatnya ada, diminum",
        "di depan kami.",
        "Ya.",
    ]
    assert layout("", 20) == [Line(1, 0, 0)]
    with pytest.raises(BadInput, match="at least 10"):
        layout("a", 5)


@given(st.text(st.sampled_from("abc  \n🙂"), max_size=120), st.integers(10, 30))
def test_the_layout_holds_every_letter_once_and_no_line_is_too_long(text: str, width: int) -> None:
    found = layout(text, width)
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert all(line.end - line.start <= width and "\n" not in text[line.start : line.end] for line in found)
    between = [text[one.end : other.start] for one, other in itertools.pairwise(found)]
    assert all(gap.strip(" \n") == "" and gap.count("\n") <= 1 for gap in between)
    assert "".join(text[line.start : line.end] for line in found).replace(" ", "") == text.replace(" ", "").replace(
        "\n", ""
    )
    assert sum(gap.count("\n") for gap in between) == text.count("\n")


SOURCE = "P3  Kalau soal obat,\n  “nanti ya” — kata perawat… Obatnya ada. Nanti ya."


def test_a_quote_is_found_through_spaces_and_punctuation() -> None:
    found = find_quote(SOURCE, ' soal obat, "nanti  ya" - kata perawat...')
    assert isinstance(found, Found)
    assert SOURCE[found.start : found.end] == "soal obat,\n  “nanti ya” — kata perawat…"


def test_words_and_case_must_be_the_same() -> None:
    assert find_quote(SOURCE, "soal obatnya") == Absent()
    assert find_quote(SOURCE, "kalau soal") == Absent()
    assert find_quote(SOURCE, "  ") == Absent()


def test_of_several_places_only_whole_words_count_and_then_nothing_is_guessed() -> None:
    assert find_quote("obat, berobat, obatnya", "obat") == Found(0, 4)
    assert find_quote("ya. Lalu ya.", "ya") == Ambiguous((0, 9))
    assert find_quote("berobat", "obat") == Found(3, 7)
    assert find_quote("aaa", "aa") == Ambiguous((0, 1))


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_every_passage_of_a_text_is_found_or_ambiguous_never_absent(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = find_quote(text, text[start:end])
    if text[start:end].strip():
        assert not isinstance(found, Absent)


def test_selections_snap_to_whole_words() -> None:
    text = "Kalau soal obat, siapa"
    assert text[slice(*snap_to_words(text, 7, 13))] == "soal obat"
    assert text[slice(*snap_to_words(text, 5, 15))] == "soal obat"
    assert text[slice(*snap_to_words(text, 5, 6))] == " "
    assert snap_to_words(text, 6, 10) == (6, 10)


def test_a_correction_keeps_every_other_passage() -> None:
    old = "Obatnya ada. Menjelaskan itu jarang. Nanti ya."
    new = "Pada pagi hari obatnya ada. Menjelaskan itu sangat jarang. Nanti ya."
    found = reanchor([(8, 12), (13, 36), (37, 46)], old, new)
    assert [(new[one.start : one.end], one.state) for one in found] == [
        ("ada.", "kept"),
        ("Menjelaskan itu sangat jarang.", "changed"),
        ("Nanti ya.", "kept"),
    ]


def test_a_removed_passage_is_lost_where_it_stood() -> None:
    assert reanchor([(5, 8)], "satu dua tiga", "satu tiga") == [Anchor(5, 5, "lost")]


def test_the_same_words_twice_do_not_mislead() -> None:
    assert reanchor([(2, 4)], "abab", "ab") == [Anchor(0, 2, "kept")]


def test_an_insertion_at_the_edge_stays_outside() -> None:
    assert reanchor([(3, 5)], "aa bb cc", "aa xbb cc")[0] == Anchor(4, 6, "kept")
    assert reanchor([(3, 5)], "aa bb cc", "aa bb! cc")[0] == Anchor(3, 5, "kept")


def test_empty_or_outside_passages_are_refused() -> None:
    for wrong in ((3, 3), (0, 9), (-1, 2)):
        with pytest.raises(BadInput, match="is not in the text"):
            reanchor([wrong], "satu", "satu")
    assert reanchor([], "a", "b") == []


@settings(max_examples=300)
@given(ANY, ANY, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(1, 20))
def test_any_edit_keeps_every_untouched_passage(old: str, put: str, one: int, other: int, at: int, size: int) -> None:
    low, high = sorted((min(one, len(old)), min(other, len(old))))
    start, end = at, at + size
    new = old[:low] + put + old[high:]
    if end <= len(old) and (end <= low or start >= high):
        found = reanchor([(start, end)], old, new)[0]
        assert (new[found.start : found.end], found.state) == (old[start:end], "kept")


WORDS = st.lists(st.integers(0, 400), min_size=3, max_size=40, unique=True)


@settings(max_examples=100)
@given(WORDS, st.data())
def test_several_edits_keep_untouched_words_in_place(numbers: list[int], data: st.DataObject) -> None:
    words = [f"w{number}" for number in numbers]
    touched = data.draw(st.sets(st.integers(0, len(words) - 1), max_size=len(words) // 2))
    changed = [f"x{n}" if n in touched else word for n, word in enumerate(words)]
    old, new = " ".join(words), " ".join(changed)
    places = [old.index(f" {word} ") + 1 if f" {word} " in old else None for word in words]
    spans = [(at, at + len(words[n])) for n, at in enumerate(places) if at is not None and n not in touched]
    assert all(
        one.state == "kept" and new[one.start : one.end] == old[span[0] : span[1]]
        for span, one in zip(spans, reanchor(spans, old, new), strict=True)
    )


@given(ANY, st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=5), ANY)
def test_anchors_always_lie_inside_the_new_text(old: str, spans: list[tuple[int, int]], new: str) -> None:
    inside = [(start, min(start + size, len(old))) for start, size in spans if start < len(old)]
    assert all(0 <= one.start <= one.end <= len(new) for one in reanchor(inside, old, new))


@pytest.mark.shared
def test_a_whole_book_is_reanchored_and_laid_out_quickly() -> None:
    chapters = sorted((SHARED / "samples" / "bly-1887").glob("chapter-*.txt"))
    old = "\n".join(path.read_text(encoding="utf-8") for path in chapters)[:300_000]
    new = old.replace("asylum", "home").replace("nurse", "the nurse")
    spans = [(at, at + 40) for at in range(0, len(old) - 40, 600)]
    start = time.perf_counter()
    found = reanchor(spans, old, new)
    layout(old)
    assert time.perf_counter() - start < 5
    touched = [re.search("asylum|nurse", old[max(0, low - 5) : high + 5]) for low, high in spans]
    wrong = [
        span
        for span, one, hit in zip(spans, found, touched, strict=True)
        if not hit and new[one.start : one.end] != old[slice(*span)]
    ]
    assert sum(map(bool, touched)) > 5
    assert wrong == []
