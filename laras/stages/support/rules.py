"""Whose record may be changed: one's own, while the day is fresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import N_, Closed, NotAllowed, NotFound
from laras.stages.people.models import Client, OfClient

CHANGE_WINDOW = dt.timedelta(hours=24)


def must_be_writable(clients: Iterable[Client], by: Actor) -> None:
    """Refuse when one of many clients is not this person's to write about; one query for all."""
    wanted = {client.pk for client in clients}
    seen = set(Client.objects.writable_by(by).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - seen:
        raise NotFound(N_("This record is not there, or not yours to see."))


def may_change(record: OfClient, by: Actor) -> bool:
    """Tell whether `by` recorded this less than a day ago."""
    return record.recorded_by == by.login and clock.now() - record.recorded_at <= CHANGE_WINDOW


def must_be_changeable(record: OfClient, by: Actor) -> None:
    """Refuse to change what somebody else recorded, or what is older than a day: write a new note instead."""
    if record.recorded_by != by.login:
        raise NotAllowed(N_("Only the person who recorded this can change it. Add a record of your own."))
    if not may_change(record, by):
        raise Closed(N_("This was recorded more than 24 hours ago and stays as it is. Add a new record."))
