"""Who has read what to its end."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from laras.base.store import fetch
from laras.stages.coding.models import Coding, Reading
from laras.stages.evidence.models import Source, Study


def coders_of(study: Study) -> list[str]:
    """Return the names of everybody who coded or read in a study, in order."""
    coded = Coding.objects.filter(study=study, removed_at__isnull=True).order_by().values_list("coder", flat=True)
    read = Reading.objects.filter(study=study).order_by().values_list("coder", flat=True)
    return sorted({*coded.distinct(), *read.distinct()})


def readers_by_source(study: Study, round: int = 1) -> dict[uuid.UUID, set[str]]:
    """Return who has finished reading each source of a study that was not removed."""
    rows = Reading.objects.filter(study=study, round=round, source__removed_at__isnull=True)
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for source_id, coder in rows.order_by().values_list("source_id", "coder"):
        found[source_id].add(coder)
    return dict(found)


def has_finished(source: Source, coder: str, round: int = 1) -> bool:
    """Tell whether a coder has read a source to its end; asked with every coding, so the statement is written once."""
    named = {"source": source.pk, "coder": coder, "round": round}
    asked: list[tuple[Any, Any]] = [(Reading._meta.get_field(name), value) for name, value in named.items()]
    statement = "SELECT 1 FROM coding_reading WHERE source_id = %s AND coder = %s AND round = %s LIMIT 1"
    return bool(fetch.fetched(statement, asked))
