"""One measure of one member over time, and what changed between before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from laras.domain.change import Overlap, ReliableChange, TauU, nap, reliable_change, tau_u

# What Works Clearinghouse asks for three points a phase at least before a series is read as a series.
FEWEST_POINTS = 3
BETTER = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement; `occasion` baseline, mid, end, followup, or '' for one of every day."""

    at: dt.datetime
    value: float | None
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class ErrorOf:
    """SD and reliability that a reliable change is judged by; `is_local` when they were measured in this home."""

    sd: float
    reliability: float
    source: str = ""
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The points of one member in time order; `begins` is the first session, `ends` the last (None while it runs).

    `better` says whether a rise (up) or a fall (down) is wanted.
    """

    points: tuple[Point, ...]
    begins: dt.datetime
    ends: dt.datetime | None
    better: str = "up"

    @property
    def valued(self) -> tuple[Point, ...]:
        """The points with a value, in order."""
        return tuple(sorted((p for p in self.points if p.value is not None), key=lambda p: p.at))

    def taken(self, occasion: str) -> Point | None:
        """The last point of an occasion, None when it was not taken.

        Another group's points may lie in the same weeks: no baseline is taken after the end, nothing else before the
        beginning.
        """
        of_it = [p for p in self.valued if p.occasion == occasion]
        if occasion == "baseline":
            own = [p for p in of_it if self.ends is None or p.at <= self.ends]
        else:
            own = [p for p in of_it if p.at >= self.begins]
        return own[-1] if own else None

    @property
    def before(self) -> Point | None:
        """The baseline; where none was named so, the last point before the first session."""
        return self.taken("baseline") or next((p for p in reversed(self.valued) if p.at < self.begins), None)

    @property
    def after(self) -> Point | None:
        """The measurement at the end; where none was named so, the last one inside a group that has ended."""
        named = self.taken("end")
        if named is not None or self.ends is None:
            return named
        return next((p for p in reversed(self.valued) if self.begins <= p.at <= self.ends), None)

    def phases(self) -> tuple[list[float], list[float]]:
        """Values before the first session, and from it up to the end; the follow-up belongs to neither."""
        inside = [p for p in self.valued if p.occasion != "followup"]
        a = [float(p.value or 0) for p in inside if p.at < self.begins]
        b = [float(p.value or 0) for p in inside if p.at >= self.begins and not self._is_later(p)]
        return a, b

    def _is_later(self, point: Point) -> bool:
        """Whether a point lies after the group; the measurement at its end may be taken some days later."""
        return self.ends is not None and point.at > self.ends and point.occasion != "end"


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What changed for one member: `difference` after - before in points of the measure.

    `direction` better, same, worse or unknown. `reliable` None without parameters or without both scores. `nap` and
    `tau_u` None with fewer than three points before or after the start.
    """

    before: Point | None
    after: Point | None
    followup: Point | None
    difference: float | None
    direction: str
    reliable: ReliableChange | None
    nap: Overlap | None
    tau_u: TauU | None


def member_change(course: Course, error: ErrorOf | None = None) -> MemberChange:
    """Compare before and after, and the two phases where the series is long enough for it."""
    before, after = course.before, course.after
    difference = None
    if before is not None and after is not None and before is not after:
        difference = round(float(after.value or 0) - float(before.value or 0), 9)
    a, b = course.phases()
    improvement = "increase" if course.better == "up" else "decrease"
    long_enough = min(len(a), len(b)) >= FEWEST_POINTS
    return MemberChange(
        before=before,
        after=after,
        followup=course.taken("followup"),
        difference=difference,
        direction=direction_of(difference, course.better),
        reliable=_reliable(before, after, error, course.better) if difference is not None else None,
        nap=nap(a, b, improvement=improvement) if long_enough else None,
        tau_u=tau_u(a, b, improvement=improvement) if long_enough else None,
    )


def direction_of(difference: float | None, better: str) -> str:
    """Say in which direction a change goes: better, same, worse, or unknown without both scores."""
    if difference is None:
        return "unknown"
    if difference == 0:
        return "same"
    return "better" if difference * BETTER[better] > 0 else "worse"


def _reliable(before: Point | None, after: Point | None, error: ErrorOf | None, better: str) -> ReliableChange | None:
    if before is None or after is None or error is None:
        return None
    return reliable_change(
        before.value, after.value, sd=error.sd, reliability=error.reliability, higher_is_better=better == "up"
    )
