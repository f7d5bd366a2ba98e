"""The targets a programme set itself, met or not, from the group's own records (groupwork D.8)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

# Half a mean point of SPL-8 on its 0-100 scale, and the borders of its bands.
HALF_A_POINT = 12.5
PARTICIPATION_BANDS = (25.0, 50.0, 75.0)
WELLBEING_POINTS = 10.0
SUCCESS_LEVEL = 2
SERIOUS = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records of a group say; every list may be empty.

    `attended` and `invited` count member-sessions. `mood` holds the changes of each session. `participation`,
    `stress` and `wellbeing` are (before, after) of a member. `teach_back` are levels 0-3 of topics given. `goals` are
    GAS T-scores. `incidents` are (severity 1-4, dealt with). `members` and `ties` are those of the last sociogram.
    """

    attended: int = 0
    invited: int = 0
    mood: Sequence[Sequence[float]] = ()
    participation: Sequence[tuple[float, float]] = ()
    stress: Sequence[tuple[float, float]] = ()
    wellbeing: Sequence[tuple[float, float]] = ()
    teach_back: Sequence[int] = ()
    goals: Sequence[float] = ()
    incidents: Sequence[tuple[int, bool]] = ()
    sessions_held: int = 0
    members: Sequence[Hashable] = ()
    ties: Sequence[tuple[Hashable, Hashable]] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One target: its `value` from the records (None when nothing was recorded), the `threshold`, `n` cases behind it.

    `met` None says *not assessable*, never *not met*. `unit` share, points, score or count.
    """

    code: str
    value: float | None
    threshold: float
    met: bool | None
    n: int
    unit: str
    parts: Mapping[str, object] = field(default_factory=dict, hash=False)


def targets(facts: Facts, thresholds: Mapping[str, float]) -> tuple[Target, ...]:
    """Judge every target named in `thresholds`, in their order; an unknown code is left out."""
    return tuple(_JUDGES[code](facts, limit) for code, limit in thresholds.items() if code in _JUDGES)


def _attendance(facts: Facts, limit: float) -> Target:
    value = facts.attended / facts.invited if facts.invited else None
    return _at_least("attendance", value, limit, facts.invited, "share")


def _mood(facts: Facts, limit: float) -> Target:
    medians = [median(changes) for changes in facts.mood if changes]
    value = median(medians) if medians else None
    reached = sum(m >= limit for m in medians)
    return _at_least("mood", value, limit, len(medians), "points", reached=reached)


def _participation(facts: Facts, limit: float) -> Target:
    risen = [after - before >= HALF_A_POINT or _band(after) > _band(before) for before, after in facts.participation]
    return _share("participation", risen, limit)


def _band(score: float) -> int:
    return sum(score >= border for border in PARTICIPATION_BANDS)


def _stress(facts: Facts, limit: float) -> Target:
    falls = [before - after for before, after in facts.stress]
    return _at_least("stress", median(falls) if falls else None, limit, len(falls), "points")


def _wellbeing(facts: Facts, limit: float) -> Target:
    return _share("wellbeing", [after - before >= WELLBEING_POINTS for before, after in facts.wellbeing], limit)


def _teach_back(facts: Facts, limit: float) -> Target:
    return _share("teach_back", [level >= SUCCESS_LEVEL for level in facts.teach_back], limit)


def _goals(facts: Facts, limit: float) -> Target:
    value = fmean(facts.goals) if facts.goals else None
    return _at_least("goals", value, limit, len(facts.goals), "score")


def _incidents(facts: Facts, limit: float) -> Target:
    serious = [dealt_with for severity, dealt_with in facts.incidents if severity >= SERIOUS]
    open_ones = serious.count(False)
    value = float(open_ones) if facts.sessions_held else None
    met = None if value is None else value <= limit
    return Target("incidents", value, limit, met, facts.sessions_held, "count", {"serious": len(serious)})


def _ties(facts: Facts, limit: float) -> Target:
    chosen = set(facts.ties)
    mutual = {a for a, b in chosen if (b, a) in chosen}
    found = [member in mutual for member in facts.members] if facts.ties else []
    return _share("ties", found, limit)


def _share(code: str, reached: Iterable[bool], limit: float) -> Target:
    cases = list(reached)
    value = sum(cases) / len(cases) if cases else None
    return _at_least(code, value, limit, len(cases), "share", reached=sum(cases))


def _at_least(code: str, value: float | None, limit: float, n: int, unit: str, **parts: object) -> Target:
    # Shares such as 7/10 come out a hair below .70 in binary.
    met = None if value is None else value >= limit - 1e-9
    return Target(code, value, limit, met, n, unit, parts)


_JUDGES = {
    "attendance": _attendance,
    "mood": _mood,
    "participation": _participation,
    "stress": _stress,
    "wellbeing": _wellbeing,
    "teach_back": _teach_back,
    "goals": _goals,
    "incidents": _incidents,
    "ties": _ties,
}
