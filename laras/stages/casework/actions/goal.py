"""Goals with five described levels, rated over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES
from laras.domain.casework import GAS_LEVELS
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.casework.models import Goal, GoalRating
from laras.stages.casework.queries import current_episode
from laras.stages.casework.rules import moment_passed, must_be_open
from laras.stages.people.models import Client


def _levels(levels: Mapping[int, str] | Mapping[str, str]) -> dict[str, str]:
    """Return the described levels by text '-2' … '2'; keys may be numbers. The expected one (0) must be there."""
    given = {str(key): value.strip() for key, value in levels.items()}
    unknown = sorted(set(given) - {str(level) for level in GAS_LEVELS})
    if unknown:
        raise BadInput(N_("A goal level lies between -2 and +2, not {value}. Correct the level."), value=unknown[0])
    if not given.get("0"):
        raise Incomplete(N_("Describe what is expected (level 0)."), field="level_0")
    return {str(level): given.get(str(level), "") for level in sorted(GAS_LEVELS)}


@action("casework.goal")
def set_goal(
    client: Client,
    *,
    title: str,
    own_words: str = "",
    aspect: str = "",
    levels: Mapping[int, str] | Mapping[str, str],
    weight: int = 1,
    agreed: bool = True,
    review_on: dt.date | None = None,
    by: Actor,
) -> Goal:
    """Set a goal in the open stay; `levels` describes −2…+2 (0 is needed), `agreed` says the client agrees."""
    episode = current_episode(client)
    if episode is None:
        raise Incomplete(N_("There is no open stay. Open one first."))
    if not title.strip():
        raise Incomplete(N_("Write what the person wants to reach."), field="title")
    if aspect and aspect not in ASPECT_CODES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=aspect, field="aspect")
    if not 1 <= weight <= 5:
        raise BadInput(N_("The weight goes from 1 to 5. Correct it."), field="weight")
    goal = Goal(
        facility=by.facility,
        client=client,
        episode=episode,
        title=title.strip(),
        own_words=own_words.strip(),
        aspect=aspect,
        levels=_levels(levels),
        weight=weight,
        agreed=agreed,
        review_on=review_on,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    goal.save(force_insert=True)
    return goal


@action("casework.goal")
def rate_goal(
    goal: Goal, *, level: int, note: str = "", happened_at: dt.datetime | None = None, by: Actor
) -> GoalRating:
    """Note where a goal stands: −2 to +2."""
    must_be_open(goal)
    if level not in GAS_LEVELS:
        raise BadInput(
            N_("A goal level lies between -2 and +2, not {value}. Correct the level."), value=level, field="level"
        )
    rating = GoalRating(
        facility=by.facility,
        client_id=goal.client_id,
        goal=goal,
        level=level,
        note=note.strip(),
        happened_at=moment_passed(happened_at),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    rating.save(force_insert=True)
    return rating


@action("casework.goal")
def close_goal(goal: Goal, *, by: Actor) -> Goal:
    """Close a goal: reached, or no longer wanted; its ratings stay."""
    must_be_open(goal)
    goal.closed_at = clock.now()
    goal.save(update_fields=["closed_at"])
    return goal
