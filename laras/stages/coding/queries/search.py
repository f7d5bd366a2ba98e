"""Searching a study: its texts, the notes on codings, the memos; only what this person may see today.

Opened texts are kept in memory for a while. Whether a source is there, and whether its words may be shown, is asked
anew with every search; what no longer may be shown is let go of then.
"""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.store.shelf import Shelf
from laras.domain.searching import Prepared, Query, prepared
from laras.stages.coding.models import Coding, Memo
from laras.stages.coding.queries.codings import open_to
from laras.stages.coding.queries.matching import Span, found_in
from laras.stages.coding.queries.memos import memos_of, notes_of
from laras.stages.coding.queries.note_search import FoundNote, search_notes
from laras.stages.coding.queries.places import line_numbers
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import quotable_source_ids, sources_of

CODED, UNCODED = "coded", "uncoded"
WHERE = ("texts", "notes", "memos")
AROUND = 90
MOST_CODES = 4

SHELF: Shelf[tuple[uuid.UUID, uuid.UUID, str], Prepared] = Shelf(32 * 1024 * 1024)


@dataclass(frozen=True)
class SearchFilter:
    """Where to look; '' and None leave it open.

    `coded` is an aspect, `CODED` (any) or `UNCODED`: what the found words must lie in. `by_line`: AND and NOT are asked
    of each paragraph instead of the whole text.
    """

    where: str = ""
    kind: str = ""
    informant: uuid.UUID | None = None
    coded: str = ""
    by_line: bool = False


@dataclass(frozen=True)
class SourceHits:
    """A source with the places found in it; `named` where its name meets the query too."""

    source: Source
    spans: Sequence[Span]
    named: bool


