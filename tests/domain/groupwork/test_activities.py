"""The activity library and what does not fit whom."""

from __future__ import annotations

import pytest

from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import NotFound
from laras.domain.groupwork import activities as library
from laras.domain.groupwork.terms import AIMS, CARE_QUESTIONS, ENERGY_LABELS, PLACE_LABELS, RISK_TAGS


def test_the_library_holds_thirty_two_activities_that_say_all_they_must() -> None:
    rows = list(library.activities().values())
    assert [one.number for one in rows] == list(range(1, 33))
    for one in rows:
        assert set(one.aims) <= set(AIMS) and one.aims, one.code
        assert set(one.aspects) <= set(ASPECT_CODES) and one.aspects, one.code
        assert set(one.risk_tags) <= set(RISK_TAGS), one.code
        assert one.energy in ENERGY_LABELS and one.place in PLACE_LABELS, one.code
        assert max(one.literacy, one.fine_motor, one.noise, one.touch) <= 2 and one.smallest <= one.largest, one.code


def test_every_risk_tag_has_activities_and_a_question_at_enrolment() -> None:
    used = {tag for one in library.activities().values() for tag in one.risk_tags}
    assert used == set(RISK_TAGS) == set(CARE_QUESTIONS)


def test_an_unknown_activity_is_not_found() -> None:
    with pytest.raises(NotFound):
        library.activity("parachuting")


def test_filters_are_joined_and_both_places_fit_either() -> None:
    calm_outside = library.choose(aim="stress", energy="low", place="outdoor")
    assert [one.code for one in calm_outside] == ["slow_breathing"]
    without = library.choose(aim="mood", place="outdoor", without=["heat", "competition"])
    assert {tag for one in without for tag in one.risk_tags} & {"heat", "competition"} == set()
    assert "friend_listener" not in {one.code for one in without}
    assert len(library.choose()) == 32


def test_a_clash_names_the_member_the_activity_once_and_the_tags() -> None:
    planned = [library.activity(code) for code in ("nature_walk", "beads", "nature_walk", "tea_time")]
    found = library.clashes([("Tini", ["fall", "heat"]), ("Slamet", []), ("Ari", ["ligature"])], planned)
    assert [(one.who, one.activity.code, one.tags) for one in found] == [
        ("Tini", "nature_walk", ("heat", "fall")),
        ("Ari", "beads", ("ligature",)),
    ]
