"""In which round a person codes a source, and what the rounds they take part in keep from them.

A round is blind: while the second reading of a drawn source runs, its reader is shown nothing of that source but what
they coded in this round, not even their own first codings where they read it again. Whoever read it first is shown
nothing of the second reading. Both are shown all once both have finished, or once the round is closed.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.store import fetch
from laras.stages.coding.models import Reading, Round
from laras.stages.coding.rules import is_blind
from laras.stages.evidence.models import Source


@dataclass(frozen=True)
class Veil:
    """What is hidden from one person: `reading` are the sources they read anew, with the number of the round, and
    `others` the sources whose second reading by (coder, number) must not be seen yet.
    """

    reading: dict[uuid.UUID, int] = field(default_factory=dict)
    others: dict[tuple[str, int], set[uuid.UUID]] = field(default_factory=dict)

    def hides(self) -> Q:
        """Return the condition of the codings that are hidden; an empty one when none are."""
        hidden = Q()
        for number in sorted(set(self.reading.values())):
            sources = [pk for pk, one in self.reading.items() if one == number]
            hidden |= Q(source_id__in=sources) & ~Q(round=number)
        for (coder, number), unread in self.others.items():
            hidden |= Q(source_id__in=unread, coder=coder, round=number)
        return hidden


def open_rounds(**conditions: object) -> list[Round]:
    """Return the rounds that are neither closed nor cancelled, in their order; nothing sealed is opened."""
    rows = Round.objects.filter(closed_at__isnull=True, cancelled_at__isnull=True, **conditions)
    return list(rows.defer("reason").order_by("number", "id"))


def round_for(source: Source, by: Actor) -> int:
    """Return the round in which this person codes a source: that of their open second reading of it, else 1.

    Asked with every coding, so the statement is written once.
    """
    study, coder = Round._meta.get_field("study"), Round._meta.get_field("second_coder")
    found = fetch.fetched(_second_readings(), [(study, source.study_id), (coder, by.login)])
    rows = [fetch.row_of(Round, row) for row in found]
    return next((row.number for row in rows if str(source.pk) in row.sample), 1)


@cache
def _second_readings() -> str:
    return (
        f"SELECT {fetch.columns(Round, 'r')} FROM coding_round r "  # noqa: S608  # our own names
        "WHERE r.study_id = %s AND r.second_coder = %s AND r.closed_at IS NULL AND r.cancelled_at IS NULL "
        "ORDER BY r.number"
    )


def veil_of(by: Actor) -> Veil:
    """Return what the open rounds of this person keep from them; one query, two while there is such a round."""
    mine = [row for row in open_rounds(facility_id=by.facility_id) if by.login in (row.first_coder, row.second_coder)]
    if not mine or not is_blind(by):
        return Veil()
    drawn = {pk for row in mine for pk in row.sample}
    rows = Reading.objects.filter(source_id__in=drawn).order_by()
    read = {(str(pk), coder, number) for pk, coder, number in rows.values_list("source_id", "coder", "round")}
    reading: dict[uuid.UUID, int] = {}
    others: dict[tuple[str, int], set[uuid.UUID]] = defaultdict(set)
    for row in mine:
        for pk in row.sample:
            if {(pk, row.first_coder, 1), (pk, row.second_coder, row.number)} <= read:
                continue
            if row.second_coder == by.login:
                reading.setdefault(uuid.UUID(pk), row.number)
            else:
                others[row.second_coder, row.number].add(uuid.UUID(pk))
    return Veil(reading, dict(others))


def veiled_source_ids(by: Actor) -> set[uuid.UUID]:
    """Return the sources this person is reading blind: no page may show them what others found there.

    For pages that show codings in another way than through `open_to` (quotes of a finding, cells of a matrix).
    """
    return set(veil_of(by).reading)


def compared_in(source: Source, coder: str, round: int) -> Round | None:
    """Return the open round in which this reading has been compared with the other one, None when there is none."""
    for row in open_rounds(study_id=source.study_id):
        is_part = (coder, round) in ((row.first_coder, 1), (row.second_coder, row.number))
        if not is_part or str(source.pk) not in row.sample:
            continue
        read = Reading.objects.filter(source=source)
        both = Q(coder=row.first_coder, round=1) | Q(coder=row.second_coder, round=row.number)
        if read.filter(both).count() == 2:
            return row
    return None
