"""The sessions that were held with their moods, what happened in them, and what the evaluation does not show."""

from __future__ import annotations

from statistics import median
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.ui.phrases import day, number
from laras.domain.groupwork.terms import ATTENDED
from laras.stages.outcomes import readings
from laras.stages.outcomes.queries import Evaluation
from laras.stages.outcomes.queries.evaluation import SessionMood
from laras.stages.outcomes.queries.facts import incidents

SERIOUS = 3
UNDERSTOOD = 2


def session_rows(found: Evaluation) -> list[dict[str, Any]]:
    """Return the sessions held: who came, how moods stood before and after, for how many they fell by two faces."""
    places = {session.pk: place for place, session in enumerate(found.attendance.sessions)}
    moods = {one.session.pk: one for one in found.moods}
    rows = []
    for session in found.held:
        cells = [row.cells[places[session.pk]] for row in found.attendance.rows]
        noted = [cell for cell in cells if cell is not None and cell.status != "not_invited"]
        mood = moods[session.pk]
        before, after = mood_medians(mood)
        change = [float(value) for value in mood.change.changes.values()]
        rows.append(
            {
                "n": session.number,
                "title": session.title,
                "on": day(session.held_at),
                "came": f"{number(sum(cell.status in ATTENDED for cell in noted))}/{number(len(noted))}",
                "before": number(before, 1),
                "after": number(after, 1),
                "change": readings.signed(median(change)) if change else number(None),
                "worse": number(len(mood.change.worse)),
            }
        )
    return rows


def mood_medians(mood: SessionMood) -> tuple[float | None, float | None]:
    """Return the median face before and after among those asked both times."""
    both = [(before, after) for before, after in mood.moods.values() if before is not None and after is not None]
    if not both:
        return None, None
    return float(median(before for before, _after in both)), float(median(after for _before, after in both))


def incident_values(found: Evaluation) -> dict[str, str]:
    """Count the incidents; what happened and to whom is not told in a paper that leaves the house."""
    noted = incidents(found.group)
    serious = [dealt for severity, dealt in noted if severity >= SERIOUS]
    return {
        "sentence": _(
            "Incidents noted: %(all)s, of them serious: %(serious)s, not yet dealt with: %(open)s. "
            "They are counted only; whom they concern is not told here."
        )
        % {"all": number(len(noted)), "serious": number(len(serious)), "open": number(serious.count(False))}
    }


def told_values(found: Evaluation) -> str:
    """Say how many of the topics given could be explained back."""
    given = found.teach_back
    if not given:
        return _("No topic was asked back yet.")
    good = sum(level >= UNDERSTOOD for level in given)
    return _("%(good)s of %(all)s explanations could be explained back (level 2 or 3).") % {
        "good": number(good),
        "all": number(len(given)),
    }


def limits(found: Evaluation) -> list[str]:
    """Return what keeps this evaluation from saying more."""
    n = len(found.members)
    missing = sum(one.group.n_missing for one in found.measures)
    lines = [
        ngettext(
            "%(n)d member in one group without comparison: others may fare otherwise.",
            "%(n)d members in one group without comparison: others may fare otherwise.",
            n,
        )
        % {"n": n},
        _("Who was ill, on leave or did not want to come is missing where it matters; nothing was filled in."),
        _(
            "The own instruments are translated but not yet validated; changes by the error of measurement are indicative."
        ),
        _("Those who led the group also noted what they saw; the observer took turns."),
        _("Several measures were tested; one small probability among many says little."),
    ]
    if missing:
        lines.append(_("%(n)s pairs of measurements are missing.") % {"n": number(missing)})
    if found.is_exploratory:
        lines.append(_("The measures were not chosen before the first session."))
    return lines
