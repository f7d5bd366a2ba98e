"""The members of a group without their names: who came, who chose whom, which own goals were reached."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.change_figures import choice_ring
from laras.base.ui.phrases import number
from laras.domain.groupwork.terms import ATTENDANCE_LABELS
from laras.stages.outcomes import readings
from laras.stages.outcomes.queries import Evaluation, Labels
from laras.stages.programmes.tables import MARKS, said
from laras.stages.reports.queries.pictures import picture


def attendance_values(found: Evaluation) -> dict[str, Any]:
    """Return a row of marks a member, the sessions across."""
    table = found.attendance
    return {
        "sessions": [row.number for row in table.sessions],
        "rows": [
            {
                "n": n,
                "cells": [MARKS[cell.status] if cell else "" for cell in row.cells],
                "percent": readings.percent(row.rate),
            }
            for n, row in enumerate(table.rows, 1)
        ],
        "rate": readings.percent(table.rate),
    }


def attendance_word(status: str) -> str:
    """Return how a kind of attendance is called."""
    return said(ATTENDANCE_LABELS[status])


def ring_values(found: Evaluation, nobody: Labels) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return each sociogram with its drawing; only choices are drawn, never quarrels."""
    names: dict[Any, str] = {pk: number(place) for pk, place in nobody.places.items()}
    rows, drawn = [], {}
    for session, told in sorted(found.sociograms.items()):
        file = f"ring-{session}.svg"
        pairs = ", ".join(f"{names[a]} → {names[b]}" for a, b in found.choices[session] if a in names and b in names)
        label = _("Who chose whom in session {n}: {pairs}.").format(n=session, pairs=pairs)
        drawn[file] = picture(choice_ring(names, found.choices[session], label=label))
        alone = [names[one.pk] for one in found.members if one.pk in told.unchosen]
        rows.append(
            {
                "number": session,
                "file": file,
                "label": label,
                "title": _("Who sits with whom, session %(n)s") % {"n": session},
                "mutual": number(told.mutual or 0),
                "density": readings.percent(told.value),
                "alone": ", ".join(alone),
            }
        )
    return rows, drawn


def goal_rows(found: Evaluation, nobody: Labels) -> list[dict[str, Any]]:
    """Return the GAS T-score of every member whose own goals were rated."""
    return [{"n": nobody.places[pk], "score": number(score, 1)} for pk, score in found.goals.items()]
