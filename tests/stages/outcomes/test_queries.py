"""An evaluation is read from the records of the group, and from nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.stages.evidence.actions import create_study
from laras.stages.measures.models import Administration
from laras.stages.outcomes.queries import answers_of_home, evaluation, labels_of, ways_of_home
from laras.stages.outcomes.queries.evaluation import MeasureResult
from laras.stages.programmes.actions import propose
from laras.stages.programmes.models import Group
from tests.cast import Cast
from tests.stages.outcomes.circle import FIRST, STRESS, begin, hold, measure, whole

pytestmark = pytest.mark.django_db


def stress_of(group: Group) -> MeasureResult:
    return next(one for one in evaluation(group).measures if one.instrument.code == "STRESS-10")


def test_the_group_is_counted_and_tested_from_the_sheets(cast: Cast) -> None:
    found = stress_of(whole(cast).group)
    counts = found.group
    assert (counts.n, counts.n_missing, counts.improved, counts.same, counts.worsened) == (6, 0, 4, 1, 1)
    assert counts.wilcoxon is not None
    # Differences -4 -2 -1 -5 0 +2: of 32 sign patterns four reach W+ <= 2.5.
    assert (counts.wilcoxon.v, counts.wilcoxon.value, counts.wilcoxon.smallest_p) == (2.5, 8 / 32, 2 / 32)
    assert [change.difference for change in found.changes.values()] == [after - before for before, after in STRESS]


def test_the_plan_was_locked_before_and_a_group_without_one_is_exploratory(cast: Cast) -> None:
    group = whole(cast).group
    assert evaluation(group).is_exploratory is False
    Group.objects.filter(pk=group.pk).update(plan_locked_at=FIRST + dt.timedelta(days=3))
    assert evaluation(Group.objects.get(pk=group.pk)).is_exploratory is True


def test_attendance_moods_and_choices_come_from_the_saved_sessions(cast: Cast) -> None:
    circle = whole(cast)
    found = evaluation(circle.group)
    first, second = circle.members[0], circle.members[1]
    assert found.attendance.rate == pytest.approx(11 / 12)
    assert [one.change.value for one in found.moods] == [1.0, 1.0]
    assert found.choices == {
        1: [(first.pk, second.pk)],
        2: [(first.pk, second.pk), (second.pk, first.pk), (circle.members[2].pk, first.pk)],
    }
    assert (found.sociograms[2].mutual, found.sociograms[1].mutual) == (1, 0)


def test_the_targets_say_what_was_met_and_what_nobody_recorded(cast: Cast) -> None:
    verdicts = {one.code: (one.met, one.n) for one in evaluation(whole(cast).group).targets}
    assert verdicts == {
        "attendance": (True, 12),
        "mood": (True, 2),
        "participation": (None, 0),
        "stress": (True, 6),
        "wellbeing": (None, 0),
        "teach_back": (None, 0),
        "goals": (None, 0),
        "incidents": (True, 2),
        "ties": (False, 6),
    }


def test_a_running_group_has_no_after_and_no_verdict_on_stress(cast: Cast) -> None:
    circle = begin(cast)
    hold(cast, circle, 1)
    found = stress_of(circle.group)
    assert (found.group.n, found.group.n_missing, found.group.dots_only) == (0, 6, True)
    assert {change.direction for change in found.changes.values()} == {"unknown"}


def test_a_sheet_taken_back_counts_nowhere(cast: Cast) -> None:
    circle = whole(cast)
    Administration.objects.filter(client=circle.members[0].client, occasion="end").update(undone_at=FIRST)
    counts = stress_of(circle.group).group
    assert (counts.n, counts.n_missing) == (5, 1)


def test_whoever_may_not_see_a_member_reads_a_number(cast: Cast) -> None:
    circle = whole(cast)
    own = labels_of(circle.members, cast.actor("peksos"))
    assert list(own.names.values()) == [f"Orang {n}" for n in range(6)]
    for login in ("kepala", "peneliti", "peksos2"):
        assert labels_of(circle.members, cast.actor(login)).names == {}


def test_three_or_six_members_cost_the_same_queries(cast: Cast) -> None:
    small, large = begin(cast, STRESS[:3], "Kelompok kecil (contoh)"), begin(cast)
    measure(cast, large, [3] * 6, occasion="mid", at=FIRST + dt.timedelta(days=1))
    counts = []
    for circle in (small, large):
        with CaptureQueriesContext(connection) as seen:
            evaluation(circle.group)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_board_knows_the_newest_group_of_an_aspect(cast: Cast) -> None:
    circle = whole(cast)
    (answer,) = answers_of_home(cast.actor("kepala")).values()
    assert (answer.group, answer.met, answer.assessable) == (circle.group, 4, 5)
    assert answers_of_home(cast.actor("peksos_lain")) == {}


def test_a_group_that_runs_does_not_hide_the_one_that_ended(cast: Cast) -> None:
    ended = whole(cast)
    begin(cast, name="Angkatan berikut (contoh)")
    (answer,) = answers_of_home(cast.actor("kepala")).values()
    assert answer.group == ended.group


def test_each_aspect_has_its_way_from_gap_to_change(cast: Cast) -> None:
    circle = whole(cast)
    ways = {way.aspect: way for way in ways_of_home(cast.actor("kepala"))}
    assert list(ways) == ["emotional", "esteem", "instrumental", "informational", "group"]
    answered = ways[circle.group.programme.aspect]
    assert (answered.programme, answered.has_begun) == (circle.group.programme, True)
    assert answered.answer is not None and answered.answer.group == circle.group
    others = [way for way in ways.values() if way is not answered]
    assert [(way.study, way.band, way.programme, way.answer, way.has_begun) for way in others] == [
        (None, None, None, None, False)
    ] * 4


def test_a_proposal_without_a_group_and_a_study_without_codings_stand_on_their_way(cast: Cast) -> None:
    study = create_study(name="Studi baru (contoh)", question="Apa?", by=cast.actor("peneliti"))
    programme = propose(by=cast.actor("peksos"))
    ways = {way.aspect: way for way in ways_of_home(cast.actor("peksos"))}
    assert [(way.study, way.band, way.is_gap) for way in ways.values()] == [(study, "not_assessable", False)] * 5
    way = ways[programme.aspect]
    assert (way.programme, way.answer, way.has_begun) == (programme, None, True)
    assert all(way.study is None and way.programme is None for way in ways_of_home(cast.actor("peksos_lain")))
