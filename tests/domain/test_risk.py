"""Words that may tell of harm: found where they stand, quiet where they mean something else."""

from __future__ import annotations

from itertools import pairwise

import pytest

from laras.domain.aspects import POLARITIES
from laras.domain.risk import RISK_LABELS, risk_words
from laras.domain.texts import load

FOUND = [
    ("Saya pernah dipukuli kakak.", "dipukuli", "violence"),
    ("Dulu aku ingin mati saja.", "ingin mati", "suicide"),
    ("Dia melukai dirinya lagi.", "melukai dirinya", "self_harm"),
    ("Di rumah saya dipasung 😊 dua tahun.", "dipasung", "abuse"),
    ("They locked up my brother.", "locked up", "abuse"),
]


@pytest.mark.parametrize(("text", "words", "kind"), FOUND)
def test_a_word_of_harm_is_found_where_it_stands(text: str, words: str, kind: str) -> None:
    assert [(text[one.start : one.end], one.kind) for one in risk_words(text)] == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Ikatan kami kuat.",
        "Bapak ingin. Mati lampu semalam.",
        "Kandangnya kurungan ayam.",
        "Kami menjelaskan obat.",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert risk_words(text) == []


def test_two_cues_do_not_overlap_and_keep_their_order() -> None:
    text = "Ia diancam, lalu dipukul dan tidak diberi makan."
    found = risk_words(text)
    assert [text[one.start : one.end] for one in found] == ["diancam", "dipukul", "tidak diberi makan"]
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_every_kind_has_words_in_both_languages() -> None:
    assert set(load("risk")["cues"]) == set(RISK_LABELS) - {"other"}
    assert all(label.id and label.en for label in RISK_LABELS.values())
    assert not set(RISK_LABELS) & set(POLARITIES)
