"""Second readings of a study: what may be drawn, what was drawn, how far they are."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.access.models import Membership
from laras.base.access.roles import TABLE
from laras.base.store import clock
from laras.domain.errors import N_
from laras.domain.results import Note, note
from laras.domain.sampling import Unit, draw, seed_of
from laras.stages.coding.models import Reading, Round
from laras.stages.coding.queries.blindness import open_rounds
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import shut_source_ids, sources_of

# A coder who reads again sooner remembers what they said (Krippendorff 2019, ch. 12; Miles, Huberman & Saldaña 2020).
APART = dt.timedelta(days=14)


def is_apart(first: dt.datetime, second: dt.datetime) -> bool:
    """Tell whether 14 days lie between two readings by the calendar: one may begin at any hour of the fifteenth day."""
    return timezone.localtime(second).date() - timezone.localtime(first).date() >= APART


@dataclass(frozen=True)
class LeftOut:
    """A source that cannot be drawn, and why not."""

    source: Source
    why: Note


@dataclass(frozen=True)
class Draft:
    """A round before it is opened: `frame` may be drawn, `sample` would be; `may_from` is the first day of a second
    reading where every source was read too lately.
    """

    number: int
    seed: int
    frame: tuple[Source, ...]
    sample: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]
    may_from: dt.date | None = None


@dataclass(frozen=True)
class Drawn:
    """A drawn source and who of the two has finished it; None where it was removed since."""

    source: Source | None
    first: bool
    second: bool

    @property
    def both(self) -> bool:
        return self.first and self.second


@dataclass(frozen=True)
class Progress:
    """How far a round is."""

    round: Round
    drawn: tuple[Drawn, ...]

    @property
    def standing(self) -> tuple[Drawn, ...]:
        return tuple(one for one in self.drawn if one.source is not None)

    @property
    def both(self) -> int:
        return sum(one.both for one in self.standing)

    @property
    def second_done(self) -> int:
        return sum(one.second for one in self.standing)

    @property
    def first_done(self) -> int:
        return sum(one.first for one in self.standing)

    @property
    def is_complete(self) -> bool:
        return bool(self.standing) and self.both == len(self.standing)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Who has not finished every drawn source yet, by log-in name."""
        n = len(self.standing)
        lacking = [(self.round.first_coder, self.first_done), (self.round.second_coder, self.second_done)]
        return tuple(dict.fromkeys(name for name, done in lacking if done < n))

    @property
    def may_be_compared(self) -> bool:
        """True once nobody is blind any more: both have finished all, or the round is closed."""
        return self.round.cancelled_at is None and (self.is_complete or self.round.closed_at is not None)


def rounds_of(study: Study) -> list[Round]:
    """Return every round of a study, the newest first, cancelled ones too."""
    return list(Round.objects.filter(study=study).order_by("-number", "-id"))


def progress_of(study: Study, rounds: Sequence[Round]) -> list[Progress]:
    """Return how far rounds are, in their order; two queries, no text is opened."""
    if not rounds:
        return []
    sources = {str(source.pk): source for source in sources_of(study)}
    readers: dict[str, set[tuple[str, int]]] = defaultdict(set)
    rows = Reading.objects.filter(study=study).order_by().values_list("source_id", "coder", "round")
    for pk, coder, number in rows:
        readers[str(pk)].add((coder, number))
    return [
        Progress(
            row,
            tuple(
                Drawn(
                    sources.get(pk),
                    (row.first_coder, 1) in readers[pk],
                    (row.second_coder, row.number) in readers[pk],
                )
                for pk in row.sample
            ),
        )
        for row in rounds
    ]


def to_code(study: Study, by: Actor) -> list[tuple[Round, Source]]:
    """Return the drawn sources this person has still to read, in the order of the rounds and of the study."""
    mine = [row for row in open_rounds(study_id=study.pk) if row.second_coder == by.login]
    found = []
    for progress in progress_of(study, mine):
        for one in progress.standing:
            if one.source is not None and not one.second:
                found.append((progress.round, one.source))
    return found


def coders_here(by: Actor) -> list[tuple[str, str]]:
    """Return log-in and name of the people of the home who may code now, by name."""
    now = clock.now()
    roles = [role for role, deeds in TABLE.items() if "coding.code" in deeds]
    rows = Membership.objects.filter(facility_id=by.facility_id, role__in=roles, valid_from__lte=now)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now), user__is_active=True)
    found = rows.order_by("user__name", "user__login").values_list("user__login", "user__name")
    return list(dict.fromkeys(found))


def next_number(study: Study) -> int:
    """Return the number of the next round; the study's own coding is round 1."""
    last = Round.objects.filter(study=study).order_by("-number").values_list("number", flat=True).first()
    return (last or 1) + 1


def draft(study: Study, *, kind: str, coder: str, share: float) -> Draft:
    """Return what a new round would draw for `coder`; the seed follows from study and number.

    Left out are sources that are set aside, whose text is missing, whose consent was refused or withdrawn; where a coder reads
    again, also what they have not finished, or finished less than 14 days ago. Raises as `domain.sampling.draw` does,
    except that an empty frame gives an empty sample.
    """
    shut = shut_source_ids(study)
    read = _finished_by(study, coder) if kind == "recode" else None
    frame: list[Source] = []
    left_out: list[LeftOut] = []
    too_early: list[dt.date] = []
    for source in sources_of(study):
        why = _why_not(source, shut)
        if why is None and read is not None:
            why = _why_not_again(read.get(source.pk), too_early)
        if why is None:
            frame.append(source)
        else:
            left_out.append(LeftOut(source, why))
    number = next_number(study)
    seed = seed_of(study.pk, number)
    ids = set(draw([Unit(str(one.pk), one.kind) for one in frame], share, seed)) if frame else set()
    sample = tuple(one for one in frame if str(one.pk) in ids)
    may_from = min(too_early) if too_early and not frame else None
    return Draft(number, seed, tuple(frame), sample, tuple(left_out), may_from)


def _finished_by(study: Study, coder: str) -> dict[uuid.UUID, dt.datetime]:
    """Return when a coder last finished each source, whatever the round."""
    rows = Reading.objects.filter(study=study, coder=coder).order_by("finished_at", "id")
    return dict(rows.values_list("source_id", "finished_at"))


def _why_not(source: Source, shut: set[uuid.UUID]) -> Note | None:
    if source.is_missing or not source.length:
        return note(N_("The text is missing."))
    if source.is_set_aside:
        return note(N_("Set aside for comparison later."))
    if source.pk in shut:
        return note(N_("The consent was refused or withdrawn."))
    return None


def _why_not_again(finished: dt.datetime | None, too_early: list[dt.date]) -> Note | None:
    if finished is None:
        return note(N_("Not read to its end yet."))
    first_day = timezone.localtime(finished).date() + APART
    if clock.today() >= first_day:
        return None
    too_early.append(first_day)
    return note(N_("Read less than 14 days ago; may be read again from {day}."), day=f"{first_day:%d/%m/%Y}")
