"""What happens in a meeting of a group, in figures: readiness, attendance, mood, turns, incidents, fidelity.

Rules and thresholds of groupwork D.3–D.5 and measures E.1.1, E.1.5. Small groups: every figure carries its n, and an
empty basis gives None, never a made-up number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from laras.domain.errors import N_, BadInput
from laras.domain.groupwork.terms import ATTENDANCE
from laras.domain.results import Result, note
from laras.domain.texts import Text, labels, load, text

Member = str  # an id
LIGHTS = ("green", "yellow", "red")
# Worse by this much, or this low afterwards: somebody talks to them today (measures E.1.1).
WORSE_BY = 2
LOWEST_MOOD = 1
CARD_LOW = 1
DOMINANT_SHARE = 0.5
NOBODY_INVITED = N_("Nobody was invited: there is no rate.")
NO_TURNS = N_("No turns were counted.")
NOTHING_PLANNED = N_("No step was planned.")
NO_MEETINGS = N_("Nobody attended: there is no rate of incidents.")
NO_PAIRS = N_("Nobody has a mood before and after.")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen on the day that changes who may join; `light` is yellow or red."""

    code: str
    light: str
    label: Text


_WORDS = load("session")
SIGNS: dict[str, Sign] = {row["code"]: Sign(row["code"], row["light"], text(row["label"])) for row in _WORDS["signs"]}
LIGHT_LABELS = labels(_WORDS["lights"])
LIGHT_MEANS = labels(_WORDS["light_means"])
ATTENDANCE_SHORT = labels(_WORDS["attendance"])


def readiness(signs: Iterable[str], chosen: str = "green") -> str:
    """Return the light of the day: the most careful of what was chosen by the worker and what the signs say.

    A light cannot be chosen brighter than its signs: the sign goes first. Raises BadInput for an unknown sign or light.
    """
    if chosen not in LIGHTS:
        raise BadInput(N_("“{value}” is not a light. Choose green, yellow or red."), value=chosen)
    found = [chosen]
    for code in signs:
        if code not in SIGNS:
            raise BadInput(N_("“{value}” is not a sign on the list. Choose one from the list."), value=code)
        found.append(SIGNS[code].light)
    return max(found, key=LIGHTS.index)


def may_join(light: str) -> bool:
    """Tell whether somebody with this light joins today; red goes to the nurse (D.5)."""
    return light != "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Result):
    """`value` is attended / invited (0–1); `reasons` counts every status; declining counts as invited, never as a fault."""

    attended: int
    invited: int
    reasons: Mapping[str, int] = field(default_factory=dict, hash=False)


