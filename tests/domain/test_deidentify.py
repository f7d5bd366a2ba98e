"""What gives somebody away is found by sign and replaced as whole words."""

from __future__ import annotations

import pytest

from laras.domain.deidentify import STANDS, WHY, Found, Pair, candidates, letter, next_stands, pseudonymise, scan


def told(text: str, *known: str) -> list[tuple[str, str, str]]:
    found = candidates(text, known)
    assert [text[one.start : one.end] for one in found] == [one.words for one in found]
    return [(one.kind, one.words, one.why) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lalu Bapak Kromo Leksono datang", ("person", "Kromo Leksono", "title")),
        ("kata pak slamet begitu", ("person", "slamet", "common")),
        ("Sdr. Kromo M. Leksono.", ("person", "Kromo", "title")),
        ("dr. Hendra, Sp.KJ", ("person", "Hendra", "common")),
        ("dengan Ratri Wulandari. Saya", ("person", "Ratri Wulandari", "common")),
        ("NIK 9971234501800001", ("number", "9971234501800001", "nik")),
        ("NIK 9971 2345 0180 0001", ("number", "9971 2345 0180 0001", "nik")),
        ("BPJS 0001234567890", ("number", "0001234567890", "bpjs")),
        ("hubungi 0812-3456-7890 ya", ("phone", "0812-3456-7890", "phone")),
        ("hubungi +62 812 3456 7890", ("phone", "+62 812 3456 7890", "phone")),
        ("telepon (021) 555123 ya", ("phone", "(021) 555123", "phone")),
        ("surel ani@contoh.id", ("other", "ani@contoh.id", "email")),
        ("lahir di sini tanggal 12 Mei 1980", ("other", "12 Mei 1980", "birth")),
        ("di Desa Suka Maju II", ("place", "Suka Maju II", "place")),
        ("Kec. Suka Maju", ("place", "Suka Maju", "place")),
        ("Jl. Merpati 12", ("place", "Merpati 12", "place")),
        ("dari Semarang kemarin", ("place", "Semarang", "place")),
        ("RT 03/RW 05", ("place", "RT 03/RW 05", "address")),
    ],
)
def test_each_sign_is_found(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Bapak Kepala dan Ibu Perawat, Pak Guru, ibu rumah tangga",
        "Untung saja. Budi pekerti itu baik. Malang nasibnya.",
        "Bapak S. dan Ibu M",
        "tahun 2026, 12 orang, Rp 2.850.000, pukul 08.00",
        "Saya ke kota. Rencana lain: rumah sakit. Di sana ada Ibu Puskesmas.",
        "pak, saya mau. Bu. Saya pulang. Selamat pagi, Ibu. Boleh cerita?",
    ],
)
def test_posts_everyday_words_and_initials_are_nobody(text: str) -> None:
    assert told(text) == []


def test_a_known_name_is_found_by_any_of_its_words() -> None:
    assert told("Tadi Xenopati dan Wirya ke sini", "Bapak Xenopati Wirya (contoh)") == [
        ("person", "Xenopati", "known"),
        ("person", "Wirya", "known"),
    ]


def test_whole_words_are_replaced_with_the_form_of_address_before_them() -> None:
    text = "Pak Slamet Riyadi, SLAMET, slamet, bu slamet, Slametnya, Slametan di Solo."
    pairs = [
        Pair("person", "Slamet", "Penerima manfaat A"),
        Pair("person", "Slamet Riyadi", "Bapak S."),
        Pair("place", "Solo", "[tempat 1]"),
    ]
    new, moves = pseudonymise(text, pairs)
    assert new == (
        "Bapak S., Penerima manfaat A, slamet, Penerima manfaat A, Penerima manfaat Anya, Slametan di [tempat 1]."
    )
    assert [(text[m.start : m.end], new[m.to_start : m.to_end]) for m in moves] == [
        ("Pak Slamet Riyadi", "Bapak S."),
        ("SLAMET", "Penerima manfaat A"),
        ("bu slamet", "Penerima manfaat A"),
        ("Slamet", "Penerima manfaat A"),
        ("Solo", "[tempat 1]"),
    ]
    assert pseudonymise(text, []) == (text, [])


def test_a_number_is_replaced_only_as_a_whole() -> None:
    pair = Pair("number", "9971234501800001", "[nomor]")
    assert pseudonymise("9971234501800001 19971234501800001", [pair])[0] == "[nomor] 19971234501800001"


def test_the_scan_tells_what_still_stands() -> None:
    assert scan("Slamet dari Kromo, 081234567890", {"Slamet": "person", "Kromo": "place"}) == [
        Found("person", 0, 6, "Slamet", "key"),
        Found("place", 12, 17, "Kromo", "key"),
        Found("phone", 19, 31, "081234567890", "phone"),
    ]
    assert scan("Penerima manfaat A", {"Slamet": "person"}) == []


def test_proposals_go_on_after_those_that_are_taken() -> None:
    assert next_stands({"Penerima manfaat A"}, STANDS["client"], "id") == "Penerima manfaat B"
    assert next_stands({"[place 1]"}, STANDS["place"], "en") == "[place 2]"
    assert next_stands({"[telepon]"}, STANDS["phone"], "id") == "[telepon]"
    assert [letter(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


def test_every_sign_has_its_words() -> None:
    text = "Pak Kromo Budi 9971234501800001 0001234567890 081234567890 a@b.id lahir 1-1-1980 Desa Suka RT 1/RW 2"
    assert {one.why for one in candidates(text, ["Zulaikha"])} <= set(WHY)
