"""Which research consents hold, and whose words may therefore be quoted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.evidence.models import Informant, ResearchConsent, Source, Study
from laras.stages.evidence.rules import ConsentState, consent_state
from laras.stages.people.models import Client, Consent
from laras.stages.people.queries import current_consents, kept_records

SPEAKS = frozenset({"none", "agreed"})


def consents_of(study: Study) -> QuerySet[ResearchConsent]:
    """Return every answer given to a study, the newest first."""
    rows = ResearchConsent.objects.filter(study=study).select_related("informant")
    return rows.order_by("-given_at", "-recorded_at", "-id")


def _newest(rows: QuerySet[ResearchConsent]) -> dict[uuid.UUID, ResearchConsent]:
    return {row.informant_id: row for row in rows.order_by("given_at", "recorded_at", "id")}


def _states(informants: Iterable[Informant]) -> dict[uuid.UUID, ConsentState]:
    """Return what the newest answer of each informant means today.

    An informant who is a client speaks only while the client's own consent to research is not refused or withdrawn:
    whoever says no at one place need not know of the other.
    """
    rows = list(informants)
    newest = _newest(ResearchConsent.objects.filter(informant__in=[one.pk for one in rows]))
    today = clock.today()
    states = {one.pk: consent_state(newest.get(one.pk), today) for one in rows}
    refused = _clients_who_refused({one.client_id for one in rows if one.client_id is not None})
    for one in rows:
        if one.client_id in refused and states[one.pk] in SPEAKS:
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
    return _states(Informant.objects.filter(study=study).order_by("code"))


def _holding(informant: Informant) -> ResearchConsent | None:
    newest = _newest(ResearchConsent.objects.filter(informant=informant)).get(informant.pk)
    state = _states([informant])[informant.pk]
    return newest if state in ("agreed", "no_quotes") else None


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


def _drawn_from(source: Source) -> list[uuid.UUID]:
    """Return the clients whose entries a source holds; opens its circumstances, never its text."""
    return [uuid.UUID(pk) for pk in source.setting.get("clients", [])] if source.kind == "case_entries" else []


def _quotable(sources: Iterable[Source], states: dict[uuid.UUID, ConsentState]) -> set[uuid.UUID]:
    rows = list(sources)
    drawn = {row.pk: _drawn_from(row) for row in rows}
    clients = {pk for found in drawn.values() for pk in found}
    # A client may have been merged into another record since; the consent then stands there.
    kept = _kept_now(clients)
    agreed = set(current_consents(set(kept.values()), "research")) if clients else set()
    return {
        row.pk
        for row in rows
        if (row.informant_id is None or states.get(row.informant_id, "none") in SPEAKS)
        and all(kept.get(pk) in agreed for pk in drawn[row.pk])
    }


def _kept_now(clients: set[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    if not clients:
        return {}
    kept = {pk: pk for pk in clients}
    rows = Client.objects.filter(pk__in=clients, merged_into__isnull=False).values_list("pk", "merged_into_id")
    moved = {pk: into for pk, into in rows.order_by("id") if into is not None}
    for pk, now in kept.items():
        last = now
        while last in moved:
            last = moved[last]
        kept[pk] = last
    return kept


def quotable_source_ids(study: Study) -> set[uuid.UUID]:
    """Return the sources whose words may be shown: see `is_quotable`; a constant number of queries."""
    rows = Source.objects.filter(study=study, removed_at__isnull=True).only(
        "id", "facility_id", "kind", "informant_id", "setting"
    )
    return _quotable(rows.order_by("position", "id"), consent_states(study))


def unsettled_source_ids(study: Study) -> set[uuid.UUID]:
    """Return the sources of informants who have not been asked for consent yet: quotable, but to be told."""
    states = consent_states(study)
    waiting = [pk for pk, state in states.items() if state == "none"]
    rows = Source.objects.filter(study=study, removed_at__isnull=True, informant_id__in=waiting)
    return set(rows.order_by().values_list("pk", flat=True))


def is_quotable(source: Source) -> bool:
    """Tell whether words of this source may be shown as a quote.

    Without an informant always, except entries of a client who no longer agrees to research. With one: while nobody
    has asked yet (not settled, to be told) or a consent with quoting holds; never after a no, a withdrawal or the
    last day of the consent.
    """
    informants = [] if source.informant is None else [source.informant]
    return source.pk in _quotable([source], _states(informants))


def research_clients(by: Actor) -> list[Client]:
    """Return the clients of the home whose consent to research holds, by number (names stay sealed)."""
    asked = Consent.objects.filter(facility_id=by.facility_id, purpose="research", agreed=True)
    rows = Client.objects.filter(facility_id=by.facility_id, merged_into__isnull=True)
    kept = kept_records(rows.order_by("number").values_list("pk", flat=True))
    candidates = {kept[pk] for pk in asked.order_by().values_list("client_id", flat=True) if pk in kept}
    agreed = current_consents(candidates, "research")
    return list(rows.filter(pk__in=agreed).only("id", "facility_id", "number").order_by("number"))
