"""The list of clients: who, where, how severe, and which aspect has not been heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.domain.balance import Petal, Silence, silences
from laras.domain.casework import SEVERITY_LABELS
from laras.stages.casework.models import SeverityRating
from laras.stages.casework.queries import latest_severity, lives_here, with_residence
from laras.stages.people.models import Client
from laras.stages.support import queries as support

# What no list shows: not fetched, since a search by name reads every row of the home.
_UNSEEN = ("birth_date", "birth_place", "home_address", "religion", "nik", "nik_hash", "kk", "bpjs", "note")


@dataclass(frozen=True)
class ClientRow:
    """One line of the list; `severity` is '' and `petals` None where this person may not read them."""

    client: Client
    severity: str = ""
    petals: tuple[Petal, ...] | None = None
    silences: tuple[Silence, ...] = ()

    @property
    def name(self) -> str:
        return called(self.client)


def called(client: Client) -> str:
    """Return how a client is called: the short name, or else the full one."""
    return str(client.short_name or client.full_name)


def severity_word(level: str) -> str:
    """Return the word of a severity in the active language, '' for none."""
    return SEVERITY_LABELS[level].get(language()) if level else ""


def chosen_clients(by: Actor, *, ward: str = "", severity: str = "") -> QuerySet[Client]:
    """Return the visible clients of a ward and of a latest severity, by number."""
    rows = with_residence(Client.objects.visible_to(by).select_related("ward").defer(*_UNSEEN).order_by("number"))
    if ward:
        rows = rows.filter(ward_id=ward)
    return with_severity(rows, severity) if severity and by.may("casework.view") else rows


def with_severity(clients: QuerySet[Client], severity: str) -> QuerySet[Client]:
    """Return those of `clients` whose latest severity is this one."""
    newest = SeverityRating.objects.filter(client_id=OuterRef("pk")).order_by("-happened_at", "-id")
    return clients.alias(latest=Subquery(newest.values("level")[:1])).filter(latest=severity)


def named(clients: Sequence[Client], words: str) -> list[Client]:
    """Return the clients whose name or number holds every word; names are sealed, so they are opened one by one."""
    wanted = words.casefold().split()
    return [client for client in clients if all(word in _said_of(client) for word in wanted)]


def _said_of(client: Client) -> str:
    return f"{client.full_name} {client.short_name} {client.number}".casefold()


def client_rows(by: Actor, clients: Sequence[Client]) -> list[ClientRow]:
    """Return the lines of `clients` in their order; a constant number of queries, whatever their number."""
    ids = [client.pk for client in clients]
    rated = latest_severity(ids) if by.may("casework.view") else {}
    if not by.may("support.view"):
        return [ClientRow(client, severity_word(rated.get(client.pk, ""))) for client in clients]
    petals, heard, now = support.client_petals(ids), support.last_heard(ids), clock.now()
    return [
        ClientRow(
            client,
            severity_word(rated.get(client.pk, "")),
            petals[client.pk],
            tuple(silences(heard.get(client.pk, {}), now, since=client.recorded_at)) if lives_here(client) else (),
        )
        for client in clients
    ]
