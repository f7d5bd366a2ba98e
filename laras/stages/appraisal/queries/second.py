"""Second readings: how far two coders, or one coder twice, agree on which codes a source shows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass

from laras.domain.agreement import krippendorff_alpha
from laras.stages.appraisal.queries.material import Material
from laras.stages.coding.models import Coding, Reading, Round
from laras.stages.coding.queries.rounds import is_apart

Reader = tuple[str, int]


@dataclass(frozen=True)
class Second:
    """What second readings tell; None where nothing was read twice."""

    alpha: float | None
    recode_alpha: float | None
    double_coded: float | None
    overlap: float | None


@dataclass(frozen=True)
class _Read:
    """Who finished which source in which round, and which codes each saw there."""

    finished: dict[uuid.UUID, dict[Reader, dt.datetime]]
    codes: dict[tuple[uuid.UUID, Reader], set[uuid.UUID]]
    standing: frozenset[str]


def second_readings(material: Material) -> Second:
    """Return the agreement on what was read twice; three queries, nothing sealed is opened.

    As on the page of agreement: of two coders the newest round that both have finished, else round 1 where two have
    read; of a closed round what was kept when it was closed.
    """
    read = _read(material)
    rows = Round.objects.filter(study=material.study, cancelled_at__isnull=True).order_by("-number")
    rounds = list(rows)
    between = _of_rounds([one for one in rounds if one.kind == "second_coder"], read)
    coded = {one.source_id for one in material.codings.values()} | set(read.finished)
    twice = sum(len({coder for coder, _ in readers}) > 1 for readers in read.finished.values())
    return Second(
        alpha=_of_first_round(read) if between is None else between,
        recode_alpha=_of_rounds([one for one in rounds if one.kind == "recode"], read, apart=True),
        double_coded=twice / len(coded) if coded else None,
        overlap=_overlap(material),
    )


def _read(material: Material) -> _Read:
    study = material.study
    finished: dict[uuid.UUID, dict[Reader, dt.datetime]] = defaultdict(dict)
    rows = Reading.objects.filter(study=study, source__removed_at__isnull=True).order_by("id")
    for source, coder, number, at in rows.values_list("source_id", "coder", "round", "finished_at"):
        finished[source][coder, number] = at
    codes: dict[tuple[uuid.UUID, Reader], set[uuid.UUID]] = defaultdict(set)
    second = Coding.objects.filter(study=study, round__gt=1, removed_at__isnull=True).order_by("id")
    for source, coder, number, code in second.values_list("source_id", "coder", "round", "code_id"):
        codes[source, (coder, number)].add(code)
    for one in material.codings.values():
        codes[one.source_id, (one.coder, 1)].add(one.code_id)
    return _Read(finished, codes, frozenset(str(pk) for pk in material.sources))


def _of_rounds(rounds: list[Round], read: _Read, *, apart: bool = False) -> float | None:
    """Return alpha of the first of the rounds that is closed, or that both have finished far enough apart."""
    for row in rounds:
        if row.closed_at is not None and row.result:
            kept = row.result["source"]["overall"]["alpha"]["value"]
            return None if kept is None else float(kept)
        first, second = (row.first_coder, 1), (row.second_coder, row.number)
        sample = [uuid.UUID(pk) for pk in row.sample if pk in read.standing]
        pairs = [(pk, [first, second]) for pk in sample if _is_read(read.finished.get(pk, {}), first, second, apart)]
        if sample and len(pairs) == len(sample):
            return _alpha(pairs, read)
    return None


def _is_read(readers: dict[Reader, dt.datetime], first: Reader, second: Reader, apart: bool) -> bool:
    both = first in readers and second in readers
    return both and (not apart or is_apart(readers[first], readers[second]))


def _of_first_round(read: _Read) -> float | None:
    """Return alpha over the sources that several coders have read to their end in round 1."""
    pairs = [(source, sorted(one for one in readers if one[1] == 1)) for source, readers in read.finished.items()]
    return _alpha([(source, readers) for source, readers in pairs if len(readers) > 1], read)


def _alpha(pairs: list[tuple[uuid.UUID, list[Reader]]], read: _Read) -> float | None:
    """Return Krippendorff's alpha over source × code: yes or no after a finished reading, else missing."""
    used = sorted({code for source, readers in pairs for one in readers for code in read.codes.get((source, one), ())})
    columns = sorted({one for _, readers in pairs for one in readers})
    if not used or len(columns) < 2:
        return None
    units: dict[Reader, list[str | None]] = {one: [] for one in columns}
    for source, readers in pairs:
        for code in used:
            for one in columns:
                seen = code in read.codes.get((source, one), ())
                units[one].append(None if one not in readers else "yes" if seen else "no")
    return krippendorff_alpha([units[one] for one in columns]).value


def _overlap(material: Material) -> float | None:
    """Return the Jaccard overlap of the codes of two coders, each in sources of their own; None without two halves."""
    coders: dict[uuid.UUID, set[str]] = defaultdict(set)
    for one in material.codings.values():
        coders[one.source_id].add(one.coder)
    alone = {source: next(iter(names)) for source, names in coders.items() if len(names) == 1}
    two = [coder for coder, _ in sorted(Counter(alone.values()).items(), key=lambda one: (-one[1], one[0]))[:2]]
    if len(two) < 2:
        return None
    first, second = (
        {one.code_id for one in material.codings.values() if alone.get(one.source_id) == coder} for coder in two
    )
    return len(first & second) / len(first | second)
