from __future__ import annotations

import pytest

from laras.domain import aspects
from laras.domain.aspects import ASPECT_CODES, TAXONOMY, indicator, indicators_of, is_active, suggest, taxonomies
from laras.domain.errors import NotFound
from laras.domain.texts import Text


def test_there_are_46_indicators_nine_nine_nine_ten_nine() -> None:
    assert [len(indicators_of(code)) for code in ASPECT_CODES] == [9, 9, 9, 10, 9]
    assert len({one.code for one in TAXONOMY.indicators}) == 46


def test_codes_are_numbered_without_a_gap() -> None:
    prefixes = {"emotional": "EMO", "esteem": "EST", "instrumental": "INS", "informational": "INF", "group": "GRP"}
    assert [one.code for one in TAXONOMY.indicators] == [
        f"{prefixes[code]}-{number:02}" for code in ASPECT_CODES for number in range(1, len(indicators_of(code)) + 1)
    ]


def test_aspects_stand_in_the_fixed_order_with_their_letters() -> None:
    assert [(one.code, one.letter, one.short.id) for one in TAXONOMY.aspects] == [
        ("emotional", "E", "Emosional"),
        ("esteem", "P", "Penghargaan"),
        ("instrumental", "N", "Instrumental"),
        ("informational", "F", "Informatif"),
        ("group", "K", "Kelompok"),
    ]


def test_short_labels_fit_a_phone_button_and_differ() -> None:
    for language in ("id", "en"):
        short = [one.short.get(language) for one in TAXONOMY.indicators]
        assert len(set(short)) == 46
        assert max(map(len, short)) <= 30
    assert indicator("INF-02").short == Text("Menjelaskan obat", "Explaining medicine")


def test_every_indicator_has_cues_and_the_medicine_ones_show_their_boundary() -> None:
    assert [one.code for one in TAXONOMY.indicators if len(one.cues) < 2] == []
    shared = {rule.code: rule.text for rule in aspects.BOUNDARY_RULES}["medicine"]
    assert [one.code for one in TAXONOMY.indicators if shared in one.boundary] == ["EST-01", "INS-03", "INF-02"]


def test_boundary_rules_name_only_indicators_that_exist() -> None:
    named = {code for rule in aspects.BOUNDARY_RULES for code in rule.indicators}
    assert named <= {one.code for one in TAXONOMY.indicators}
    assert len(aspects.BOUNDARY_RULES) == 7


def test_polarity_and_giver_labels_are_the_glossary_words() -> None:
    assert [aspects.POLARITY_LABELS[code].id for code in aspects.POLARITIES] == [
        "diberikan",
        "diterima",
        "kurang",
        "ditolak",
        "merugikan",
    ]
    assert [aspects.GIVER_LABELS[code].id for code in aspects.GIVERS] == [
        "pekerja sosial",
        "petugas lain",
        "keluarga",
        "sebaya",
        "masyarakat",
    ]


def test_sarafino_4_folds_emotional_and_esteem_into_one() -> None:
    other = taxonomies()["sarafino-4"]
    assert [(one.code, len(other.indicators_of(one.code))) for one in other.aspects] == [
        ("emotional_esteem", 18),
        ("tangible", 9),
        ("informational", 10),
        ("companionship", 9),
    ]
    assert other.place("esteem") == "emotional_esteem"


def test_house_4_has_no_place_for_group_support() -> None:
    other = taxonomies()["house-4"]
    assert other.place("group") is None
    assert [len(other.indicators_of(one.code)) for one in other.aspects] == [9, 9, 9, 10]


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(NotFound, match="There is no indicator “INF-99”"):
        indicator("INF-99")
    with pytest.raises(NotFound, match="There is no aspect “spiritual”"):
        indicators_of("spiritual")
    assert (is_active("INF-02"), is_active("INF-99")) == (True, False)


def test_cue_words_suggest_what_the_example_page_suggests() -> None:
    found = suggest("Tapi menjelaskan itu untuk apa, terus terang jarang. Bu, ini obat apa?")
    assert found == [("INF-01", ("menjelaskan",)), ("INS-03", ("obat",)), ("INF-02", ("obat",))]


def test_cue_words_are_found_behind_prefixes_and_suffixes() -> None:
    assert suggest("Obatnya dijelaskan perawat") == [
        ("INF-01", ("menjelaskan",)),
        ("INS-03", ("obat",)),
        ("INF-02", ("obat",)),
    ]
    assert suggest("menjelaskan obat malam")[0] == ("INF-02", ("obat", "menjelaskan obat"))
    assert suggest("dia ditenangkan")[0] == ("EMO-03", ("menenangkan",))
    assert suggest("ia memuji saya")[0] == ("EST-01", ("pujian", "dipuji"))


def test_a_passage_without_cues_gets_no_suggestion() -> None:
    assert suggest("Hujan turun sejak pagi.") == []
    assert suggest("") == []


def test_a_phrase_matches_only_in_its_order() -> None:
    assert ("EST-08", ("coba lagi",)) in suggest("ayo coba lagi besok")
    assert "EST-08" not in {code for code, _ in suggest("lagi hujan, coba saja")}
