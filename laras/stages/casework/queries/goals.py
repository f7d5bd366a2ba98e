"""Goals and where they stand."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from laras.domain.casework import GAS_LEVELS
from laras.stages.casework.models import Goal, GoalRating
from laras.stages.people.models import Client
from laras.stages.people.queries import kept_records, same_person


@dataclass(frozen=True)
class GoalNow:
    """A goal with its ratings (oldest first) and the level it stands at; None before the first rating."""

    goal: Goal
    ratings: tuple[GoalRating, ...]

    @property
    def latest(self) -> GoalRating | None:
        return self.ratings[-1] if self.ratings else None

    @property
    def level(self) -> int | None:
        return self.latest.level if self.latest else None

    @property
    def first_level(self) -> int | None:
        return self.ratings[0].level if self.ratings else None

    @property
    def places(self) -> tuple[bool, ...]:
        """Five places from −2 to +2, True where the goal stands."""
        return tuple(level == self.level for level in sorted(GAS_LEVELS))


def goals_of(client: Client) -> QuerySet[Goal]:
    """Return every goal of a person, open ones first, then the newest."""
    rows = Goal.objects.filter(client_id__in=same_person(client))
    return rows.order_by("closed_at", "id")


def goals_with_levels(client_ids: Iterable[uuid.UUID], *, closed: bool = False) -> dict[uuid.UUID, list[GoalNow]]:
    """Return the goals of each of many (kept) clients with their ratings, oldest goal first.

    Open goals only, unless `closed`. The same few queries for one client and for a hundred.
    """
    kept = kept_records(client_ids)
    goals = Goal.objects.filter(client_id__in=kept)
    if not closed:
        goals = goals.filter(closed_at__isnull=True)
    rows = list(goals.order_by("id"))
    ratings: dict[uuid.UUID, list[GoalRating]] = {goal.pk: [] for goal in rows}
    for rating in GoalRating.objects.filter(goal_id__in=ratings).order_by("happened_at", "id"):
        ratings[rating.goal_id].append(rating)
    found: dict[uuid.UUID, list[GoalNow]] = {pk: [] for pk in set(kept.values())}
    for goal in rows:
        found[kept[goal.client_id]].append(GoalNow(goal, tuple(ratings[goal.pk])))
    return found
