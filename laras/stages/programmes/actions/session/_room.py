"""The row of a session under lock, and who may run it."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.domain.errors import N_, Closed, Conflict, NotAllowed
from laras.stages.programmes.models import Session
from laras.stages.programmes.queries.session import may_run

NOT_STARTED = N_("This session has not been started. Start it first.")
CANCELLED = N_("This session was cancelled. Plan it again to hold it.")
ALREADY_SAVED = N_("{who} has saved this session already. Nothing was recorded twice.")


def locked(session: Session, by: Actor) -> Session:
    """Return the session as it is now, held until the deed is done: two phones come here one after the other.

    Raises NotAllowed for one who neither runs the group nor sees all its members.
    """
    row: Session = Session.objects.select_for_update().get(pk=session.pk)
    if not may_run(row, by):
        raise NotAllowed(N_("A session is run by leader, co-leader, observer or nurse of the group."))
    return row


def locked_open(session: Session, by: Actor) -> Session:
    """Return the locked session; refuses one that is not going on now and says why."""
    row = locked(session, by)
    if row.state == "saved":
        raise Conflict(ALREADY_SAVED, who=row.saved_by)
    if row.state == "cancelled":
        raise Closed(CANCELLED)
    if row.state != "open":
        raise Closed(NOT_STARTED)
    return row
