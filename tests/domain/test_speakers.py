"""Speakers are read from the marks people write."""

from __future__ import annotations

import pytest

from laras.domain.speakers import counts, speaking, turns

TALK = "Tempat: Wisma\nP: Apa kabar?\nIbu S.: Baik.\nLanjutan.\n\nINF-3: Saya juga.\nNIK: 99\nP: Ya."


def test_codes_roles_and_forms_of_address_speak_and_words_of_the_head_do_not() -> None:
    assert counts(TALK) == {"P": 2, "Ibu S.": 1, "INF-3": 1}


@pytest.mark.parametrize(
    "name", ["P", "I1", "INF-3", "Peneliti", "peneliti 2", "Informan A", "Bapak Slamet", "Pak S", "Speaker 1", "T"]
)
def test_each_way_of_writing_a_speaker_is_known(name: str) -> None:
    assert counts(f"{name}: kata") == {name: 1}


@pytest.mark.parametrize("line", ["Catatan: kata", "RT: 03", "08.00: pagi", "Ia berkata bahwa: ya", "a:b", "WA: 08"])
def test_what_only_looks_like_one_is_none(line: str) -> None:
    assert counts(line) == {}


def test_a_plain_name_speaks_once_it_opens_three_turns_or_is_told() -> None:
    assert counts("Ratri: a\nRatri: b") == {}
    assert counts("Ratri: a\nRatri: b\nRatri: c") == {"Ratri": 3}
    assert counts("Ratri: a", {"Ratri"}) == {"Ratri": 1}


def test_a_turn_lasts_until_the_next_one_begins() -> None:
    found = turns(TALK)
    assert [speaking(found, at) for at in (0, TALK.index("Apa"), TALK.index("Lanjutan"), len(TALK))] == [
        "",
        "P",
        "Ibu S.",
        "P",
    ]
    assert TALK[found[0].said :].startswith("Apa kabar?")
