"""How the person is: severity and daily living."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.casework import SEVERITIES, adl_score
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.casework.models import AdlRecord, SeverityRating
from laras.stages.casework.rules import moment_passed
from laras.stages.people.models import Client


@action("casework.severity")
def rate_severity(
    client: Client, *, level: str, note: str = "", happened_at: dt.datetime | None = None, by: Actor
) -> SeverityRating:
    """Note the category of a client (severe, moderate, mild) on a day."""
    if level not in SEVERITIES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=level, field="level")
    rating = SeverityRating(
        facility=by.facility,
        client=client,
        level=level,
        note=note.strip(),
        happened_at=moment_passed(happened_at),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    rating.save(force_insert=True)
    return rating


@action("casework.adl")
def record_adl(
    client: Client,
    *,
    answers: Mapping[str, int],
    note: str = "",
    happened_at: dt.datetime | None = None,
    by: Actor,
) -> AdlRecord:
    """Note the twelve activities of daily living (each 0…3); Incomplete names how many are missing."""
    score = adl_score(answers)
    if score.total is None:
        raise Incomplete(
            N_("{n} of the twelve activities are not answered. Answer all twelve."),
            field=score.missing[0],
            n=len(score.missing),
        )
    record = AdlRecord(
        facility=by.facility,
        client=client,
        answers=dict(answers),
        total=score.total,
        note=note.strip(),
        happened_at=moment_passed(happened_at),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    record.save(force_insert=True)
    return record
