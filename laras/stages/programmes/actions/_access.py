"""What enrolment opens: the team of a group sees its members, from the day they join until two weeks after the end."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.groupwork.terms import ACCESS_DAYS_AFTER_END
from laras.stages.people.actions import close_group_access, open_group_access
from laras.stages.people.models import Access, AccessQuerySet, Worker
from laras.stages.programmes.models import Group, Member, Session

AFTER_END = dt.timedelta(days=ACCESS_DAYS_AFTER_END)


def team_of(group: Group) -> list[Worker]:
    """Return leader, co-leader and observer; a nurse sees the whole home anyway."""
    return [worker for worker in (group.leader, group.co_leader, group.observer) if worker is not None]


def last_day(group: Group) -> dt.datetime:
    """Return until when the team sees the members: 14 days after the end, or after the last planned session."""
    if group.ended_at is not None:
        return group.ended_at + AFTER_END
    last = Session.objects.filter(group=group).aggregate(last=Max("planned_at"))["last"]
    return max(last or clock.now(), clock.now()) + AFTER_END


def open_for(member: Member, *, workers: Iterable[Worker], until: dt.datetime, by: Actor) -> None:
    """Open a member's record to workers and keep the ids of the access rows with the member."""
    rows = [
        open_group_access(member.client, worker=worker, reason=reason(member.group), valid_until=until, by=by)
        for worker in workers
    ]
    if rows:
        member.access = [*member.access, *(str(row.pk) for row in rows)]
        member.save(update_fields=["access"])


def reason(group: Group) -> str:
    """Return what stands as the reason of the access: the programme and the group, both proper names."""
    return f"{group.programme.title}: {group.name}"


def close_for(member: Member, *, workers: Collection[uuid.UUID], by: Actor) -> None:
    """Close what the enrolment opened to these workers, now; one's own last, or the rest would be out of sight."""
    rows = _own(member).filter(worker_id__in=workers).select_related("worker")
    for row in sorted(rows, key=lambda one: one.worker.user_id == by.user_id):
        close_group_access(row, by=by)


def set_end(member: Member, until: dt.datetime, *, by: Actor) -> None:
    """Set the end of every access of a member that is still open."""
    for row in _own(member).filter(valid_until__gt=clock.now()):
        close_group_access(row, at=until, by=by)


def _own(member: Member) -> AccessQuerySet:
    return Access.objects.filter(pk__in=member.access).order_by("id")
