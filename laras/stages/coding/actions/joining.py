"""Two deeds in one: a code named by the words selected, and codings of one code made one."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Incomplete, NotAllowed, NotConsented
from laras.stages.coding.actions.codebook import add_code
from laras.stages.coding.actions.coding import add_coding
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.rules import (
    LONGEST_NAME,
    must_be_mine_and_open,
    must_be_open_to_readers,
    must_be_usable,
    span_in,
)
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import is_quotable

NO_QUOTES = N_(
    "Somebody in this text allows no quotes, so no code can be named by its words. Write a name of your own."
)


@action("coding.code")
def code_in_vivo(
    source: Source,
    *,
    start: int,
    end: int,
    name: str = "",
    parent: Code | None = None,
    polarity: str = "given",
    giver: str = "worker",
    by: Actor,
) -> Coding:
    """Make a code of the words selected, named by them or by `name`, and give it to the passage.

    A code of that name at that place that is in use is taken as it is. Needs the permission to change the codebook.
    NotConsented for words of somebody who allows no quotes: the name of a code is read by everybody and leaves with
    every codebook.
    """
    if not by.may("coding.codebook"):
        raise NotAllowed(N_("Only who keeps the codebook makes new codes. Ask the researcher."))
    must_be_open_to_readers(source)
    low, high = span_in(source.text, start, end)
    called = " ".join((name.strip() or source.text[low:high]).split())
    if called.casefold() in _plain(source.text) and not is_quotable(source):
        raise NotConsented(NO_QUOTES, field="name")
    if len(called) > LONGEST_NAME:
        called = called[: LONGEST_NAME - 1].rstrip() + "…"
    known = Code.objects.filter(study_id=source.study_id, parent=parent, name=called).order_by("id").first()
    if known is not None:
        must_be_usable(known, source)
    code = known or add_code(source.study, name=called, parent=parent, by=by)
    made: Coding = add_coding(source, start=low, end=high, code=code, polarity=polarity, giver=giver, by=by)
    return made


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@action("coding.code")
def merge_codings(coding: Coding, *, others: Collection[uuid.UUID], by: Actor) -> Coding:
    """Make one coding of several of one's own that give the same code in a source: from the first word to the last.

    The others are deleted, and can be restored; the coding keeps its direction, giver and note.
    """
    must_be_mine_and_open(coding, by)
    wanted = set(others) - {coding.pk}
    rows = list(
        Coding.objects.filter(
            pk__in=wanted,
            source_id=coding.source_id,
            code_id=coding.code_id,
            coder=coding.coder,
            round=coding.round,
            removed_at__isnull=True,
        ).order_by("start", "id")
    )
    if coding.removed_at is not None or not rows or len(rows) != len(wanted):
        raise Incomplete(N_("Choose another coding of yours with the same code in this source."))
    now = clock.now()
    Coding.objects.filter(pk__in=[row.pk for row in rows]).update(removed_at=now, changed_at=now)
    every = [coding, *rows]
    coding.start, coding.end = min(one.start for one in every), max(one.end for one in every)
    coding.quote, coding.changed_at = coding.source.text[coding.start : coding.end], now
    coding.save(update_fields=["start", "end", "quote", "changed_at"])
    return coding
