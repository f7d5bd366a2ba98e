"""What must hold before a deed: the record belongs to this home, the reason says something, the day has come."""

from __future__ import annotations

import datetime as dt

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete, NotFound

REASON_LENGTH = 20
EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


def must_be_of_home(record: FacilityRecord | None, by: Actor) -> None:
    """Refuse a record of another home with the words for one that is not there."""
    if record is not None and record.facility_id != by.facility_id:
        raise NotFound(N_("This record is not there, or not yours to see."))


def reason_given(reason: str, *, at_least: int = REASON_LENGTH) -> str:
    """Return the trimmed reason; Incomplete when it is shorter than `at_least` characters."""
    plain = reason.strip()
    if len(plain) < at_least:
        raise Incomplete(N_("Write the reason (at least {n} characters)."), n=at_least, field="reason")
    return plain


def moment_passed(moment: dt.datetime | None, *, field: str = "happened_at") -> dt.datetime:
    """Return `moment`, or now; BadInput for one that lies ahead (five minutes are forgiven: clocks differ).

    Also for one before 1900, which is a slip of the finger, and in the first year no moment of any database.
    """
    now = clock.now()
    if moment is None:
        return now
    if moment > now + dt.timedelta(minutes=5):
        raise BadInput(N_("This moment has not come yet. Choose one that has passed."), field=field)
    if moment < EARLIEST:
        raise BadInput(N_("This lies too far back. Correct the day."), field=field)
    return moment
