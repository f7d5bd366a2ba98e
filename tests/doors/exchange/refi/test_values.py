"""The small values of the standard in all the forms that programs write."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from laras.doors.exchange.refi import values

GUID = "AD68FBE7-E1EE-4A82-A279-23CC698C89EB"


def test_a_guid_is_upper_case_without_braces_and_another_name_becomes_one() -> None:
    assert values.guid(f" {{{GUID.lower()}}} ") == GUID
    assert (values.guid(None), values.guid(" ")) == ("", "")
    assert values.guid("kode-1") == values.guid(" kode-1 ") == values.derived_guid("kode-1")
    assert values.is_guid(values.guid("kode-1"))
    assert not values.is_guid("kode-1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-03-27T17:46:39Z", datetime(2018, 3, 27, 17, 46, 39, tzinfo=UTC)),
        ("2018-03-27 17:46:39", datetime(2018, 3, 27, 17, 46, 39)),
        ("2026-01-01TZ", datetime(2026, 1, 1)),
        ("kemarin", None),
        (None, None),
    ],
)
def test_times_are_read_in_the_forms_programs_write(text: str | None, expected: datetime | None) -> None:
    assert values.moment(text) == expected


def test_a_zone_the_standard_cannot_say_becomes_utc() -> None:
    odd = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=7, seconds=30)))
    assert values.moment_text(odd) == "2026-01-01T04:59:30Z"
    assert (
        values.moment_text(datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=7)))) == "2026-01-01T12:00:00+07:00"
    )


def test_colours_are_read_in_the_forms_programs_write() -> None:
    assert [values.colour(each) for each in ("#0aF", " #00AAff ", "255,0,16", "-65536", "300,0,0", "merah", None)] == [
        "#0aF",
        "#00AAff",
        "#FF0010",
        "#FF0000",
        "",
        "",
        "",
    ]


def test_what_xml_cannot_hold_is_replaced_one_for_one() -> None:
    assert values.xml_safe("a\x00b\r\nc\ufffe\ud800😀") == "a\ufffdb\nc\ufffd\ufffd😀"
