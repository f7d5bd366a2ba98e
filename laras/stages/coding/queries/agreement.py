"""How far those who coded the same sources agree: which indicators a source shows, and which words show them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from laras.domain.agreement import Report, UnitizingAlpha, plain_reading, report, unitizing_alpha
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries.codebook import code_keys, codes_of
from laras.stages.coding.queries.readings import readers_by_source
from laras.stages.evidence.models import Source, Study

Unit = list[str | None]
YES_NO = ("no", "yes")
REPLICATES = 1000


@dataclass(frozen=True)
class CodeAgreement:
    """All coefficients of one code, the unit being a source; `reading` is {id, en} words for Krippendorff's alpha."""

    key: str
    label: Mapping[str, str]
    aspect: str
    report: Report
    reading: Mapping[str, str]


@dataclass(frozen=True)
class AspectAgreement:
    """One aspect: `report` over source × code, `passages` over the words marked under the aspect.

    `passages` compares `passage_coders` over the `passage_sources` sources that all of them have read; None without.
    """

    aspect: str
    report: Report
    reading: Mapping[str, str]
    passages: UnitizingAlpha | None
    passage_coders: tuple[str, ...]
    passage_sources: int


@dataclass(frozen=True)
class StudyAgreement:
    """Agreement in a study.

    `coders` have finished reading at least one source, `sources_shared` of `sources` were finished by two or more. A
    code counts when one of them used it there. `same_passages` compares, for passages that two or more coders marked
    with the very same borders, which code they gave them; it needs no finished reading.
    """

    coders: tuple[str, ...]
    sources: int
    sources_shared: int
    codes: tuple[CodeAgreement, ...]
    aspects: tuple[AspectAgreement, ...]
    overall: Report
    reading: Mapping[str, str]
    same_passages: Report
    same_passages_reading: Mapping[str, str]


@dataclass(frozen=True)
class _Read:
    """What the coefficients are made of; codings as (source, coder, code, start, end)."""

    sources: tuple[tuple[uuid.UUID, int], ...]
    readers: Mapping[uuid.UUID, set[str]]
    codings: tuple[tuple[uuid.UUID, str, uuid.UUID, int, int], ...]

    @property
    def coders(self) -> tuple[str, ...]:
        return tuple(sorted({coder for names in self.readers.values() for coder in names}))

    @property
    def shared(self) -> set[uuid.UUID]:
        return {source for source, names in self.readers.items() if len(names) > 1}


def _read(study: Study, round: int) -> _Read:
    sources = Source.objects.filter(study=study, removed_at__isnull=True).order_by("position", "id")
    codings = Coding.objects.filter(study=study, round=round, removed_at__isnull=True, source__removed_at__isnull=True)
    return _Read(
        tuple(sources.values_list("pk", "length")),
        readers_by_source(study, round),
        tuple(codings.order_by("start", "end", "id").values_list("source_id", "coder", "code_id", "start", "end")),
    )


def unit_table(study: Study, code: Code, by: Literal["source"] = "source", round: int = 1) -> list[Unit]:
    """Return one row a source, one column a coder who has finished any: 'yes', 'no', or None.

    After a finished reading the absence of the code means *no*; before it nothing is known, and that is missing.
    """
    read = _read(study, round)
    used = {(source, coder) for source, coder, code_id, _, _ in read.codings if code_id == code.pk}
    return _table(read, used)


def _table(read: _Read, used: set[tuple[uuid.UUID, str]]) -> list[Unit]:
    coders = read.coders
    table = []
    for source, _ in read.sources:
        finished = read.readers.get(source, set())
        table.append([_answer((source, coder) in used) if coder in finished else None for coder in coders])
    return table


def _answer(used: bool) -> str:
    return "yes" if used else "no"


