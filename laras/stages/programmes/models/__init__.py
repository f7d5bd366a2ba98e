"""Proposals, groups, members, sessions and what was noted in them."""

from laras.stages.programmes.models.group import Group, GroupMeasure, Member, OfGroup
from laras.stages.programmes.models.programme import (
    BudgetLine,
    MeasurePlan,
    OfHomeQuerySet,
    OfProgramme,
    Programme,
    ProgrammeStep,
    SessionPlan,
    SwotItem,
)
from laras.stages.programmes.models.session import (
    Attendance,
    Incident,
    OfSession,
    Pair,
    Session,
    SessionTap,
    Tie,
)

__all__ = [
    "Attendance",
    "BudgetLine",
    "Group",
    "GroupMeasure",
    "Incident",
    "MeasurePlan",
    "Member",
    "OfGroup",
    "OfHomeQuerySet",
    "OfProgramme",
    "OfSession",
    "Pair",
    "Programme",
    "ProgrammeStep",
    "Session",
    "SessionPlan",
    "SessionTap",
    "SwotItem",
    "Tie",
]
