"""A group from its plan to its end."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete
from laras.domain.groupwork.terms import GROUP_TRANSITIONS, after
from laras.stages.people.models import Worker
from laras.stages.programmes.actions._access import close_for, last_day, open_for, set_end
from laras.stages.programmes.actions._row import locked_group
from laras.stages.programmes.models import Group, GroupMeasure, MeasurePlan, Member, Programme, Session
from laras.stages.programmes.queries import plan_rows, session_plans
from laras.stages.programmes.rules import must_be_a_team, must_be_near, must_run

LONGEST_PAUSE = 31


@action("programmes.group")
def create_group(
    programme: Programme,
    *,
    name: str,
    place: str,
    starts_on: dt.date,
    meets_at: dt.time,
    leader: Worker,
    co_leader: Worker | None = None,
    observer: Worker | None = None,
    nurse: Worker | None = None,
    every_days: int = 7,
    by: Actor,
) -> Group:
    """Plan a group that carries out an approved programme; its sessions stand in the calendar at once."""
    if programme.state != "approved":
        raise Closed(N_("A group needs an approved programme. Hand the proposal in first."))
    if not 1 <= every_days <= LONGEST_PAUSE:
        raise BadInput(N_("The days between sessions go from 1 to {n}."), n=LONGEST_PAUSE, field="every_days")
    zone = ZoneInfo(by.facility.timezone)
    # At noon UTC: the first and the last day of the calendar have no hour in another zone.
    must_be_near(dt.datetime.combine(starts_on, dt.time(12), dt.UTC), field="starts_on")
    group = Group(facility=by.facility, programme=programme, recorded_at=clock.now(), recorded_by=by.login)
    group.starts_on, group.meets_on, group.meets_at = starts_on, starts_on.weekday(), meets_at
    group.every_days = every_days
    _describe(group, name, place, (leader, co_leader, observer, nurse), by)
    group.save(force_insert=True)
    Session.objects.bulk_create(
        Session(
            facility=by.facility,
            group=group,
            plan=plan,
            number=plan.number,
            title=plan.title,
            planned_at=dt.datetime.combine(starts_on + dt.timedelta(days=every_days * n), meets_at, zone),
            place=group.place,
        )
        for n, plan in enumerate(session_plans(programme))
    )
    return group


def _describe(group: Group, name: str, place: str, team: Sequence[Worker | None], by: Actor) -> None:
    """Write name, place and team after a look at each."""
    if not name.strip():
        raise Incomplete(N_("Give the group a name."), field="name")
    if not place.strip():
        raise Incomplete(N_("Say where the group meets."), field="place")
    if Group.objects.filter(facility=by.facility, name=name.strip()).exclude(pk=group.pk).exists():
        raise Conflict(N_("Another group has this name. Choose another one."), field="name")
    must_be_a_team(team, by)
    leader, co_leader, observer, nurse = team
    if leader is None:
        raise Incomplete(N_("A group needs a leader."), field="leader")
    group.name, group.place = name.strip(), place.strip()
    group.leader, group.co_leader, group.observer, group.nurse = leader, co_leader, observer, nurse


@action("programmes.group")
def change_group(
    group: Group,
    *,
    name: str,
    place: str,
    leader: Worker,
    co_leader: Worker | None = None,
    observer: Worker | None = None,
    nurse: Worker | None = None,
    by: Actor,
) -> Group:
    """Change name, place and team; who joins the team sees the members from now on, who leaves it no longer."""
    group = locked_group(group)  # somebody may start it at this moment: its lock on the measure plan must stand
    must_run(group, by)
    if group.state == "ended":
        raise Closed(N_("This group has ended."))
    before = {pk for pk in (group.leader_id, group.co_leader_id, group.observer_id) if pk}
    _describe(group, name, place, (leader, co_leader, observer, nurse), by)
    group.save()
    now = [worker for worker in (leader, co_leader, observer) if worker is not None]
    gone = before - {worker.pk for worker in now}
    new = [worker for worker in now if worker.pk not in before]
    if gone or new:
        for member in Member.objects.filter(group=group, left_at__isnull=True).select_related("client").order_by("id"):
            # Opened first: whoever hands a group on sees its members until the end of this deed.
            open_for(member, workers=new, until=last_day(group), by=by)
            close_for(member, workers=gone, by=by)
    return group


@action("programmes.group")
def start_group(group: Group, *, by: Actor) -> Group:
    """Start a group: the measure plan is copied and closed, so that nobody chooses later what came out well."""
    kept = locked_group(group)
    must_run(kept, by)
    kept.state = after(kept.state, "start", GROUP_TRANSITIONS)
    if not Member.objects.filter(group=kept, left_at__isnull=True).exists():
        raise Incomplete(N_("A group without members cannot be started. Take members in first."))
    rows = plan_rows(kept.programme_id)
    if not rows:
        raise Incomplete(N_("The programme has no measure plan. Revise it first."))
    GroupMeasure.objects.bulk_create(
        GroupMeasure(
            facility=by.facility,
            group=kept,
            aim=row.aim,
            instrument=row.instrument,
            is_primary=row.is_primary,
            points=row.points,
        )
        for row in rows
    )
    kept.started_at = kept.plan_locked_at = clock.now()
    kept.plan_digest = _digest_of_plan(rows)
    kept.save(update_fields=["state", "started_at", "plan_locked_at", "plan_digest"])
    return kept


def _digest_of_plan(rows: Sequence[MeasurePlan | GroupMeasure]) -> str:
    """Return the SHA-256 of a measure plan, whatever the order of its rows."""
    plain = sorted([row.aim, row.instrument, row.is_primary, list(row.points)] for row in rows)
    return hashlib.sha256(json.dumps(plain, separators=(",", ":")).encode()).hexdigest()


@action("programmes.group")
def end_group(group: Group, *, note: str = "", by: Actor) -> Group:
    """End a group; the team sees its members for two more weeks, to finish the records."""
    kept = locked_group(group)
    must_run(kept, by)
    kept.state = after(kept.state, "end", GROUP_TRANSITIONS)
    kept.ended_at, kept.end_note = clock.now(), note.strip()
    kept.save(update_fields=["state", "ended_at", "end_note"])
    for member in Member.objects.filter(group=kept, left_at__isnull=True).order_by("id"):
        set_end(member, last_day(kept), by=by)
    return kept


@action("programmes.group")
def move_session(session: Session, *, planned_at: dt.datetime, by: Actor) -> Session:
    """Put a session that was not held yet on another day or hour."""
    must_run(session.group, by)
    must_be_near(planned_at, field="day")
    session = Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)
    if session.state not in ("planned", "cancelled"):
        raise Closed(N_("This session has been held already."))
    before = last_day(session.group)
    session.planned_at, session.state = planned_at, "planned"
    session.save(update_fields=["planned_at", "state"])
    now = last_day(session.group)
    if now > before:
        for member in Member.objects.filter(group=session.group, left_at__isnull=True).order_by("id"):
            set_end(member, now, by=by)
    return session
