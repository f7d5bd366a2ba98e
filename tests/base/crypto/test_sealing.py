"""A sealed value opens where it stands, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.base.crypto.keys import key_id, master
from laras.base.crypto.sealing import Unreadable, open_sealed, seal

PLACE = {"label": "people.Client.full_name", "scope": "home-1", "row": "row-1"}


@given(st.binary(max_size=300))
def test_what_was_sealed_opens_again(plain: bytes) -> None:
    sealed = seal(plain, **PLACE)
    assert open_sealed(sealed, **PLACE) == plain
    assert len(sealed) == 1 + 4 + 12 + len(plain) + 16


def test_the_plain_text_is_not_in_the_value_and_no_two_values_are_alike() -> None:
    first, second = seal(b"Sutini Rahayu", **PLACE), seal(b"Sutini Rahayu", **PLACE)
    assert b"Sutini" not in first
    assert first != second


def test_every_single_flipped_bit_is_noticed() -> None:
    sealed = seal(b"Sutini", **PLACE)
    for position in range(len(sealed) * 8):
        damaged = bytearray(sealed)
        damaged[position // 8] ^= 1 << position % 8
        with pytest.raises(Unreadable):
            open_sealed(bytes(damaged), **PLACE)


def test_every_cut_is_noticed() -> None:
    sealed = seal(b"Sutini", **PLACE)
    for length in range(len(sealed)):
        with pytest.raises(Unreadable):
            open_sealed(sealed[:length], **PLACE)


@pytest.mark.parametrize("moved", [{"label": "people.Client.nik"}, {"scope": "home-2"}, {"row": "row-2"}])
def test_a_value_moved_elsewhere_does_not_open(moved: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        open_sealed(seal(b"Sutini", **PLACE), **{**PLACE, **moved})


def test_the_value_names_its_key() -> None:
    assert seal(b"", **PLACE)[1:5].hex() == key_id(master())
    other = b"\x01" + b"\xff" * 4 + seal(b"", **PLACE)[5:]
    with pytest.raises(Unreadable, match="names key ffffffff"):
        open_sealed(other, **PLACE)
