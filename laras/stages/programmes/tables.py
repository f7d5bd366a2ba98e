"""A proposal and a group as they are drawn, so that a template only draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.phrases import language
from laras.domain.groupwork.activities import Activity, activities
from laras.domain.groupwork.swot import QUADRANTS, Swot
from laras.domain.groupwork.terms import (
    AIM_LABELS,
    ATTENDANCE_LABELS,
    DEED_LABELS,
    ENERGY_LABELS,
    FUND_LABELS,
    GJK_STAGE_LABELS,
    PLACE_LABELS,
    POINT_LABELS,
    RISK_LABELS,
    SECTIONS,
    STATE_LABELS,
    SWOT_LABELS,
)
from laras.domain.information import TOPICS
from laras.domain.texts import Text
from laras.domain.wording import stigma
from laras.stages.measures.queries import instruments
from laras.stages.programmes.models import (
    GroupMeasure,
    MeasurePlan,
    Programme,
    ProgrammeStep,
    SessionPlan,
    SwotItem,
)
from laras.stages.programmes.queries import AttendanceTable, Budget

TONES = {"approved": "ok", "submitted": "warn", "returned": "warn", "draft": "", "retired": ""}
MARKS = {"full": "●", "partial": "◐", "excused": "–", "sick": "–", "refused": "○", "not_invited": "·"}


def said(text: Text) -> str:
    """Return a text in the language of the page, with a capital."""
    word = text.get(language())
    return word[:1].upper() + word[1:]


def state(programme: Programme) -> tuple[str, str]:
    """Return the state of a proposal in words and its tone."""
    return said(STATE_LABELS[programme.state]), TONES[programme.state]


def section_rows(programme: Programme, missing: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the thirteen sections with their text and what is missing in each."""
    gaps: dict[str, list[str]] = {}
    for code, sentence in missing:
        gaps.setdefault(code, []).append(_(sentence))
    return [
        {
            "n": n,
            "code": code,
            "label": section.label.get(language()),
            "text": programme.text.get(code, ""),
            "gaps": gaps.get(code, []),
            "words": _better_words(programme.text.get(code, "")),
        }
        for n, (code, section) in enumerate(SECTIONS.items(), 1)
    ]


def _better_words(text: str) -> list[tuple[str, str]]:
    """Return words that deserve another look, each once with what to write instead; quotes keep theirs."""
    flags = {flag.term: flag.advice.get(language()) for flag in stigma(text) if not flag.verbatim}
    return list(flags.items())


def budget_rows(budget: Budget) -> list[dict[str, Any]]:
    """Return the lines of the RAB with amount and source in words."""
    return [
        {"row": row, "amount": amount, "fund": FUND_LABELS[row.fund].get(language())} for row, amount in budget.lines
    ]


def swot_table(items: Iterable[SwotItem], found: Swot) -> dict[str, Any]:
    """Return the four quarters of the SWOT, the sums, and the quadrant in words ('' while weights are off)."""
    rows = list(items)
    quarters = [
        {
            "kind": kind,
            "label": label.get(language()),
            "score": found.scores[kind],
            "rows": [{"row": row, "score": row.weight * row.rating} for row in rows if row.kind == kind],
        }
        for kind, label in SWOT_LABELS.items()
    ]
    quadrant = QUADRANTS[found.quadrant].get(language()) if found.quadrant else ""
    return {"quarters": quarters, "found": found, "quadrant": quadrant, "empty": not rows}


def activity_name(code: str) -> str:
    """Return the name of an activity, the code itself for one that is no longer in the library."""
    one = activities().get(code)
    return said(one.name) if one else code


def session_row(plan: SessionPlan) -> dict[str, Any]:
    """Return a planned session in words."""
    library = activities()
    own = [library[row["code"]] for row in plan.activities if row["code"] in library]
    tags = dict.fromkeys(tag for one in own for tag in one.risk_tags)
    return {
        "plan": plan,
        "stage": said(GJK_STAGE_LABELS[plan.stage]),
        "activities": [(activity_name(row["code"]), row["minutes"]) for row in plan.activities],
        "minutes": sum(row["minutes"] for row in plan.steps),
        "core": sum(row["minutes"] for row in plan.activities),
        "topics": [said(TOPICS[code].short) for code in plan.topics if code in TOPICS],
        "risks": [said(RISK_LABELS[tag]) for tag in tags],
    }


def measure_rows(rows: Iterable[MeasurePlan | GroupMeasure]) -> list[dict[str, Any]]:
    """Return the measure plan in words."""
    names = {one.code: one.short for one in instruments()}
    return [
        {
            "aim": said(AIM_LABELS[row.aim]),
            "code": row.instrument,
            "name": names[row.instrument].get(language()) if row.instrument in names else "",
            "is_primary": row.is_primary,
            "points": ", ".join(POINT_LABELS[point].get(language()) for point in row.points),
        }
        for row in rows
    ]


def step_rows(steps: Iterable[ProgrammeStep]) -> list[dict[str, Any]]:
    """Return the way of a proposal in words."""
    return [{"step": row, "deed": said(DEED_LABELS[row.deed])} for row in steps]


def activity_row(one: Activity) -> dict[str, Any]:
    """Return an activity of the library in words."""
    return {
        "one": one,
        "name": said(one.name),
        "purpose": one.purpose.get(language()),
        "caution": one.caution.get(language()),
        "adaptation": one.adaptation.get(language()),
        "materials": [row.get(language()) for row in one.materials],
        "energy": said(ENERGY_LABELS[one.energy]),
        "place": said(PLACE_LABELS[one.place]),
        "aims": [said(AIM_LABELS[aim]) for aim in one.aims],
        "risks": [said(RISK_LABELS[tag]) for tag in one.risk_tags],
    }


def attendance_rows(table: AttendanceTable, names: dict[Any, str]) -> list[dict[str, Any]]:
    """Return the members with a mark and a word for each session, and their rate in percent (None before any)."""
    return [
        {
            "name": names[row.member.pk],
            "member": row.member,
            "cells": [
                (MARKS[cell.status], ATTENDANCE_LABELS[cell.status].get(language())) if cell else ("", "")
                for cell in row.cells
            ],
            "percent": round(100 * row.rate) if row.rate is not None else None,
        }
        for row in table.rows
    ]
