"""Filling the tables of a new proposal, from the shipped programme or from an earlier version."""

from __future__ import annotations

from typing import TypeVar

from laras.base.store.models import new_id
from laras.domain.groupwork.programme import PlannedSession, Shipped
from laras.stages.programmes.models import BudgetLine, MeasurePlan, OfProgramme, Programme, SessionPlan, SwotItem

Row = TypeVar("Row", bound=OfProgramme)


def fill_tables(programme: Programme, shipped: Shipped) -> None:
    """Write RAB, SWOT, sessions and measure plan of a shipped programme."""
    language = programme.language
    own = {"facility": programme.facility, "programme": programme}
    BudgetLine.objects.bulk_create(
        BudgetLine(
            **own,
            position=n,
            item=line.item.get(language),
            volume=line.volume,
            unit=line.unit.get(language),
            price=line.price,
        )
        for n, line in enumerate(shipped.budget, 1)
    )
    SwotItem.objects.bulk_create(
        SwotItem(**own, kind=one.kind, position=n, item=one.item.get(language), weight=one.weight, rating=one.rating)
        for n, one in enumerate(shipped.swot, 1)
    )
    SessionPlan.objects.bulk_create(_session(programme, one, shipped) for one in shipped.sessions)
    MeasurePlan.objects.bulk_create(
        MeasurePlan(**own, aim=one.aim, instrument=one.instrument, is_primary=one.is_primary, points=list(one.points))
        for one in shipped.measures
    )


def _session(programme: Programme, one: PlannedSession, shipped: Shipped) -> SessionPlan:
    language = programme.language
    return SessionPlan(
        facility=programme.facility,
        programme=programme,
        number=one.number,
        title=one.title.get(language),
        stage=one.stage,
        activities=[{"code": code, "minutes": minutes} for code, minutes in one.activities],
        topics=list(one.topics),
        listening_skill=one.listening.get(language),
        roles=one.roles.get(language),
        measures=list(one.measures),
        steps=[{"code": step.code, "minutes": step.minutes} for step in shipped.steps],
        plan_b=shipped.plan_b.get(language),
        note=one.note.get(language),
    )


def copy_tables(programme: Programme, draft: Programme) -> None:
    """Copy every table of a proposal into a new draft."""
    for model in (BudgetLine, SwotItem, SessionPlan, MeasurePlan):
        rows = model.objects.filter(programme=programme).order_by("id")
        model.objects.bulk_create([_copied(row, draft) for row in rows])


def _copied(row: Row, draft: Programme) -> Row:
    row.pk, row.programme = new_id(), draft
    row._state.adding = True
    return row
