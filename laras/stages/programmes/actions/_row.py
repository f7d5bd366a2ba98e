"""Pieces of several deeds on a proposal."""

from __future__ import annotations

from typing import Any

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import N_, NotFound
from laras.stages.programmes.models import Group, Programme, ProgrammeStep, SessionPlan


def locked_programme(programme: Programme) -> Programme:
    """Return the row as it is now, held until the end of the transaction: two editors write one after the other."""
    kept: Programme = Programme.objects.select_for_update().get(pk=programme.pk)
    return kept


def locked_plan(plan: SessionPlan) -> SessionPlan:
    """Return the planned session as it is now; call with its programme locked. NotFound when it was taken out."""
    kept: SessionPlan | None = SessionPlan.objects.filter(pk=plan.pk).first()
    if kept is None:
        raise NotFound(N_("This record is not there, or not yours to see."))
    return kept


def locked_group(group: Group) -> Group:
    """Return the group as it is now, held until the end of the transaction."""
    kept: Group = Group.objects.select_for_update().get(pk=group.pk)
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
