"""Passages that two readers judged differently, with both originals, and how they were settled."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from laras.base.access.actor import Actor
from laras.stages.coding.models import Code, Coding, Reading, Round, Settlement
from laras.stages.coding.queries.codebook import code_keys, codes_of
from laras.stages.coding.queries.codings import open_to
from laras.stages.coding.queries.compared import Compared, of_round
from laras.stages.coding.queries.readings import readers_by_source
from laras.stages.coding.rules import is_blind
from laras.stages.evidence.models import Source, Study

DIFFERENCES = ("first_only", "second_only", "code", "polarity", "giver")


@dataclass(frozen=True)
class Side:
    """What one coder found in a passage, in reading order; nothing where they marked no word of it."""

    coder: str
    codings: tuple[Coding, ...]


@dataclass(frozen=True)
class Passage:
    """Overlapping codings of a source on which its readers differ in code, direction or giver."""

    source_id: uuid.UUID
    start: int
    end: int
    sides: tuple[Side, ...]

    @property
    def difference(self) -> str:
        """What the first two sides differ in, one of `DIFFERENCES`: the widest difference names the passage."""
        first, second = (side.codings for side in self.sides[:2])
        if not second or not first:
            return "first_only" if first else "second_only"
        if {one.code_id for one in first} != {one.code_id for one in second}:
            return "code"
        directions = [{(one.code_id, one.polarity) for one in side} for side in (first, second)]
        return "polarity" if directions[0] != directions[1] else "giver"

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes somebody gave, each once."""
        return tuple({one.code_id: one.code for side in self.sides for one in side.codings}.values())


# What passages are made and told apart by.
_BARE = ("source_id", "start", "end", "code_id", "polarity", "giver", "coder", "round")


@dataclass(frozen=True)
class Difference:
    """A passage and how it was settled, None while it is not."""

    passage: Passage
    settlement: Settlement | None


def disagreements(study: Study, by: Actor, source: Source | None = None, round: Round | None = None) -> list[Passage]:
    """Return the passages of sources read by two or more that were judged differently, in the order of the text.

    Of everybody in round 1, or of the two readings of `round`. Passages of one source touch no other; a source that
    `by` codes but has not finished stays closed to them, and of a round those that only one has finished.
    """
    return _disagreements(study, by, source, round, light=False)


def _disagreements(
    study: Study, by: Actor, source: Source | None, round: Round | None, *, light: bool
) -> list[Passage]:
    """Return the passages; `light` with bare rows in the place of codings, for counting alone."""
    asked = of_round(round) if round else Compared()
    labels = asked.labels()
    readers = _readers(study, asked)
    if source is not None:
        readers = {pk: names for pk, names in readers.items() if pk == source.pk}
    found = open_to(Coding.objects.filter(_meant(asked), study=study, source_id__in=readers), by)
    found = found.order_by("source__position", "source_id", "start", "-end", "id")
    rows: Iterable[Any] = found.values_list(*_BARE, named=True) if light else found.select_related("code")
    by_source: dict[uuid.UUID, list[tuple[str, Coding]]] = defaultdict(list)
    for coding in rows:
        label = labels.get((coding.coder, coding.round), coding.coder)
        if label in readers[coding.source_id]:
            by_source[coding.source_id].append((label, coding))
    order = list(labels.values())
    return [
        passage
        for pk, codings in by_source.items()
        for passage in _passages(pk, codings, _in_order(_compared(readers[pk], codings, by), order))
        if differ(passage)
    ]


def _meant(asked: Compared) -> Q:
    meant = Q()
    for coder, number in asked.sides:
        meant |= Q(coder=coder, round=number)
    return meant or Q(round=1)


def _readers(study: Study, asked: Compared) -> dict[uuid.UUID, set[str]]:
    """Return who has finished each source that two have finished, by what their side is called."""
    if not asked.sides:
        return {pk: names for pk, names in readers_by_source(study).items() if len(names) > 1}
    labels = asked.labels()
    rows = Reading.objects.filter(_meant(asked), study=study, source__removed_at__isnull=True)
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for pk, coder, number in rows.order_by().values_list("source_id", "coder", "round"):
        if asked.sample is None or pk in asked.sample:
            found[pk].add(labels[coder, number])
    return {pk: names for pk, names in found.items() if len(names) > 1}


