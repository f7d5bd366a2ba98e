"""Whether a reflexive memo follows each interview in time, and how often each researcher writes one.

The standard of 48 hours: domain text on confirmability (Lincoln & Guba's reflexive journal, kept close to the event).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from typing import NamedTuple

from django.utils import timezone

from laras.base.access.models import User
from laras.base.store import clock
from laras.stages.coding.models import Memo, MemoLink
from laras.stages.evidence.models import Source, Study

IN_TIME = dt.timedelta(hours=48)
SPOKEN = ("interview", "fgd")


class Reflected(NamedTuple):
    """An interview with the reflexive memo nearest after it, and the hours between; None where there is none.

    `hours` is also None where it is not known when the interview was.
    """

    source: Source
    memo: Memo | None
    hours: float | None

    @property
    def status(self) -> str:
        """One of on_time, late, none, waiting (the 48 hours are not over) and undated."""
        if self.source.happened_at is None:
            return "undated"
        if self.hours is not None:
            return "on_time" if self.hours <= IN_TIME.total_seconds() / 3600 else "late"
        return "waiting" if clock.now() - self.source.happened_at <= IN_TIME else "none"


def reflexivity(study: Study) -> list[Reflected]:
    """Return every interview and group discussion with its reflexive memo, in the order they were held.

    A memo that is linked to the interview counts whenever it was written afterwards; one that names no interview
    counts within 48 hours, when the recorder of the interview or the researcher of the study wrote it. Undated
    interviews come last. Nothing sealed is opened.
    """
    rows = Source.objects.filter(study=study, removed_at__isnull=True, kind__in=SPOKEN).defer("text", "pending")
    sources = sorted(
        rows.order_by("position", "id"),
        key=lambda one: (one.happened_at is None, one.happened_at or one.recorded_at),
    )
    memos = list(
        Memo.objects.filter(study=study, kind="reflexive", removed_at__isnull=True)
        .defer("earlier")
        .order_by("recorded_at", "id")
    )
    linked = _linked(study)
    names = dict(User.objects.filter(login__in={one.author for one in memos}).order_by().values_list("login", "name"))
    free = [memo for memo in memos if memo.pk not in linked]
    return [_reflected(source, memos, linked, free, names) for source in sources]


def _linked(study: Study) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = MemoLink.objects.filter(study=study, kind="source", memo__kind="reflexive").order_by()
    for memo_id, source_id in rows.values_list("memo_id", "object_id"):
        found[memo_id].add(source_id)
    return dict(found)


def _reflected(
    source: Source,
    memos: list[Memo],
    linked: dict[uuid.UUID, set[uuid.UUID]],
    free: list[Memo],
    names: dict[str, str],
) -> Reflected:
    own = [memo for memo in memos if source.pk in linked.get(memo.pk, ())]
    held = source.happened_at
    if held is None:
        return Reflected(source, next(iter(own), None), None)
    if source.minutes:  # counted from the moment the people parted
        held += dt.timedelta(minutes=source.minutes)
    begun = source.happened_at
    assert begun is not None
    after = [memo for memo in own if memo.recorded_at >= begun]
    if not after:
        after = [
            memo for memo in free if begun <= memo.recorded_at <= held + IN_TIME and _is_theirs(memo, source, names)
        ]
    if not after:
        return Reflected(source, None, None)
    hours = max(0.0, (after[0].recorded_at - held).total_seconds() / 3600)
    return Reflected(source, after[0], hours)


def _is_theirs(memo: Memo, source: Source, names: dict[str, str]) -> bool:
    recorder = source.recorder.strip().casefold()
    known = {memo.author.casefold(), names.get(memo.author, "").casefold()} - {""}
    return memo.author in (source.recorded_by, source.study.recorded_by) or recorder in known


class WeekOfMemos(NamedTuple):
    """How many reflexive memos one person wrote in the week that begins on `monday`."""

    author: str
    monday: dt.date
    memos: int


def memos_per_week(study: Study) -> list[WeekOfMemos]:
    """Return the reflexive memos by person and week of the active time zone, newest week first."""
    rows = Memo.objects.filter(study=study, kind="reflexive", removed_at__isnull=True).order_by()
    counts: Counter[tuple[dt.date, str]] = Counter()
    for author, at in rows.values_list("author", "recorded_at"):
        day = timezone.localtime(at).date()
        counts[(day - dt.timedelta(days=day.weekday()), author)] += 1
    ordered = sorted(counts.items(), key=lambda one: (-one[0][0].toordinal(), one[0][1]))
    return [WeekOfMemos(author, monday, n) for (monday, author), n in ordered]
