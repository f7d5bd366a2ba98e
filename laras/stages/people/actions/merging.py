"""Two records of one person: joined by a pointer, never by rewriting rows."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, NotFound
from laras.stages.people.actions._open import MERGED, access_row
from laras.stages.people.models import Access, Client, Merge
from laras.stages.people.rules import reason_given


@action("people.merge")
def merge(client: Client, *, into: Client, reason: str, by: Actor) -> Merge:
    """Let `client` be the same person as `into`, whose number stays; those who saw the one now see the other.

    BadInput for a record with itself, Closed for one that is merged already, NotFound for one that is not visible.
    """
    plain = reason_given(reason)
    if client.pk == into.pk:
        raise BadInput(N_("These are the same record. Choose another one."), field="into")
    if client.merged_into_id is not None or into.merged_into_id is not None:
        raise Closed(N_("One of the two was merged before. Choose the record that was kept."), field="into")
    if not Client.objects.visible_to(by).filter(pk=into.pk).exists():
        raise NotFound(N_("This record is not there, or not yours to see."), field="into")
    row = Merge(facility=by.facility, client=client, into=into, reason=plain, merged_at=clock.now(), merged_by=by.login)
    row.save(force_insert=True)
    client.merged_into = into
    client.save(update_fields=["merged_into"])
    _let_see(client, into, by)
    return row


@action("people.merge")
def undo_merge(merge: Merge, *, by: Actor) -> Merge:
    """Take two records apart again; Conflict when both hold the same NIK."""
    if merge.undone_at is not None:
        raise Closed(N_("This was undone already."))
    client = merge.client
    same_nik = Client.objects.filter(facility=by.facility, nik_hash=client.nik_hash, merged_into__isnull=True)
    if client.nik_hash is not None and same_nik.exists():
        raise Conflict(N_("Both records hold the same NIK. Correct it in the record that was kept."))
    client.merged_into = None
    client.save(update_fields=["merged_into"])
    merge.undone_at, merge.undone_by = clock.now(), by.login
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge


def _let_see(client: Client, into: Client, by: Actor) -> None:
    """Open the kept record to those who could see the other one, with the same end."""
    held = set(Access.objects.valid_now().filter(client=into).order_by("id").values_list("worker_id", "kind"))
    rows = Access.objects.valid_now().filter(client=client).exclude(kind="break_glass").select_related("worker")
    now = clock.now()
    Access.objects.bulk_create(
        access_row(into, row.worker, kind=row.kind, reason=MERGED, valid_from=now, valid_until=row.valid_until, by=by)
        for row in rows.order_by("id")
        if (row.worker_id, row.kind) not in held
    )
