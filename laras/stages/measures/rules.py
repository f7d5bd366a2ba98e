"""What may be taken back, and by whom an alert may be closed."""

from __future__ import annotations

import datetime as dt

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import N_, Closed, Conflict, NotAllowed
from laras.stages.measures.models import Administration, MeasureAlert

CHANGE_WINDOW = dt.timedelta(hours=24)


def may_undo(sheet: Administration, by: Actor) -> bool:
    """Tell whether `by` recorded this sheet less than a day ago and it still counts."""
    fresh = clock.now() - sheet.recorded_at <= CHANGE_WINDOW
    return sheet.recorded_by == by.login and fresh and sheet.undone_at is None


def must_be_undoable(sheet: Administration, by: Actor) -> None:
    """Refuse to take back what somebody else recorded, what is older than a day, or what is taken back already."""
    if sheet.recorded_by != by.login:
        raise NotAllowed(N_("Only the person who recorded this can change it. Add a record of your own."))
    if sheet.undone_at is not None:
        raise Closed(N_("These answers were taken back already."))
    if not may_undo(sheet, by):
        raise Closed(N_("This was recorded more than 24 hours ago and stays as it is. Add a new record."))


def must_be_open(alert: MeasureAlert) -> None:
    """Refuse to change an alert that was seen to."""
    if alert.done_at is not None:
        raise Closed(N_("This was seen to already. What was done stays as it was written."))


def must_be_taken_by(alert: MeasureAlert, by: Actor) -> None:
    """Only the one who took it up writes what was done."""
    must_be_open(alert)
    if alert.taken_by != by.login:
        raise Conflict(N_("Take this up first, then write what was done."))
