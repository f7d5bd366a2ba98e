"""The figures of a meeting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.errors import BadInput
from laras.domain.groupwork.process import (
    ATTENDANCE_SHORT,
    LIGHTS,
    SIGNS,
    Step,
    attendance,
    card_is_low,
    fidelity,
    gini,
    incident_rate,
    may_join,
    mean_rate,
    mood_change,
    readiness,
    teach_back_success,
    turns,
)
from laras.domain.groupwork.terms import ATTENDANCE


def test_no_sign_is_green_and_the_gravest_sign_decides() -> None:
    assert readiness([]) == "green"
    assert readiness(["sleepy"]) == "yellow"
    assert readiness(["sleepy", "fever", "complaint"]) == "red"


def test_a_light_is_never_brighter_than_its_signs_but_may_be_more_careful() -> None:
    assert readiness(["fever"], "green") == "red"
    assert readiness([], "yellow") == "yellow"


@given(st.lists(st.sampled_from(sorted(SIGNS))), st.sampled_from(LIGHTS), st.sampled_from(sorted(SIGNS)))
def test_one_more_sign_never_makes_a_light_brighter(signs: list[str], chosen: str, more: str) -> None:
    assert LIGHTS.index(readiness([*signs, more], chosen)) >= LIGHTS.index(readiness(signs, chosen))


def test_only_red_does_not_join() -> None:
    assert [light for light in LIGHTS if not may_join(light)] == ["red"]


def test_unknown_signs_and_lights_are_refused() -> None:
    with pytest.raises(BadInput):
        readiness(["tired of it"])
    with pytest.raises(BadInput):
        readiness([], "blue")


def test_every_sign_of_the_screen_is_there() -> None:
    """Groupwork D.5: five that make yellow, nine that make red."""
    lights = [sign.light for sign in SIGNS.values()]
    assert (lights.count("yellow"), lights.count("red")) == (5, 9)


def test_attendance_counts_everybody_invited_and_declining_is_one_of_them() -> None:
    found = attendance(["full", "partial", "refused", "sick", "excused", "not_invited"])
    assert (found.value, found.attended, found.invited, found.n_missing) == (0.4, 2, 5, 1)
    assert found.reasons == {"full": 1, "partial": 1, "excused": 1, "sick": 1, "refused": 1, "not_invited": 1}


def test_attendance_of_nobody_is_undefined_and_says_so() -> None:
    found = attendance(["not_invited"])
    assert found.value is None
    assert len(found.warnings) == 1


def test_the_short_words_are_those_of_the_six() -> None:
    assert tuple(ATTENDANCE_SHORT) == ATTENDANCE


def test_who_is_worse_by_two_or_lowest_is_named() -> None:
    before = {"a": 4, "b": 3, "c": None, "d": 2, "e": 5, "f": 1}
    after = {"a": 2, "b": 4, "c": 1, "d": 1, "e": 4}
    found = mood_change(before, after)
    assert found.changes == {"a": -2, "b": 1, "d": -1, "e": -1}
    assert found.worse == ("a", "c", "d")
    assert (found.value, found.n_used, found.n_missing) == (-1.0, 4, 2)


def test_a_mood_outside_the_five_faces_is_refused() -> None:
    with pytest.raises(BadInput):
        mood_change({"a": 0}, {"a": 3})


def test_a_card_is_low_at_one_and_not_at_two_or_refused() -> None:
    assert card_is_low({"1": 4, "2": 1})
    assert not card_is_low({"1": 2, "2": None})


def test_gini_is_nought_for_alike_and_largest_for_one_alone() -> None:
    assert gini([3, 3, 3, 3]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
    assert gini([0, 0]) is None
    with pytest.raises(BadInput):
        gini([-1, 2])


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_gini_is_half_the_mean_difference_over_the_mean(counts: list[int]) -> None:
    value = gini(counts)
    if not sum(counts):
        assert value is None
        return
    n = len(counts)
    differences = sum(abs(a - b) for a in counts for b in counts)
    assert value == pytest.approx(differences / (2 * n * sum(counts)))


def test_turns_name_the_dominant_and_the_silent() -> None:
    found = turns({"a": 6, "b": 3, "c": 3, "d": 0})
    assert (found.max_share, found.dominant, found.silent) == (0.5, ("a",), ("d",))
    assert turns({"a": 3, "b": 1}).dominant == ()
    assert turns({"a": 0}).value is None


def test_incidents_are_told_per_hundred_member_sessions() -> None:
    assert incident_rate(2, 80).value == pytest.approx(2.5)
    assert incident_rate(0, 0).value is None


def test_fidelity_counts_what_was_done_as_planned() -> None:
    found = fidelity([Step(20, 25.0, "done"), Step(15, None, "changed"), Step(10, 8.0, "skipped"), Step(5)])
    assert (found.value, found.done, found.changed, found.skipped, found.unsaid) == (0.25, 1, 1, 1, 1)
    assert (found.minutes_planned, found.minutes_taken) == (30, 33.0)
    assert fidelity([]).value is None
    with pytest.raises(BadInput):
        fidelity([Step(5, None, "forgotten")])


def test_telling_back_succeeds_from_two_and_refusals_stay_outside() -> None:
    found = teach_back_success(["0", "1", "2", "3", "refused", "postponed"])
    assert (found.value, found.n_used) == (0.5, 4)
    assert teach_back_success(["refused"]).value is None


def test_the_mean_of_rates_leaves_out_what_has_none() -> None:
    assert mean_rate([0.5, None, 1.0]) == 0.75
    assert mean_rate([None]) is None
