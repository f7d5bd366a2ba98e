"""Passages that two readers judged differently, with both originals."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.codebook import code_keys, codes_of
from laras.stages.coding.queries.codings import open_to
from laras.stages.coding.queries.readings import readers_by_source
from laras.stages.coding.rules import is_blind
from laras.stages.evidence.models import Source, Study


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


def disagreements(study: Study, by: Actor, source: Source | None = None, round: int = 1) -> list[Passage]:
    """Return the passages of sources read by two or more that were judged differently, in the order of the text.

    Passages of one source touch no other; a source that `by` codes but has not finished stays closed to them.
    """
    readers = {pk: names for pk, names in readers_by_source(study, round).items() if len(names) > 1}
    if source is not None:
        readers = {pk: names for pk, names in readers.items() if pk == source.pk}
    rows = open_to(Coding.objects.filter(study=study, round=round, source_id__in=readers), by)
    rows = rows.select_related("code").order_by("source__position", "source_id", "start", "-end", "id")
    by_source: dict[uuid.UUID, list[Coding]] = defaultdict(list)
    for coding in rows:
        if coding.coder in readers[coding.source_id]:
            by_source[coding.source_id].append(coding)
    return [
        passage
        for pk, codings in by_source.items()
        for passage in _passages(pk, codings, sorted(_compared(readers[pk], codings, by)))
        if differ(passage)
    ]


def _compared(readers: set[str], codings: Iterable[Coding], by: Actor) -> set[str]:
    """Whose silence counts: every reader's; for one who is still blind only theirs whose codings are open."""
    return {coding.coder for coding in codings} if is_blind(by) and by.login not in readers else readers


def _passages(source_id: uuid.UUID, codings: list[Coding], coders: list[str]) -> Iterable[Passage]:
    group: list[Coding] = []
    end = -1
    for coding in codings:
        if group and coding.start >= end:
            yield _passage(source_id, group, coders)
            group = []
        group.append(coding)
        end = max(end, coding.end) if len(group) > 1 else coding.end
    if group:
        yield _passage(source_id, group, coders)


def _passage(source_id: uuid.UUID, group: list[Coding], coders: list[str]) -> Passage:
    sides = tuple(Side(coder, tuple(one for one in group if one.coder == coder)) for coder in coders)
    return Passage(source_id, group[0].start, max(one.end for one in group), sides)


def differ(passage: Passage) -> bool:
    """Tell whether the sides judge a passage differently; where exactly its borders lie does not count."""
    judged = {frozenset((one.code_id, one.polarity, one.giver) for one in side.codings) for side in passage.sides}
    return len(judged) > 1


def keys_in(study: Study) -> Mapping[uuid.UUID, str]:
    """Return what each code of a study is called."""
    return code_keys(codes_of(study.pk))
