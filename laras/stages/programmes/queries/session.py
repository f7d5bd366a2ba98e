"""One session as its people see it: members, plan, taps, and what they add up to."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q

from laras.base.access.actor import Actor
from laras.domain.groupwork.harvest import CARD, MOOD, PARTICIPATION, Plan
from laras.domain.groupwork.pairing import Duo
from laras.domain.groupwork.taps import State, Tap, fold
from laras.stages.people.models import Client
from laras.stages.people.queries import own_worker
from laras.stages.programmes.models import Member, Pair, Session, SessionPlan, SessionTap, Tie


@dataclass(frozen=True)
class Room:
    """Everything the page of a running session needs; `last` is the `seq` of the newest tap read."""

    session: Session
    members: list[Member]
    plan: Plan
    activities: list[dict[str, Any]]
    state: State
    last: int

    @property
    def ids(self) -> list[str]:
        return [str(member.pk) for member in self.members]


def _in_group(session: Session) -> Q:
    """Members of the group on the day: joined before its end, not left before it began."""
    begin = session.held_at or session.planned_at
    return Q(group_id=session.group_id) & (Q(left_at__isnull=True) | Q(left_at__gt=begin))


def members_of(session: Session, actor: Actor) -> list[Member]:
    """Return the members of the session whom this person may see, in the order of their client numbers."""
    rows = Member.objects.visible_to(actor).filter(_in_group(session)).select_related("client")
    return list(rows.order_by("client__number", "id"))


def may_run(session: Session, actor: Actor) -> bool:
    """Tell whether this person runs the group (leader, co-leader, observer, nurse) or may write about all its members."""
    if not actor.may("programmes.session"):
        return False
    group = session.group
    team = [group.leader_id, group.co_leader_id, group.observer_id, group.nurse_id]
    if actor.user_id and _worker_ids(actor) & set(team):
        return True
    members = set(Member.objects.filter(_in_group(session)).values_list("client_id", flat=True))
    # Where nobody is in yet, "all of them" would be everybody's.
    return bool(members) and members <= set(
        Client.objects.writable_by(actor).filter(pk__in=members).values_list("pk", flat=True)
    )


def _worker_ids(actor: Actor) -> set[uuid.UUID | None]:
    worker = own_worker(actor)
    return {worker.pk} if worker else set()


def taps_after(session: Session, seq: int = 0) -> list[SessionTap]:
    """Return the taps of a session after one, in the order the server took them."""
    rows = SessionTap.objects.filter(session=session, seq__gt=seq)
    return list(rows.order_by("seq"))


def tap_of(row: SessionTap) -> Tap:
    """Return a kept tap as a value."""
    return Tap(str(row.member_id or ""), row.key, row.value.get("v"), row.received_at.timestamp())


def room(session: Session, actor: Actor) -> Room:
    """Return a session with its members, its plan and the state its taps lead to."""
    rows = taps_after(session)
    return Room(
        session=session,
        members=members_of(session, actor),
        plan=plan_of(session),
        activities=steps_of(session),
        state=fold(tap_of(row) for row in rows),
        last=rows[-1].seq if rows else 0,
    )


def steps_of(session: Session) -> list[dict[str, Any]]:
    """Return the activities of a session as planned: [{"code", "minutes"}]."""
    plan: SessionPlan | None = session.plan
    return cast("list[dict[str, Any]]", plan.activities if plan else [])


def plan_of(session: Session) -> Plan:
    """Return what the session planned, as the harvest asks for it: the session card always, mood never twice."""
    plan: SessionPlan | None = session.plan
    own = {MOOD, CARD, PARTICIPATION}
    others = [code for code in (plan.measures if plan else []) if code not in own and code in FACES]
    return Plan(tuple(plan.topics) if plan else (), len(steps_of(session)), (CARD, *others))


# What a member can answer with a finger at the end of a session; longer ones have their own page.
FACES = ("CLIMATE-6", "STRESS-10", "LADDER-3")


def met_before(session: Session) -> dict[Duo, int]:
    """Return how often two members were paired in earlier sessions of the group."""
    rows = Pair.objects.filter(session__group_id=session.group_id)
    rows = rows.exclude(session=session).order_by("id")
    return Counter(frozenset({str(a), str(b)}) for a, b in rows.values_list("first_id", "second_id"))


def at_odds(session: Session) -> set[Duo]:
    """Return the members between whom a conflict was noted in this group: they are not paired."""
    rows = Tie.objects.filter(session__group_id=session.group_id, kind="conflict")
    pairs = rows.order_by("id").values_list("from_member_id", "to_member_id")
    return {frozenset({str(a), str(b)}) for a, b in pairs}


def next_session(session: Session) -> Session | None:
    """Return the next session of the group that is still to come."""
    rows = Session.objects.filter(group_id=session.group_id, number__gt=session.number)
    return cast("Session | None", rows.filter(state__in=("planned", "open")).order_by("number").first())


def begin_of(session: Session) -> dt.datetime:
    """Return when the session began, or will."""
    return session.held_at or session.planned_at
