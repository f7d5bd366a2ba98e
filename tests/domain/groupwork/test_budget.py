"""Amounts, totals, and the total in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.errors import BadInput
from laras.domain.groupwork.budget import HIGHEST, amount, terbilang, total
from laras.domain.groupwork.programme import sahabat_dengar


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_001, "seratus satu ribu satu"),
        (1_000_000, "satu juta"),
        (2_850_000, "dua juta delapan ratus lima puluh ribu"),
        (1_000_000_000, "satu miliar"),
        (1_001_000_011, "satu miliar satu juta sebelas"),
        (11_111_111_111, "sebelas miliar seratus sebelas juta seratus sebelas ribu seratus sebelas"),
        (1_000_000_000_000, "satu triliun"),
    ],
)
def test_known_numbers_in_words(number: int, words: str) -> None:
    assert terbilang(number) == words


@pytest.mark.parametrize("number", [-1, HIGHEST + 1])
def test_numbers_outside_are_refused(number: int) -> None:
    with pytest.raises(BadInput):
        terbilang(number)


_ONES = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_VALUES = {"nol": 0, **{word: n for n, word in enumerate(_ONES, 1)}}
_SIZES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def _read_back(words: str) -> int:
    """The number Indonesian words say, read from the left."""
    whole = part = last = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word == "belas":
            last += 10
        elif word in ("puluh", "ratus"):
            part, last = part + last * (10 if word == "puluh" else 100), 0
        elif word in _SIZES:
            whole, part, last = whole + (part + last) * _SIZES[word], 0, 0
        else:
            last = _VALUES[word]
    return whole + part + last


@given(st.integers(0, HIGHEST))
def test_the_words_say_the_number(number: int) -> None:
    assert _read_back(terbilang(number)) == number


def test_an_amount_is_rounded_to_the_rupiah() -> None:
    assert amount(Decimal("2.5"), 1_001) == 2_503
    assert amount(90, 8_000) == 720_000
    with pytest.raises(BadInput):
        amount(Decimal("-1"), 10)


def test_the_shipped_budget_adds_up() -> None:
    lines = [(line.volume, line.price) for line in sahabat_dengar().budget]
    assert total(lines) == 2_850_000
    assert terbilang(total(lines)) == "dua juta delapan ratus lima puluh ribu"
