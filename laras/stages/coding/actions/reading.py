"""Saying that a source was read to its end, and taking that back."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Closed, NotFound
from laras.stages.coding.models import Reading
from laras.stages.coding.queries import compared_in, round_for
from laras.stages.coding.rules import coder_name, must_be_readable
from laras.stages.evidence.models import Source


@action("coding.code")
def finish_reading(source: Source, *, coder: str = "", round: int | None = None, by: Actor) -> Reading:
    """Note that a coder has read a source to its end: from now on a code that is not there means *no*.

    Another name than one's own only for whoever may import. `round` None is the round in which this person reads the
    source. Twice is harmless.
    """
    must_be_readable(source)
    name = coder_name(coder, by)
    reading, _ = Reading.objects.get_or_create(
        facility_id=by.facility_id,
        source=source,
        coder=name,
        round=_round(source, name, round, by),
        defaults={
            "study_id": source.study_id,
            "finished_at": clock.now(),
            "recorded_at": clock.now(),
            "recorded_by": by.login,
        },
    )
    return reading


@action("coding.code")
def reopen_reading(source: Source, *, coder: str = "", round: int | None = None, by: Actor) -> Source:
    """Read on: the source is open for codings again, and what is not coded is unknown again.

    Closed while a round has compared this reading with the other one: what two people found without each other stays.
    """
    name = coder_name(coder, by)
    number = _round(source, name, round, by)
    if compared_in(source, name, number) is not None:
        raise Closed(
            N_(
                "Both readings of this source are finished and compared; they stay as they are until the round is "
                "closed. Settle differences on the page of disagreements."
            )
        )
    rows = Reading.objects.filter(source=source, coder=name, round=number)
    deleted, _ = rows.delete()
    if not deleted:
        raise NotFound(N_("This source was not finished yet. Code on."))
    return source


def _round(source: Source, coder: str, round: int | None, by: Actor) -> int:
    if round is not None:
        return round
    return round_for(source, by) if coder == by.login else 1
