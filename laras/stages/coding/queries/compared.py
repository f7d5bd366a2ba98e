"""Whose readings are compared, and what they found where."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from laras.stages.coding.models import Coding, Reading, Round
from laras.stages.coding.queries.readings import readers_by_source
from laras.stages.evidence.models import Source, Study

Side = tuple[str, int]
EVERYBODY_SEED = 1


@dataclass(frozen=True)
class Compared:
    """Two sides, (coder, round) each, over the sources of a sample or all; no sides: everybody of round 1.

    `seed` is that of the bootstrap.
    """

    sides: tuple[Side, ...] = ()
    sample: frozenset[uuid.UUID] | None = None
    seed: int = EVERYBODY_SEED

    def labels(self) -> dict[Side, str]:
        """Return what each side is called: the coder, with the round where one coder stands on both sides."""
        names = [coder for coder, _ in self.sides]
        return {
            (coder, number): coder if names.count(coder) == 1 else f"{coder} ({place})"
            for place, (coder, number) in enumerate(self.sides, start=1)
        }


def of_round(row: Round) -> Compared:
    """Return what a round compares: the first reading and the second, of the sources drawn."""
    sides = ((row.first_coder, 1), (row.second_coder, row.number))
    return Compared(sides, frozenset(uuid.UUID(pk) for pk in row.sample), row.seed)


def of_pair(first: str, second: str) -> Compared:
    """Return the comparison of two coders of round 1."""
    return Compared(((first, 1), (second, 1)))


@dataclass(frozen=True)
class Findings:
    """What the coefficients are made of: sources with their lengths, who has read each, and the codings as (source,
    side, code, start, end) in the order of the text.
    """

    coders: tuple[str, ...]
    sources: tuple[tuple[uuid.UUID, int], ...]
    readers: Mapping[uuid.UUID, set[str]]
    codings: tuple[tuple[uuid.UUID, str, uuid.UUID, int, int], ...]

    @cached_property
    def shared(self) -> set[uuid.UUID]:
        """The sources that two or more have read to their end."""
        return {source for source, names in self.readers.items() if len(names) > 1}

    @cached_property
    def widest(self) -> tuple[tuple[str, ...], list[tuple[uuid.UUID, int]]]:
        """The coders who share most text, and the sources all of them have read.

        The coefficient on passages knows no missing coder, so it is asked of one group of coders over texts in common.
        """
        best: tuple[tuple[str, ...], list[tuple[uuid.UUID, int]]] = ((), [])
        groups = {tuple(sorted(names)) for names in self.readers.values() if len(names) > 1}
        for group in sorted(groups):
            sources = [one for one in self.sources if set(group) <= self.readers.get(one[0], set())]
            if sum(length for _, length in sources) > sum(length for _, length in best[1]):
                best = group, sources
        return best

    @cached_property
    def end_to_end(self) -> tuple[int, dict[uuid.UUID, list[tuple[str, int, int]]]]:
        """The texts of `widest` laid end to end: their length, and of each code what was marked, (coder, start, end)."""
        group, sources = self.widest
        offsets, length = {}, 0
        for source, points in sources:
            offsets[source] = length
            length += points
        spans: dict[uuid.UUID, list[tuple[str, int, int]]] = {}
        for source, coder, code, start, end in self.codings:
            offset = offsets.get(source)
            if offset is not None and coder in group and end > start:
                spans.setdefault(code, []).append((coder, offset + start, offset + end))
        return length, spans

    @cached_property
    def seats(self) -> dict[uuid.UUID, tuple[bool, ...]]:
        """For each source, which of the coders have read it."""
        return {source: tuple(one in self.readers.get(source, ()) for one in self.coders) for source, _ in self.sources}


def findings(study: Study, compared: Compared | None = None) -> Findings:
    """Return what those who are compared found; three queries, no text is opened."""
    asked = compared or Compared()
    sources = Source.objects.filter(study=study, removed_at__isnull=True)
    codings = Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
    readings = Reading.objects.filter(study=study, source__removed_at__isnull=True)
    if asked.sample is not None:
        sources, codings = sources.filter(pk__in=asked.sample), codings.filter(source_id__in=asked.sample)
        readings = readings.filter(source_id__in=asked.sample)
    meant = _of_sides(asked.sides)
    labels = asked.labels()
    rows = codings.filter(meant).order_by("start", "end", "id")
    readers: dict[uuid.UUID, set[str]] = {}
    for source, coder, number in readings.filter(meant).order_by().values_list("source_id", "coder", "round"):
        readers.setdefault(source, set()).add(labels.get((coder, number), coder))
    found = tuple(
        (source, labels.get((coder, number), coder), code, start, end)
        for source, coder, number, code, start, end in rows.values_list(
            "source_id", "coder", "round", "code_id", "start", "end"
        )
    )
    # The sides of a pair stand in the order they were asked for; everybody in that of their names.
    present = tuple(labels.values()) or tuple(sorted({name for names in readers.values() for name in names}))
    return Findings(present, tuple(sources.order_by("position", "id").values_list("pk", "length")), readers, found)


def _of_sides(sides: Iterable[Side]) -> Q:
    meant = Q()
    for coder, number in sides:
        meant |= Q(coder=coder, round=number)
    return meant or Q(round=1)


def pairs_of(study: Study) -> list[tuple[str, str]]:
    """Return the pairs of coders who have read a source in common in round 1, by name."""
    readers = readers_by_source(study).values()
    return sorted({(a, b) for names in readers for a in names for b in names if a < b})
