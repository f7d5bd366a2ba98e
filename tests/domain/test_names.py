from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laras.domain.names import DROPPED, display, key, similarity, words

NAMES = st.lists(
    st.sampled_from(
        [
            "Slamet",
            "Riyadi",
            "Muhammad",
            "Moh.",
            "Siti",
            "Aminah",
            "Djoko",
            "Soekarno",
            "Yusuf",
            "Rachmat",
            "Tjipto",
            "Wahyuni",
            "Sri",
            "M.",
            "Zaenal",
            "Khotimah",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "written",
    [
        ["Soekarno", "Sukarno", "SUKARNO", "Soekarnno"],
        ["Djoko", "Joko"],
        ["Tjipto", "Cipto"],
        ["Jusuf", "Yusuf", "Yusup", "Joesoef"],
        ["Sjarif", "Syarif", "Sarip", "Syariff"],
        ["Rachmat", "Rakhmat", "Rahmat", "Rahmmat"],
        ["Achmad", "Ahmad", "Akhmad", "Ach."],
        ["Chotimah", "Khotimah", "Kotimah", "Khotima"],
        ["Chandra", "Candra"],
        ["Sudharmo", "Sudarmo"],
        ["Martha", "Marta"],
        ["Vivi", "Fifi", "Pipi"],
        ["Aziz", "Azis"],
        ["Zaenal", "Zainal", "Jaenal", "Djaenal"],
        ["Muhammad", "Mohammad", "Moh.", "Muh", "M.", "Mochamad", "Mokhamad"],
        ["Siti", "St.", "Sitti"],
        ["Abdul", "Abd.", "Abdoel"],
        ["Nur", "Noer", "Noor"],
        ["Anjani", "Andjani"],
        ["Wahyuni", "Wahjuni", "Wahyunie"],
        ["Sherly", "Sherli", "Serli"],
        ["Nu'man", "Numan"],
        ["José", "Jose"],
    ],
)
def test_spellings_that_sound_alike_share_a_key(written: list[str]) -> None:
    assert len({key(one) for one in written}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Yono", "Sono"), ("Yanto", "Santo"), ("Siti", "Sita"), ("Budi", "Rudi"), ("Sri", "Tri")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_kin_terms_titles_and_degrees_are_no_part_of_the_name() -> None:
    assert words("Bapak H. Slamet Riyadi, S.Sos., M.Si") == ["slamet", "riyadi"]
    assert words("Dra. Hj. Siti-Aminah binti Soleh (contoh)") == ["siti", "aminah", "soleh"]
    assert words("dr. Ratri A.Md.Kep") == ["ratri"]
    assert words("Budi S.Tr.Sos., Sp.KJ") == ["budi"]
    assert words("M.Yusuf Moh.Ali") == ["m", "yusuf", "moh", "ali"]
    assert words("") == []


def test_a_name_made_of_a_title_only_is_kept() -> None:
    assert words("Bapak") == ["bapak"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bapak Slamet Riyadi (contoh)", "Slamet Rijadi"),
        ("Moh. Joesoef", "Muhammad Yusup"),
        ("St. Khotimah", "Chotimah Siti"),
    ],
)
def test_the_same_person_written_otherwise_is_fully_alike(one: str, other: str) -> None:
    assert similarity(one, other) == 1.0


def test_one_name_for_three_is_likely_and_a_shared_common_name_is_not() -> None:
    assert similarity("Slamet", "Slamet Riyadi") == pytest.approx(0.8333, abs=1e-4)
    assert similarity("Siti Aminah", "Siti Rahayu") < 0.4
    assert similarity("Slamet Riyadi", "Slamet Riyanto") > similarity("Slamet Riyadi", "Budi Santoso")
    assert similarity("Azis", "Asis") > 0.8
    assert similarity("Budi", "") == 0.0


def test_display_uses_the_chosen_form_of_address() -> None:
    assert display("Slamet Riyadi (contoh)", "Bapak") == "Bapak Slamet Riyadi (contoh)"
    assert display("Slamet Riyadi (contoh)", "Bapak", short=True) == "Bapak S. (contoh)"
    assert display("H. slamet", "Bapak", short=True) == "Bapak S."
    assert display("Wati", short=True) == "W."
    assert display("", "Ibu", short=True) == "Ibu"


@given(LETTERS)
def test_a_key_is_never_empty_and_keyed_again_stays_findable(word: str) -> None:
    assert key(word)
    assert key(word) == key(word.upper()) == key(f" {word}. ")


@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_lies_between_zero_and_one(one: str, other: str) -> None:
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert 0.0 <= similarity(one, other) <= 1.0


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(name: str, random: object) -> None:
    parts = name.split()
    random.shuffle(parts)  # type: ignore[attr-defined]  # hypothesis types st.randoms as object here
    assert similarity(name, " ".join(parts)) == 1.0


@given(
    LETTERS, st.sampled_from([("oe", "u"), ("dj", "j"), ("tj", "c"), ("dh", "d"), ("th", "t"), ("v", "f"), ("f", "p")])
)
def test_a_changed_spelling_inside_a_word_keeps_its_key(word: str, pair: tuple[str, str]) -> None:
    assume(word not in DROPPED)
    assert key(f"war{pair[0]}ak{word}") == key(f"war{pair[1]}ak{word}")
