"""What later stages read: attendance, ties, members, the background of a gap."""

from __future__ import annotations

import pytest

from laras.base.access.actor import Actor
from laras.stages.programmes import actions, queries
from laras.stages.programmes.models import Attendance, Group, Member, Programme, Session, Tie
from tests.cast import Cast
from tests.stages.programmes.conftest import NOW, Take

pytestmark = pytest.mark.django_db


def attend(member: Member, number: int, status: str) -> None:
    Attendance.objects.create(
        facility=member.facility,
        client_id=member.client_id,
        session=Session.objects.get(group=member.group, number=number),
        member=member,
        status=status,
        recorded_at=NOW,
        recorded_by="peksos",
    )


def test_a_rate_counts_only_those_invited(group: Group, take: Take) -> None:
    first, second = take(), take()
    for number, status in enumerate(("full", "partial", "refused", "not_invited"), 1):
        attend(first, number, status)
    table = queries.attendance_table(group)
    assert [(row.member, row.invited, row.attended) for row in table.rows] == [(first, 3, 2), (second, 0, 0)]
    assert table.rows[0].rate == pytest.approx(2 / 3)
    assert table.rows[1].rate is None
    assert table.rate == pytest.approx(2 / 3)
    assert len(table.sessions) == 8


def test_with_an_actor_only_their_members_are_in_the_table(group: Group, take: Take, cast: Cast, by: Actor) -> None:
    take(cast.client)
    assert len(queries.attendance_table(group).rows) == 1
    assert queries.attendance_table(group, cast.actor("peksos2")).rows == ()
    assert queries.members(group, cast.actor("peksos2")) == []
    assert [one.client for one in queries.members(group, by)] == [cast.client]


def test_ties_are_those_of_one_session(group: Group, take: Take) -> None:
    first, second = take(), take()
    for number in (1, 8):
        session = Session.objects.get(group=group, number=number)
        Tie.objects.create(facility=group.facility, session=session, from_member=first, to_member=second, kind="choose")
    assert [(tie.from_member, tie.to_member, tie.kind) for tie in queries.ties(group, 8)] == [(first, second, "choose")]
    assert queries.ties(group, 4) == []


def test_the_next_session_is_the_open_one_else_the_first_planned(group: Group) -> None:
    rows = queries.sessions(group)
    found = queries.next_session(rows)
    assert found is not None and found.number == 1
    rows[0].state, rows[4].state = "saved", "open"
    found = queries.next_session(rows)
    assert found is not None and found.number == 5
    assert queries.next_session([]) is None


def test_members_who_left_stay_in_the_list_unless_only_present_ones_are_asked(
    group: Group, take: Take, by: Actor
) -> None:
    first, second = take(), take()
    actions.leave_group(first, reason="Pulang ke keluarga.", by=by)
    assert [one.pk for one in queries.members(group, by)] == [first.pk, second.pk]
    assert [one.pk for one in queries.members(group, by, present=True)] == [second.pk]
    assert (queries.size(group).n, queries.size(group).is_small, queries.size(group).is_large) == (1, True, False)


def test_whoever_is_busy_elsewhere_is_told(
    group: Group, approved: Programme, take: Take, cast: Cast, by: Actor
) -> None:
    take(cast.client)
    other = Group.objects.create(
        facility=cast.home,
        programme=approved,
        name="Lain (contoh)",
        place="Aula",
        meets_on=0,
        meets_at="09:00",
        starts_on=NOW.date(),
        leader=cast.worker("peksos"),
        recorded_at=NOW,
        recorded_by="peksos",
    )
    assert queries.busy_elsewhere(other, [cast.client.pk]) == {cast.client.pk: group.name}
    assert queries.busy_elsewhere(group, [cast.client.pk]) == {}


def test_answers_are_found_by_aspect(approved: Programme, by: Actor) -> None:
    assert queries.answers_by_aspect(by) == {"informational": [approved]}
    actions.retire(approved, by=by)
    assert queries.answers_by_aspect(by) == {}
