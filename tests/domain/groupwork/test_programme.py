"""The shipped programme is whole, and its states lead where they should."""

from __future__ import annotations

import pytest

from laras.domain.errors import Closed
from laras.domain.groupwork.activities import activities
from laras.domain.groupwork.programme import sahabat_dengar, step_text
from laras.domain.groupwork.terms import (
    AIMS,
    GJK_STAGES,
    GROUP_TRANSITIONS,
    GROUP_TYPES,
    SECTIONS,
    SESSION_TRANSITIONS,
    STATES,
    TRANSITIONS,
    after,
    deeds_from,
)
from laras.domain.information import TOPICS

PROGRAMME = sahabat_dengar()


def test_the_programme_has_eight_sessions_that_name_only_what_there_is() -> None:
    assert [one.number for one in PROGRAMME.sessions] == list(range(1, 9))
    assert [one.title.id for one in PROGRAMME.sessions][3] == "Sahabat Dengar"
    for one in PROGRAMME.sessions:
        assert {code for code, _ in one.activities} <= set(activities()), one.number
        assert one.topics and set(one.topics) <= set(TOPICS), one.number
        assert "MOOD-1" in one.measures and one.stage in GJK_STAGES, one.number
        assert sum(minutes for _, minutes in one.activities) <= 40, one.number
    assert [one.number for one in PROGRAMME.sessions if one.sociogram] == [1, 4, 8]


def test_a_session_lasts_seventy_five_minutes() -> None:
    assert sum(step.minutes for step in PROGRAMME.steps) == PROGRAMME.minutes == 75
    assert step_text("mood_before").en == "Mood check"


def test_every_aim_has_exactly_one_primary_instrument() -> None:
    primary = [row.aim for row in PROGRAMME.measures if row.is_primary]
    assert sorted(primary) == sorted(AIMS)


def test_all_thirteen_sections_are_written_in_both_languages() -> None:
    assert list(PROGRAMME.sections) == list(SECTIONS)
    assert len(SECTIONS) == 13
    assert all(words.id.strip() and words.en.strip() for words in PROGRAMME.sections.values())
    assert PROGRAMME.sections["indicators"].id.startswith("1. Kehadiran rata-rata sedikitnya 75%")
    assert PROGRAMME.group_type in GROUP_TYPES


def test_the_targets_have_their_thresholds() -> None:
    assert {one.code: one.value for one in PROGRAMME.targets} == {
        "attendance": 0.75,
        "mood": 0.5,
        "participation": 0.7,
        "stress": 1.5,
        "wellbeing": 0.5,
        "teach_back": 0.8,
        "goals": 50.0,
        "incidents": 0.0,
        "ties": 1.0,
    }


@pytest.mark.parametrize(
    ("state", "deed", "following"),
    [
        ("draft", "submit", "submitted"),
        ("submitted", "approve", "approved"),
        ("submitted", "return", "returned"),
        ("submitted", "withdraw", "draft"),
        ("returned", "submit", "submitted"),
    ],
)
def test_a_proposal_goes_its_way(state: str, deed: str, following: str) -> None:
    assert after(state, deed) == following


@pytest.mark.parametrize(
    ("state", "deed"), [("draft", "approve"), ("approved", "return"), ("approved", "submit"), ("retired", "approve")]
)
def test_what_is_not_in_the_table_cannot_be_done(state: str, deed: str) -> None:
    with pytest.raises(Closed):
        after(state, deed)


def test_every_state_stands_in_the_table_and_every_deed_leads_to_one() -> None:
    for table in (TRANSITIONS, GROUP_TRANSITIONS, SESSION_TRANSITIONS):
        assert {target for row in table.values() for target in row.values()} <= set(table)
    assert set(TRANSITIONS) == set(STATES)
    assert deeds_from("planned", GROUP_TRANSITIONS) == ("start", "end")
