"""What the records of a group say, as plain values for the domain."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from laras.domain.goals import gas_t
from laras.domain.groupwork.terms import ATTENDED
from laras.domain.outcomes import Course, Point
from laras.stages.casework.models import GoalRating
from laras.stages.casework.queries import goals_with_levels
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.queries import scores
from laras.stages.programmes.models import Group, Incident, Member, Session, Tie
from laras.stages.programmes.queries import AttendanceTable
from laras.stages.programmes.queries.session_answers import Answers
from laras.stages.support.models import TeachBack

# Where a session itself asks for the instrument, its sheets are points of the course too.
SESSION_KINDS = {"MOOD-1": ("mood_before",), "SPL-8": ("participation",)}
BASELINE_WEEKS = 12
FOLLOWUP_WEEKS = 8
GOAL_DAYS = 14


def beginning(group: Group, held: Sequence[Session]) -> dt.datetime | None:
    """Return when the first session was held, else when the group was started."""
    moments = [session.held_at for session in held if session.held_at is not None]
    return min(moments, default=group.started_at)


def courses(
    group: Group,
    people: Sequence[Member],
    about: Iterable[Instrument],
    held: Sequence[Session],
    told: dict[uuid.UUID, Answers],
) -> dict[str, dict[uuid.UUID, Course]]:
    """Return {instrument: {member: course}}, from twelve weeks before the group to eight after its end."""
    begins = beginning(group, held)
    wanted = {one.code: one for one in about}
    if begins is None:
        return {code: {} for code in wanted}
    since = begins - dt.timedelta(weeks=BASELINE_WEEKS)
    until = group.ended_at + dt.timedelta(weeks=FOLLOWUP_WEEKS) if group.ended_at else None
    found = scores([one.client_id for one in people], wanted, since=since, until=until)
    moments = {sheet.pk: kind for answers in told.values() for kind, of in answers.items() for sheet in of.values()}
    made: dict[str, dict[uuid.UUID, Course]] = {code: {} for code in wanted}
    for one in people:
        for code, instrument in wanted.items():
            kept = SESSION_KINDS.get(code, (code,))
            points = tuple(
                Point(point.happened_at, point.value, point.occasion)
                for point in found[one.client_id][code]
                if moments.get(point.administration_id, kept[0]) in kept
            )
            made[code][one.pk] = Course(points, begins, group.ended_at, instrument.better)
    return made


def teach_back_levels(held: Sequence[Session]) -> list[int]:
    """Return the level 0-3 of every topic explained in the sessions: the lowest of its points, one a member."""
    ids = [pk for session in held for pk in session.arisen.get("teach_backs", [])]
    rows = TeachBack.objects.filter(pk__in=ids, undone_at__isnull=True).order_by("happened_at", "id")
    lowest: dict[tuple[uuid.UUID, str, dt.datetime], int] = {}
    for row in rows:
        if not row.result.isdigit():  # refused or postponed: no answer, and no failure
            continue
        key = (row.client_id, row.topic, row.happened_at)
        lowest[key] = min(lowest.get(key, 3), int(row.result))
    return list(lowest.values())


def goal_scores(
    people: Sequence[Member], begins: dt.datetime | None, ends: dt.datetime | None
) -> dict[uuid.UUID, float]:
    """Return the GAS T-score of each member with a goal rated since the group began: the last rating up to its end.

    Two weeks after the end still count: goals are rated when the sheets are filled in.
    """
    goals = goals_with_levels([one.client_id for one in people], closed=True)
    last_day = ends + dt.timedelta(days=GOAL_DAYS) if ends else None
    found = {}
    for one in people:
        rated = [
            (goal.goal.weight, rating.level)
            for goal in goals.get(one.client_id, [])
            for rating in [_last_rating(goal.ratings, begins, last_day)]
            if rating is not None
        ]
        score = gas_t([level for _, level in rated], [weight for weight, _ in rated]).value
        if score is not None:
            found[one.pk] = score
    return found


def _last_rating(
    ratings: Sequence[GoalRating], begins: dt.datetime | None, last_day: dt.datetime | None
) -> GoalRating | None:
    inside = [
        rating
        for rating in ratings
        if begins is not None and rating.happened_at >= begins and (last_day is None or rating.happened_at <= last_day)
    ]
    return inside[-1] if inside else None


def incidents(group: Group) -> list[tuple[int, bool]]:
    """Return (severity, dealt with) of every incident: dealt with when it says what was done and who was told."""
    rows = Incident.objects.filter(session__group=group).order_by("happened_at", "id")
    return [(row.severity, bool(row.action and row.reported_to)) for row in rows]


def choices(group: Group) -> dict[int, list[tuple[uuid.UUID, uuid.UUID]]]:
    """Return {session number: (chooser, chosen)} of every session that asked."""
    rows = Tie.objects.filter(session__group=group, kind="choose").select_related("session").order_by("id")
    found: dict[int, list[tuple[uuid.UUID, uuid.UUID]]] = {}
    for row in rows:
        found.setdefault(row.session.number, []).append((row.from_member_id, row.to_member_id))
    return found


def presences(table: AttendanceTable) -> dict[uuid.UUID, tuple[int, int]]:
    """Return member → (attended, invited)."""
    return {row.member.pk: (row.attended, row.invited) for row in table.rows}


def attended(table: AttendanceTable) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Return member → the sessions they came to."""
    return {
        row.member.pk: {cell.session_id for cell in row.cells if cell is not None and cell.status in ATTENDED}
        for row in table.rows
    }
