"""The coverage grid: resident by aspect and way of asking; a nought says which kind of silence it is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from laras.base.access.actor import Actor
from laras.base.ui.names import aspect_name
from laras.domain.aspects import ASPECT_CODES
from laras.domain.material import cross
from laras.stages.coding.models import Reading
from laras.stages.coding.queries.blindness import veiled_source_ids
from laras.stages.coding.queries.evidence import TECHNIQUES
from laras.stages.coding.queries.questions.entries import drawn_clients, entries_of, entry_at, numbers_of
from laras.stages.coding.queries.questions.material import Material, Places, material
from laras.stages.coding.queries.questions.table import Column, Line, Question, Table
from laras.stages.coding.rules import is_blind
from laras.stages.evidence.models import GuideQuestion, Source, Study
from laras.stages.people.queries import current_consents

WAYS = tuple(dict.fromkeys(TECHNIQUES.values()))
# What a cell without a coding means, from “nobody could know” to “somebody looked and found nothing”.
NO_SOURCE, NOT_ASKED, NOT_READ, SILENT, HEARD = "no_source", "not_asked", "not_read", "silent", "heard"


@dataclass(frozen=True)
class Resident:
    """One who lives in the home and is in the study: as an informant, in drawn-in entries, or both."""

    key: str
    client: uuid.UUID
    informants: frozenset[uuid.UUID]
    number: str


def residents_of(found: Material) -> list[Resident]:
    """Return the residents of a study, informants first.

    Of those who are only in drawn-in entries, nobody whose consent to research does not hold.
    """
    by_client: dict[uuid.UUID, list[int]] = {}
    for place, one in enumerate(found.informants):
        if one.client_id:
            by_client.setdefault(one.client_id, []).append(place)
    drawn = {pk for source in found.sources for pk in drawn_clients(source)}
    agreed = set(current_consents(drawn, "research")) if drawn else set()
    numbers = numbers_of(set(by_client) | drawn)
    people = [
        Resident(
            " / ".join(found.informants[place].code for place in places),
            client,
            frozenset(found.informants[place].pk for place in places),
            numbers.get(client, ""),
        )
        for client, places in by_client.items()
    ]
    others = sorted((numbers[pk], pk) for pk in drawn & agreed if pk in numbers and pk not in by_client)
    return people + [Resident(number, pk, frozenset(), number) for number, pk in others]


def resident_of_coding(found: Material, residents: Sequence[Resident]) -> Places:
    """Return the place of the resident each coding is about, -1 for none.

    A coding in drawn-in entries is about whom its paragraph names; one in a group talk is nobody's in particular.
    """
    of_informant = {pk: place for place, one in enumerate(residents) for pk in one.informants}
    of_number = {one.number: place for place, one in enumerate(residents) if one.number}
    about = found.by_source(
        [of_informant.get(one.informant_id, -1) if one.informant_id else -1 for one in found.sources]
    )
    entries = entries_of(found.sources)
    for number, source in enumerate(found.sources):
        heads = entries.get(source.pk)
        if heads is None:
            continue
        for place in np.flatnonzero(found.source == number).tolist():
            entry = entry_at(heads, int(found.start[place]))
            about[place] = of_number.get(entry.number, -1) if entry else -1
    return about


def coverage_of(study: Study, question: Question, by: Actor | None) -> Table:
    """Return the grid of a study; a constant number of queries, only drawn-in entries are opened."""
    found = material(study, by, question.narrowed)
    residents = residents_of(found)
    about = resident_of_coding(found, residents)
    column = _column(found)
    aspects = [Line(one.key, one.key, "", 0, ()) for one in residents]
    columns = [
        Column(f"{aspect}.{way}", str(_way(way)), aspect_name(aspect), None, aspect)
        for aspect in ASPECT_CODES
        for way in WAYS
    ]
    counted = cross(about, column, (len(residents), len(columns)))
    states = _states(study, found, residents, counted, by)
    kept = (about >= 0) & (column >= 0)
    return Table(
        question=question,
        lines=aspects,
        columns=columns,
        numbers=counted.tolist(),
        totals=counted.sum(axis=1).tolist(),
        sums=counted.sum(axis=0).tolist(),
        of=len(residents),
        codings=int(kept.sum()),
        undated=found.undated,
        states=states,
    )


def _way(way: str) -> str:
    return {"interview": _("Said"), "observation": _("Seen"), "document": _("Written")}[way]


def _column(found: Material) -> Places:
    """Return the column of each coding: its aspect, and within it the way it was asked; -1 without an aspect."""
    way = found.by_source([WAYS.index(TECHNIQUES[one.kind]) for one in found.sources])
    return np.where(found.aspect < len(ASPECT_CODES), found.aspect * len(WAYS) + way, -1)


def _states(
    study: Study, found: Material, residents: Sequence[Resident], counted: NDArray[np.intp], by: Actor | None
) -> list[list[str]]:
    read = _read_by(study, by)
    asked = _asked(study)
    rows = []
    for place, resident in enumerate(residents):
        own = _sources_by_way(found, resident)
        rows.append(
            [
                _state(counted[place, number], own[way], aspect, read, asked)
                for number, (aspect, way) in enumerate((aspect, way) for aspect in ASPECT_CODES for way in WAYS)
            ]
        )
    return rows


def _state(
    count: int, sources: Sequence[Source], aspect: str, read: set[uuid.UUID], asked: Mapping[uuid.UUID, set[str]]
) -> str:
    if count:
        return HEARD
    if not sources:
        return NO_SOURCE
    # A guide that has questions under aspects, and none under this one, did not ask; talk without a guide may have.
    could = [one for one in sources if one.guide_id is None or aspect in asked.get(one.guide_id, {aspect})]
    if not could:
        return NOT_ASKED
    return SILENT if any(one.pk in read for one in could) else NOT_READ


def _sources_by_way(found: Material, resident: Resident) -> dict[str, list[Source]]:
    own: dict[str, list[Source]] = {way: [] for way in WAYS}
    for source in found.sources:
        if source.informant_id in resident.informants or resident.client in drawn_clients(source):
            own[TECHNIQUES[source.kind]].append(source)
    return own


def _read_by(study: Study, by: Actor | None) -> set[uuid.UUID]:
    """Return the sources read to their end; for one who codes blind only what they read themselves.

    A colleague's codings are hidden from them, so a colleague's reading cannot mean that nothing was found.
    """
    rows = Reading.objects.filter(study=study, round=1).order_by()
    if by is None or not is_blind(by):
        return set(rows.values_list("source_id", flat=True))
    return set(rows.filter(coder=by.login).values_list("source_id", flat=True)) - veiled_source_ids(by)


def _asked(study: Study) -> dict[uuid.UUID, set[str]]:
    """Return the aspects that each guide asks about; guides without a word on aspects are not there."""
    asked: dict[uuid.UUID, set[str]] = {}
    rows = GuideQuestion.objects.filter(study=study).exclude(aspect="").order_by()
    for guide, aspect in rows.values_list("guide_id", "aspect"):
        asked.setdefault(guide, set()).add(aspect)
    return asked


def behind_coverage(found: Material, row: str, column: str) -> NDArray[np.bool_]:
    """Return which codings stand behind a cell of the grid ('' for the whole row or column)."""
    residents = residents_of(found)
    about, at = resident_of_coding(found, residents), _column(found)
    keys = [one.key for one in residents]
    chosen: NDArray[np.bool_] = (about >= 0) & (at >= 0)
    if row:
        chosen &= about == (keys.index(row) if row in keys else -2)
    if column:
        aspect, _dot, way = column.partition(".")
        known = aspect in ASPECT_CODES and way in WAYS
        chosen &= at == (ASPECT_CODES.index(aspect) * len(WAYS) + WAYS.index(way) if known else -2)
    return chosen
