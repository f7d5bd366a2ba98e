"""The accounts of a home and the roles they hold now."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.access.models import Membership
from laras.base.access.roles import ROLE_LABELS
from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.stages.people.models import Worker


@dataclass(frozen=True)
class Role:
    """A role held now."""

    membership: Membership
    label: str


@dataclass(frozen=True)
class Account:
    """A member of staff with the roles held now."""

    worker: Worker
    roles: list[Role]


def role_word(role: str) -> str:
    """Return the name of a role in the active language."""
    return ROLE_LABELS[role].get(language()) if role in ROLE_LABELS else role


def accounts(by: Actor) -> list[Account]:
    """Return everybody who has an account in the home, by name; two queries."""
    workers = Worker.objects.filter(facility_id=by.facility_id).select_related("user").order_by("name", "id")
    return _with_roles(by, list(workers))


def account(by: Actor, worker: Worker) -> Account:
    """Return one account."""
    return _with_roles(by, [worker])[0]


def _with_roles(by: Actor, workers: Sequence[Worker]) -> list[Account]:
    now = clock.now()
    held = Membership.objects.filter(
        facility_id=by.facility_id, user_id__in=[worker.user_id for worker in workers], valid_from__lte=now
    ).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now))
    roles: dict[uuid.UUID, list[Role]] = defaultdict(list)
    for row in held.order_by("valid_from", "id"):
        roles[row.user_id].append(Role(row, role_word(row.role)))
    return [Account(worker, roles.get(worker.user_id, [])) for worker in workers]
