"""The codings of a study as rows: where, what, who, when, and how two people settled what they judged differently."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, cast

from laras.base.access.actor import Actor
from laras.base.crypto.fields import Sealed, SealedField
from laras.domain.offsets import layout
from laras.doors.exchange.queries.consent import allowed_sources
from laras.doors.exchange.queries.left_out import LeftOut
from laras.doors.exchange.tables_out import CodingOut, Settled
from laras.stages.coding.models import Coding, Settlement
from laras.stages.coding.queries import code_keys, codes_of, open_to
from laras.stages.evidence.models import Source, Study

_FIELDS = (
    *("id", "facility_id", "source_id", "code_id", "start", "end", "polarity", "giver", "coder", "recorded_at"),
    "quote",
)


class _Row(NamedTuple):
    """A coding as it stands in the table; its quote is sealed still."""

    pk: uuid.UUID
    facility_id: uuid.UUID
    source_id: uuid.UUID
    code_id: uuid.UUID
    start: int
    end: int
    polarity: str
    giver: str
    coder: str
    recorded_at: datetime
    sealed: bytes


@dataclass(frozen=True)
class CodingsOut:
    """The rows; `settled` by number of the row, `lines` its line as pages number them (0 without text), both sparse."""

    rows: list[CodingOut]
    left_out: LeftOut
    settled: Mapping[int, Settled] = field(default_factory=dict)
    lines: Mapping[int, int] = field(default_factory=dict)


def rows_out(study: Study, *, by: Actor) -> tuple[list[CodingOut], LeftOut]:
    """Return the codings that `by` may see as rows; a quote that may not be shown is left empty."""
    found = codings_out(study, by=by)
    return found.rows, found.left_out


def codings_out(study: Study, *, lines: bool = False, by: Actor) -> CodingsOut:
    """Return the codings that `by` may see, with what was settled; `lines` also finds the line of each quote."""
    allowed = allowed_sources(study)
    codes = {code.pk: code for code in codes_of(study.pk)}
    keys = code_keys(codes.values())
    every = Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
    shown = open_to(every, by).order_by("source__position", "source_id", "start", "-end", "id")
    # Five hundred model instances would cost more than all else; the seal is opened by the field itself.
    found = [_Row(*values) for values in shown.values_list(*_FIELDS)]
    sealed = cast(SealedField, Coding._meta.get_field("quote"))
    rows: list[CodingOut] = []
    for row in found:
        quote = ""
        if row.source_id in allowed.inside:
            # An empty value comes as plain text already.
            quote = sealed.opened(cast(Coding, row), row.sealed) if isinstance(row.sealed, Sealed) else ""
        code = codes[row.code_id]
        rows.append(
            CodingOut(
                allowed.names[row.source_id],
                row.start,
                row.end,
                quote,
                code.aspect,
                code.indicator or keys[row.code_id],
                row.polarity,
                row.giver,
                row.coder,
                row.recorded_at,
            )
        )
    silent = sum(row.source_id not in allowed.inside for row in found)
    hidden = every.count() - len(found) if found or every.exists() else 0
    return CodingsOut(
        rows,
        LeftOut(quotes=silent, hidden=hidden),
        _settled(study, found, allowed.inside),
        _lines(found, allowed.inside) if lines else {},
    )


def _settled(study: Study, found: list[_Row], quotable: Collection[uuid.UUID]) -> dict[int, Settled]:
    """How each passage was settled: the newest settlement of the same code that touches it."""
    by_place: dict[tuple[uuid.UUID, uuid.UUID], list[Settlement]] = defaultdict(list)
    for one in Settlement.objects.filter(study=study, withdrawn_at__isnull=True).order_by("recorded_at", "id"):
        by_place[one.source_id, one.code_id].append(one)
    if not by_place:
        return {}
    settled: dict[int, Settled] = {}
    for number, row in enumerate(found):
        for one in by_place.get((row.source_id, row.code_id), ()):
            if (one.start < row.end and row.start < one.end) or (one.start, one.end) == (row.start, row.end):
                # A reason may repeat the words of a source that must not be quoted.
                reason = one.reason if row.source_id in quotable else ""
                settled[number] = Settled(one.outcome, one.polarity, ", ".join(map(str, one.settled_by)), reason)
    return settled


def _lines(found: list[_Row], quotable: Collection[uuid.UUID]) -> dict[int, int]:
    wanted = {row.source_id for row in found} & set(quotable)
    starts = {
        source.pk: [line.start for line in layout(source.text)]
        for source in Source.objects.filter(pk__in=wanted).only("id", "facility_id", "text").order_by("id")
        if source.text
    }
    return {
        number: bisect_right(starts[row.source_id], row.start)
        for number, row in enumerate(found)
        if row.source_id in starts
    }