def attendance(statuses: Iterable[str]) -> Attendance:
    """Return the attendance rate of one meeting or many: full and partial over everybody who was invited (D.4)."""
    counts = dict.fromkeys(ATTENDANCE, 0)
    for status in statuses:
        if status not in counts:
            raise BadInput(N_("“{value}” is not an attendance. Choose one of the six."), value=status)
        counts[status] += 1
    attended = counts["full"] + counts["partial"]
    invited = sum(counts.values()) - counts["not_invited"]
    return Attendance(
        value=attended / invited if invited else None,
        n_used=invited,
        n_missing=counts["not_invited"],
        method="attendance rate",
        variant="(full + partial) / invited",
        warnings=() if invited else (note(NOBODY_INVITED),),
        attended=attended,
        invited=invited,
        reasons=counts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodChange(Result):
    """`value` is the median change of the group (−4…4); `changes` goes by member; `worse` need somebody today."""

    changes: Mapping[Member, int] = field(default_factory=dict, hash=False)
    worse: tuple[Member, ...] = ()


def mood_change(before: Mapping[Member, int | None], after: Mapping[Member, int | None]) -> MoodChange:
    """Compare the faces (1–5) before and after.

    `worse` lists, in the order given, who fell by 2 or more, or chose the lowest face afterwards, also without a face
    before: a person talks to them the same day.
    """
    members = list(dict.fromkeys([*before, *after]))
    changes: dict[Member, int] = {}
    worse = []
    for member in members:
        first, last = _face(before.get(member)), _face(after.get(member))
        if first is not None and last is not None:
            changes[member] = last - first
        if (last is not None and last <= LOWEST_MOOD) or changes.get(member, 0) <= -WORSE_BY:
            worse.append(member)
    return MoodChange(
        value=float(median(changes.values())) if changes else None,
        n_used=len(changes),
        n_missing=len(members) - len(changes),
        method="change of mood",
        variant="median of after - before",
        warnings=() if changes else (note(NO_PAIRS),),
        changes=changes,
        worse=tuple(worse),
    )


def _face(value: int | None) -> int | None:
    if value is not None and not 1 <= value <= 5:
        raise BadInput(N_("A mood is one of five faces, 1 to 5."))
    return value


def card_is_low(answers: Mapping[str, int | None]) -> bool:
    """Tell whether any item of a session card (0–4) was answered 0 or 1: ask why before they leave (E.1.5)."""
    return any(value is not None and value <= CARD_LOW for value in answers.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns(Result):
    """`value` is the Gini coefficient of the turns (0 all alike … (n−1)/n one person only); `shares` go by member."""

    total: int = 0
    shares: Mapping[Member, float] = field(default_factory=dict, hash=False)
    max_share: float | None = None
    dominant: tuple[Member, ...] = ()
    silent: tuple[Member, ...] = ()


def gini(values: Sequence[int]) -> float | None:
    """Return the Gini coefficient of counts ≥ 0, None for no counts or a sum of zero (Gini 1912, mean difference)."""
    if any(value < 0 for value in values):
        raise BadInput(N_("Turns are counted from 0 upwards."))
    total = sum(values)
    if not total:
        return None
    ranked = sorted(values)
    n = len(ranked)
    return float(2 * sum(rank * value for rank, value in enumerate(ranked, start=1)) / (n * total) - (n + 1) / n)


def turns(counts: Mapping[Member, int]) -> Turns:
    """Describe who spoke how often: shares, dominance (half of all turns or more, from three members on), who was silent."""
    total = sum(counts.values())
    value = gini(list(counts.values()))
    shares = {member: count / total for member, count in counts.items()} if total else {}
    enough = len(counts) >= 3
    return Turns(
        value=value,
        n_used=len(counts),
        n_missing=0,
        method="Gini coefficient of turns",
        warnings=() if total else (note(NO_TURNS),),
        source="Gini (1912)",
        total=total,
        shares=shares,
        max_share=max(shares.values(), default=None),
        dominant=tuple(m for m, share in shares.items() if enough and share >= DOMINANT_SHARE),
        silent=tuple(m for m, count in counts.items() if not count) if total else (),
    )


def incident_rate(incidents: int, member_sessions: int) -> Result:
    """Return incidents per 100 member-sessions attended (D.4)."""
    if min(incidents, member_sessions) < 0:
        raise BadInput(N_("Incidents and meetings are counted from 0 upwards."))
    return Result(
        value=100 * incidents / member_sessions if member_sessions else None,
        n_used=member_sessions,
        n_missing=0,
        method="incidents per 100 member-sessions",
        warnings=() if member_sessions else (note(NO_MEETINGS),),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One planned step: minutes planned and taken (None: not timed), state done, changed, skipped or '' (not said)."""

    planned: int
    actual: float | None = None
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity(Result):
    """`value` is the share of planned steps done as planned (0–1); `minutes` pairs planned and taken of the timed ones."""

    done: int = 0
    changed: int = 0
    skipped: int = 0
    unsaid: int = 0
    minutes_planned: int = 0
    minutes_taken: float = 0.0


def fidelity(steps: Sequence[Step]) -> Fidelity:
    """Return how far a meeting kept to its plan (D.4: done / changed / skipped, minutes)."""
    states = [step.state for step in steps]
    for state in states:
        if state not in ("done", "changed", "skipped", ""):
            raise BadInput(N_("“{value}” does not say what became of a step. Choose one of the three."), value=state)
    timed = [step for step in steps if step.actual is not None]
    return Fidelity(
        value=states.count("done") / len(steps) if steps else None,
        n_used=len(steps),
        n_missing=states.count(""),
        method="fidelity",
        variant="steps done as planned / steps planned",
        warnings=() if steps else (note(NOTHING_PLANNED),),
        done=states.count("done"),
        changed=states.count("changed"),
        skipped=states.count("skipped"),
        unsaid=states.count(""),
        minutes_planned=sum(step.planned for step in timed),
        minutes_taken=sum(step.actual or 0.0 for step in timed),
    )


def teach_back_success(results: Iterable[str]) -> Result:
    """Return the share told back in own words (2 or 3) among those who answered; refused and postponed stay outside."""
    answered = [result for result in results if result.isdecimal()]
    met = sum(int(result) >= 2 for result in answered)
    return Result(
        value=met / len(answered) if answered else None,
        n_used=len(answered),
        n_missing=0,
        method="teach-back success",
        variant="result >= 2 / answered",
    )


def mean_rate(rates: Iterable[float | None]) -> float | None:
    """Return the mean of the rates that exist, None when none does."""
    known = [rate for rate in rates if rate is not None]
    return fmean(known) if known else None
