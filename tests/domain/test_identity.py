from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.identity import NIK_STATUSES, PROVINCES, Check, check_bpjs, check_kk, check_nik, mask

TODAY = date(2026, 11, 24)
MAN = "9901011708900001"
WOMAN = "9901015708900001"


def _codes(check: Check) -> tuple[list[str], list[str]]:
    return [one.code for one in check.errors], [one.code for one in check.warnings]


def test_a_mans_number_tells_sex_and_birth_date() -> None:
    assert check_nik(MAN, date(1990, 8, 17), "male", demo=True, today=TODAY) == Check(
        MAN, (), (), "male", date(1990, 8, 17), (date(1990, 8, 17),)
    )


def test_a_womans_day_is_forty_higher() -> None:
    found = check_nik(WOMAN, demo=True, today=TODAY)
    assert (found.ok, found.sex_hint, found.birth_date) == (True, "female", date(1990, 8, 17))


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("9901013202900001", ["day"]),
        ("9901014013900001", ["day", "month"]),
        ("990101170890001", ["length"]),
        ("99010117089000O1", ["digits"]),
        ("", ["length"]),
        ("9901013002900001", ["date"]),
        ("9901011708900000", ["sequence"]),
        ("0001011708900001", ["province"]),
        ("9901010008900001", ["day"]),
    ],
)
def test_form_failures_are_errors(number: str, codes: list[str]) -> None:
    assert _codes(check_nik(number, demo=True, today=TODAY)) == (codes, [])


def test_the_sentence_says_what_is_wrong_and_what_to_write() -> None:
    errors = check_nik("9901014013900001", demo=True, today=TODAY).errors
    assert [str(one) for one in errors] == [
        "There is no day 40. Write day 1 to 31, for women 41 to 71.",
        "There is no month 13. Write month 1 to 12.",
    ]


def test_province_99_is_refused_outside_the_demonstration() -> None:
    assert _codes(check_nik(MAN, today=TODAY)) == (["demo_province"], [])


def test_contradictions_are_warnings_only() -> None:
    found = check_nik(MAN, date(1991, 8, 17), "female", demo=True, today=TODAY)
    assert _codes(found) == ([], ["birth_date_differs", "sex_differs"])
    assert found.birth_date == date(1990, 8, 17)


def test_two_possible_centuries_are_asked_and_settled_by_the_birth_date() -> None:
    number = "9901011708200001"
    asked = check_nik(number, demo=True, today=TODAY)
    assert (_codes(asked), asked.birth_date) == (([], ["century"]), None)
    assert asked.birth_dates == (date(1920, 8, 17), date(2020, 8, 17))
    settled = check_nik(number, date(1920, 8, 17), demo=True, today=TODAY)
    assert (_codes(settled), settled.birth_date) == (([], []), date(1920, 8, 17))


def test_29_february_is_taken_only_in_a_leap_year() -> None:
    assert check_nik("9901012902960001", demo=True, today=TODAY).birth_date == date(1996, 2, 29)
    assert _codes(check_nik("9901012902970001", demo=True, today=TODAY))[0] == ["date"]


def test_spaces_and_dots_are_taken_out() -> None:
    assert check_nik("9901 0117.0890-0001", demo=True, today=TODAY).number == MAN


def test_family_cards_know_no_forty() -> None:
    assert _codes(check_kk("9901011708100001", demo=True)) == ([], [])
    assert _codes(check_kk("9901015708100001", demo=True)) == ([], ["date"])
    assert _codes(check_kk("99010117081000", demo=True)) == (["length"], [])
    assert _codes(check_kk("9901011708100000", demo=True)) == (["sequence"], [])


def test_insurance_numbers_have_thirteen_digits_and_usually_three_zeros() -> None:
    assert _codes(check_bpjs("0001234567890")) == ([], [])
    assert _codes(check_bpjs("1001234567890")) == ([], ["start"])
    assert _codes(check_bpjs("000123456789")) == (["length"], [])


def test_a_masked_number_keeps_four_digits_at_each_end() -> None:
    assert mask(MAN) == "9901••••••••0001"
    assert mask("0001234567890") == "0001•••••7890"
    assert mask("12345") == "•••••"


def test_there_are_38_provinces_and_99_is_none_of_them() -> None:
    assert (len(PROVINCES), PROVINCES["35"], "99" in PROVINCES) == (38, "Jawa Timur", False)
    assert [NIK_STATUSES[code].id for code in ("has", "none_yet", "unknown", "being_arranged")] == [
        "ada",
        "belum ada",
        "tidak diketahui",
        "sedang diurus",
    ]


@given(st.integers(0, 36_000), st.booleans(), st.integers(1, 9999))
def test_every_real_birth_date_is_among_those_read_back(days: int, female: bool, sequence: int) -> None:
    born = TODAY - timedelta(days=days)
    number = f"990101{born.day + 40 * female:02}{born.month:02}{born.year % 100:02}{sequence:04}"
    found = check_nik(number, born, demo=True, today=TODAY)
    assert (found.ok, found.birth_date, found.sex_hint) == (True, born, "female" if female else "male")
