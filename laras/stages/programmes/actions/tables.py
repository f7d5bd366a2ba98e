"""The tables of a proposal: RAB, SWOT, sessions, measure plan."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, BadInput, Incomplete
from laras.domain.groupwork.activities import activity
from laras.domain.groupwork.terms import AIMS, FUNDS, GJK_STAGES, POINTS, SWOT_KINDS
from laras.domain.information import topic
from laras.stages.measures.queries import instruments
from laras.stages.programmes.actions._row import locked_plan, locked_programme
from laras.stages.programmes.models import BudgetLine, MeasurePlan, Programme, SessionPlan, SwotItem
from laras.stages.programmes.rules import must_be_open

MOST_SESSIONS = 30


@dataclass(frozen=True)
class Line:
    """One line of the RAB; `pk` None for a new one."""

    item: str
    volume: Decimal
    unit: str
    price: int
    fund: str = "apbd"
    pk: uuid.UUID | None = None


@dataclass(frozen=True)
class Factor:
    """One SWOT item; `pk` None for a new one."""

    kind: str
    item: str
    weight: Decimal
    rating: int
    pk: uuid.UUID | None = None


@dataclass(frozen=True)
class Measure:
    """One instrument for an aim."""

    aim: str
    instrument: str
    is_primary: bool
    points: tuple[str, ...]


@action("programmes.edit", bulk=True)
def change_budget(
    programme: Programme, *, lines: Sequence[Line], removed: Collection[uuid.UUID] = (), by: Actor
) -> list[BudgetLine]:
    """Change, add and remove lines of the RAB; lines not named stay, so that two people may work on it."""
    kept = locked_programme(programme)
    must_be_open(kept)
    for line in lines:
        if round(line.volume, 2) <= 0 or line.price < 0:  # a thousandth is kept as nothing
            raise BadInput(N_("Volume and price cannot be below zero. Correct the line."))
        if line.fund not in FUNDS:
            raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=line.fund)
    BudgetLine.objects.filter(programme=kept, pk__in=removed).delete()
    standing = {row.pk: row for row in BudgetLine.objects.filter(programme=kept)}
    last = max((row.position for row in standing.values()), default=0)
    for line in lines:
        row = standing.get(line.pk) if line.pk else None
        if line.pk and row is None:
            continue  # removed by another meanwhile
        if row is None:
            last += 1
            row = BudgetLine(facility=by.facility, programme=kept, position=last)
        row.item, row.volume, row.unit = line.item.strip(), line.volume, line.unit.strip()
        row.price, row.fund = line.price, line.fund
        row.save()
    return list(BudgetLine.objects.filter(programme=kept).order_by("position", "id"))


@action("programmes.edit", bulk=True)
def change_swot(
    programme: Programme, *, factors: Sequence[Factor], removed: Collection[uuid.UUID] = (), by: Actor
) -> list[SwotItem]:
    """Change, add and remove SWOT items. Weights that do not add up to 1 are kept and told: one works towards them."""
    kept = locked_programme(programme)
    must_be_open(kept)
    for one in factors:
        if one.kind not in SWOT_KINDS or not 0 <= one.weight <= 1 or one.rating not in range(1, 5):
            raise BadInput(N_("Weights go from 0 to 1, ratings from 1 to 4. Correct the line."))
    SwotItem.objects.filter(programme=kept, pk__in=removed).delete()
    standing = {row.pk: row for row in SwotItem.objects.filter(programme=kept)}
    last = max((row.position for row in standing.values()), default=0)
    for one in factors:
        row = standing.get(one.pk) if one.pk else None
        if one.pk and row is None:
            continue  # removed by another meanwhile
        if row is None:
            last += 1
            row = SwotItem(facility=by.facility, programme=kept, position=last, kind=one.kind)
        row.kind, row.item, row.weight, row.rating = one.kind, one.item.strip(), one.weight, one.rating
        row.save()
    return list(SwotItem.objects.filter(programme=kept).order_by("position", "id"))


@action("programmes.edit", bulk=True)
def plan_measures(programme: Programme, *, measures: Sequence[Measure], by: Actor) -> list[MeasurePlan]:
    """Set the whole measure plan: which instruments, one primary for each aim that is measured, and when."""
    kept = locked_programme(programme)
    must_be_open(kept)
    known = {one.code for one in instruments()}
    for one in measures:
        if one.aim not in AIMS or one.instrument not in known or set(one.points) - set(POINTS):
            raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=one.instrument)
        if not one.points:
            raise Incomplete(N_("Say when {name} is asked."), name=one.instrument)
    for aim in dict.fromkeys(one.aim for one in measures):
        if sum(one.is_primary for one in measures if one.aim == aim) != 1:
            raise Incomplete(N_("Each aim needs exactly one primary instrument."))
    MeasurePlan.objects.filter(programme=kept).delete()
    return MeasurePlan.objects.bulk_create(
        MeasurePlan(
            facility=by.facility,
            programme=kept,
            aim=one.aim,
            instrument=one.instrument,
            is_primary=one.is_primary,
            points=[point for point in POINTS if point in one.points],
        )
        for one in measures
    )


@action("programmes.edit")
def plan_session(plan: SessionPlan, *, by: Actor, **values: Any) -> SessionPlan:
    """Change a planned session; `values` are fields of the plan: title, stage, activities, topics, measures, words."""
    programme = locked_programme(plan.programme)
    must_be_open(programme)
    plan = locked_plan(plan)
    _set(plan, values)
    plan.save()
    return plan


@action("programmes.edit")
def add_session(programme: Programme, *, title: str, stage: str = "intimacy", by: Actor) -> SessionPlan:
    """Add a session after the last one."""
    kept = locked_programme(programme)
    must_be_open(kept)
    rows = list(SessionPlan.objects.filter(programme=kept).order_by("number"))
    if len(rows) >= MOST_SESSIONS:
        raise BadInput(N_("A programme has at most {n} sessions."), n=MOST_SESSIONS)
    plan = SessionPlan(facility=by.facility, programme=kept, number=(rows[-1].number if rows else 0) + 1)
    if rows:
        plan.steps, plan.plan_b = rows[-1].steps, rows[-1].plan_b
    _set(plan, {"title": title, "stage": stage, "measures": ["MOOD-1"]})
    plan.save(force_insert=True)
    return plan


@action("programmes.edit")
def remove_session(plan: SessionPlan, *, by: Actor) -> Programme:
    """Take a planned session out; those after it move up."""
    programme = locked_programme(plan.programme)
    must_be_open(programme)
    plan = locked_plan(plan)
    later = list(SessionPlan.objects.filter(programme=programme, number__gt=plan.number).order_by("number"))
    plan.delete()
    for row in later:
        row.number -= 1
        row.save(update_fields=["number"])
    return programme


def _set(plan: SessionPlan, values: dict[str, Any]) -> None:
    """Write the given fields into a plan after a look at every code in them."""
    if "title" in values and not values["title"].strip():
        raise Incomplete(N_("Give the session a name."), field="title")
    if values.get("stage", plan.stage) not in GJK_STAGES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=values["stage"], field="stage")
    for row in values.get("activities", ()):
        activity(row["code"])
        if not 1 <= row["minutes"] <= 180:
            raise BadInput(N_("Minutes go from 1 to 180. Correct them."))
    for code in values.get("topics", ()):
        topic(code)
    unknown = set(values.get("measures", ())) - {one.code for one in instruments()}
    if unknown:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=min(unknown))
    for name, value in values.items():
        setattr(plan, name, value.strip() if isinstance(value, str) else value)
