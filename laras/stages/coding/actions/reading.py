"""Saying that a source was read to its end, and taking that back."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, NotFound
from laras.stages.coding.models import Reading
from laras.stages.coding.rules import coder_name, must_be_readable
from laras.stages.evidence.models import Source


@action("coding.code")
def finish_reading(source: Source, *, coder: str = "", round: int = 1, by: Actor) -> Reading:
    """Note that a coder has read a source to its end: from now on a code that is not there means *no*.

    Another name than one's own only for whoever may import. Twice is harmless.
    """
    must_be_readable(source)
    reading, _ = Reading.objects.get_or_create(
        facility_id=by.facility_id,
        source=source,
        coder=coder_name(coder, by),
        round=round,
        defaults={
            "study_id": source.study_id,
            "finished_at": clock.now(),
            "recorded_at": clock.now(),
            "recorded_by": by.login,
        },
    )
    return reading


@action("coding.code")
def reopen_reading(source: Source, *, coder: str = "", round: int = 1, by: Actor) -> Source:
    """Read on: the source is open for codings again, and what is not coded is unknown again."""
    rows = Reading.objects.filter(source=source, coder=coder_name(coder, by), round=round)
    deleted, _ = rows.delete()
    if not deleted:
        raise NotFound(N_("This source was not finished yet. Code on."))
    return source
