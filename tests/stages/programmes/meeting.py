"""A group with its members and one session, as small as it can be."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from laras.base.store import clock
from laras.stages.people.models import Client
from laras.stages.programmes.actions.session import NewTap
from laras.stages.programmes.models import Group, Member, Programme, Session, SessionPlan
from tests.cast import Cast

NAMES = (
    "Bu Tini",
    "Pak Slamet",
    "Mas Dwi",
    "Mbak Lia",
    "Ibu Tuti",
    "Pak Hadi",
    "Mbak Rini",
    "Mas Adi",
    "Bu Eni",
    "Pak Jo",
)


def group_of(cast: Cast, *, name: str = "Sahabat Dengar (contoh)") -> Group:
    """Return a running group: peksos leads, pengasuh helps, perawat is on call."""
    stamp = {"recorded_at": clock.now(), "recorded_by": "peksos"}
    programme = Programme.objects.create(
        facility=cast.home,
        title=name,
        state="approved",
        proposed_by="peksos",
        decided_by="kepala",
        decided_at=clock.now(),
        **stamp,
    )
    group: Group = Group.objects.create(
        facility=cast.home,
        programme=programme,
        name=name,
        place="Ruang Serbaguna",
        meets_on=1,
        meets_at=dt.time(9),
        starts_on=clock.today(),
        leader=cast.worker("peksos"),
        co_leader=cast.worker("pengasuh"),
        nurse=cast.worker("perawat"),
        state="running",
        started_at=clock.now(),
        plan_locked_at=clock.now(),
        **stamp,
    )
    return group


def member_of(group: Group, client: Client, cast: Cast) -> Member:
    """Enrol a client: leader and co-leader may see them."""
    for login in ("peksos", "pengasuh"):
        cast.open_access(client, login, kind="group")
    member: Member = Member.objects.create(
        facility=group.facility,
        group=group,
        client=client,
        joined_at=clock.now() - dt.timedelta(days=30),
        recorded_at=clock.now(),
        recorded_by="peksos",
    )
    return member


def session_of(group: Group, *, number: int = 4, state: str = "open", **values: Any) -> Session:
    """Plan a session with two activities and one topic; it has been going on for an hour."""
    plan = SessionPlan.objects.create(
        facility=group.facility,
        programme=group.programme,
        number=number,
        title="Sahabat Dengar",
        stage="intimacy",
        activities=[{"code": "friend_listener", "minutes": 20}, {"code": "ask_for_help", "minutes": 35}],
        topics=["warning_signs"],
        measures=["MOOD-1", "CARD-4", "CLIMATE-6"],
    )
    begin = clock.now() - dt.timedelta(hours=1)
    given = {"planned_at": begin, "held_at": begin if state == "open" else None}
    session: Session = Session.objects.create(
        facility=group.facility,
        group=group,
        plan=plan,
        number=number,
        title=plan.title,
        state=state,
        **{**given, **values},
    )
    return session


def meeting(
    cast: Cast, members: int = 3, *, name: str = "Sahabat Dengar (contoh)", **values: Any
) -> tuple[Session, list[Member]]:
    """Return a running session and its members."""
    group = group_of(cast, name=name)
    clients = [cast.client_record(name=f"{one} (contoh)", short_name=one) for one in NAMES[:members]]
    people = [member_of(group, client, cast) for client in clients]
    return session_of(group, **values), people


def tap(key: str, value: Any, member: Member | None = None, tap_id: uuid.UUID | None = None) -> NewTap:
    """Return a tap as a phone would send it now."""
    return NewTap(tap_id or uuid.uuid4(), key, value, member.pk if member else None, clock.now())


def whole_session(people: list[Member]) -> list[NewTap]:
    """Return the taps of a session in which everybody came, spoke, learnt and answered."""
    taps = [tap("gjk", "intimacy"), tap("step.0", "done"), tap("step.1", "changed"), tap("worked", "Berpasangan.")]
    taps += [tap("timer.0", {"on": True, "s": 0}), tap("timer.0", {"on": False, "s": 1260}), tap("told.L3.1", True)]
    for place, member in enumerate(people):
        taps += [
            tap("light", "green", member),
            tap("attendance", "full", member),
            tap("mood_before", 2 + place % 3, member),
        ]
        taps += [tap("mood_after", 3 + place % 3, member), tap("teach.warning_signs", str(1 + place % 3), member)]
        taps += [tap(f"spl.{item}", (item + place) % 5, member) for item in range(1, 9)]
        taps += [tap(f"ans.CARD-4.{item}", 3 + item % 2, member) for item in range(1, 5)]
        taps += [tap(f"ans.CLIMATE-6.{item}", 3, member) for item in range(1, 7)]
        taps += [tap("turn.starts", 1, member) for _ in range(place + 1)]
        other = people[(place + 1) % len(people)]
        if other is not member:
            taps.append(tap(f"tie.choose.{other.pk.hex}", True, member))
    for first, second in zip(people[::2], people[1::2], strict=False):
        taps.append(tap("partner", str(second.pk), first))
    return taps
