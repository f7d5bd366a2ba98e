"""Who may see whom: opened and closed by a supervisor, or broken open in an emergency."""

from __future__ import annotations

import datetime as dt
import uuid

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, NotAllowed, NotFound
from laras.stages.people.actions._open import access_row
from laras.stages.people.models import ACCESS_KINDS, Access, Client, Worker
from laras.stages.people.queries import own_worker
from laras.stages.people.rules import must_be_of_home, reason_given

EMERGENCY = dt.timedelta(hours=4)
EMERGENCY_REASON = 20


def _open(
    client: Client,
    *,
    worker: Worker,
    kind: str,
    reason: str,
    valid_from: dt.datetime | None,
    valid_until: dt.datetime | None,
    by: Actor,
) -> Access:
    must_be_of_home(worker, by)
    begins = valid_from or clock.now()
    if valid_until is not None and valid_until <= begins:
        raise BadInput(N_("The end lies before the beginning. Choose a later day."), field="valid_until")
    held = Access.objects.filter(client=client, worker=worker, kind=kind, valid_until__isnull=True)
    if kind != "group" and held.exists():
        raise Conflict(N_("This person may see the record already."), field="worker")
    row = access_row(client, worker, kind=kind, reason=reason, valid_from=begins, valid_until=valid_until, by=by)
    row.save(force_insert=True)
    return row


@action("people.access")
def open_access(
    client: Client,
    *,
    worker: Worker,
    kind: str,
    reason: str,
    valid_from: dt.datetime | None = None,
    valid_until: dt.datetime | None = None,
    by: Actor,
) -> Access:
    """Let a worker see a client from then until then; an emergency is not opened here but by `break_glass`."""
    if kind not in ACCESS_KINDS or kind == "break_glass":
        raise BadInput(N_("There is no kind of access “{kind}”. Choose one from the list."), kind=kind, field="kind")
    plain = reason_given(reason, at_least=5)
    return _open(client, worker=worker, kind=kind, reason=plain, valid_from=valid_from, valid_until=valid_until, by=by)


@action("people.group_access")
def open_group_access(
    client: Client,
    *,
    worker: Worker,
    reason: str,
    valid_from: dt.datetime | None = None,
    valid_until: dt.datetime | None = None,
    by: Actor,
) -> Access:
    """Let one who leads, helps or watches a group see a member; whoever enrols must see the member."""
    plain = reason_given(reason, at_least=5)
    return _open(
        client, worker=worker, kind="group", reason=plain, valid_from=valid_from, valid_until=valid_until, by=by
    )


@action("people.group_access")
def close_group_access(access: Access, *, at: dt.datetime | None = None, by: Actor) -> Access:
    """Set the end of a group access, now or on a later day; never before it began."""
    if access.kind != "group":
        raise BadInput(N_("This access does not come from a group."))
    access.valid_until = max(at or clock.now(), access.valid_from)
    access.save(update_fields=["valid_until"])
    return access


@action("people.access")
def close_access(access: Access, *, at: dt.datetime | None = None, by: Actor) -> Access:
    """End an access at `at` (now); never before it began."""
    ends = max(at or clock.now(), access.valid_from)
    if access.valid_until is not None and access.valid_until <= ends:
        raise Closed(N_("This access has ended already."))
    access.valid_until = ends
    access.save(update_fields=["valid_until"])
    return access


@action("people.break_glass")
def break_glass(client_id: uuid.UUID, *, reason: str, by: Actor) -> Access:
    """Open a record that is not one's own for four hours, in an emergency (UU 27/2022 Art. 20: vital interest).

    The client is looked up in the whole home. It is for looking; the supervisor sees it and asks about it.
    """
    plain = reason_given(reason, at_least=EMERGENCY_REASON)
    client = Client.objects.filter(facility=by.facility, pk=client_id, merged_into__isnull=True).first()
    if client is None:
        raise NotFound(N_("There is nobody with this number in the home. Check the number."), field="number")
    worker = own_worker(by)
    if worker is None:
        raise NotAllowed(N_("Your account is not joined to a member of staff. Ask the administrator."))
    now = clock.now()
    return _open(
        client, worker=worker, kind="break_glass", reason=plain, valid_from=now, valid_until=now + EMERGENCY, by=by
    )
