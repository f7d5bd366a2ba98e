"""Who records, for whom, and what nobody of another home may do."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.aspects import indicator as of_code
from laras.stages.casework.models import Episode, Goal
from laras.stages.people.models import Client
from laras.stages.support.models import SupportAct
from tests.cast import Cast


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The social worker of `client`."""
    return cast.actor("peksos")


@pytest.fixture
def stranger(cast: Cast) -> Actor:
    """The operator of another home: may everything there, and nothing here."""
    return cast.actor("peksos_lain", roles=frozenset({"operator"}), role_order=("operator",))


def episode_of(client: Client, *, days: int = 20, stage: str = "S2") -> Episode:
    """Open an episode that began so many days ago."""
    since = clock.now() - dt.timedelta(days=days)
    kept = {"facility": client.facility, "client": client, "recorded_at": since, "recorded_by": "peksos"}
    return Episode.objects.create(**kept, opened_at=since, stage=stage, stage_since=since)


def goal_of(client: Client, title: str = "Mandi sendiri (contoh)") -> Goal:
    """Agree a goal with a client."""
    kept = {"facility": client.facility, "client": client, "recorded_at": clock.now(), "recorded_by": "peksos"}
    goal: Goal = Goal.objects.create(**kept, episode=episode_of(client), title=title, levels=[])
    return goal


def kept_act(client: Client, indicator: str = "EMO-01", *, days: float = 0, **values: object) -> SupportAct:
    """Write an act straight into the table, so many days ago."""
    at = clock.now() - dt.timedelta(days=days)
    given = {"aspect": of_code(indicator).aspect, "happened_at": at, "recorded_at": at, "recorded_by": "peksos"}
    act: SupportAct = SupportAct.objects.create(
        facility=client.facility, client=client, indicator=indicator, **{**given, **values}
    )
    return act
