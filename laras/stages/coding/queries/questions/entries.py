"""Who each paragraph of drawn-in support entries is about, and of which day it is."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from laras.stages.evidence.models import Source
from laras.stages.people.models import Client

# As `evidence.actions.draw_case_entries` writes the head of an entry: number, day and time.
_HEAD = re.compile(r"^(\S+), (\d{2})-(\d{2})-(\d{4}) \d{2}\.\d{2}\.", re.MULTILINE)


class Entry(NamedTuple):
    """One entry: where its paragraph begins, the number of the client, the day."""

    start: int
    number: str
    on: dt.date


def entries_in(text: str) -> list[Entry]:
    """Return the entries of a source in the order of its text; what does not look like the head of one is none."""
    found = []
    for head in _HEAD.finditer(text):
        day, month, year = int(head[2]), int(head[3]), int(head[4])
        try:
            on = dt.date(year, month, day)
        except ValueError:  # a correction of the text may have made a day that is none
            continue
        found.append(Entry(head.start(), head[1], on))
    return found


def entry_at(entries: list[Entry], offset: int) -> Entry | None:
    """Return the entry whose paragraph holds a place of the text; None before the first one."""
    place = bisect_right([one.start for one in entries], offset)
    return entries[place - 1] if place else None


def drawn_clients(source: Source) -> list[uuid.UUID]:
    """Return the clients whose entries a source holds; opens its circumstances, never its text."""
    return [uuid.UUID(pk) for pk in source.setting.get("clients", ())] if source.kind == "case_entries" else []


def entries_of(sources: Iterable[Source]) -> dict[uuid.UUID, list[Entry]]:
    """Return the entries of each source that holds some; opens the texts of these sources alone."""
    ids = [one.pk for one in sources if one.kind == "case_entries"]
    rows = Source.objects.filter(pk__in=ids).only("id", "facility_id", "text") if ids else ()
    return {row.pk: entries_in(row.text) for row in rows}


def numbers_of(clients: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the number of each client."""
    ids = set(clients)
    rows = Client.objects.filter(pk__in=ids).order_by("number").values_list("pk", "number") if ids else ()
    return dict(rows)
