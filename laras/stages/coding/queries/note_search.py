"""Searching the notes on codings: thousands of short sealed texts, opened once and kept in memory for a while.

Rows are read as plain values, and a coding is made of those only that are shown: making five thousand of them took
half a second.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from laras.base.crypto.fields import Sealed
from laras.base.store.shelf import Shelf
from laras.domain.searching import Prepared, Query, prepared
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.matching import Span, found_in
from laras.stages.evidence.models import Source, Study

OVERHEAD = 300  # bytes that a short text takes besides its letters

# By study, source and the beginning of the row: a note sealed again begins with another nonce, so that what is kept is
# always what stands there now.
NOTES: Shelf[tuple[uuid.UUID, uuid.UUID, bytes], Prepared] = Shelf(16 * 1024 * 1024)


class FoundNote(NamedTuple):
    """A note that was found: the id of its coding, its words and the places in them."""

    coding_id: uuid.UUID
    words: str
    spans: Sequence[Span]


def search_notes(study: Study, rows: QuerySet[Coding], query: Query, quotable: set[uuid.UUID]) -> tuple[FoundNote, ...]:
    """Return the notes of these codings that meet the query, in their order; the caller says which may be seen.

    Notes on sources that are not `quotable` (any more) are let go of.
    """
    NOTES.drop(lambda key: key[0] == study.pk and key[1] not in quotable)
    texts: dict[uuid.UUID, Prepared] = {}
    for pk, source_id, sealed in rows.values_list("pk", "source_id", "memo"):
        key = (study.pk, source_id, bytes(sealed[:32]))
        text = NOTES.get(key)
        if text is None:
            text = prepared(Coding(pk=pk, facility_id=study.facility_id, memo=Sealed(sealed)).memo)
            NOTES.put(key, text, text.size + OVERHEAD)
        texts[pk] = text
    return tuple(FoundNote(pk, texts[pk].text, spans) for pk, spans in found_in(query, texts).items())


def codings_with(notes: Sequence[FoundNote]) -> dict[uuid.UUID, Coding]:
    """Return the codings of the notes that are shown, with code and source; nothing sealed is opened."""
    rows = Coding.objects.filter(pk__in=[note.coding_id for note in notes]).defer("quote", "memo").order_by("id")
    sources = Source.objects.defer("text", "pending").select_related("informant").order_by()
    return {one.pk: one for one in rows.select_related("code").prefetch_related(Prefetch("source", sources))}
