"""How the members of a group are called for one reader: by name where they may see the client, else by place."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.stages.people.models import Client
from laras.stages.programmes.models import Member


@dataclass(frozen=True)
class Labels:
    """Member id → (name or '', number among the members); `clients` maps the visible members to their client."""

    names: dict[uuid.UUID, str]
    places: dict[uuid.UUID, int]
    clients: dict[uuid.UUID, uuid.UUID]

    @property
    def shown(self) -> list[str]:
        """The ids of the clients whose records this page opens."""
        return [str(pk) for pk in self.clients.values()]


def labels_of(people: list[Member], actor: Actor) -> Labels:
    """Return what each member is called; members nobody may see here stay a number. One query."""
    wanted = [one.client_id for one in people]
    seen = set(Client.objects.reachable_by(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    visible = [one for one in people if one.client_id in seen]
    names = {one.pk: _called(one.client, actor) for one in visible}
    places = {one.pk: place for place, one in enumerate(people, 1)}
    return Labels(names, places, {one.pk: one.client_id for one in visible})


def _called(client: Client, actor: Actor) -> str:
    return (client.short_name or client.full_name) if actor.sees_names else client.number
