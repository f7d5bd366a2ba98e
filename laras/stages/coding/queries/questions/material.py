"""The codings of a study as columns of numbers, with who and what the numbers stand for; nothing sealed is opened."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from numpy.typing import NDArray

from laras.base.access.actor import Actor
from laras.domain.aspects import ASPECT_CODES, GIVERS, POLARITIES
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries.codebook import LACKING, THERE, code_keys, codes_of
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Informant, Source, Study

Places = NDArray[np.intp]
NO_ASPECT = ""
ASPECTS = (*ASPECT_CODES, NO_ASPECT)
# What a direction can be narrowed to: one of the five, or what is there, or what is missing.
DIRECTIONS: Mapping[str, frozenset[str]] = {
    "there": THERE,
    "missing": LACKING,
    **{polarity: frozenset({polarity}) for polarity in POLARITIES},
}


@dataclass(frozen=True)
class Narrowed:
    """What the codings are narrowed to: '' and None leave it open; `until` is the last day that counts."""

    direction: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str = ""

    @property
    def has_period(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(frozen=True)
class Material:
    """The codings that count, one place a column each: `source`, `code`, `polarity`, `giver` are places in the lists.

    `coder` (a number a coder) and `ids` are there where they were asked for. `informant` is the place of whoever
    speaks in each coding's source, -1 for nobody in particular. `undated` counts the sources that a period leaves out
    because nobody wrote down when they were.
    """

    codes: Sequence[Code]
    keys: Mapping[uuid.UUID, str]
    sources: Sequence[Source]
    informants: Sequence[Informant]
    source: Places
    code: Places
    polarity: Places
    giver: Places
    start: Places
    end: Places
    coder: Places
    ids: Sequence[object] = ()
    undated: int = 0
    aspect_of: Places = field(init=False)
    informant: Places = field(init=False)

    def __post_init__(self) -> None:
        aspects = [ASPECTS.index(code.aspect) if code.aspect in ASPECTS else len(ASPECTS) - 1 for code in self.codes]
        object.__setattr__(self, "aspect_of", _places(aspects))
        object.__setattr__(self, "informant", self.by_source(self.informant_of_source))

    @property
    def informant_of_source(self) -> list[int]:
        """Return the place of the informant of each source, -1 for nobody in particular."""
        place = {one.pk: number for number, one in enumerate(self.informants)}
        return [place.get(one.informant_id, -1) if one.informant_id else -1 for one in self.sources]

    def by_source(self, values: Sequence[int]) -> Places:
        """Return for each coding what `values` say of its source."""
        return _places(values)[self.source] if len(values) else _places([])

    @property
    def aspect(self) -> Places:
        """Return the place of each coding's aspect; the last one is for codes without an aspect."""
        return self.aspect_of[self.code] if len(self.codes) else _places([])

    def __len__(self) -> int:
        return len(self.code)


def material(
    study: Study,
    by: Actor | None,
    narrowed: Narrowed | None = None,
    *,
    each_coder: bool = False,
    with_ids: bool = False,
) -> Material:
    """Return the codings of a study that count; four queries, whatever the number of codings.

    What two coders said alike of the same words is there once, unless the coding of `each_coder` is asked for.
    """
    wanted = narrowed or Narrowed()
    codes = codes_of(study.pk)
    every = list(sources_only(study))
    sources, undated = _in_period(every, wanted)
    informants = list(Informant.objects.filter(study=study).order_by("code", "id"))
    columns = ["source_id", "code_id", "polarity", "giver", "start", "end"]
    columns += ["coder"] if each_coder else []
    columns += ["id"] if with_ids else []
    rows = counted_codings(study, by)
    if wanted.direction in DIRECTIONS:
        rows = rows.filter(polarity__in=sorted(DIRECTIONS[wanted.direction]))
    found = dict(zip(columns, _columns(rows, columns), strict=True))
    source = _numbered(found["source_id"], [one.pk for one in sources], Coding, "source")
    code = _numbered(found["code_id"], [one.pk for one in codes], Coding, "code")
    polarity = _mapped(found["polarity"], {one: place for place, one in enumerate(POLARITIES)})
    start, end = _places(found["start"]), _places(found["end"])
    kept = np.flatnonzero(source >= 0)  # those outside of the period have no place
    if not each_coder and len(kept):
        alike = passages(source[kept], code[kept] * len(POLARITIES) + polarity[kept], start[kept], end[kept])
        kept = kept[np.sort(np.unique(alike, return_index=True)[1])]
    coders = {name: number for number, name in enumerate(sorted(set(found.get("coder", ()))))}
    return Material(
        codes=codes,
        keys=code_keys(codes),
        sources=sources,
        informants=informants,
        source=source[kept],
        code=code[kept],
        polarity=polarity[kept],
        giver=_mapped(found["giver"], {one: place for place, one in enumerate(GIVERS)})[kept],
        start=start[kept],
        end=end[kept],
        coder=_mapped(found["coder"], coders)[kept] if each_coder else _places([]),
        ids=[found["id"][place] for place in kept.tolist()] if with_ids else (),
        undated=undated,
    )


