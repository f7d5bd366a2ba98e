"""The tables: code by informant, kind, attribute, giver; code by code; and which codings stand behind a cell."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from django.db.models import Prefetch
from numpy.typing import NDArray

from laras.base.access.actor import Actor
from laras.domain.material import Blocks, cross, cross_distinct, pairs, together, units_together
from laras.domain.offsets import layout
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.coding.queries.questions.columns import (
    Side,
    by_attribute,
    by_giver,
    by_informant,
    by_kind,
    speakers,
)
from laras.stages.coding.queries.questions.coverage import behind_coverage, coverage_of
from laras.stages.coding.queries.questions.material import Material, Places, material, passages
from laras.stages.coding.queries.questions.table import Column, Line, Question, Table, lines_of, membership
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import WIDTH


def answer(study: Study, question: Question, by: Actor | None) -> Table:
    """Return the table that answers a question; one query for the codings, no quote is opened.

    Nearness by paragraph or line opens the texts, to know where their lines are; the coverage grid drawn-in entries.
    """
    if question.table == "coverage":
        return coverage_of(study, question, by)
    if question.table == "codes":
        return _code_by_code(material(study, by, question.narrowed, each_coder=True), question)
    found = material(study, by, question.narrowed)
    return _crossed(found, question, side_of(found, question, by))


def side_of(found: Material, question: Question, by: Actor | None) -> Side:
    """Return the columns of a table of codes."""
    if question.table == "kind":
        return by_kind(found)
    if question.table == "givers":
        return by_giver(found)
    if question.table == "attribute":
        return by_attribute(found, question.attribute, by)
    return by_informant(found, with_nobody=question.count == "codings")


def _crossed(found: Material, question: Question, side: Side) -> Table:
    lines = lines_of(found, question.opened)
    size, width = len(found.codes), len(side.columns)
    if question.count == "informants":
        numbers, totals, sums = _informants(found, lines, side)
    else:
        under = membership(lines, size)
        counted = cross(found.code, side.place, (size, width))
        numbers = (under @ counted).tolist()
        totals = (under @ counted.sum(axis=1)).tolist()
        sums = counted.sum(axis=0).tolist()
    return Table(
        question=question,
        lines=lines,
        columns=side.columns,
        numbers=numbers,
        totals=totals,
        sums=sums,
        of=len(speakers(found)),
        codings=len(found),
        nobody=int((found.informant < 0).sum()),
        undated=found.undated,
    )


def _informants(found: Material, lines: Sequence[Line], side: Side) -> tuple[list[list[int]], list[int], list[int]]:
    """Count informants instead of codings: one who says it five times is one.

    An aspect is not the sum of its codes here, so codes and aspects are counted apart.
    """
    width, people = len(side.columns), max(1, len(found.informants))
    size, aspects = len(found.codes), 6
    ones = np.zeros(len(found), dtype=np.intp)
    of_codes = cross_distinct(found.code, side.place, found.informant, (size, width), people)
    of_aspects = cross_distinct(found.aspect, side.place, found.informant, (aspects, width), people)
    shown = np.where(side.place >= 0, 0, -1)  # who has no column is in no total either
    all_codes = cross_distinct(found.code, shown, found.informant, (size, 1), people)[:, 0]
    all_aspects = cross_distinct(found.aspect, shown, found.informant, (aspects, 1), people)[:, 0]
    sums = cross_distinct(ones, side.place, found.informant, (1, width), people)[0].tolist()
    numbers, totals = [], []
    for line in lines:
        place = int(found.aspect_of[line.codes[0]]) if line.depth == 0 else line.codes[0]
        numbers.append((of_aspects if line.depth == 0 else of_codes)[place].tolist())
        totals.append(int((all_aspects if line.depth == 0 else all_codes)[place]))
    return numbers, totals, sums


def _code_by_code(found: Material, question: Question) -> Table:
    lines = lines_of(found, question.opened)
    lines = [line for line in lines if line.depth == 0 or np.isin(line.codes, found.code).any()]
    columns = [Column(line.key, line.label, "", None, line.aspect) for line in lines]
    kept, blocks, gap = blocks_of(found, question)
    size, under = len(found.codes), membership(lines, len(found.codes))
    codes = found.code[kept]
    if question.count == "informants":
        people = max(1, len(found.informants))
        cube = units_together(codes, found.informant[kept], blocks, (people, size), gap)
        seen: NDArray[np.intp] = (under @ cube.astype(np.intp) @ under.T > 0).sum(axis=0)
        numbers = seen.tolist()
    else:
        # Where two coders marked the same two passages, that is one pair.
        several = len(np.unique(found.coder)) > 1
        counted = together(codes, blocks, size, gap, _passages(found, kept) if several else None)
        off = counted - np.diag(np.diag(counted))
        both = under @ counted @ under.T
        # Two codes of one aspect met once but stand on both sides of the middle.
        for place in range(len(lines)):
            own = under[place]
            both[place, place] -= int(own @ off @ own) // 2
        numbers = both.tolist()
    totals = (under @ np.bincount(found.code, minlength=size)).tolist() if size else []
    return Table(question, lines, columns, numbers, totals, [], len(speakers(found)), len(found), 0, found.undated)


def _passages(found: Material, places: Places) -> Places:
    return passages(found.source[places], found.code[places], found.start[places], found.end[places])


def blocks_of(found: Material, question: Question) -> tuple[Places, Blocks, int]:
    """Return which codings have a length, their stretches in the unit of nearness, and the gap.

    Codings of different coders never meet: what two people mark in one place is agreement, not two codes together.
    """
    kept: Places = np.flatnonzero(found.end > found.start)
    coders = int(found.coder.max()) + 1 if len(found) else 1
    group = (found.source * coders + found.coder)[kept]
    low, high = found.start[kept], found.end[kept] - 1
    if question.nearness == "overlap":
        return kept, Blocks(group, low, high), 0
    low, high = _in_units(found, kept, low, high, question.nearness)
    # “At most n lines between” is a distance of n + 1 from line to line.
    return kept, Blocks(group, low, high), question.gap + 1 if question.nearness == "lines" else 0


def _in_units(found: Material, kept: Places, low: Places, high: Places, unit: str) -> tuple[Places, Places]:
    ids = [one.pk for one in found.sources]
    texts = Source.objects.filter(pk__in=ids).only("id", "facility_id", "text").order_by("id")
    place = {pk: number for number, pk in enumerate(ids)}
    source, first, last = found.source[kept], low.copy(), high.copy()
    for row in texts:
        own = np.flatnonzero(source == place[row.pk])
        if len(own):
            starts = _starts(row.text, unit)
            first[own] = np.searchsorted(starts, low[own], side="right")
            last[own] = np.searchsorted(starts, high[own], side="right")
    return first, last


def _starts(text: str, unit: str) -> Places:
    """Return where the lines or paragraphs of a text begin."""
    if unit == "lines":
        return np.array([line.start for line in layout(text, WIDTH)], dtype=np.intp)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.concatenate([[0], np.flatnonzero(points == ord("\n")) + 1]).astype(np.intp)


def ids_behind(study: Study, question: Question, row: str, column: str, by: Actor | None) -> list[uuid.UUID]:
    """Return the ids of the codings behind a cell in the order of the texts; '' for the whole row or column."""
    found = material(study, by, question.narrowed, each_coder=question.table == "codes", with_ids=True)
    if question.table == "coverage":
        chosen = behind_coverage(found, row, column)
    elif question.table == "codes":
        chosen = _paired(found, question, row, column)
    else:
        chosen = _crossing(found, question, side_of(found, question, by), row, column)
    places: Places = np.flatnonzero(chosen)
    if question.table == "codes" and len(places):  # what two coders marked alike is one quote
        places = places[np.sort(np.unique(_passages(found, places), return_index=True)[1])]
    order = np.lexsort((-found.end[places], found.start[places], found.source[places]))
    return [uuid.UUID(str(found.ids[place])) for place in places[order].tolist()]


def codings_of_ids(study: Study, ids: Sequence[uuid.UUID], by: Actor | None) -> list[Coding]:
    """Return these codings (a page of them) in the order of the ids, without texts; `coder` names all who said so."""
    sources = Source.objects.defer("text", "pending").select_related("informant").order_by()
    rows = counted_codings(study, by).filter(pk__in=ids).prefetch_related("code", Prefetch("source", sources))
    place = {pk: number for number, pk in enumerate(ids)}
    found = sorted(rows.order_by("id"), key=lambda one: place[one.pk])
    names = _coders(study, found, by)
    for one in found:
        one.coder = ", ".join(sorted(names[_alike(one)]))
    return found


def _alike(one: Coding) -> tuple[object, ...]:
    return one.source_id, one.code_id, one.start, one.end, one.polarity


def _coders(study: Study, codings: Sequence[Coding], by: Actor | None) -> dict[tuple[object, ...], set[str]]:
    """Return who coded the same words in the same way."""
    rows = counted_codings(study, by).filter(
        source_id__in={one.source_id for one in codings}, start__in={one.start for one in codings}
    )
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for *alike, coder in rows.order_by().values_list("source_id", "code_id", "start", "end", "polarity", "coder"):
        found[tuple(alike)].add(coder)
    return found


def _crossing(found: Material, question: Question, side: Side, row: str, column: str) -> NDArray[np.bool_]:
    chosen = _on_line(found, row)
    if column:
        keys = [one.key for one in side.columns]
        chosen &= side.place == (keys.index(column) if column in keys else -2)
    elif question.table == "attribute":
        chosen &= side.place >= 0
    if question.count == "informants":
        chosen &= found.informant >= 0
    return chosen


def _codes_on(found: Material, key: str) -> Places:
    lines = {line.key: line for line in lines_of(found, frozenset({"all"}))}
    return np.array(lines[key].codes if key in lines else [], dtype=np.intp)


def _on_line(found: Material, key: str) -> NDArray[np.bool_]:
    return np.isin(found.code, _codes_on(found, key)) if key else np.ones(len(found), dtype=np.bool_)


def _paired(found: Material, question: Question, row: str, column: str) -> NDArray[np.bool_]:
    chosen = np.zeros(len(found), dtype=np.bool_)
    if not column:
        return _on_line(found, row)
    kept, blocks, gap = blocks_of(found, question)
    one, other = (np.isin(found.code[kept], _codes_on(found, key)) for key in (row, column))
    for left, right in pairs(blocks, gap):
        both = (one[left] & other[right]) | (one[right] & other[left])
        if question.count == "informants":
            both &= found.informant[kept][left] >= 0
        chosen[kept[left[both]]] = True
        chosen[kept[right[both]]] = True
    return chosen
