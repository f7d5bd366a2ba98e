"""The evaluation of a group: every figure from the records of the group, read anew each time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from laras.domain.groupwork.process import MoodChange, mood_change
from laras.domain.groupwork.programme import sahabat_dengar
from laras.domain.outcomes import (
    Course,
    ErrorOf,
    Facts,
    GroupChange,
    MemberChange,
    Target,
    group_change,
    member_change,
    targets,
)
from laras.domain.sociometry import Sociogram, sociogram
from laras.stages.measures.instruments import ErrorSet, Instrument
from laras.stages.measures.queries import error_sets, instrument
from laras.stages.outcomes.queries import facts
from laras.stages.programmes.models import Group, Incident, Member, Session
from laras.stages.programmes.queries import AttendanceTable, GroupPlan, attendance_table, group_plan
from laras.stages.programmes.queries.session_answers import Answers, session_answers

# Figures of the programme's own targets come from these, whatever else the measure plan holds.
TARGET_INSTRUMENTS = ("SPL-8", "STRESS-10", "MHI-5")
GOOD_CARD, GOOD_MOOD = 75.0, 4


@dataclass(frozen=True)
class MeasureResult:
    """One row of the measure plan: the course and change of every member, and of the group."""

    aim: str
    is_primary: bool
    instrument: Instrument
    error: ErrorSet | None
    courses: dict[uuid.UUID, Course]
    changes: dict[uuid.UUID, MemberChange]
    group: GroupChange


@dataclass(frozen=True)
class SessionMood:
    """The moods of one session, member → (before, after)."""

    session: Session
    moods: dict[str, tuple[int | None, int | None]]
    change: MoodChange


@dataclass(frozen=True)
class Positive:
    """Sessions that were a good experience: card at least 75, mood after at least 4, no incident; of those attended."""

    good: int
    of: int


@dataclass(frozen=True)
class Evaluation:
    """Everything the pages and the report show of one group. `members` are all who were in it, by client number."""

    group: Group
    plan: GroupPlan
    is_exploratory: bool
    members: list[Member]
    held: list[Session]
    attendance: AttendanceTable
    measures: list[MeasureResult]
    moods: list[SessionMood]
    sociograms: dict[int, Sociogram]
    choices: dict[int, list[tuple[uuid.UUID, uuid.UUID]]]
    goals: dict[uuid.UUID, float]
    positive: dict[uuid.UUID, Positive]
    teach_back: list[int]
    targets: tuple[Target, ...]

    def member_results(self, member_id: uuid.UUID) -> list[tuple[MeasureResult, MemberChange]]:
        """Return what changed for one member, measure by measure."""
        return [(one, one.changes[member_id]) for one in self.measures if member_id in one.changes]


def evaluation(group: Group) -> Evaluation:
    """Read everything about a group; the number of queries does not grow with members or sessions.

    Who may see the group was asked before; who may be named is for the page (`labels_of`).
    """
    table = attendance_table(group)
    people = [row.member for row in table.rows]
    held = [session for session in table.sessions if session.state == "saved"]
    told = session_answers(held)
    plan = group_plan(group)
    results = _measures(group, people, held, told, plan)
    moods = [_mood(session, told[session.pk]) for session in held]
    choices = facts.choices(group)
    begins = facts.beginning(group, held)
    late = plan.locked_at is not None and begins is not None and plan.locked_at > begins
    goals = facts.goal_scores(people, begins, group.ended_at)
    levels = facts.teach_back_levels(held)
    return Evaluation(
        group=group,
        plan=plan,
        is_exploratory=plan.is_exploratory or late,
        members=people,
        held=held,
        attendance=table,
        measures=[one for one in results if one.aim],
        moods=moods,
        sociograms={n: sociogram([one.pk for one in people], ties) for n, ties in choices.items()},
        choices=choices,
        goals=goals,
        positive=_positive(group, table, held, told),
        teach_back=levels,
        targets=_targets(group, table, people, held, results, moods, choices, goals, levels),
    )


def _measures(
    group: Group, people: list[Member], held: list[Session], told: dict[uuid.UUID, Answers], plan: GroupPlan
) -> list[MeasureResult]:
    """The rows of the plan, then with an empty aim the instruments the targets need besides."""
    planned = [(row.aim, row.instrument, row.is_primary) for row in plan.rows]
    beside = [("", code, False) for code in TARGET_INSTRUMENTS if code not in {code for _, code, _ in planned}]
    rows = [(aim, instrument(code, group.facility_id), primary) for aim, code, primary in [*planned, *beside]]
    made = facts.courses(group, people, [about for _, about, _ in rows], held, told)
    found = []
    for aim, about, primary in rows:
        error = next((e for e in error_sets(group.facility_id, about) if e.scale == about.main.code), None)
        known = ErrorOf(error.sd, error.reliability, error.citation, error.is_local) if error else None
        changes = {pk: member_change(course, known) for pk, course in made[about.code].items()}
        whole = group_change(list(changes.values()), about.better)
        found.append(MeasureResult(aim, primary, about, error, made[about.code], changes, whole))
    return found


def _mood(session: Session, answers: Answers) -> SessionMood:
    before, after = _faces(answers, "mood_before"), _faces(answers, "mood_after")
    moods = {member: (before.get(member), after.get(member)) for member in {**before, **after}}
    return SessionMood(session, moods, mood_change(before, after))


def _faces(answers: Answers, kind: str) -> dict[Any, int | None]:
    return {member: _face(sheet.answers.get("1")) for member, sheet in answers.get(kind, {}).items()}


def _face(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) else None


def _positive(
    group: Group, table: AttendanceTable, held: list[Session], told: dict[uuid.UUID, Answers]
) -> dict[uuid.UUID, Positive]:
    """Aim A6, computed: a session without a card or an answer after it is not counted as a bad one."""
    rows = Incident.objects.filter(session__group=group).order_by("id")
    disturbed = set(rows.values_list("session_id", "member_id"))
    came = facts.attended(table)
    found = {}
    for member_id, sessions in came.items():
        good = of = 0
        for session in held:
            answers, key = told[session.pk], str(member_id)
            card, mood = answers.get("CARD-4", {}).get(key), answers.get("mood_after", {}).get(key)
            face = _face(mood.answers.get("1")) if mood else None
            if session.pk not in sessions or card is None or card.score is None or face is None:
                continue
            of += 1
            calm = (session.pk, member_id) not in disturbed
            good += card.score >= GOOD_CARD and face >= GOOD_MOOD and calm
        found[member_id] = Positive(good, of)
    return found


def _pairs(results: list[MeasureResult], code: str) -> list[tuple[float, float]]:
    found = next((one for one in results if one.instrument.code == code), None)
    both = [
        (change.before.value, change.after.value)
        for change in (found.changes.values() if found else ())
        if change.before is not None and change.after is not None and change.difference is not None
    ]
    return [(before, after) for before, after in both if before is not None and after is not None]


def _targets(
    group: Group,
    table: AttendanceTable,
    people: list[Member],
    held: list[Session],
    results: list[MeasureResult],
    moods: list[SessionMood],
    choices: dict[int, list[tuple[uuid.UUID, uuid.UUID]]],
    goals: dict[uuid.UUID, float],
    levels: list[int],
) -> tuple[Target, ...]:
    last = choices.get(max(choices)) if choices else None
    there = {pk for tie in last or () for pk in tie}
    noted = Facts(
        attended=sum(row.attended for row in table.rows),
        invited=sum(row.invited for row in table.rows),
        mood=[[float(change) for change in one.change.changes.values()] for one in moods],
        participation=_pairs(results, "SPL-8"),
        stress=_pairs(results, "STRESS-10"),
        wellbeing=_pairs(results, "MHI-5"),
        teach_back=levels,
        goals=list(goals.values()),
        incidents=facts.incidents(group),
        sessions_held=len(held),
        members=[one.pk for one in people if one.left_at is None or one.pk in there],
        ties=last or (),
    )
    return targets(noted, {target.code: target.value for target in sahabat_dengar().targets})
