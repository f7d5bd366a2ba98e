from __future__ import annotations

import pytest

from laras.domain.texts import Text
from laras.domain.wording import plain, stigma


def _seen(note: str) -> list[tuple[str, str, bool]]:
    return [(note[one.start : one.end], one.level, one.blocks) for one in stigma(note)]


def test_hurtful_words_are_found_whole_with_what_to_write_instead() -> None:
    found = stigma("Pasien nakal itu seperti orang  gila.")
    assert [(one.term, one.level) for one in found] == [("pasien nakal", "block"), ("orang gila", "block")]
    assert found[1].advice == Text(
        "Tulis nama atau “orang dengan gangguan jiwa”.", "Write the name, or “person with a mental disorder”."
    )


def test_names_and_longer_words_are_left_alone() -> None:
    assert stigma("Gilang dan Edana (contoh) ikut sosialisasi; keliaran.") == []


def test_suffixes_do_not_hide_a_word() -> None:
    assert _seen("Penderitanya tenang") == [("Penderitanya", "warn", False)]


def test_a_verbatim_quote_is_shown_but_never_blocks() -> None:
    assert _seen("Ia berkata “aku bukan orang gila”.") == [("orang gila", "block", False)]
    assert _seen("Ia seperti orang gila.") == [("orang gila", "block", True)]


@pytest.mark.parametrize(
    "word",
    ["orang gila", "gila", "edan", "sinting", "sakit saraf", "ngamukan", "pasien nakal", "penderita", "cacat mental",
     "dipasung", "liar", "sampah masyarakat", "normal", "tidak normal"],
)  # fmt: skip
def test_every_word_of_the_glossary_list_is_known(word: str) -> None:
    assert [one.term for one in stigma(f"Kata {word} ini.")] == [word]


def test_terms_of_the_trade_and_long_sentences_are_flagged_for_readers() -> None:
    note = "Ada waham. " + " ".join(["kata"] * 16) + ". Selesai."
    found = plain(note)
    assert [(one.term, note[one.start : one.end][-5:]) for one in found] == [
        ("waham", "waham"),
        ("long_sentence", "kata."),
    ]
    assert found[0].advice.id == "Istilah sulit. Tulis: keyakinan kuat yang tidak sesuai kenyataan."
    assert found[1].advice.en == "This sentence has 16 words. Split it into sentences of at most 15 words."


def test_a_kind_and_plain_note_has_no_flags() -> None:
    note = "Bapak S. tidur enam jam pukul 22.00. Beliau bersedia ikut kelompok."
    assert (stigma(note), plain(note)) == ([], [])
