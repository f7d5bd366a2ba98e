"""Audit rows that belong to no action: coming and going."""

from __future__ import annotations

from django.db import transaction

from laras.base.access.actor import Actor
from laras.base.audit import chain
from laras.base.gate.pages import event_of


def note_session(actor: Actor, verb: str) -> None:
    """Write that somebody logged in or out, or changed their own password."""
    with transaction.atomic():
        chain.append(event_of(actor, verb=f"session.{verb}"), ledger="deed", chain=str(actor.facility_id))
