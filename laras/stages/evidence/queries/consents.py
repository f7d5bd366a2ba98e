"""Which research consents hold: of a person, and of the clients whose entries were drawn in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.evidence.models import Informant, ResearchConsent, Study
from laras.stages.evidence.rules import HOLDS, ConsentState, consent_state
from laras.stages.people.models import Client, Consent
from laras.stages.people.queries import current_consents, kept_records


def consents_of(study: Study) -> QuerySet[ResearchConsent]:
    """Return every answer given to a study, general and about single sources, the newest first."""
    rows = ResearchConsent.objects.filter(study=study).select_related("informant")
    return rows.order_by("-given_at", "-recorded_at", "-id")


def in_order(rows: QuerySet[ResearchConsent]) -> QuerySet[ResearchConsent]:
    """Return answers in the order in which a later one takes the place of an earlier one."""
    return rows.order_by("given_at", "recorded_at", "id")


def newest_general(informants: Iterable[Informant]) -> dict[uuid.UUID, ResearchConsent]:
    """Return the newest answer of each informant that is about the whole study."""
    rows = ResearchConsent.objects.filter(informant__in=[one.pk for one in informants], source__isnull=True)
    return {row.informant_id: row for row in in_order(rows)}


def states_of(
    informants: Iterable[Informant], newest: dict[uuid.UUID, ResearchConsent]
) -> dict[uuid.UUID, ConsentState]:
    """Return what the newest general answer of each informant means today.

    An informant who is a client speaks only while the client's own consent to research is not refused or withdrawn:
    whoever says no at one place need not know of the other.
    """
    rows = list(informants)
    today = clock.today()
    states = {one.pk: consent_state(newest.get(one.pk), today) for one in rows}
    refused = _clients_who_refused({one.client_id for one in rows if one.client_id is not None})
    for one in rows:
        if one.client_id in refused and (states[one.pk] in HOLDS or states[one.pk] == "none"):
            states[one.pk] = "withdrawn"
    return states


def _clients_who_refused(clients: set[uuid.UUID]) -> set[uuid.UUID]:
    """Return those whose newest answer to research, under any of their numbers, is a no or was withdrawn."""
    if not clients:
        return set()
    kept = kept_records(clients)
    asked = {
        kept[pk]
        for pk in Consent.objects.filter(client_id__in=kept, purpose="research")
        .order_by()
        .values_list("client_id", flat=True)
    }
    return asked - set(current_consents(clients, "research"))


def consent_states(study: Study) -> dict[uuid.UUID, ConsentState]:
    """Return the state of every informant of a study: none, agreed, no_quotes, declined, withdrawn, expired."""
    rows = list(Informant.objects.filter(study=study).order_by("code"))
    return states_of(rows, newest_general(rows))


def _holding(informant: Informant) -> ResearchConsent | None:
    newest = newest_general([informant])
    state = states_of([informant], newest)[informant.pk]
    return newest.get(informant.pk) if state in HOLDS else None


def may_quote(informant: Informant) -> bool:
    """Tell whether a consent holds today that allows quoting this informant."""
    holding = _holding(informant)
    return holding is not None and holding.may_quote


def may_record(informant: Informant) -> bool:
    """Tell whether a consent holds today that allows recording this informant."""
    holding = _holding(informant)
    return holding is not None and holding.may_record


def may_share(informant: Informant) -> bool:
    """Tell whether a consent holds today that allows sharing the words outside the study."""
    holding = _holding(informant)
    return holding is not None and holding.may_share


def research_clients(by: Actor) -> list[Client]:
    """Return the clients of the home whose consent to research holds, by number (names stay sealed)."""
    asked = Consent.objects.filter(facility_id=by.facility_id, purpose="research", agreed=True)
    rows = Client.objects.filter(facility_id=by.facility_id, merged_into__isnull=True)
    kept = kept_records(rows.order_by("number").values_list("pk", flat=True))
    candidates = {kept[pk] for pk in asked.order_by().values_list("client_id", flat=True) if pk in kept}
    agreed = current_consents(candidates, "research")
    return list(rows.filter(pk__in=agreed).only("id", "facility_id", "number").order_by("number"))
