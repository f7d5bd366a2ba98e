"""Reading the audit rows of a home."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry, Head


def entries(by: Actor, *, ledger: str = "", client_id: str = "", actor: str = "") -> QuerySet[Entry]:
    """Return the rows of the actor's home, newest first; `client_id` also finds the lists it stood on."""
    rows = Entry.objects.filter(chain=str(by.facility_id))
    if ledger:
        rows = rows.filter(ledger=ledger)
    if actor:
        rows = rows.filter(actor=actor)
    if client_id:
        rows = rows.filter(Q(client_id=client_id) | Q(shown__icontains=client_id))
    return rows.order_by("-at", "-seq")


def failed_looks(by: Actor) -> int:
    """Return how many looks of this home could not be written."""
    head = Head.objects.filter(chain=str(by.facility_id), ledger="look").first()
    return head.failures if head else 0
