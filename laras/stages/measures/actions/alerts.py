"""Taking up an alert and writing what was done."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict, Incomplete
from laras.stages.measures.models import MeasureAlert
from laras.stages.measures.rules import must_be_open, must_be_taken_by

LEAST = 10
LONGEST = 4_000


@action("measures.view")
def take_alert(alert: MeasureAlert, *, by: Actor) -> MeasureAlert:
    """Take up an alert: from now on the others see who goes. Taken by somebody else it stays theirs."""
    row: MeasureAlert = MeasureAlert.objects.select_for_update().get(pk=alert.pk)
    must_be_open(row)
    if row.taken_at is not None and row.taken_by != by.login:
        raise Conflict(N_("{name} has taken this up already. Ask there how it went."), name=row.taken_by)
    row.taken_at = row.taken_at or clock.now()
    row.taken_by = by.login
    row.save(update_fields=["taken_at", "taken_by"])
    return row


@action("measures.view")
def settle_alert(alert: MeasureAlert, *, done: str, by: Actor) -> MeasureAlert:
    """Write what was done about an alert one took up; that closes it."""
    row: MeasureAlert = MeasureAlert.objects.select_for_update().get(pk=alert.pk)
    must_be_taken_by(row, by)
    said = done.strip()
    if len(said) < LEAST:
        raise Incomplete(N_("Write what was done (at least {n} characters)."), n=LEAST, field="done")
    if len(said) > LONGEST:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST, field="done")
    row.done, row.done_at, row.done_by = said, clock.now(), by.login
    row.save(update_fields=["done", "done_at", "done_by"])
    return row
