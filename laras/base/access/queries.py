"""Which roles a user holds now, and the actor made of them."""

from __future__ import annotations

import getpass
import uuid
from functools import cache

from django.db.models import Q, QuerySet

from laras.base.access.actor import Actor
from laras.base.access.models import Facility, Membership, User
from laras.base.store import clock, fetch
from laras.domain.errors import N_, NotFound


def current_memberships(user_id: uuid.UUID) -> QuerySet[Membership]:
    """Return the memberships of a user that are valid now, oldest first."""
    now = clock.now()
    return (
        Membership.objects.filter(user_id=user_id, valid_from__lte=now)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now))
        .select_related("facility")
        .order_by("valid_from", "id")
    )


def _memberships_now(user_id: uuid.UUID) -> list[Membership]:
    """Return the same rows; every request asks, so the statement is written once."""
    moment = Membership._meta.get_field("valid_from")
    now = clock.now()
    found = fetch.fetched(_statement(), [(Membership._meta.get_field("user"), user_id), (moment, now), (moment, now)])
    width = len(Membership._meta.concrete_fields)
    rows = []
    for values in found:
        row = fetch.row_of(Membership, values[:width])
        row.facility = fetch.row_of(Facility, values[width:])
        rows.append(row)
    return rows


@cache
def _statement() -> str:
    return (
        f"SELECT {fetch.columns(Membership, 'm')}, {fetch.columns(Facility, 'f')} "  # noqa: S608  # our own names
        "FROM access_membership m JOIN access_facility f ON f.id = m.facility_id "
        "WHERE m.user_id = %s AND m.valid_from <= %s AND (m.valid_until IS NULL OR m.valid_until > %s) "
        "ORDER BY m.valid_from, m.id"
    )


def actor_for(user: User, *, facility_id: str | None = None, device: str = "") -> Actor | None:
    """Return the actor of `user` in the chosen home (the first one by default), None without a valid membership."""
    rows = _memberships_now(user.pk)
    if facility_id is not None and any(str(row.facility_id) == facility_id for row in rows):
        rows = [row for row in rows if str(row.facility_id) == facility_id]
    rows = [row for row in rows if row.facility_id == rows[0].facility_id]
    if not rows:
        return None
    order = tuple(dict.fromkeys(row.role for row in rows))
    return Actor(
        facility=rows[0].facility,
        roles=frozenset(order),
        role_order=order,
        user_id=user.pk,
        login=user.login,
        name=user.name,
        device=device,
    )


def default_facility(code: str | None = None) -> Facility:
    """Return the home with `code`, or the only or oldest one; NotFound when there is none."""
    homes = Facility.objects.order_by("id")
    home = homes.filter(code=code).first() if code else homes.first()
    if home is None:
        raise NotFound(N_("There is no home {code}. Make one with “laras start” or “laras demo”."), code=code or "")
    return home


def operator(facility: Facility) -> Actor:
    """Return the built-in operator of a home, logged with the name of the account at the keyboard."""
    return Actor(
        facility=facility,
        roles=frozenset({"operator"}),
        role_order=("operator",),
        login=f"operator:{getpass.getuser()}",
        name="Operator",
        device="command line",
    )
