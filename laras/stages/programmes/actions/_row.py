"""Pieces of several deeds on a proposal."""

from __future__ import annotations

from typing import Any

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.programmes.models import Programme, ProgrammeStep


def locked_programme(programme: Programme) -> Programme:
    """Return the row as it is now, held until the end of the transaction: two editors write one after the other."""
    kept: Programme = Programme.objects.select_for_update().get(pk=programme.pk)
    return kept


def note_step(
    programme: Programme, deed: str, *, note: str = "", content: dict[str, Any] | None = None, by: Actor
) -> ProgrammeStep:
    """Write one step on the way of a proposal."""
    step = ProgrammeStep(
        facility=by.facility,
        programme=programme,
        deed=deed,
        version=programme.version,
        note=note,
        content=content or {},
        actor_name=by.name,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    step.save(force_insert=True)
    return step
