"""What each rater said, apart from each other until both have spoken, and what they agreed on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain.aspects import ASPECT_CODES
from laras.stages.appraisal.models import Rating
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class Raters:
    """The ratings of one aspect as one person may see them.

    `own` is this person's, `others` the newest of every other rater, '' of them `hidden` while this person rates but
    has not yet; `consensus` what raters agreed on together, None before, or once one of them has rated anew.
    """

    aspect: str
    own: Rating | None
    others: tuple[Rating, ...]
    hidden: int
    consensus: Rating | None

    @property
    def single(self) -> tuple[Rating, ...]:
        """The ratings in sight, one's own first."""
        return (*((self.own,) if self.own else ()), *self.others)

    @property
    def differ(self) -> bool:
        """Whether the ratings in sight are not all the same."""
        return len({one.band for one in self.single}) > 1

    @property
    def standing(self) -> Rating | None:
        """What counts for this person now: the consensus, else the newest rating in sight."""
        newest = max(self.single, key=lambda one: (one.recorded_at, one.pk), default=None)
        return self.consensus or newest


def raters_of(study: Study, by: Actor) -> dict[str, Raters]:
    """Return the ratings of every aspect as `by` may see them; one query.

    One who rates sees what another said only after giving an own rating; one who does not rate sees all.
    """
    rows: dict[str, list[Rating]] = defaultdict(list)
    for row in Rating.objects.filter(study=study).order_by("recorded_at", "id"):
        rows[row.aspect].append(row)
    return {aspect: _raters(aspect, rows[aspect], by) for aspect in ASPECT_CODES}


def _raters(aspect: str, rows: list[Rating], by: Actor) -> Raters:
    newest: dict[str, Rating] = {}
    consensus: Rating | None = None
    for row in rows:
        if row.agreed_by:
            consensus = row
        else:
            newest[row.recorded_by] = row
            consensus = None
    own = newest.pop(by.login, None)
    others = tuple(newest.values())
    if own is None and by.may("appraisal.rate") and not by.is_operator and consensus is None:
        return Raters(aspect, None, (), len(others), None)
    return Raters(aspect, own, others, 0, consensus)
