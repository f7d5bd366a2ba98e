"""Family and others who are close."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Closed, Incomplete
from laras.stages.people.models import Client, Family


def _fill(
    row: Family, name: str, relation: str, phone: str, home_address: str, note: str, responsible: bool, guardian: bool
) -> None:
    if not name.strip():
        raise Incomplete(N_("Write the name."), field="name")
    if not relation.strip():
        raise Incomplete(N_("Write how they are related."), field="relation")
    row.name, row.relation, row.phone = name.strip(), relation.strip(), phone.strip()
    row.home_address, row.note = home_address.strip(), note.strip()
    row.is_responsible, row.is_guardian = responsible, guardian


@action("people.edit")
def add_family(
    client: Client,
    *,
    name: str,
    relation: str,
    phone: str = "",
    home_address: str = "",
    note: str = "",
    is_responsible: bool = False,
    is_guardian: bool = False,
    by: Actor,
) -> Family:
    """Note a relative or another close person; Incomplete without name or relation."""
    row = Family(facility=by.facility, client=client)
    _fill(row, name, relation, phone, home_address, note, is_responsible, is_guardian)
    row.save(force_insert=True)
    return row


@action("people.edit")
def edit_family(
    family: Family,
    *,
    name: str,
    relation: str,
    phone: str = "",
    home_address: str = "",
    note: str = "",
    is_responsible: bool = False,
    is_guardian: bool = False,
    by: Actor,
) -> Family:
    """Change what is known of a close person."""
    if family.removed_at is not None:
        raise Closed(N_("This person was taken off the list. Add them again."))
    _fill(family, name, relation, phone, home_address, note, is_responsible, is_guardian)
    family.save()
    return family


@action("people.edit")
def remove_family(family: Family, *, by: Actor) -> Family:
    """Take a person off the list; consents that name them keep the row."""
    if family.removed_at is None:
        family.removed_at = clock.now()
        family.save(update_fields=["removed_at"])
    return family
