"""What people and casework know about the gates, to stand beside each tick."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from laras.base.store import clock
from laras.domain.casework import stage
from laras.domain.errors import N_
from laras.stages.casework.models import Episode, SeverityRating
from laras.stages.casework.queries.goals import GoalNow, goals_with_levels
from laras.stages.people.models import Client
from laras.stages.people.queries import current_consent

RATED_WITHIN = dt.timedelta(days=90)

AGREED = N_("A consent to the service holds.")
NOT_AGREED = N_("No consent to the service holds.")
HAS_GOALS = N_("{n} open goals.")
NO_GOALS = N_("No goal has been set.")
ALL_AGREED = N_("The client agreed to every goal.")
SOME_NOT_AGREED = N_("{n} goals without the client's agreement.")
ALL_RATED = N_("Every goal was rated in the last 90 days.")
SOME_NOT_RATED = N_("{n} goals not rated in the last 90 days.")
SCREENED = N_("Severity was rated on the first day.")
NOT_SCREENED = N_("No severity was rated on the first day.")


@dataclass(frozen=True)
class Fact:
    """What is known about one gate: `is_met` is None where only the person who moves the stage can tell."""

    gate: str
    is_met: bool | None
    sentence: str = ""
    n: int = 0


def facts(client: Client, episode: Episode) -> dict[str, Fact]:
    """Return the fact beside each gate of the present stage, by gate code; two to five queries."""
    codes = [gate.code for gate in stage(episode.stage).gates]
    found = {code: Fact(code, None) for code in codes}
    if "consent_or_basis" in found:
        holds = current_consent(client, "service") is not None
        found["consent_or_basis"] = Fact("consent_or_basis", holds, AGREED if holds else NOT_AGREED)
    if "risk_screen" in found:
        day = episode.opened_at + dt.timedelta(hours=24)
        rows = SeverityRating.objects.filter(client_id=episode.client_id, happened_at__range=(episode.opened_at, day))
        screened = rows.exists()
        found["risk_screen"] = Fact("risk_screen", screened, SCREENED if screened else NOT_SCREENED)
    if {"has_goal", "client_agreed", "goals_rated"} & set(codes):
        goals = goals_with_levels([client.pk])[client.pk]
        found.update({fact.gate: fact for fact in _of_goals(goals) if fact.gate in found})
    return found


def _of_goals(goals: list[GoalNow]) -> list[Fact]:
    since = clock.now() - RATED_WITHIN
    silent = sum(not one.goal.agreed for one in goals)
    stale = sum(one.latest is None or one.latest.happened_at < since for one in goals)
    has_goal = Fact("has_goal", bool(goals), HAS_GOALS if goals else NO_GOALS, len(goals))
    if not goals:
        return [has_goal, Fact("client_agreed", False, NO_GOALS), Fact("goals_rated", False, NO_GOALS)]
    return [
        has_goal,
        Fact("client_agreed", not silent, SOME_NOT_AGREED if silent else ALL_AGREED, silent),
        Fact("goals_rated", not stale, SOME_NOT_RATED if stale else ALL_RATED, stale),
    ]
