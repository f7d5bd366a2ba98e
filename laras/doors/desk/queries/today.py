"""What this day asks of one person: who was not heard, what was promised, what is to be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain.balance import Silence
from laras.doors.desk.queries.clients import ClientRow
from laras.doors.desk.queries.overview import Waiting, waiting
from laras.stages.casework.models import Task
from laras.stages.casework.queries import tasks_waiting
from laras.stages.measures.models import SAFETY_KINDS
from laras.stages.measures.queries import open_alerts
from laras.stages.people.models import Client
from laras.stages.support import queries as support

NEVER = 10_000


@dataclass(frozen=True)
class Owed:
    """A client and the topics still to be explained, oldest first."""

    row: ClientRow
    topics: list[Waiting]


@dataclass(frozen=True)
class ToGreet:
    """How many alerts wait for somebody, and how many of them are about safety."""

    open: int
    safety: int


def to_greet(by: Actor) -> ToGreet:
    """Count the alerts that concern this person and that nobody has finished; one query."""
    kinds = list(open_alerts(by).values_list("kind", flat=True)) if by.may("measures.view") else []
    return ToGreet(len(kinds), sum(kind in SAFETY_KINDS for kind in kinds))


def longest(silences: Sequence[Silence]) -> int:
    """Return the days of the longest silence; never heard counts longest."""
    return max(NEVER if one.days is None else one.days for one in silences)


def unheard(clients: Sequence[Client], limit: int) -> tuple[list[ClientRow], int]:
    """Return the `limit` clients with the longest silences, longest first, and how many are silent at all."""
    silent = sorted(
        support.silent_clients(clients), key=lambda pair: (-longest(pair[1]), -len(pair[1]), pair[0].number)
    )
    petals = support.client_petals([client.pk for client, _ in silent[:limit]])
    rows = [ClientRow(client, "", petals[client.pk], tuple(found)) for client, found in silent[:limit]]
    return rows, len(silent)


def own_tasks(by: Actor, limit: int) -> list[Task]:
    """Return the open tasks of this person about clients seen now, oldest first."""
    return list(tasks_waiting(by).filter(worker__user_id=by.user_id)[:limit]) if by.user_id else []


def owed(clients: Sequence[Client], limit: int) -> list[Owed]:
    """Return the `limit` clients who wait longest for an explanation."""
    debts = support.debts_by_client([client.pk for client in clients])
    found = [(client, debts[client.pk]) for client in clients if client.pk in debts]
    found.sort(key=lambda pair: (-max(debt.days for debt in pair[1]), pair[0].number))
    return [Owed(ClientRow(client), waiting(rows)) for client, rows in found[:limit]]
