"""Opening a study and changing it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.appraisal import Thresholds
from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import N_, BadInput, Conflict
from laras.stages.evidence.models import Study
from laras.stages.evidence.rules import aspects_in_order, at_most, chosen, period_in_order, written

_SHARES = ("coverage_strong", "coverage_weak", "lacking_strong", "lacking_weak", "firm")


@action("evidence.edit")
def create_study(
    *,
    name: str,
    question: str = "",
    site: str = "",
    aspects: Iterable[str] = ASPECT_CODES,
    period_from: dt.date | None = None,
    period_until: dt.date | None = None,
    codes_together: bool = False,
    by: Actor,
) -> Study:
    """Open a study. Conflict when the home has one of that name.

    With `codes_together` coders see each other's codings at once, otherwise once both have read a source to its end.
    """
    study = Study(facility=by.facility, codes_together=codes_together, recorded_at=clock.now(), recorded_by=by.login)
    _fill(study, name=name, question=question, site=site, aspects=aspects, first=period_from, last=period_until)
    study.save(force_insert=True)
    return study


@action("evidence.edit")
def edit_study(
    study: Study,
    *,
    name: str,
    question: str,
    site: str,
    aspects: Iterable[str] = ASPECT_CODES,
    period_from: dt.date | None = None,
    period_until: dt.date | None = None,
    codes_together: bool = False,
    by: Actor,
) -> Study:
    """Change what a study asks, where and when, and whether its coders see each other's work at once."""
    study.codes_together = codes_together
    _fill(study, name=name, question=question, site=site, aspects=aspects, first=period_from, last=period_until)
    study.save()
    return study


@action("evidence.edit")
def set_thresholds(study: Study, *, thresholds: Mapping[str, float], by: Actor) -> Study:
    """Set the thresholds that differ from the defaults of the method; shares 0…1, the rest whole numbers from 0.

    Names not given go back to their default. BadInput for an unknown name, a value out of range, or a weak limit
    above a strong one.
    """
    known = {one.name for one in fields(Thresholds)}
    for name, value in thresholds.items():
        chosen(name, known, field="thresholds")
        _check_threshold(name, value)
    result = Thresholds(**thresholds)  # type: ignore[arg-type]  # counts are whole numbers, checked above
    if result.coverage_weak > result.coverage_strong or result.lacking_strong > result.lacking_weak:
        raise BadInput(N_("The limit for weak lies beyond the one for strong. Change one of them."), field="thresholds")
    defaults = Thresholds()
    other = {name: value for name, value in study.thresholds.items() if name not in known}
    study.thresholds = other | {name: value for name, value in thresholds.items() if value != getattr(defaults, name)}
    study.save(update_fields=["thresholds"])
    return study


@action("evidence.edit")
def keep(study: Study, *, kept: dict[str, Any], by: Actor) -> Study:
    """Keep what came with an imported project and has no place here, to give it back on export."""
    study.kept = kept
    study.save(update_fields=["kept"])
    return study


def _fill(
    study: Study,
    *,
    name: str,
    question: str,
    site: str,
    aspects: Iterable[str],
    first: dt.date | None,
    last: dt.date | None,
) -> None:
    study.name = written(name, field="name")
    study.question = at_most(question, field="question", most=2_000)
    study.site = at_most(site, field="site", most=300)
    study.aspects = aspects_in_order(aspects)
    period_in_order(first, last)
    study.period_from, study.period_until = first, last
    _must_be_free(study.name, study.facility_id, study.pk)


def _must_be_free(name: str, facility_id: uuid.UUID, own: uuid.UUID) -> None:
    if Study.objects.filter(facility_id=facility_id, name=name).exclude(pk=own).exists():
        raise Conflict(N_("There is already a study named “{name}”. Choose another name."), name=name, field="name")


def _check_threshold(name: str, value: float) -> None:
    if name in _SHARES:
        if not 0 <= value <= 1:
            raise BadInput(N_("Write a share from 0 to 1."), field="thresholds")
    elif value < 0 or value != int(value):
        raise BadInput(N_("Write a whole number from 0 up."), field="thresholds")
