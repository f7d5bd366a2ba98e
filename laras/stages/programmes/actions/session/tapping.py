"""Opening, cancelling and planning again; and every tap of the phones."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete, NotFound
from laras.domain.groupwork import taps as language
from laras.domain.groupwork.terms import REASON_LENGTH, SESSION_TRANSITIONS, after
from laras.stages.programmes.actions.session._room import locked, locked_open
from laras.stages.programmes.models import Session, SessionTap
from laras.stages.programmes.queries.session import members_of
from laras.stages.programmes.rules import must_be_near

MOST_TAPS = 500


@dataclass(frozen=True)
class NewTap:
    """One tap as a phone sends it; `tap_id` is made there, so that sending it again does no harm."""

    tap_id: uuid.UUID
    key: str
    value: Any
    member: uuid.UUID | None = None
    at: dt.datetime | None = None


@action("programmes.session")
def open_session(session: Session, *, by: Actor) -> Session:
    """Start a session now. The second phone that starts it finds it open; nothing is started twice."""
    row = locked(session, by)
    if row.state == "open":
        return row
    row.state = after(row.state, "open", SESSION_TRANSITIONS)
    row.opened_at, row.opened_by = clock.now(), by.login
    row.held_at = row.held_at or row.opened_at
    row.save(update_fields=["state", "opened_at", "opened_by", "held_at"])
    return row


@action("programmes.session")
def cancel_session(session: Session, *, reason: str, by: Actor) -> Session:
    """Say that a session does not take place, and why; taps already made stay."""
    row = locked(session, by)
    if len(reason.strip()) < REASON_LENGTH:
        raise Incomplete(N_("Write the reason (at least {n} characters)."), n=REASON_LENGTH, field="reason")
    row.state = after(row.state, "cancel", SESSION_TRANSITIONS)
    row.cancelled_at, row.cancelled_by, row.cancel_reason = clock.now(), by.login, reason.strip()
    row.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"])
    return row


@action("programmes.session")
def plan_again(session: Session, *, planned_at: dt.datetime, by: Actor) -> Session:
    """Give a cancelled session a new day; what was tapped before the cancelling is there again."""
    row = locked(session, by)
    must_be_near(planned_at, field="planned_at")
    row.state = after(row.state, "plan", SESSION_TRANSITIONS)
    row.planned_at, row.held_at = planned_at, None
    row.cancelled_at, row.cancelled_by, row.cancel_reason = None, "", ""
    row.save(update_fields=["state", "planned_at", "held_at", "cancelled_at", "cancelled_by", "cancel_reason"])
    return row


@action("programmes.session", bulk=True)
def record_taps(session: Session, *, taps: Sequence[NewTap], by: Actor) -> list[SessionTap]:
    """Keep the taps of one sending and return the new ones; one sent before is kept once.

    One deed in the audit chain is one sending with its count and digest, not one tap: a session has a thousand of
    them, and each stands in its own row with who, when and on which phone. Raises BadInput for a tap no page sends,
    NotFound for a member of another group, Closed or Conflict when the session is not going on.
    """
    if len(taps) > MOST_TAPS:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_TAPS)
    row = locked_open(session, by)
    new = _not_kept_yet(row, taps)
    last = SessionTap.objects.filter(session=row).aggregate(last=Max("seq"))["last"] or 0
    members = {str(member.pk) for member in members_of(row, by)}
    now = clock.now()
    return SessionTap.objects.bulk_create(
        SessionTap(
            facility_id=row.facility_id,
            session=row,
            tap_id=tap.tap_id,
            seq=last + place,
            member_id=tap.member,
            key=tap.key,
            value={"v": _checked(tap, members)},
            at=min(tap.at or now, now),
            received_at=now,
            recorded_by=by.login,
            device=by.device[:80],
        )
        for place, tap in enumerate(new, start=1)
    )


def _not_kept_yet(session: Session, taps: Sequence[NewTap]) -> list[NewTap]:
    """Leave out what was kept before, also when one sending names a tap twice."""
    once = {tap.tap_id: tap for tap in taps}
    rows = SessionTap.objects.filter(facility_id=session.facility_id, tap_id__in=once)
    kept = dict(rows.order_by("seq").values_list("tap_id", "session_id"))
    if any(place != session.pk for place in kept.values()):
        raise BadInput(N_("This tap belongs to another session. Load the page again."))
    return [tap for tap_id, tap in once.items() if tap_id not in kept]


def _checked(tap: NewTap, members: set[str]) -> Any:
    value = language.clean(tap.key, tap.value, of_member=tap.member is not None)
    about = [str(tap.member)] if tap.member else []
    if tap.key == "partner" and value:
        about.append(value)
        if value == str(tap.member):
            raise BadInput(N_("Nobody is paired with themselves. Choose another member."))
    if isinstance(value, dict) and value.get("member"):
        about.append(value["member"])
    if not set(about) <= members:
        raise NotFound(N_("This record is not there, or not yours to see."))
    return value
