"""A small group with known numbers, made through the actions of the stages before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laras.base.store import clock
from laras.domain.groupwork.terms import SCREENING_LABELS
from laras.stages.measures.actions import NewAnswers, record_many
from laras.stages.programmes.actions import approve, create_group, end_group, enrol, propose, start_group, submit
from laras.stages.programmes.actions.session.saving import save_session
from laras.stages.programmes.actions.session.tapping import NewTap, open_session, record_taps
from laras.stages.programmes.models import Group, Member, Session
from tests.cast import Cast

FIRST = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
# Stress before and after: four fell, one stayed, one rose.
STRESS = ((8, 4), (7, 5), (6, 5), (9, 4), (5, 5), (4, 6))


@dataclass(frozen=True)
class Circle:
    group: Group
    members: list[Member]


def begin(cast: Cast, stress: Sequence[tuple[int, int]] = STRESS, name: str = "Sahabat Dengar (contoh)") -> Circle:
    """Plan, enrol, measure once, start: everything on the days before the first session."""
    by = cast.actor("peksos")
    with clock.at(FIRST - dt.timedelta(days=9)):
        programme = approve(submit(propose(by=by), by=by), by=cast.actor("kepala"))
        group = create_group(
            programme,
            name=name,
            place="Aula",
            starts_on=FIRST.date(),
            meets_at=dt.time(15),
            leader=cast.worker("peksos"),
            co_leader=cast.worker("pengasuh"),
            observer=cast.worker("psikolog"),
            by=by,
        )
        yes = dict.fromkeys(SCREENING_LABELS, True)
        people = [cast.client_record(name=f"Orang {n} (contoh)", short_name=f"Orang {n}") for n in range(len(stress))]
        members = [enrol(group, client=one, screening=yes, by=by) for one in people]
    circle = Circle(group, members)
    measure(cast, circle, [before for before, _ in stress], occasion="baseline", at=FIRST - dt.timedelta(days=2))
    with clock.at(FIRST - dt.timedelta(days=1)):
        return Circle(start_group(group, by=by), members)


def measure(cast: Cast, circle: Circle, values: Sequence[int | None], *, occasion: str, at: dt.datetime) -> None:
    """Have the stress of every member asked; None leaves one out."""
    rows = [
        NewAnswers(
            client=member.client, instrument="STRESS-10", answers={"1": value}, occasion=occasion, happened_at=at
        )
        for member, value in zip(circle.members, values, strict=True)
        if value is not None
    ]
    with clock.at(at):
        record_many(rows, by=cast.actor("psikolog"))


def hold(
    cast: Cast,
    circle: Circle,
    number: int,
    *,
    attendance: Mapping[int, str] | None = None,
    moods: Mapping[int, tuple[int, int]] | None = None,
    choices: Sequence[tuple[int, int]] = (),
) -> Session:
    """Hold a session: places in the group → attendance ('full' where not told), moods; who would sit with whom."""
    by, session = cast.actor("peksos"), Session.objects.get(group=circle.group, number=number)
    said: list[tuple[str, object, uuid.UUID]] = []
    for place, member in enumerate(circle.members):
        came = (attendance or {}).get(place, "full")
        said.append(("attendance", came, member.pk))
        if came == "full":
            said.append(("light", "green", member.pk))
        for name, face in zip(("mood_before", "mood_after"), (moods or {}).get(place, ()), strict=False):
            said.append((name, face, member.pk))
    said += [(f"tie.choose.{circle.members[b].pk.hex}", True, circle.members[a].pk) for a, b in choices]
    with clock.at(FIRST + dt.timedelta(weeks=number - 1)):
        row = open_session(session, by=by)
        record_taps(row, taps=[NewTap(uuid.uuid4(), key, value, member) for key, value, member in said], by=by)
        return save_session(row, by=by)


def whole(cast: Cast, stress: Sequence[tuple[int, int]] = STRESS) -> Circle:
    """A group with two sessions, measured at the end, and ended."""
    circle = begin(cast, stress)
    last = len(circle.members) - 1
    hold(cast, circle, 1, moods={0: (2, 4), 1: (3, 3)}, choices=[(0, 1)])
    hold(cast, circle, 2, attendance={last: "refused"}, moods={0: (3, 4)}, choices=[(0, 1), (1, 0), (2, 0)])
    measure(cast, circle, [after for _, after in stress], occasion="end", at=FIRST + dt.timedelta(days=8))
    with clock.at(FIRST + dt.timedelta(days=9)):
        return Circle(end_group(circle.group, by=cast.actor("peksos")), circle.members)
