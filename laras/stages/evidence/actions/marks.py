"""Marks on a source: listened to against the recording, set aside for a later comparison."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Closed, Incomplete
from laras.stages.evidence.models import Source
from laras.stages.evidence.rules import must_be_open


@action("evidence.edit")
def mark_listened(source: Source, *, by: Actor) -> Source:
    """Note that the text was checked against the recording from beginning to end, by whom and when."""
    must_be_open(source)
    if source.is_missing:
        raise Incomplete(N_("There is no text to check yet. Add the text first."))
    source.listened_at, source.listened_by = clock.now(), by.login
    source.save(update_fields=["listened_at", "listened_by"])
    return source


@action("evidence.edit")
def unmark_listened(source: Source, *, by: Actor) -> Source:
    """Take the mark back."""
    must_be_open(source)
    source.listened_at, source.listened_by = None, ""
    source.save(update_fields=["listened_at", "listened_by"])
    return source


@action("evidence.edit")
def put_aside(source: Source, *, by: Actor) -> Source:
    """Keep a source out of the first analysis, to compare the findings with it later (referential adequacy)."""
    must_be_open(source)
    if source.is_set_aside:
        raise Closed(N_("This source is set aside already."))
    source.is_set_aside = True
    source.save(update_fields=["is_set_aside"])
    return source


@action("evidence.edit")
def take_up(source: Source, *, by: Actor) -> Source:
    """Let a source that was set aside take part again."""
    must_be_open(source)
    source.is_set_aside = False
    source.save(update_fields=["is_set_aside"])
    return source
