"""Groups: what was locked, who is in, who came, who is tied to whom."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from laras.base.access.actor import Actor
from laras.domain.groupwork.activities import Activity, Clash, activities, clashes
from laras.domain.groupwork.programme import sahabat_dengar
from laras.domain.groupwork.terms import AIMS, ATTENDED, LARGEST_GROUP, SMALLEST_GROUP
from laras.stages.people.models import Client
from laras.stages.programmes.models import (
    Attendance,
    Group,
    GroupMeasure,
    MeasurePlan,
    Member,
    Programme,
    Session,
    SessionPlan,
    Tie,
)


@dataclass(frozen=True)
class GroupPlan:
    """What a group is measured with; `is_exploratory` where nothing was locked before the group began."""

    rows: tuple[GroupMeasure, ...]
    locked_at: dt.datetime | None
    digest: str

    @property
    def is_exploratory(self) -> bool:
        return self.locked_at is None or not self.rows

    @property
    def primary(self) -> dict[str, str]:
        """The primary instrument of each aim."""
        return {row.aim: row.instrument for row in self.rows if row.is_primary}


@dataclass(frozen=True)
class AttendanceRow:
    """One member through the sessions; None where nothing is noted. `rate` is None before the first invitation."""

    member: Member
    cells: tuple[Attendance | None, ...]

    @property
    def invited(self) -> int:
        return sum(cell is not None and cell.status != "not_invited" for cell in self.cells)

    @property
    def attended(self) -> int:
        return sum(cell is not None and cell.status in ATTENDED for cell in self.cells)

    @property
    def rate(self) -> float | None:
        return self.attended / self.invited if self.invited else None


@dataclass(frozen=True)
class AttendanceTable:
    """Sessions across, members down."""

    sessions: tuple[Session, ...]
    rows: tuple[AttendanceRow, ...]

    @property
    def rate(self) -> float | None:
        """Attended of invited over all members and sessions."""
        invited = sum(row.invited for row in self.rows)
        return sum(row.attended for row in self.rows) / invited if invited else None


@dataclass(frozen=True)
class Size:
    """How many are in a group now, and whether that is fewer or more than the six to ten a group works best with."""

    n: int

    @property
    def is_small(self) -> bool:
        return self.n < SMALLEST_GROUP

    @property
    def is_large(self) -> bool:
        return self.n > LARGEST_GROUP


def groups(actor: Actor) -> QuerySet[Group]:
    """Return the groups of the home with their number of present members, running ones first, then by start."""
    now = Count("members", filter=Q(members__left_at__isnull=True))
    rows: QuerySet[Group] = Group.objects.visible_to(actor).annotate(member_count=now)
    return rows.select_related("programme", "leader").order_by("-starts_on", "-id")


def groups_of(programme: Programme) -> QuerySet[Group]:
    """Return the groups that carry out a programme, the newest first."""
    return Group.objects.filter(programme=programme).select_related("leader").order_by("-starts_on", "-id")


def sessions(group: Group) -> list[Session]:
    """Return the sessions of a group by number."""
    return list(Session.objects.filter(group=group).select_related("plan").order_by("number"))


def next_session(rows: Iterable[Session]) -> Session | None:
    """Return the session that goes on, else the first one planned."""
    waiting = [row for row in rows if row.state in ("open", "planned")]
    return min(waiting, key=lambda row: (row.state != "open", row.number), default=None)


def followup_on(rows: Sequence[Session]) -> dt.date | None:
    """Return the day of the follow-up measures: four weeks after the last session, None without sessions."""
    held = [timezone.localtime(row.held_at or row.planned_at).date() for row in rows]
    return max(held) + dt.timedelta(weeks=sahabat_dengar().followup_weeks) if held else None


def members(group: Group, actor: Actor, *, present: bool = False) -> list[Member]:
    """Return the members this person may see, by client number; those who left are among them unless `present`."""
    rows = Member.objects.visible_to(actor).filter(group=group).select_related("client", "buddy__client")
    if present:
        rows = rows.filter(left_at__isnull=True)
    return list(rows.order_by("client__number", "joined_at", "id"))


def size(group: Group) -> Size:
    """Return how many are in the group now, whoever asks."""
    return Size(Member.objects.filter(group=group, left_at__isnull=True).count())


def group_plan(group: Group) -> GroupPlan:
    """Return the locked measure plan, aims in their order, the primary instrument of each first."""
    rows = GroupMeasure.objects.filter(group=group).order_by("instrument", "id")
    ordered = sorted(rows, key=lambda row: (AIMS.index(row.aim), not row.is_primary))
    return GroupPlan(tuple(ordered), group.plan_locked_at, group.plan_digest)


def plan_rows(programme_id: uuid.UUID) -> list[MeasurePlan]:
    """Return the measure plan of a programme in a fixed order: what starting a group locks."""
    return list(MeasurePlan.objects.filter(programme_id=programme_id).order_by("aim", "instrument"))


def attendance_table(group: Group, actor: Actor | None = None) -> AttendanceTable:
    """Return who came to which session; with `actor` only the members they may see. Three queries."""
    rows = sessions(group)
    who = Member.objects.filter(group=group) if actor is None else Member.objects.visible_to(actor).filter(group=group)
    people = list(who.select_related("client").order_by("client__number", "joined_at", "id"))
    noted = Attendance.objects.filter(session__group=group, member__in=[row.pk for row in people])
    cells = {(row.member_id, row.session_id): row for row in noted.order_by("id")}
    return AttendanceTable(
        tuple(rows),
        tuple(AttendanceRow(one, tuple(cells.get((one.pk, session.pk)) for session in rows)) for one in people),
    )


def ties(group: Group, number: int) -> list[Tie]:
    """Return the ties noted in session `number` of a group."""
    rows = Tie.objects.filter(session__group=group, session__number=number)
    return list(rows.select_related("from_member", "to_member").order_by("id"))


def planned_activities(programme_id: uuid.UUID) -> list[Activity]:
    """Return every activity the sessions of a programme plan, in their order, each once."""
    library = activities()
    plans = SessionPlan.objects.filter(programme_id=programme_id).order_by("number")
    codes = [row["code"] for plan in plans for row in plan.activities]
    return [library[code] for code in dict.fromkeys(codes) if code in library]


def clashes_of(group: Group, people: Iterable[Member]) -> list[Clash[Member]]:
    """Return which members' care flags meet the risks of which planned activities."""
    return clashes([(one, one.flags) for one in people], planned_activities(group.programme_id))


def candidates(group: Group, actor: Actor) -> QuerySet[Client]:
    """Return the clients one may write about who are not in the group now, by number; who lives in no ward comes last."""
    inside = Member.objects.filter(group=group, left_at__isnull=True).values("client_id")
    rows = Client.objects.writable_by(actor).exclude(pk__in=inside).select_related("ward")
    is_away = ExpressionWrapper(Q(ward__isnull=True), output_field=BooleanField())
    return rows.alias(is_away=is_away).order_by("is_away", "number")


def memberships(client_ids: Iterable[uuid.UUID], actor: Actor) -> list[Member]:
    """Return in which groups clients are or were, the newest first."""
    rows = Member.objects.visible_to(actor).filter(client_id__in=list(client_ids))
    return list(rows.select_related("group__programme", "group__leader").order_by("-joined_at", "-id"))


def busy_elsewhere(group: Group, client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the name of another group that is not over for each client who is in one."""
    rows = Member.objects.filter(client_id__in=list(client_ids), left_at__isnull=True).exclude(group=group)
    rows = rows.exclude(group__state="ended").select_related("group").order_by("joined_at", "id")
    return {row.client_id: row.group.name for row in rows}
