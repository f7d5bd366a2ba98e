"""The stage's own rows of a saved session: presence, pairs, ties, incidents, and the steps as they were taken."""

from __future__ import annotations

import datetime as dt
from typing import Any

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.groupwork.harvest import Harvest
from laras.domain.groupwork.taps import State
from laras.stages.programmes.models import Attendance, Incident, Member, Pair, Session, Tie
from laras.stages.programmes.queries.session import Room

LONGEST = 600


def keep_rows(row: Session, found: Harvest, people: dict[str, Member], by: Actor) -> None:
    """Write the rows of a harvest, one statement a kind."""
    kept: dict[str, Any] = {"facility_id": row.facility_id, "session": row}
    stamp = {"recorded_at": clock.now(), "recorded_by": by.login}
    Attendance.objects.bulk_create(
        Attendance(
            **kept,
            **stamp,
            client_id=people[one.member].client_id,
            member=people[one.member],
            status=one.status,
            readiness=one.light,
            signs=list(one.signs),
            turns=one.turns,
            adverse=list(one.adverse),
            medicine_effect=one.medicine_effect,
            note=one.note,
        )
        for one in found.presences
    )
    Pair.objects.bulk_create(Pair(**kept, first=people[a], second=people[b]) for a, b in found.pairs)
    Tie.objects.bulk_create(Tie(**kept, from_member=people[a], to_member=people[b], kind=k) for a, b, k in found.ties)
    Incident.objects.bulk_create(_incident(one, people, kept | stamp) for one in found.incidents)


def _incident(told: dict[str, Any], people: dict[str, Member], kept: dict[str, Any]) -> Incident:
    member = people.get(told["member"])
    return Incident(
        **kept,
        member=member,
        client_id=member.client_id if member else None,
        kind=told["kind"],
        severity=told["severity"],
        story={name: told[name] for name in ("antecedent", "behaviour", "consequence", "reported_to")},
        action=told["action"],
        injured=told["injured"],
        happened_at=dt.datetime.fromtimestamp(told["at"], dt.UTC),
    )


def taken_back(row: Session) -> None:
    """Remove the rows of a save; what they were made of, the taps, stays."""
    for model in (Attendance, Pair, Tie, Incident):
        model._default_manager.filter(session=row).delete()


def minutes_of(row: Session) -> int | None:
    """Return how long the session has been going on, None where that is not a length of a session."""
    if row.held_at is None:
        return None
    minutes = round(((row.ended_at or clock.now()) - row.held_at).total_seconds() / 60)
    return minutes if 1 <= minutes <= LONGEST else None


def steps_taken(here: Room) -> list[dict[str, Any]]:
    """Return the planned steps with what became of them: [{"activity", "planned", "actual", "state"}]."""
    return [
        {
            "activity": step["code"],
            "planned": step["minutes"],
            "actual": timed(here.state, n),
            "state": here.state.room.get(f"step.{n}", ""),
        }
        for n, step in enumerate(here.activities)
    ]


def timed(state: State, n: int) -> int | None:
    """Return the minutes a step's timer ran, None where it was never started; one left running ends now."""
    timer = state.room.get(f"timer.{n}")
    if not timer:
        return None
    running = max(0.0, clock.now().timestamp() - state.at["", f"timer.{n}"]) if timer["on"] else 0.0
    return round((float(timer["s"]) + running) / 60)
