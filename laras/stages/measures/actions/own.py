"""What a home brings of its own: wordings with permission, parameters from its own people."""

from __future__ import annotations

from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed
from laras.domain.texts import Text
from laras.stages.measures.actions._sheet import only_one_at_a_time
from laras.stages.measures.models import LocalParameters, OwnText
from laras.stages.measures.queries import instrument as instrument_of
from laras.stages.measures.queries import own_text

LEAST_REASON = 10
LEAST_PEOPLE = 30
DAYS = (7, 14)


@action("measures.instrument")
def bring_texts(*, instrument: str, texts: Mapping[str, Text], permitted: bool, source: str, by: Actor) -> OwnText:
    """Keep the wording of an instrument whose text is not shipped; the earlier one stays under its number."""
    about = instrument_of(instrument)
    if about.tier != "B":
        raise BadInput(N_("The text of {instrument} is included already."), instrument=about.code)
    if not permitted:
        raise NotAllowed(N_("Tick that you have permission to use this text."), field="permitted")
    if len(source.strip()) < LEAST_REASON:
        raise Incomplete(
            N_("Write where the permission comes from (at least {n} characters)."), n=LEAST_REASON, field="source"
        )
    absent = [item.code for item in about.items if item.code not in texts]
    if absent:
        raise Incomplete(N_("The text of these items is missing: {items}. Add them."), items=", ".join(absent))
    only_one_at_a_time(by)
    before = own_text(by.facility_id, about.code)
    wording = OwnText(
        facility_id=by.facility_id,
        instrument=about.code,
        number=before.number + 1 if before else 1,
        texts={item.code: {"id": texts[item.code].id, "en": texts[item.code].en} for item in about.items},
        permission_source=source.strip(),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    wording.save(force_insert=True)
    return wording


@action("measures.instrument")
def add_parameters(
    *, instrument: str, sd: float, reliability: float, n: int, days: int, reason: str, by: Actor
) -> LocalParameters:
    """Keep SD and test-retest reliability measured here; what was in use before ends.

    At least 30 people whose condition was stable, asked twice within 7 to 14 days.
    """
    about = instrument_of(instrument)
    _check(sd, reliability, n, days, reason)
    only_one_at_a_time(by)
    _end(about.code, by)
    row = LocalParameters(
        facility_id=by.facility_id,
        instrument=about.code,
        sd=sd,
        reliability=reliability,
        n=n,
        days=days,
        reason=reason.strip(),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    row.save(force_insert=True)
    return row


@action("measures.instrument")
def end_parameters(parameters: LocalParameters, *, by: Actor) -> LocalParameters:
    """Stop using parameters measured here; from now on those of the literature count again."""
    parameters.ended_at = parameters.ended_at or clock.now()
    parameters.save(update_fields=["ended_at"])
    return parameters


def _end(code: str, by: Actor) -> None:
    rows = LocalParameters.objects.filter(facility_id=by.facility_id, instrument=code, ended_at__isnull=True)
    for row in rows.order_by("id"):
        row.ended_at = clock.now()
        row.save(update_fields=["ended_at"])


def _check(sd: float, reliability: float, n: int, days: int, reason: str) -> None:
    if not sd > 0:
        raise BadInput(N_("An SD is above zero. Correct the SD."), field="sd")
    if not 0 <= reliability < 1:
        raise BadInput(N_("A reliability lies between 0 and 1. Correct it."), field="reliability")
    if n < LEAST_PEOPLE:
        raise BadInput(N_("At least {n} people are needed."), n=LEAST_PEOPLE, field="n")
    if not DAYS[0] <= days <= DAYS[1]:
        raise BadInput(
            N_("Between the two times there must be {least} to {most} days."), least=DAYS[0], most=DAYS[1], field="days"
        )
    if len(reason.strip()) < LEAST_REASON:
        raise Incomplete(N_("Write the reason (at least {n} characters)."), n=LEAST_REASON, field="reason")
