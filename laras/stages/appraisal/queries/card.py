"""The report card of a study: its thresholds, what it leaves out with which reason, and every technique's status."""

from __future__ import annotations

from dataclasses import fields

from laras.domain import trust
from laras.domain.trust import Check, Facts
from laras.stages.appraisal.models import Justification
from laras.stages.appraisal.queries.facts import facts_of
from laras.stages.evidence.models import Study

# The limits of the four tests stand apart from those of the ratings, under one name of `Study.thresholds`.
TRUST = "trust"


def trust_thresholds_of(study: Study) -> trust.Thresholds:
    """Return the thresholds of the four tests: the defaults where the study sets none."""
    known = {one.name for one in fields(trust.Thresholds)}
    own = study.thresholds.get(TRUST, {})
    return trust.Thresholds(**{name: value for name, value in own.items() if name in known})


def justifications_of(study: Study) -> dict[str, Justification]:
    """Return the newest justification of each technique that has one; an emptied one is left out."""
    rows = Justification.objects.filter(study=study).order_by("recorded_at", "id")
    newest = {row.technique: row for row in rows}
    return {technique: row for technique, row in newest.items() if row.text}


def left_out(justifications: dict[str, Justification]) -> dict[str, str]:
    """Return the techniques a study does not use, with the reason."""
    return {technique: row.text for technique, row in justifications.items() if row.switched_off}


def report_card(study: Study, *, integrity: bool = True, facts: Facts | None = None) -> list[Check]:
    """Return every technique of the four tests with its status; what is not recorded is *not assessable*.

    Without `integrity` nothing sealed is compared, and that row says so.
    """
    found = facts or facts_of(study, integrity=integrity)
    return trust.report_card(found, trust_thresholds_of(study), left_out(justifications_of(study)))
