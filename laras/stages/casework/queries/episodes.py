"""Stays and the steps along the ten stages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from laras.domain.casework import AFTERCARE
from laras.stages.casework.models import Episode, EpisodeEvent, StageMove
from laras.stages.people.models import Client
from laras.stages.people.queries import kept_records, same_person


def episodes(client: Client) -> QuerySet[Episode]:
    """Return every stay of a person, the newest first."""
    return Episode.objects.filter(client_id__in=same_person(client)).order_by("-opened_at", "-id")


def open_episode_of(client: Client) -> Episode | None:
    """Return the open stay under any number of the person."""
    return episodes(client).filter(closed_at__isnull=True).first()


def current_episode(client: Client) -> Episode | None:
    """Return the stay that is open now, None between two stays."""
    return open_episode_of(client)


def current_episodes(client_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Episode]:
    """Return the open stay of each of many (kept) clients; absent where there is none."""
    kept = kept_records(client_ids)
    rows = Episode.objects.filter(client_id__in=kept, closed_at__isnull=True).order_by("opened_at", "id")
    return {kept[row.client_id]: row for row in rows}


def with_residence(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Return `clients`, each told whether it lives here (read by `lives_here`); no query of its own.

    Who has had a stay and has none open, or is in aftercare, has left: two weeks without support are no silence then.
    Who has no stay yet has just come.
    """
    stays = Episode.objects.filter(Q(client_id=OuterRef("pk")) | Q(client__merged_into_id=OuterRef("pk")))
    here = stays.filter(closed_at__isnull=True).exclude(stage=AFTERCARE)
    return clients.annotate(
        lives_here=Case(When(Exists(here), then=True), When(Exists(stays), then=False), default=True)
    )


def has_left(client: Client) -> bool:
    """Tell whether this one client has left the home: had a stay, and none is open but in aftercare."""
    stays = list(episodes(client).values_list("closed_at", "stage"))
    return bool(stays) and all(closed or stage == AFTERCARE for closed, stage in stays)


def lives_here(client: Client) -> bool:
    """Tell whether a client read through `with_residence` lives in the home; True where nobody asked."""
    return bool(getattr(client, "lives_here", True))


def last_number(client: Client) -> int:
    """Return the number of the newest stay under this very record, 0 before the first."""
    newest = Episode.objects.filter(client=client).order_by("-number").first()
    return newest.number if newest else 0


def stage_history(episode: Episode) -> QuerySet[StageMove]:
    """Return the steps of a stay, the newest first."""
    return StageMove.objects.filter(episode=episode).order_by("-happened_at", "-id")


def events_of(episode: Episode) -> QuerySet[EpisodeEvent]:
    """Return what happened beside the stages, the newest first."""
    return EpisodeEvent.objects.filter(episode=episode).order_by("-happened_at", "-id")
