"""Groups: planned, members taken in, started with a locked plan, ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.casework.models import SeverityRating
from laras.stages.people.models import Access, Client
from laras.stages.programmes import actions, queries
from laras.stages.programmes.forms.group import TeamForm
from laras.stages.programmes.models import Group, Member, Programme, Session
from tests.cast import Cast
from tests.stages.programmes.conftest import NOW, Take

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta(days=1)


def group_access(client: Client) -> list[tuple[str, dt.datetime | None]]:
    rows = Access.objects.filter(client=client, kind="group").select_related("worker__user").order_by("id")
    return [(row.worker.user.login, row.valid_until) for row in rows]


def test_a_group_has_its_sessions_in_the_calendar_of_the_home(group: Group) -> None:
    rows = queries.sessions(group)
    assert [(row.number, row.title) for row in rows][3] == (4, "Sahabat Dengar")
    assert rows[0].planned_at == dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC)
    assert rows[7].planned_at == rows[0].planned_at + 49 * DAYS
    assert {row.place for row in rows} == {"Aula"}
    assert (group.meets_on, group.state) == (2, "planned")


def test_only_an_approved_programme_has_groups(draft: Programme, by: Actor, cast: Cast) -> None:
    plan: dict[str, Any] = {"name": "X", "place": "Aula", "starts_on": NOW.date(), "meets_at": dt.time(9)}
    with pytest.raises(Closed):
        actions.create_group(draft, **plan, leader=cast.worker("peksos"), by=by)


def test_a_team_is_of_different_people_of_this_home(approved: Programme, by: Actor, cast: Cast) -> None:
    plan: dict[str, Any] = {"name": "X", "place": "Aula", "starts_on": NOW.date(), "meets_at": dt.time(9)}
    own = cast.worker("peksos")
    with pytest.raises(BadInput, match="two places"):
        actions.create_group(approved, **plan, leader=own, observer=own, by=by)
    with pytest.raises(NotFound):
        actions.create_group(approved, **plan, leader=cast.worker("peksos_lain"), by=by)


@pytest.mark.parametrize("login", ["admin", "auditor", "peneliti", "kepala"])
def test_nobody_who_may_not_run_a_session_gets_the_records_by_way_of_a_team(
    approved: Programme, by: Actor, cast: Cast, login: str
) -> None:
    plan: dict[str, Any] = {"name": "X", "place": "Aula", "starts_on": NOW.date(), "meets_at": dt.time(9)}
    with pytest.raises(BadInput, match="may not run a session"):
        actions.create_group(approved, **plan, leader=cast.worker("peksos"), observer=cast.worker(login), by=by)
    assert login not in {worker.user.login for worker in TeamForm(by=by).fields["leader"].queryset}  # type: ignore[attr-defined]  # a choice of models


def test_enrolment_opens_the_record_to_the_team_until_two_weeks_after_the_end(
    take: Take, group: Group, cast: Cast
) -> None:
    outsider = cast.client_record(name="Anggota (contoh)")
    assert not Client.objects.visible_to(cast.actor("pengasuh")).filter(pk=outsider.pk).exists()
    take(outsider)
    until = queries.sessions(group)[7].planned_at + 14 * DAYS
    assert group_access(outsider) == [("peksos", until), ("pengasuh", until), ("psikolog", until)]
    assert Client.objects.visible_to(cast.actor("pengasuh")).filter(pk=outsider.pk).exists()
    with clock.at(until + DAYS):
        assert not Client.objects.visible_to(cast.actor("pengasuh")).filter(pk=outsider.pk).exists()


def test_the_end_of_a_group_sets_the_end_of_the_access(running: Group, by: Actor, cast: Cast) -> None:
    with clock.at(NOW + 5 * DAYS):
        actions.end_group(running, note="Selesai.", by=by)
    assert {until for _, until in group_access(cast.client)} == {NOW + 19 * DAYS}
    with pytest.raises(Closed):
        actions.start_group(running, by=by)


def test_only_whoever_sees_a_client_takes_them_in(group: Group, by: Actor, cast: Cast, take: Take) -> None:
    with pytest.raises(NotFound):
        take(cast.second)
    with pytest.raises(NotFound):
        take(cast.stranger)
    assert take(cast.second, by=cast.actor("peksos2")).client == cast.second


@pytest.mark.parametrize(
    "wrong", [{"screening": {"stable": True, "sits": True}}, {"screening": {}}, {"exclusions": ["acute"]}]
)
def test_screening_must_be_met_before_somebody_joins(take: Take, wrong: dict[str, Any]) -> None:
    with pytest.raises((Incomplete, BadInput)):
        take(**wrong)
    assert not Member.objects.exists()


def test_a_care_flag_that_meets_an_activity_needs_a_note(take: Take, group: Group, by: Actor) -> None:
    with pytest.raises(Incomplete, match="Care and planned activities meet"):
        take(care_flags=["abscond"])
    member = take(care_flags=["abscond", "ligature"], care_note="Pengasuh berjalan di sampingnya.")
    assert [(clash.activity.code, clash.tags) for clash in queries.clashes_of(group, [member])] == [
        ("nature_walk", ("abscond",))
    ]
    with pytest.raises(Incomplete):
        actions.change_care(member, care_flags=["choking"], care_note="", goal="", by=by)
    actions.change_care(member, care_flags=[], care_note="", goal="Menyapa satu teman", by=by)
    assert (member.flags, member.goal) == ([], "Menyapa satu teman")


def test_somebody_in_the_severe_category_needs_a_note(take: Take, cast: Cast) -> None:
    common = {"facility": cast.home, "recorded_at": NOW, "recorded_by": "perawat", "happened_at": NOW}
    SeverityRating.objects.create(client=cast.client, level="severe", **common)
    with pytest.raises(Incomplete, match="severe"):
        take(cast.client)
    member = take(cast.client, care_note="Tenang sejak sebulan, ditemani.")
    assert member.screening["category"] == "severe"


def test_nobody_is_in_a_group_twice(take: Take, cast: Cast) -> None:
    member = take(cast.client)
    with pytest.raises(Conflict):
        take(cast.client)
    common = {"joined_at": NOW, "recorded_at": NOW, "recorded_by": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(facility=cast.home, group=member.group, client=cast.client, **common)


def test_starting_locks_the_measure_plan(running: Group, approved: Programme) -> None:
    plan = queries.group_plan(running)
    assert not plan.is_exploratory
    assert (plan.locked_at, len(plan.rows), len(plan.digest)) == (NOW, 7, 64)
    assert plan.primary["social_skills"] == "SPL-8"
    assert [row.aim for row in plan.rows][:2] == ["stress", "mood"]
    # What is planned for the programme afterwards does not reach the group.
    queries.measure_plan(approved)[0].delete()
    assert len(queries.group_plan(running).rows) == 7


def test_a_group_that_was_never_started_is_exploratory(group: Group) -> None:
    assert queries.group_plan(group).is_exploratory


def test_a_group_without_members_is_not_started(group: Group, by: Actor) -> None:
    with pytest.raises(Incomplete):
        actions.start_group(group, by=by)


def test_the_database_refuses_a_running_group_without_a_locked_plan(group: Group) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(state="running", started_at=NOW)


def test_members_join_until_the_second_session(running: Group, take: Take) -> None:
    take()
    Session.objects.filter(group=running, number=1).update(state="saved", held_at=NOW, saved_at=NOW)
    take()
    Session.objects.filter(group=running, number=2).update(state="saved", held_at=NOW, saved_at=NOW)
    with pytest.raises(Closed, match="until session 2"):
        take()


def test_buddies_are_mutual_and_free_their_former_ones(take: Take, by: Actor) -> None:
    first, second, third = take(), take(), take()
    actions.set_buddy(first, buddy=second, by=by)
    actions.set_buddy(second, buddy=third, by=by)
    for one in (first, second, third):
        one.refresh_from_db()
    assert (first.buddy, second.buddy, third.buddy) == (None, third, second)
    actions.set_buddy(second, buddy=None, by=by)
    third.refresh_from_db()
    assert third.buddy is None
    with pytest.raises(BadInput):
        actions.set_buddy(first, buddy=first, by=by)


def test_leaving_needs_a_reason_and_frees_the_buddy(take: Take, cast: Cast, by: Actor) -> None:
    first, second = take(cast.client), take()
    actions.set_buddy(first, buddy=second, by=by)
    with pytest.raises(Incomplete):
        actions.leave_group(first, reason="pindah", by=by)
    actions.leave_group(first, reason="Pulang ke keluarga.", by=by)
    second.refresh_from_db()
    assert second.buddy is None
    assert {until for _, until in group_access(cast.client)} == {NOW + 14 * DAYS}
    with pytest.raises(Closed):
        actions.leave_group(first, reason="Pulang ke keluarga.", by=by)
    assert take(cast.client).left_at is None


def test_a_new_leader_sees_the_members_and_the_former_one_no_longer_through_the_group(
    take: Take, group: Group, cast: Cast, by: Actor
) -> None:
    theirs = take(cast.second, by=cast.actor("peksos2")).client
    assert Client.objects.visible_to(by).filter(pk=theirs.pk).exists()
    actions.change_group(group, name=group.name, place="Halaman", leader=cast.worker("psikolog"), by=by)
    assert not Client.objects.visible_to(by).filter(pk=theirs.pk).exists()
    assert not Client.objects.visible_to(cast.actor("pengasuh")).filter(pk=theirs.pk).exists()


def test_only_the_team_changes_a_group(group: Group, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="team"):
        actions.end_group(group, by=cast.actor("peksos2"))
    with pytest.raises(NotFound):
        actions.end_group(group, by=cast.actor("peksos_lain"))
    assert actions.end_group(group, by=cast.actor("penyelia")).state == "ended"


def test_a_session_moves_and_takes_the_access_along(take: Take, group: Group, cast: Cast, by: Actor) -> None:
    take(cast.client)
    last = queries.sessions(group)[7]
    later = last.planned_at + 30 * DAYS
    actions.move_session(last, planned_at=later, by=by)
    assert {until for _, until in group_access(cast.client)} == {later + 14 * DAYS}
    Session.objects.filter(pk=last.pk).update(state="saved", held_at=NOW, saved_at=NOW)
    last.refresh_from_db()
    with pytest.raises(Closed):
        actions.move_session(last, planned_at=later, by=by)


def test_two_groups_have_different_names(group: Group, approved: Programme, by: Actor, cast: Cast) -> None:
    plan: dict[str, Any] = {"name": group.name, "place": "Aula", "starts_on": NOW.date(), "meets_at": dt.time(9)}
    with pytest.raises(Conflict):
        actions.create_group(approved, **plan, leader=cast.worker("peksos"), by=by)
