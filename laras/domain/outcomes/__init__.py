"""What changed for a member and for a group, and whether a programme reached its targets; never why."""

from __future__ import annotations

from laras.domain.outcomes.courses import (
    FEWEST_POINTS,
    Course,
    ErrorOf,
    MemberChange,
    Point,
    direction_of,
    member_change,
)
from laras.domain.outcomes.group import FEWEST_FOR_TESTS, GroupChange, group_change
from laras.domain.outcomes.targets import Facts, Target, targets
from laras.domain.outcomes.words import GROUP, MEMBER, TARGET_NAMES, TARGET_STATUS, movement, status

__all__ = [
    "FEWEST_FOR_TESTS",
    "FEWEST_POINTS",
    "GROUP",
    "MEMBER",
    "TARGET_NAMES",
    "TARGET_STATUS",
    "Course",
    "ErrorOf",
    "Facts",
    "GroupChange",
    "MemberChange",
    "Point",
    "Target",
    "direction_of",
    "group_change",
    "member_change",
    "movement",
    "status",
    "targets",
]