def _in_order(names: set[str], order: Sequence[str]) -> list[str]:
    return [name for name in order if name in names] if order else sorted(names)


def _compared(readers: set[str], codings: Iterable[tuple[str, Coding]], by: Actor) -> set[str]:
    """Whose silence counts: every reader's; for one who is still blind only theirs whose codings are open."""
    if not is_blind(by) or any(name == by.login or name.startswith(f"{by.login} (") for name in readers):
        return readers
    return {label for label, _ in codings}


def _passages(source_id: uuid.UUID, codings: list[tuple[str, Coding]], coders: list[str]) -> Iterable[Passage]:
    group: list[tuple[str, Coding]] = []
    end = -1
    for label, coding in codings:
        if group and coding.start >= end:
            yield _passage(source_id, group, coders)
            group = []
        group.append((label, coding))
        end = max(end, coding.end) if len(group) > 1 else coding.end
    if group:
        yield _passage(source_id, group, coders)


def _passage(source_id: uuid.UUID, group: list[tuple[str, Coding]], coders: list[str]) -> Passage:
    sides = tuple(Side(coder, tuple(one for label, one in group if label == coder)) for coder in coders)
    return Passage(source_id, group[0][1].start, max(one.end for _, one in group), sides)


def differ(passage: Passage) -> bool:
    """Tell whether the sides judge a passage differently; where exactly its borders lie does not count."""
    judged = {frozenset((one.code_id, one.polarity, one.giver) for one in side.codings) for side in passage.sides}
    return len(judged) > 1


def settled_share(study: Study, by: Actor, round: Round | None = None) -> tuple[int, int]:
    """Return how many differences are settled, of how many; nothing sealed is opened, thousands take moments."""
    passages = [one for one in _disagreements(study, by, None, round, light=True) if len(one.sides) == 2]
    rows = Settlement.objects.filter(study=study, round=round, withdrawn_at__isnull=True).order_by()
    settled: dict[uuid.UUID, list[Settlement]] = defaultdict(list)
    for row in rows.only("source_id", "start", "end"):
        settled[row.source_id].append(row)
    return sum(settlement_of(one, settled[one.source_id]) is not None for one in passages), len(passages)


def differences(study: Study, by: Actor, round: Round | None = None, source: Source | None = None) -> list[Difference]:
    """Return the passages judged differently by two, each with how it was settled.

    Of round 1 only what exactly two have read: three do not settle by *first* and *second*.
    """
    passages = [one for one in disagreements(study, by, source, round) if len(one.sides) == 2]
    settled: dict[uuid.UUID, list[Settlement]] = defaultdict(list)
    rows = Settlement.objects.filter(study=study, round=round, withdrawn_at__isnull=True).select_related("code")
    for row in rows.order_by("recorded_at", "id"):
        settled[row.source_id].append(row)
    return [Difference(one, settlement_of(one, settled[one.source_id])) for one in passages]


def settlement_of(passage: Passage, settlements: Iterable[Settlement]) -> Settlement | None:
    """Return the settlement in force that touches a passage: its borders may have moved with a corrected text."""
    return next((one for one in settlements if one.start < passage.end and passage.start < one.end), None)


def next_open(found: Sequence[Difference], after: Difference | None = None) -> Difference | None:
    """Return the first difference not settled after another one, else the first of all."""
    if after is None:
        return next((one for one in found if one.settlement is None), None)
    place = next((n for n, one in enumerate(found) if one.passage == after.passage), -1)
    behind, before = found[place + 1 :], found[:place]
    return next((one for one in [*behind, *before] if one.settlement is None), None)


def keys_in(study: Study) -> Mapping[uuid.UUID, str]:
    """Return what each code of a study is called."""
    return code_keys(codes_of(study.pk))
