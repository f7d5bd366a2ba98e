"""Judging passages, changing one's mind, taking it back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, NotFound
from laras.stages.coding.models import Code, Coding, Reading
from laras.stages.coding.queries import has_finished, place_of, places_taken, round_for
from laras.stages.coding.rules import (
    FINISHED,
    NOT_THERE,
    TWICE,
    coder_name,
    known_words,
    must_be_mine_and_open,
    must_be_open_to_readers,
    must_be_readable,
    must_be_usable,
    span_as_it_is,
    span_in,
)
from laras.stages.evidence.models import Source, Study

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class NewCoding:
    """One coding to be added in bulk; the fields of `add_coding`.

    `exact` keeps the passage as another program delimited it, spaces at its edges too; `made_at` is when it was coded
    there (a time to come is not believed).
    """

    source: Source
    start: int
    end: int
    code: Code
    polarity: str = "given"
    giver: str = "worker"
    memo: str = ""
    coder: str = ""
    round: int = 1
    guid: str = ""
    exact: bool = False
    made_at: dt.datetime | None = None


@action("coding.code")
def add_coding(
    source: Source,
    *,
    start: int,
    end: int,
    code: Code,
    polarity: str = "given",
    giver: str = "worker",
    memo: str = "",
    coder: str = "",
    round: int | None = None,
    guid: str = "",
    by: Actor,
) -> Coding:
    """Judge the words `start`…`end` (code points) of a source; spaces at their edges are left out.

    `coder` is oneself; another name only for whoever may import. `round` None is the round in which the coder reads
    this source: that of an open second reading by this person, else 1. Conflict where the coder has given the passage this
    code already, Closed once the coder has finished reading the source.
    """
    must_be_open_to_readers(source)
    if round is None:
        round = round_for(source, by) if coder in ("", by.login) else 1
    new = NewCoding(source, start, end, code, polarity, giver, memo, coder, round, guid)
    coding = _built(new, source.text, by, clock.now())
    if has_finished(source, coding.coder, round):
        raise Closed(FINISHED)
    try:
        # The database refuses a second one; asking it first would cost a query and not hold against a race.
        with transaction.atomic():
            coding.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(TWICE) from error
    return coding


@action("coding.code", bulk=True)
def add_codings(study: Study, *, codings: Sequence[NewCoding], by: Actor) -> list[Coding]:
    """Add up to 500 codings in one transaction, all or none; the rules of `add_coding` hold for each."""
    if len(codings) > MOST_AT_ONCE:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_AT_ONCE)
    texts: dict[uuid.UUID, str] = {}
    rows = []
    now = clock.now()
    for new in codings:
        if new.source.study_id != study.pk or new.source.facility_id != by.facility_id:
            raise NotFound(NOT_THERE)
        if new.source.pk not in texts:
            texts[new.source.pk] = new.source.text
        rows.append(_built(new, texts[new.source.pk], by, now))
    _must_be_open(rows)
    taken = places_taken({row.source_id for row in rows})
    for row in rows:
        place = place_of(row)
        if place in taken:
            raise Conflict(TWICE)
        taken.add(place)
    return Coding.objects.bulk_create(rows)


@action("coding.code")
def change_coding(
    coding: Coding,
    *,
    polarity: str | None = None,
    giver: str | None = None,
    memo: str | None = None,
    code: Code | None = None,
    start: int | None = None,
    end: int | None = None,
    by: Actor,
) -> Coding:
    """Change what is given of one's own coding, leave what is None."""
    must_be_mine_and_open(coding, by)
    if coding.removed_at is not None:
        raise Closed(N_("This coding was deleted. Restore it first."))
    known_words(polarity or coding.polarity, giver or coding.giver, memo or "")
    coding.polarity, coding.giver = polarity or coding.polarity, giver or coding.giver
    if memo is not None:
        coding.memo = memo.strip()
    if code is not None and code.pk != coding.code_id:
        must_be_usable(code, coding.source)
        coding.code, coding.code_version = code, code.version
    if start is not None or end is not None:
        must_be_open_to_readers(coding.source)
        text = coding.source.text
        coding.start, coding.end = span_in(
            text, coding.start if start is None else start, coding.end if end is None else end
        )
        coding.quote = text[coding.start : coding.end]
    if code is not None or start is not None or end is not None:
        _must_be_single(coding)
    coding.changed_at = clock.now()
    coding.save()
    return coding


@action("coding.code")
def remove_coding(coding: Coding, *, by: Actor) -> Coding:
    """Delete one's own coding; the row stays, marked, and counts nowhere. Twice is harmless."""
    must_be_mine_and_open(coding, by)
    if coding.removed_at is None:
        coding.removed_at = coding.changed_at = clock.now()
        coding.save(update_fields=["removed_at", "changed_at"])
    return coding


@action("coding.code")
def restore_coding(coding: Coding, *, by: Actor) -> Coding:
    """Take the deletion of one's own coding back. Conflict when the passage has been given this code again since."""
    must_be_mine_and_open(coding, by)
    if coding.removed_at is not None:
        _must_be_single(coding)
        coding.removed_at, coding.changed_at = None, clock.now()
        coding.save(update_fields=["removed_at", "changed_at"])
    return coding


def _built(new: NewCoding, text: str, by: Actor, now: dt.datetime) -> Coding:
    must_be_readable(new.source)
    must_be_usable(new.code, new.source)
    known_words(new.polarity, new.giver, new.memo)
    if new.round < 1:
        raise BadInput(N_("Rounds are counted from 1."), field="round")
    start, end = span_as_it_is(text, new.start, new.end) if new.exact else span_in(text, new.start, new.end)
    made = min(new.made_at, now) if new.made_at else now
    return Coding(
        facility_id=by.facility_id,
        study_id=new.source.study_id,
        source=new.source,
        code=new.code,
        start=start,
        end=end,
        quote=text[start:end],
        polarity=new.polarity,
        giver=new.giver,
        memo=new.memo.strip(),
        coder=coder_name(new.coder, by),
        round=new.round,
        guid=new.guid,
        code_version=new.code.version,
        changed_at=made,
        recorded_at=made,
        recorded_by=by.login,
    )


def _must_be_single(coding: Coding) -> None:
    source_id, start, end, code_id, coder, round = place_of(coding)
    same = Coding.objects.filter(source_id=source_id, start=start, end=end, code_id=code_id, coder=coder, round=round)
    if same.filter(removed_at__isnull=True).exclude(pk=coding.pk).exists():
        raise Conflict(TWICE)


def _must_be_open(rows: Sequence[Coding]) -> None:
    sources = {row.source_id for row in rows}
    read = Reading.objects.filter(source_id__in=sources).order_by().values_list("source_id", "coder", "round")
    if {(row.source_id, row.coder, row.round) for row in rows} & set(read):
        raise Closed(FINISHED)
