"""A proposal with its tables, what is still missing in it, and its way so far."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from laras.base.access.actor import Actor
from laras.domain.errors import N_
from laras.domain.groupwork import budget, swot
from laras.domain.groupwork.terms import AIMS
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.programmes.models import (
    BudgetLine,
    MeasurePlan,
    Programme,
    ProgrammeStep,
    SessionPlan,
    SwotItem,
)

NEEDED = ("background", "aims", "target", "organisation", "method", "steps", "schedule")


@dataclass(frozen=True)
class Budget:
    """The RAB: lines with their amounts, the total, the total in words (Indonesian, as official papers want it)."""

    lines: list[tuple[BudgetLine, int]]
    total: int

    @property
    def words(self) -> str:
        return f"{budget.terbilang(self.total)} rupiah"


def programmes(actor: Actor) -> QuerySet[Programme]:
    """Return the proposals of the home with their number of groups, those waiting first, then the newest."""
    rows: QuerySet[Programme] = Programme.objects.visible_to(actor).annotate(group_count=Count("groups"))
    return rows.select_related("study").order_by("-recorded_at", "-id")


def budget_of(programme: Programme) -> Budget:
    """Return the RAB of a proposal."""
    rows = list(BudgetLine.objects.filter(programme=programme).order_by("position", "id"))
    lines = [(row, budget.amount(row.volume, row.price)) for row in rows]
    return Budget(lines, sum(amount for _, amount in lines))


def swot_items(programme: Programme) -> list[SwotItem]:
    """Return the SWOT items, S W O T, in their order."""
    rows = SwotItem.objects.filter(programme=programme).order_by("position", "id")
    return sorted(rows, key=lambda row: "swot".index(row.kind))


def swot_of(items: list[SwotItem]) -> swot.Swot:
    """Return the scores of SWOT items."""
    return swot.analyse(swot.Factor(row.kind, row.weight, row.rating) for row in items)


def session_plans(programme: Programme) -> list[SessionPlan]:
    """Return the planned sessions by number."""
    return list(SessionPlan.objects.filter(programme=programme).order_by("number"))


def measure_plan(programme: Programme) -> list[MeasurePlan]:
    """Return the measure plan, aims in their order, the primary instrument of each first."""
    rows = MeasurePlan.objects.filter(programme=programme).order_by("instrument", "id")
    return sorted(rows, key=lambda row: (AIMS.index(row.aim), not row.is_primary))


def steps_of(programme: Programme) -> QuerySet[ProgrammeStep]:
    """Return the way of a proposal so far, the newest first."""
    return ProgrammeStep.objects.filter(programme=programme).order_by("-recorded_at", "-id")


def evidence_of(programme: Programme) -> list[dict[str, Any]]:
    """Return the findings behind the gap; a quote that may no longer be shown comes with `quote` ''.

    Consent may be withdrawn after a proposal was written: what it says is asked each time, never kept.
    """
    rows: list[dict[str, Any]] = list(programme.evidence)
    if not rows or programme.study is None:
        return rows
    quotable = {str(pk) for pk in quotable_source_ids(programme.study)}
    return [
        {**row, "quotes": [q if q["source_id"] in quotable else {**q, "quote": ""} for q in row["quotes"]]}
        for row in rows
    ]


def newer_versions(programme: Programme) -> list[Programme]:
    """Return the drafts and versions made out of this one, the newest first."""
    return list(Programme.objects.filter(previous=programme).order_by("-version", "-id"))


def missing(programme: Programme) -> list[tuple[str, str]]:
    """Return what must still be there before a proposal is handed in: (section, marked sentence)."""
    gaps = [(code, N_("This part is not written yet.")) for code in NEEDED if not programme.text.get(code, "").strip()]
    if not SessionPlan.objects.filter(programme=programme).exists():
        gaps.append(("steps", N_("No session is planned yet.")))
    items = swot_items(programme)
    if items and not swot_of(items).is_balanced:
        gaps.append(("feasibility", N_("The weights do not add up to 1.")))
    return [*gaps, *_unmeasured(programme)]


def _unmeasured(programme: Programme) -> list[tuple[str, str]]:
    plan = measure_plan(programme)
    if not plan:
        return [("monitoring", N_("No aim has an instrument yet."))]
    aims = {row.aim for row in plan}
    if aims != {row.aim for row in plan if row.is_primary}:
        return [("monitoring", N_("Each aim needs exactly one primary instrument."))]
    return []


def content_of(programme: Programme) -> dict[str, Any]:
    """Return the whole proposal as plain values, as it is kept when it is handed in."""
    return {
        "title": programme.title,
        "aspect": programme.aspect,
        "group_type": programme.group_type,
        "language": programme.language,
        "text": dict(programme.text),
        "budget": [[row.item, str(row.volume), row.unit, row.price, row.fund] for row, _ in budget_of(programme).lines],
        "swot": [[row.kind, row.item, str(row.weight), row.rating] for row in swot_items(programme)],
        "sessions": [
            [row.number, row.title, row.stage, row.activities, row.topics, row.measures]
            for row in session_plans(programme)
        ],
        "measures": [[row.aim, row.instrument, row.is_primary, row.points] for row in measure_plan(programme)],
    }


def programmes_of_study(study_id: uuid.UUID, actor: Actor) -> QuerySet[Programme]:
    """Return the proposals that answer a study, the newest first."""
    return programmes(actor).filter(study_id=study_id)


def answers_by_aspect(actor: Actor) -> dict[str, list[Programme]]:
    """Return the proposals in use or on their way for each aspect, the newest first; one query."""
    found: dict[str, list[Programme]] = defaultdict(list)
    for row in Programme.objects.visible_to(actor).exclude(state="retired").order_by("-recorded_at", "-id"):
        found[row.aspect].append(row)
    return dict(found)
