"""A text is replaced by another, and every passage of it moves along: codings, settlements, passages about harm, times."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete
from laras.domain.offsets import Anchor, follow, reanchor
from laras.stages.coding.models import Coding, Correction, RiskPassage, Settlement
from laras.stages.coding.queries import place_of
from laras.stages.evidence.models import Source
from laras.stages.evidence.rules import put_text

Edits = Sequence[tuple[int, int, int, int]]
SETTLEMENT, RISK = "settlement:", "risk:"
SAME = N_("The text is the same as before. Nothing was changed.")


@dataclass(frozen=True)
class Corrected:
    """What became of the codings in force: same words, an edit inside, or all their words gone (deleted then)."""

    kept: int
    changed: int
    lost: int


@action("evidence.edit")
def replace_text(
    source: Source, *, text: str, edits: Edits = (), reason: str = "", by: Actor
) -> tuple[Correction, Corrected]:
    """Give a source another text, move what stands in it, and keep the way back.

    `edits` say exactly what was replaced where that is known. A coding whose words were all removed, or that now
    stands where the same coder has given the same code, is deleted.
    """
    old, times = source.text, source.times or []
    put_text(source, text)
    if not source.text.strip():
        raise Incomplete(N_("The text is empty. Paste it, or choose a file."), field="text")
    if source.text == old:
        raise BadInput(SAME, field="text")
    now = clock.now()
    codings = _passages_of(Coding, source)
    others = [(SETTLEMENT, _passages_of(Settlement, source)), (RISK, _passages_of(RiskPassage, source))]
    places = {str(row.pk): [row.start, row.end, row.removed_at is None] for row in codings}
    for mark, rows in others:
        places |= {f"{mark}{row.pk}": [row.start, row.end, True] for row in rows}
    anchors = reanchor([(row.start, row.end) for row in codings], old, source.text, edits)
    done = _moved(codings, anchors, source.text, now)
    for _, rows in others:
        _others_moved(rows, reanchor([(row.start, row.end) for row in rows], old, source.text, edits), source.text, now)
    moved = follow([at for at, _ in times], old, source.text, edits)
    source.times = [[place, seconds] for place, (_, seconds) in zip(moved, times, strict=True)]
    source.save()
    correction = Correction.objects.create(
        facility_id=source.facility_id,
        study_id=source.study_id,
        source=source,
        text=old,
        places=places,
        times=times,
        reason=reason,
        kept=done.kept,
        changed=done.changed,
        lost=done.lost,
        recorded_at=now,
        recorded_by=by.login,
    )
    return correction, done


def _passages_of(model: type[models.Model], source: Source) -> list[Any]:
    """Return the rows of a source that stand on words, in reading order; deleted ones too."""
    rows: Any = model._default_manager.filter(source=source, end__gt=models.F("start"))
    return list(rows.order_by("start", "-end", "id"))


def _moved(rows: list[Coding], anchors: list[Anchor], text: str, now: dt.datetime) -> Corrected:
    in_force = {row.pk for row in rows if row.removed_at is None}
    # Out of force while they move: a row must not collide with one that has not moved yet.
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


def _others_moved(rows: list[Settlement | RiskPassage], anchors: list[Anchor], text: str, now: dt.datetime) -> None:
    """Move settlements and passages about harm; what was settled about words that are gone is withdrawn.

    A passage about harm is never lost: with its words gone it keeps the words that were told.
    """
    for row, anchor in zip(rows, anchors, strict=True):
        row.start, row.end = anchor.start, max(anchor.start, anchor.end)
        if isinstance(row, RiskPassage) and anchor.state == "changed":
            row.quote = text[row.start : row.end]
        if isinstance(row, Settlement) and anchor.state == "lost" and row.withdrawn_at is None:
            row.withdrawn_at = now
        row.save()


@action("evidence.edit")
def take_back(correction: Correction, *, by: Actor) -> Source:
    """Put a source back to the text it had, and its passages to their places.

    Passages made since then move along. What the correction deleted is in force again; what somebody deleted since
    stays deleted.
    """
    source = correction.source
    newer, places = source.text, correction.places
    put_text(source, correction.text)
    source.times = correction.times or []
    codings = _passages_of(Coding, source) + _emptied(Coding, source)
    new = [row for row in codings if str(row.pk) not in places and row.end > row.start]
    for row, anchor in zip(new, reanchor([(row.start, row.end) for row in new], newer, source.text), strict=True):
        places[str(row.pk)] = [anchor.start, max(anchor.start, anchor.end), anchor.state != "lost"]
    _put_back(codings, places, correction, source.text)
    for mark, model in ((SETTLEMENT, Settlement), (RISK, RiskPassage)):
        _others_back(
            _passages_of(model, source) + _emptied(model, source), mark, places, correction, newer, source.text
        )
    source.save()
    return source


def _emptied(model: type[models.Model], source: Source) -> list[Any]:
    rows: Any = model._default_manager.filter(source=source, end=models.F("start"), end__gt=0)
    return list(rows.order_by("start", "id"))


def _put_back(rows: list[Coding], places: dict[str, list[Any]], correction: Correction, text: str) -> None:
    now = correction.recorded_at
    rows = [row for row in rows if str(row.pk) in places]
    back = {row.pk for row in rows if _holds_again(row, places[str(row.pk)][2], now)}
    Coding.objects.filter(pk__in=[row.pk for row in rows], removed_at__isnull=True).update(removed_at=now)
    taken: set[Any] = set()
    in_force: list[uuid.UUID] = []
    for row in rows:
        row.start, row.end = places[str(row.pk)][:2]
        words = text[row.start : row.end]
        if words != row.quote:
            row.quote = words
            row.save(update_fields=["quote"])
        if row.pk in back and place_of(row) not in taken:
            taken.add(place_of(row))
            in_force.append(row.pk)
    Coding.objects.bulk_update(rows, ["start", "end"], batch_size=200)
    Coding.objects.filter(pk__in=in_force).update(removed_at=None)


def _holds_again(row: Coding, held: bool, now: dt.datetime) -> bool:
    return held and row.removed_at in (None, now)


def _others_back(
    rows: list[Settlement | RiskPassage],
    mark: str,
    places: dict[str, list[Any]],
    correction: Correction,
    newer: str,
    text: str,
) -> None:
    new = [row for row in rows if f"{mark}{row.pk}" not in places and row.end > row.start]
    moved = reanchor([(row.start, row.end) for row in new], newer, text)
    spans = {row.pk: (one.start, max(one.start, one.end)) for row, one in zip(new, moved, strict=True)}
    for row in rows:
        stored = places.get(f"{mark}{row.pk}")
        row.start, row.end = stored[:2] if stored else spans.get(row.pk, (row.start, row.end))
        if isinstance(row, RiskPassage) and row.end > row.start:
            row.quote = text[row.start : row.end]
        if isinstance(row, Settlement) and row.withdrawn_at == correction.recorded_at:
            row.withdrawn_at = None
        row.save()
