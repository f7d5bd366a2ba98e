"""How often each combination of *yes* and *no* occurs: by source, by line, by character."""

from __future__ import annotations

import itertools
import uuid
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Literal

from laras.domain.agreement.ratings import Row
from laras.domain.offsets import layout
from laras.stages.coding.queries.compared import Findings
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import WIDTH

Unit = Literal["source", "line", "character"]
Tally = Counter[Row]
YES_NO = ("no", "yes")
UNITS: tuple[Unit, ...] = ("source", "line", "character")


def tallies(found: Findings, unit: Unit, codes: Collection[uuid.UUID]) -> dict[uuid.UUID, Tally]:
    """Return for each code how often its units were judged which way; one cell a coder, None where they did not read.

    A source counts as a unit whoever read it; lines and characters only in sources that two or more have read.
    """
    if unit == "source":
        return _by_source(found, codes)
    if unit == "line":
        return _by_line(found, codes)
    return _by_character(found, codes)


def row_of(found: Findings, source: uuid.UUID, said_yes: Collection[str]) -> Row:
    """Return one row: what each coder said of a unit of this source."""
    return _row(found.seats[source], found.coders, said_yes)


def _row(seats: tuple[bool, ...], coders: tuple[str, ...], said_yes: Collection[str]) -> Row:
    return tuple(
        None if not has_read else "yes" if one in said_yes else "no"
        for has_read, one in zip(seats, coders, strict=True)
    )


def _by_source(found: Findings, codes: Collection[uuid.UUID]) -> dict[uuid.UUID, Tally]:
    used: dict[uuid.UUID, dict[uuid.UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, coder, code, _, _ in found.codings:
        used[code][source].add(coder)
    # Sources in which nobody gave the code are counted by who has read them, not looked at one by one.
    silent = Counter(found.seats.values())
    tally: dict[uuid.UUID, Tally] = {}
    for code in codes:
        here = {source: names for source, names in used[code].items() if source in found.seats}
        rest = silent.copy()
        rest.subtract(found.seats[source] for source in here)
        counts: Tally = Counter(row_of(found, source, names) for source, names in here.items())
        for seats, times in rest.items():
            if times:
                counts[_row(seats, found.coders, ())] += times
        tally[code] = counts
    return tally


Spans = Mapping[tuple[uuid.UUID, uuid.UUID], list[tuple[str, int, int]]]


def _spans(found: Findings) -> Spans:
    """Return the spans of each (code, source) of the sources that two or more have read, with their coders."""
    spans: dict[tuple[uuid.UUID, uuid.UUID], list[tuple[str, int, int]]] = defaultdict(list)
    for source, coder, code, start, end in found.codings:
        if source in found.shared and end > start:
            spans[code, source].append((coder, start, end))
    return spans


def _by_line(found: Findings, codes: Collection[uuid.UUID]) -> dict[uuid.UUID, Tally]:
    spans = _spans(found)
    starts = {
        source.pk: [line.start for line in layout(source.text, WIDTH)]
        for source in Source.objects.filter(pk__in=found.shared).order_by("position", "id")
    }
    tally: dict[uuid.UUID, Tally] = {}
    for code in codes:
        counts: Tally = Counter()
        for source, lines in starts.items():
            marked: dict[int, set[str]] = defaultdict(set)
            for coder, start, end in spans.get((code, source), ()):
                for line in range(bisect_right(lines, start) - 1, bisect_right(lines, end - 1)):
                    marked[line].add(coder)
            counts.update(row_of(found, source, names) for names in marked.values())
            counts[row_of(found, source, ())] += len(lines) - len(marked)
        tally[code] = counts
    return tally


def _by_character(found: Findings, codes: Collection[uuid.UUID]) -> dict[uuid.UUID, Tally]:
    spans = _spans(found)
    shared = [(source, length) for source, length in found.sources if source in found.shared]
    tally: dict[uuid.UUID, Tally] = {}
    for code in codes:
        counts: Tally = Counter()
        for source, length in shared:
            here = spans.get((code, source), [])
            borders = sorted({0, length, *(at for _, start, end in here for at in (start, end))})
            for low, high in itertools.pairwise(borders):
                names = {coder for coder, start, end in here if start <= low and high <= end}
                counts[row_of(found, source, names)] += high - low
        tally[code] = counts
    return tally