def passages(source: Places, kind: Places, start: Places, end: Places) -> Places:
    """Return a number for each coding, the same for those of the same words and the same `kind`."""
    # Two steps, so that no product of four large numbers outgrows 64 bits.
    spans = np.unique(start * (int(end.max(initial=0)) + 1) + end, return_inverse=True)[1].ravel()
    kinds = source * (int(kind.max(initial=0)) + 1) + kind
    return np.unique(kinds * (int(spans.max(initial=0)) + 1) + spans, return_inverse=True)[1].ravel()


def sources_only(study: Study) -> QuerySet[Source]:
    """Return the sources of a study in their order, without what is sealed and long."""
    names = ("id", "facility_id", "study_id", "name", "kind", "informant_id", "guide_id", "happened_at", "position")
    rows = Source.objects.filter(study=study, removed_at__isnull=True).only(*names, "setting")
    return rows.order_by("position", "id")


def _in_period(sources: Sequence[Source], wanted: Narrowed) -> tuple[list[Source], int]:
    kept = [one for one in sources if not wanted.kind or one.kind == wanted.kind]
    if not wanted.has_period:
        return kept, 0
    dated = [one for one in kept if one.happened_at is not None]
    first, last = wanted.since or dt.date.min, wanted.until or dt.date.max
    return [one for one in dated if first <= day_of(one) <= last], len(kept) - len(dated)


def day_of(source: Source) -> dt.date:
    """Return the calendar day of a dated source in the active time zone."""
    assert source.happened_at is not None
    return timezone.localtime(source.happened_at).date()


def _columns(rows: QuerySet[Coding], columns: Sequence[str]) -> list[Sequence[Any]]:
    """Return columns as the database writes them.

    Django would turn every id of fifty thousand rows into an object of its own, which takes longer than all the rest.
    """
    query = rows.order_by().values_list(*columns).query
    sql, values = query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # One list a column instead of one tuple a row: half the time.
            names = ", ".join(f"json_group_array(found.{connection.ops.quote_name(name)})" for name in columns)
            cursor.execute(f"SELECT {names} FROM ({sql}) AS found", values)  # noqa: S608  # our own column names
            return [json.loads(one) for one in cursor.fetchone()]
        cursor.execute(sql, values)
        found = cursor.fetchall()
    return list(zip(*found, strict=True)) if found else [()] * len(columns)


def _numbered(values: Iterable[object], ids: Sequence[uuid.UUID], model: type[Coding], name: str) -> Places:
    """Return the place of each id among `ids`, -1 where it is not there."""
    column: Any = model._meta.get_field(name)
    return _mapped(values, {column.get_db_prep_value(pk, connection): place for place, pk in enumerate(ids)})


def _mapped(values: Iterable[object], places: Mapping[object, int]) -> Places:
    return np.array([places.get(one, -1) for one in values], dtype=np.intp)


def _places(values: Iterable[object]) -> Places:
    return np.array(values, dtype=np.intp)
