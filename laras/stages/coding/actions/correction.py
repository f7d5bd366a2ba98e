"""Correcting a transcript: every coding keeps its words, or follows the edit."""

from __future__ import annotations

from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Incomplete
from laras.domain.offsets import Anchor, reanchor
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import place_of
from laras.stages.coding.rules import must_be_readable
from laras.stages.evidence.models import Source
from laras.stages.evidence.rules import put_text


@dataclass(frozen=True)
class Corrected:
    """What became of the codings in force: same words, an edit inside, or all their words gone (deleted then)."""

    kept: int
    changed: int
    lost: int


@action("evidence.edit")
def correct_text(source: Source, *, text: str, by: Actor) -> Corrected:
    """Replace the text of a source and move the codings of every coder along; deleted ones move too.

    A coding whose words were all removed, or that now stands where the same coder has given the same code, is deleted.
    """
    must_be_readable(source)
    old = source.text
    put_text(source, text)
    if not source.text.strip():
        raise Incomplete(N_("The text is empty. Paste it, or choose a file."), field="text")
    rows = list(Coding.objects.filter(source=source, end__gt=0).order_by("start", "-end", "id"))
    anchors = reanchor([(row.start, row.end) for row in rows], old, source.text)
    source.save()
    return _moved(rows, anchors, source.text)


def _moved(rows: list[Coding], anchors: list[Anchor], text: str) -> Corrected:
    in_force = {row.pk for row in rows if row.removed_at is None}
    # Out of force while they move: a row must not collide with one that has not moved yet.
    now = clock.now()
    Coding.objects.filter(pk__in=in_force).update(removed_at=now)
    states = {"kept": 0, "changed": 0, "lost": 0}
    places = set()
    back = []
    for row, anchor in zip(rows, anchors, strict=True):
        row.start, row.end = anchor.start, max(anchor.start, anchor.end)
        state = "lost" if place_of(row) in places else anchor.state
        if anchor.state == "changed":
            row.quote, row.changed_at = text[row.start : row.end], now
            row.save(update_fields=["quote", "changed_at"])
        if row.pk in in_force:
            states[state] += 1
            places.add(place_of(row))
            back += [row.pk] if state != "lost" else []
    Coding.objects.bulk_update(rows, ["start", "end"], batch_size=200)
    Coding.objects.filter(pk__in=back).update(removed_at=None)
    return Corrected(**states)
