"""The tables of a proposal: sessions, budget, SWOT, measure plan."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.phrases import number
from laras.stages.programmes.models import Programme
from laras.stages.programmes.queries import budget_of, measure_plan, session_plans, swot_items, swot_of
from laras.stages.programmes.tables import budget_rows, session_row, swot_table
from laras.stages.programmes.tables import measure_rows as measures_in_words
from laras.stages.reports.queries.pictures import BLANK, quadrant_picture

QUADRANT = "swot.svg"


def session_rows(programme: Programme) -> list[dict[str, Any]]:
    """Return the planned sessions in words."""
    rows = [session_row(plan) for plan in session_plans(programme)]
    return [
        {
            "n": row["plan"].number,
            "title": row["plan"].title,
            "stage": row["stage"],
            "activities": ", ".join(
                f"{name} ({_('%(minutes)s min') % {'minutes': minutes}})" for name, minutes in row["activities"]
            ),
            "topics": ", ".join(row["topics"]),
            "listening": row["plan"].listening_skill,
            "roles": row["plan"].roles,
            "measures": ", ".join(row["plan"].measures),
            "plan_b": row["plan"].plan_b,
        }
        for row in rows
    ]


def budget_values(programme: Programme) -> dict[str, Any]:
    """Return the lines of the RAB, the total and the total in words."""
    found = budget_of(programme)
    lines = [
        {
            "n": n,
            "item": line["row"].item,
            "volume": number(line["row"].volume, 0 if line["row"].volume == int(line["row"].volume) else 2),
            "unit": line["row"].unit,
            "price": number(line["row"].price),
            "amount": number(line["amount"]),
            "fund": line["fund"],
        }
        for n, line in enumerate(budget_rows(found), 1)
    ]
    return {"lines": lines, "total": number(found.total), "words": found.words}


def swot_values(programme: Programme) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the four quarters with their scores, and the quadrant drawn; no quadrant while the weights are off."""
    items = swot_items(programme)
    found = swot_of(items)
    table = swot_table(items, found)
    labels = {quarter["kind"]: quarter["label"] for quarter in table["quarters"]}
    names = (labels["s"], labels["w"], labels["o"], labels["t"])
    drawn = {QUADRANT: quadrant_picture(found.x, found.y, names) if found.quadrant and items else BLANK}
    values = {
        "empty": not items,
        "quarters": [_quarter(quarter) for quarter in table["quarters"]],
        "ifas": number(found.ifas, 2),
        "efas": number(found.efas, 2),
        "x": number(found.x, 2),
        "y": number(found.y, 2),
        "quadrant": table["quadrant"],
        "warning": "" if found.quadrant or not items else _("The weights do not add up to 1."),
    }
    return values, drawn


def _quarter(quarter: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {
            "item": line["row"].item,
            "weight": number(line["row"].weight, 2),
            "rating": str(line["row"].rating),
            "score": number(line["score"], 2),
        }
        for line in quarter["rows"]
    ]
    return {"label": quarter["label"], "score": number(quarter["score"], 2), "rows": rows}


def measure_rows(programme: Programme) -> list[dict[str, Any]]:
    """Return the measure plan in words."""
    return [
        {**{name: row[name] for name in ("aim", "code", "name", "points")}, "primary": row["is_primary"]}
        for row in measures_in_words(measure_plan(programme))
    ]
