"""Who was asked to take part: also those who said no are counted, nobody needs a name."""

from __future__ import annotations

import datetime as dt

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput
from laras.stages.evidence.models import APPROACH_RESULTS, Approach, Informant, Study
from laras.stages.evidence.rules import at_most, chosen, must_be_of_study, written


@action("evidence.edit")
def note_approach(
    study: Study,
    *,
    role: str,
    result: str,
    approached_on: dt.date,
    who: str = "",
    reason: str = "",
    informant: Informant | None = None,
    by: Actor,
) -> Approach:
    """Note that somebody was asked, and whether they agreed, refused, withdrew or were not reached.

    `informant` links whoever agreed or withdrew later; BadInput for somebody who refused or was not reached.
    """
    row = Approach(facility_id=by.facility_id, study=study, recorded_at=clock.now(), recorded_by=by.login)
    _fill(row, role=role, result=result, approached_on=approached_on, who=who, reason=reason, informant=informant)
    row.save(force_insert=True)
    return row


@action("evidence.edit")
def edit_approach(
    approach: Approach,
    *,
    role: str,
    result: str,
    approached_on: dt.date,
    who: str = "",
    reason: str = "",
    informant: Informant | None = None,
    by: Actor,
) -> Approach:
    """Change what came of it: whoever agreed may withdraw later."""
    _fill(approach, role=role, result=result, approached_on=approached_on, who=who, reason=reason, informant=informant)
    approach.save()
    return approach


def _fill(
    row: Approach,
    *,
    role: str,
    result: str,
    approached_on: dt.date,
    who: str,
    reason: str,
    informant: Informant | None,
) -> None:
    must_be_of_study(informant, row.study)
    row.role = written(role, field="role", most=60)
    row.result = chosen(result, APPROACH_RESULTS, field="result")
    row.who = at_most(who, field="who", most=200)
    row.reason = at_most(reason, field="reason", most=2_000)
    if approached_on > clock.today():
        raise BadInput(N_("This day has not come yet. Choose one that has passed."), field="approached_on")
    row.approached_on = approached_on
    if informant is not None and result in ("refused", "not_reached"):
        raise BadInput(
            N_("Whoever refused or was not reached is no informant. Leave the informant out."), field="informant"
        )
    row.informant = informant
