"""What a correction would do to the codings of a source, and the corrections that were made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.domain.offsets import reanchor
from laras.stages.coding.models import Coding, Correction
from laras.stages.coding.queries.codings import open_to
from laras.stages.evidence.models import Source
from laras.stages.evidence.rules import text_kept

MOST_SHOWN = 100


@dataclass(frozen=True)
class Fate:
    """A coding whose words change: what they are and what they will be, '' where they go altogether."""

    code: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What a new text does to the codings in force: how many, and those that change, the first hundred of each."""

    kept: int
    changed: int
    lost: int
    changes: tuple[Fate, ...]
    losses: tuple[Fate, ...]


def preview(source: Source, text: str, by: Actor) -> Preview:
    """Return what `text` would do; passages of a colleague that are still hidden are counted, not shown."""
    rows = list(Coding.objects.filter(source=source, removed_at__isnull=True).order_by("start", "-end", "id"))
    rows = [row for row in rows if row.end > row.start]
    seen = dict(open_to(Coding.objects.filter(source=source), by).order_by().values_list("pk", "code__name"))
    old, new = source.text, text_kept(text)
    anchors = reanchor([(row.start, row.end) for row in rows], old, new)
    counts = Counter[str]()
    fates: dict[str, list[Fate]] = {"changed": [], "lost": []}
    for row, anchor in zip(rows, anchors, strict=True):
        counts[anchor.state] += 1
        if anchor.state != "kept" and row.pk in seen:
            after = new[anchor.start : anchor.end] if anchor.state == "changed" else ""
            fates[anchor.state].append(Fate(seen[row.pk], old[row.start : row.end], after))
    changed, lost = fates["changed"], fates["lost"]
    return Preview(
        counts["kept"], counts["changed"], counts["lost"], tuple(changed[:MOST_SHOWN]), tuple(lost[:MOST_SHOWN])
    )


def corrections_of(source: Source) -> QuerySet[Correction]:
    """Return the corrections of a source, the newest first, without the texts that stood before."""
    rows = Correction.objects.filter(source=source).defer("text", "places", "times")
    return rows.order_by("-recorded_at", "-id")


def undoable(source: Source) -> Correction | None:
    """Return the correction that can be undone now: the newest that was not."""
    return corrections_of(source).filter(undone_at__isnull=True).first()