def agreement(study: Study, round: int = 1, replicates: int = REPLICATES) -> StudyAgreement:
    """Return every coefficient of a study per code, per aspect and over all; four queries, no text is opened."""
    read = _read(study, round)
    codes = codes_of(study.pk)
    keys = code_keys(codes)
    used: dict[uuid.UUID, set[tuple[uuid.UUID, str]]] = defaultdict(set)
    for source, coder, code_id, _, _ in read.codings:
        if coder in read.readers.get(source, ()):
            used[code_id].add((source, coder))
    shared = read.shared
    counted = [code for code in codes if any(source in shared for source, _ in used.get(code.pk, ()))]
    tables = {code.pk: _table(read, used[code.pk]) for code in counted}

    def judged(rows: list[Unit]) -> Report:
        return report(rows, categories=YES_NO, replicates=replicates)

    per_code = []
    for code in counted:
        found = judged(tables[code.pk])
        words = plain_reading(found.alpha.value)
        per_code.append(CodeAgreement(keys[code.pk], code.label, code.aspect, found, words))
    overall = judged([row for code in counted for row in tables[code.pk]])
    same = _same_passages(read, keys, replicates)
    return StudyAgreement(
        coders=read.coders,
        sources=len(read.sources),
        sources_shared=len(read.shared),
        codes=tuple(per_code),
        aspects=tuple(_of_aspects(read, counted, tables, replicates)),
        overall=overall,
        reading=plain_reading(overall.alpha.value),
        same_passages=same,
        same_passages_reading=plain_reading(same.alpha.value),
    )


def _of_aspects(
    read: _Read, counted: Sequence[Code], tables: Mapping[uuid.UUID, list[Unit]], replicates: int
) -> Iterable[AspectAgreement]:
    group, sources = _widest(read)
    for aspect in ASPECT_CODES:
        codes = [code.pk for code in counted if code.aspect == aspect]
        found = report([row for pk in codes for row in tables[pk]], categories=YES_NO, replicates=replicates)
        passages = _passages(read, set(codes), aspect, group, sources) if codes and group else None
        yield AspectAgreement(aspect, found, plain_reading(found.alpha.value), passages, group, len(sources))


def _widest(read: _Read) -> tuple[tuple[str, ...], list[tuple[uuid.UUID, int]]]:
    """Return the coders who share most text, and the sources all of them have read.

    The coefficient on passages knows no missing coder, so it is asked of one group of coders over texts in common.
    """
    best: tuple[tuple[str, ...], list[tuple[uuid.UUID, int]]] = ((), [])
    groups = {tuple(sorted(names)) for names in read.readers.values() if len(names) > 1}
    for group in sorted(groups):
        sources = [one for one in read.sources if set(group) <= read.readers.get(one[0], set())]
        if sum(length for _, length in sources) > sum(length for _, length in best[1]):
            best = group, sources
    return best


def _passages(
    read: _Read, codes: set[uuid.UUID], aspect: str, group: Sequence[str], sources: Sequence[tuple[uuid.UUID, int]]
) -> UnitizingAlpha:
    """Compare the words marked under an aspect; the texts are laid end to end, overlapping spans of a coder joined."""
    offsets, length = {}, 0
    for source, points in sources:
        offsets[source] = length
        length += points
    spans: dict[str, list[tuple[int, int]]] = {coder: [] for coder in group}
    for source, coder, code, start, end in read.codings:
        if code in codes and coder in spans and source in offsets and end > start:
            spans[coder].append((offsets[source] + start, offsets[source] + end))
    return unitizing_alpha(length, {coder: [(s, e, aspect) for s, e in joined(spans[coder])] for coder in group})


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _same_passages(read: _Read, keys: Mapping[uuid.UUID, str], replicates: int) -> Report:
    """Compare the codes given to passages that two or more coders marked with the same borders."""
    given: dict[tuple[uuid.UUID, int, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, coder, code, start, end in read.codings:
        if end > start:
            given[source, start, end][coder].add(keys[code])
    both = [by_coder for by_coder in given.values() if len(by_coder) > 1]
    coders = sorted({coder for by_coder in both for coder in by_coder})
    rows = [[" + ".join(sorted(one[coder])) if coder in one else None for coder in coders] for one in both]
    return report(rows, replicates=replicates)
