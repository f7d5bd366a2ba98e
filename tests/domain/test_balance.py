from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.aspects import ASPECT_CODES, TAXONOMY
from laras.domain.balance import (
    Count,
    Petal,
    Silence,
    petals,
    programme_petals,
    shared_from_clients,
    shared_petals,
    silences,
    text_alternative,
)
from laras.domain.errors import BadInput


def _client() -> dict[str, Count]:
    return {
        "emotional": Count(given=5, received=2, indicators=frozenset(f"EMO-0{n}" for n in range(1, 7))),
        "esteem": Count(given=5, indicators=frozenset(f"EST-0{n}" for n in range(1, 6))),
        "instrumental": Count(given=8, indicators=frozenset(f"INS-0{n}" for n in range(1, 7))),
        "informational": Count(lacking=3, refused=1),
        "group": Count(received=4, indicators=frozenset(f"GRP-0{n}" for n in range(1, 5))),
    }


def test_a_petal_is_indicators_reached_of_active_ones_and_lacking_is_silence() -> None:
    assert [(one.aspect, one.reached, one.possible, one.count, one.silent) for one in petals(_client())] == [
        ("emotional", 6, 9, 7, False),
        ("esteem", 5, 9, 5, False),
        ("instrumental", 6, 9, 8, False),
        ("informational", 0, 10, 0, True),
        ("group", 4, 9, 4, False),
    ]


def test_the_sentence_reads_like_the_design() -> None:
    drawn = petals(_client(), {"emotional": "firm", "group": "less_firm"})
    assert text_alternative("Bapak S. (contoh)", "30 hari", drawn, "id") == (
        "Lima aspek Bapak S. (contoh), 30 hari: "
        "Emosional 67 persen, Penghargaan 56, Instrumental 67, Informatif kosong, Kelompok 44, belum yakin."
    )
    assert text_alternative("Bapak S. (contoh)", "30 days", petals(_client()), "en") == (
        "Five aspects of Bapak S. (contoh), 30 days: "
        "Emotional 67 percent, Esteem 56, Instrumental 67, Informational empty, Group 44."
    )


def test_certainty_is_firm_only_when_nothing_is_less() -> None:
    drawn = petals(_client(), dict.fromkeys(ASPECT_CODES, "firm"))
    assert text_alternative("X", "Y", drawn, "id").endswith("Kelompok 44, cukup yakin.")


def test_a_ward_shows_the_share_of_people_reached_and_what_is_hollow() -> None:
    drawn = shared_petals({"emotional": 3, "group": 1}, 4, {"emotional": 40, "group": 1})
    assert drawn[0] == Petal("emotional", 0.75, False, 40, 3, 4)
    assert [one.hollow for one in drawn] == [0.25, 1.0, 1.0, 1.0, 0.75]
    assert [one.silent for one in drawn] == [False, True, True, True, False]


def test_ward_petals_from_clients_agree_with_counted_ones() -> None:
    clients = [{"emotional": Count(given=2)}, {"emotional": Count(lacking=1)}, {}]
    assert shared_from_clients(clients) == shared_petals({"emotional": 1}, 3, {"emotional": 2})


def test_an_empty_ward_has_silent_petals_and_no_division_by_zero() -> None:
    assert {(one.coverage, one.silent, one.hollow) for one in shared_petals({}, 0)} == {(0.0, True, 0.0)}


def test_more_reached_than_there_are_is_refused() -> None:
    with pytest.raises(BadInput, match="5 of 4"):
        shared_petals({"esteem": 5}, 4)


def test_a_programme_shows_slots_delivered() -> None:
    assert programme_petals({"group": 6}, {"group": 8, "esteem": 2})[4] == Petal("group", 0.75, False, 6, 6, 8)


def test_silences_start_at_fourteen_days_longest_first() -> None:
    now = datetime(2026, 11, 24, 7, 0)
    last = {
        "emotional": datetime(2026, 11, 23, 9, 0),
        "esteem": datetime(2026, 11, 10, 23, 0),
        "instrumental": datetime(2026, 11, 11, 6, 0),
        "informational": datetime(2026, 11, 8, 12, 0),
        "group": None,
    }
    assert silences(last, now) == [Silence("group", None), Silence("informational", 16), Silence("esteem", 14)]


def test_a_newcomer_is_not_silent_on_the_first_day() -> None:
    assert silences({}, date(2026, 11, 24), since=date(2026, 11, 20)) == []
    assert {one.days for one in silences({}, date(2026, 11, 24), since=date(2026, 11, 1))} == {23}


@given(st.sets(st.sampled_from([one.code for one in TAXONOMY.indicators])))
def test_coverage_stays_between_zero_and_one_and_counts_only_own_indicators(codes: set[str]) -> None:
    drawn = petals({aspect: Count(given=1, indicators=frozenset(codes)) for aspect in ASPECT_CODES})
    assert sum(one.reached for one in drawn) == len(codes)
    assert all(0 <= one.coverage <= 1 and not one.silent for one in drawn)
