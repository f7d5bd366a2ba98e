"""Subtitles and tables: the words in the text, times and speakers beside it, and what was assumed is told."""

from __future__ import annotations

import csv

import pytest

from laras.base.files.guard import Kind
from laras.domain.errors import Refused
from laras.stages.evidence.readers import Document, read, subtitles, table, text

VTT = """WEBVTT - Wawancara

STYLE
::cue { color: red }

1
00:01.000 --> 00:04.000 align:start
<v Peneliti>Apa <b>kabar</b>?

01:00:05.500 --> 01:00:06.000
Baik &amp; sehat,
<tertawa> sekali.

NOTE hanya catatan
"""
SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\n<i>Apa kabar?</i>\r\n\r\n2\r\n00:00:05,250 --> 00:00:06,000\r\nBaik.\r\n"


def test_subtitles_become_lines_and_their_times_stand_beside_them() -> None:
    assert read("a.vtt", VTT.encode()) == Document(
        "Peneliti: Apa kabar?\nBaik & sehat, <tertawa> sekali.", "a", (), Kind.VTT, ((0, 1.0), (21, 3605.5))
    )
    assert read("a.srt", SRT.encode("utf-8-sig")) == Document(
        "Apa kabar?\nBaik.", "a", (), Kind.SRT, ((0, 1.0), (11, 5.25))
    )


def test_words_without_a_readable_time_stay_and_times_that_run_backwards_go() -> None:
    raw = "1\n00:00:09,000 --> x\nSatu\n\n2\n00:aa --> 00:bb\nDua\n\nTiga\n\n4\n00:00:05,000 --> x\nEmpat\n"
    assert read("a.srt", raw.encode()) == Document(
        "Satu\nDua\nTiga\nEmpat", "a", (subtitles.BROKEN_TIMES, subtitles.BACKWARDS), Kind.SRT, ((0, 9.0),)
    )


TRANSCRIPT = 'Waktu;Pembicara;Teks;Catatan\n00:01;Ratri;"Apa kabar?\nBu";-\n1:00:02,5;Informan 2;"Baik; ya";\n;;;\n'


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (TRANSCRIPT.encode(), ()),
        (TRANSCRIPT.encode("utf-16"), ()),
        (TRANSCRIPT.replace("Apa", "“Apa”").encode("cp1252"), (text.OLD_LETTERS,)),
    ],
)
def test_a_table_with_speakers_becomes_a_transcript(data: bytes, notes: tuple[str, ...]) -> None:
    found = read("a.csv", data)
    assert found.text.replace("“Apa”", "Apa") == "Ratri: Apa kabar? Bu\nInforman 2: Baik; ya"
    assert found.notes == (*notes, table.SEMICOLONS, table.TRANSCRIPT, table.LEFT_OUT)
    assert [seconds for _, seconds in found.times] == [1.0, 3602.5]
    assert found.speakers == {"Ratri": "", "Informan 2": ""}


def test_other_tables_become_a_paragraph_a_row_in_which_nobody_speaks() -> None:
    assert read("survei.csv", b"Umur,Jawaban\n45,Baik\n,\n50,\n") == Document(
        "Umur: 45\nJawaban: Baik\n\nUmur: 50",
        "survei",
        (table.COMMAS, table.ANSWERS),
        Kind.CSV,
        (),
        {"Umur": "-", "Jawaban": "-"},
    )


@pytest.mark.parametrize(("sign", "told"), [("\t", table.TABS), ("|", table.BARS), (";", table.SEMICOLONS)])
def test_each_separator_is_recognised_and_told(sign: str, told: str) -> None:
    rows = f"a{sign}b\n1,5{sign}2,5\n"
    assert read("a.csv", rows.encode()).notes == (told, table.ANSWERS)
    assert read("a.csv", rows.encode()).text == "a: 1,5\nb: 2,5"


def test_how_long_a_cell_may_be_is_not_for_another_reader_to_change() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(Refused):
            table.parse(b"a,b\n1," + b"x" * 140_000)
    finally:
        csv.field_size_limit(before)