@dataclass(frozen=True)
class Found:
    """What a search found. `withheld` are sources found by their names whose words may not be shown.

    `closed` counts the sources in which no words were looked for, because the consent does not allow quoting.
    """

    sources: tuple[SourceHits, ...] = ()
    withheld: tuple[Source, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    memos: tuple[tuple[Memo, list[Span]], ...] = ()
    closed: int = 0

    @property
    def total(self) -> int:
        """The places found in texts."""
        return sum(len(one.spans) for one in self.sources)

    def places(self) -> list[tuple[SourceHits, Span]]:
        """Return every place in a text, in the order of the sources."""
        return [(one, span) for one in self.sources for span in one.spans]


def search(study: Study, query: Query, wanted: SearchFilter, by: Actor) -> Found:
    """Return what meets the query; a constant number of database queries. QueryError where it takes too long."""
    quotable = quotable_source_ids(study)
    texts: tuple[tuple[SourceHits, ...], tuple[Source, ...], int] = ((), (), 0)
    if wanted.where in ("", "texts"):
        texts = _in_texts(study, query, wanted, by, quotable)
    notes = _in_notes(study, query, wanted, by, quotable) if wanted.where in ("", "notes") else ()
    narrowed = wanted.kind or wanted.informant or wanted.coded
    memos = _in_memos(study, query, by) if wanted.where in ("", "memos") and not narrowed else ()
    sources, withheld, closed = texts
    return Found(sources, withheld, notes, memos, closed)


def _in_texts(
    study: Study, query: Query, wanted: SearchFilter, by: Actor, quotable: set[uuid.UUID]
) -> tuple[tuple[SourceHits, ...], tuple[Source, ...], int]:
    rows = sources_of(study)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.informant:
        rows = rows.filter(informant_id=wanted.informant)
    sources = list(rows)
    named = set(found_in(query, {one.pk: one.name for one in sources}))
    found = found_in(query, opened(study, sources, quotable), by_line=wanted.by_line)
    if wanted.coded:
        found = _coded_only(study, found, wanted.coded, by)
        named = set()
    shown = [
        SourceHits(one, found.get(one.pk, ()), one.pk in named)
        for one in sources
        if one.pk in quotable and (one.pk in found or one.pk in named)
    ]
    closed = [one for one in sources if one.pk not in quotable]
    return tuple(shown), tuple(one for one in closed if one.pk in named), len(closed)


def opened(study: Study, sources: Iterable[Source], quotable: set[uuid.UUID]) -> dict[uuid.UUID, Prepared]:
    """Return the texts of those sources whose words may be shown, from memory where they are kept; one query else."""
    allowed = {one.pk: (study.pk, one.pk, one.sha256) for one in sources if one.pk in quotable}
    SHELF.drop(lambda key: key[0] == study.pk and key[1] not in quotable)
    kept = {pk: SHELF.get(key) for pk, key in allowed.items()}
    missing = [pk for pk, text in kept.items() if text is None]
    if missing:
        rows = Source.objects.filter(pk__in=missing).only("id", "facility_id", "sha256", "text").order_by("id")
        for row in rows:
            kept[row.pk] = text = prepared(row.text)
            SHELF.put((study.pk, row.pk, row.sha256), text, text.size)
    return {pk: text for pk, text in kept.items() if text is not None}


def _coded_only(study: Study, found: dict[uuid.UUID, list[Span]], coded: str, by: Actor) -> dict[uuid.UUID, list[Span]]:
    """Keep the places that lie in a passage coded so; of codings that are not open to `by` nothing is told."""
    rows = open_to(Coding.objects.filter(study=study), by)
    if coded not in (CODED, UNCODED):
        rows = rows.filter(code__aspect=coded)
    areas: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for source_id, start, end in rows.order_by("start").values_list("source_id", "start", "end"):
        if source_id in found:
            areas[source_id].append((start, end))
    wanted = coded != UNCODED
    kept = {pk: _touching(spans, areas.get(pk, []), wanted=wanted) for pk, spans in found.items()}
    return {pk: spans for pk, spans in kept.items() if spans}


def _touching(spans: Sequence[Span], areas: Sequence[Span], *, wanted: bool) -> list[Span]:
    """Return the spans that touch an area (`wanted`), or that touch none; areas are sorted by where they begin."""
    starts = [start for start, _ in areas]
    reach: list[int] = []  # the farthest end of the areas up to each
    for _, end in areas:
        reach.append(max(end, reach[-1] if reach else 0))
    kept = []
    for span in spans:
        before = bisect_right(starts, span[1] - 1)
        touches = before > 0 and reach[before - 1] > span[0]
        if touches == wanted:
            kept.append(span)
    return kept


def _in_notes(
    study: Study, query: Query, wanted: SearchFilter, by: Actor, quotable: set[uuid.UUID]
) -> tuple[FoundNote, ...]:
    if wanted.coded == UNCODED:
        return ()
    rows = notes_of(study, by).filter(source_id__in=quotable)
    if wanted.kind:
        rows = rows.filter(source__kind=wanted.kind)
    if wanted.informant:
        rows = rows.filter(source__informant_id=wanted.informant)
    if wanted.coded not in ("", CODED):
        rows = rows.filter(code__aspect=wanted.coded)
    return search_notes(study, rows, query, quotable)


def _in_memos(study: Study, query: Query, by: Actor) -> tuple[tuple[Memo, list[Span]], ...]:
    memos = {one.pk: one for one in memos_of(study, by).defer("earlier")}
    found = found_in(query, {pk: f"{one.title}\n{one.text}" for pk, one in memos.items()})
    return tuple((memos[pk], spans) for pk, spans in found.items())


@dataclass(frozen=True)
class Hit:
    """A place in a text as it is shown: its line, what stands around it, and how it is coded (name, aspect)."""

    number: int
    source: Source
    line: int
    before: str
    words: str
    after: str
    codes: tuple[tuple[str, str], ...] = ()


def hits_shown(
    study: Study, places: Sequence[tuple[SourceHits, Span]], first: int, by: Actor, *, around: int = AROUND
) -> list[Hit]:
    """Return the places of one page, the first of which is number `first` of all."""
    sources = {one.source.pk: one.source for one, _ in places}
    texts = opened(study, sources.values(), quotable_source_ids(study))
    spans: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for one, span in places:
        if one.source.pk in texts:  # withdrawn a moment ago otherwise
            spans[one.source.pk].append(span)
    codes = _codes_of(study, spans, by)
    lines = {pk: _lines(sources[pk], texts[pk].text, own) for pk, own in spans.items()}
    return [
        _hit(number, one.source, texts[one.source.pk].text, span, lines[one.source.pk][span], codes, around)
        for number, (one, span) in enumerate(places, start=first)
        if one.source.pk in texts
    ]


def _lines(source: Source, text: str, spans: list[Span]) -> dict[Span, int]:
    source.text = text  # what is shown of the source is this very text; otherwise it would be fetched once more
    return dict(zip(spans, line_numbers(source, [start for start, _ in spans]), strict=True))


def _codes_of(
    study: Study, spans: dict[uuid.UUID, list[Span]], by: Actor
) -> dict[uuid.UUID, list[tuple[int, int, str, str]]]:
    rows = open_to(Coding.objects.filter(study=study, source_id__in=list(spans)), by).order_by("start", "id")
    found: dict[uuid.UUID, list[tuple[int, int, str, str]]] = defaultdict(list)
    for source_id, start, end, name, aspect in rows.values_list(
        "source_id", "start", "end", "code__name", "code__aspect"
    ):
        if any(start < b and a < end for a, b in spans[source_id]):
            found[source_id].append((start, end, name, aspect))
    return found


def _hit(
    number: int,
    source: Source,
    text: str,
    span: Span,
    line: int,
    codes: dict[uuid.UUID, list[tuple[int, int, str, str]]],
    around: int,
) -> Hit:
    start, end = span
    own = ((name, aspect) for a, b, name, aspect in codes.get(source.pk, ()) if a < end and start < b)
    before, words, after = snippet(text, span, around)
    return Hit(number, source, line, before, words, after, tuple(dict.fromkeys(own))[:MOST_CODES])


def snippet(text: str, span: Span, around: int = AROUND) -> tuple[str, str, str]:
    """Return what stands before a passage, the passage, and what follows, cut at words; … marks a cut."""
    start, end = span
    low, high = max(0, start - around), min(len(text), end + around)
    before, after = text[low:start], text[end:high]
    if low > 0:
        before = "… " + before[before.find(" ") + 1 :]
    if high < len(text):
        after = after[: after.rfind(" ") if " " in after else len(after)] + " …"
    return _on_one_line(before), _on_one_line(text[start:end]), _on_one_line(after)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
