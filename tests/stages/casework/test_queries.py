"""Reads over many clients cost the same; merged records are read as one person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from laras.base.store import clock
from laras.domain.casework import ADL_ITEMS
from laras.stages.casework.actions import add_task, open_episode, rate_goal, rate_severity, record_adl, set_goal
from laras.stages.casework.queries import (
    adl_due,
    adl_series,
    current_episodes,
    due_tasks,
    goals_with_levels,
    latest_severity,
    open_tasks,
    severity_series,
    tasks_waiting,
)
from laras.stages.people.actions import merge
from laras.stages.people.models import Client
from tests.cast import Cast

ANSWERS = dict.fromkeys(ADL_ITEMS, 3)
TODAY = dt.date(2026, 11, 24)


def furnish(cast: Cast, client: Client) -> None:
    by = cast.actor("peksos")
    open_episode(client, by=by)
    goal = set_goal(client, title="Ikut kelompok", levels={0: "Tiap pekan"}, by=by)
    rate_goal(goal, level=-1, by=by)
    rate_goal(goal, level=1, by=by)
    set_goal(client, title="Memimpin senam", levels={0: "Sekali"}, by=by)
    for level in ("severe", "mild"):
        rate_severity(client, level=level, by=by)
    record_adl(client, answers=ANSWERS, by=by)
    add_task(client, title="Telepon keluarga", worker=cast.worker("peksos"), due_on=TODAY, by=by)


def test_many_clients_cost_as_many_queries_as_one(cast: Cast, django_assert_num_queries: Any) -> None:
    clients = [cast.client, *(cast.client_record(name=f"Orang {n} (contoh)", ward=cast.melati) for n in "ABC")]
    for client in clients:
        furnish(cast, client)
    by = cast.actor("peksos")
    for some in (clients[:1], clients[:3]):
        ids = [client.pk for client in some]
        with django_assert_num_queries(3):
            goals = goals_with_levels(ids)
        assert [[(one.goal.title, one.first_level, one.level) for one in goals[pk]] for pk in ids] == [
            [("Ikut kelompok", -1, 1), ("Memimpin senam", None, None)]
        ] * len(ids)
        with django_assert_num_queries(2):
            assert latest_severity(ids) == dict.fromkeys(ids, "mild")
        with django_assert_num_queries(2):
            assert set(current_episodes(ids)) == set(ids)
    with django_assert_num_queries(2):
        assert [task.client_id for task in due_tasks(by, TODAY)] == [client.pk for client in clients]
    assert list(due_tasks(by, TODAY - dt.timedelta(days=1))) == []
    assert tasks_waiting(by).count() == 4
    assert tasks_waiting(cast.actor("peksos2")).count() == 0


def test_both_records_of_one_person_are_read_together(cast: Cast) -> None:
    furnish(cast, cast.client)
    rate_severity(cast.second, level="moderate", by=cast.actor("perawat"))
    record_adl(cast.second, answers={**ANSWERS, "bed": 0}, by=cast.actor("perawat"))
    merge(cast.second, into=cast.client, reason="Orang yang sama, dua kali.", by=cast.actor("penyelia"))
    assert [row.level for row in severity_series(cast.client)] == ["severe", "mild", "moderate"]
    assert [row.total for row in adl_series(cast.client)] == [36, 33]
    assert latest_severity([cast.client.pk]) == {cast.client.pk: "moderate"}
    assert open_tasks(cast.client).count() == 1


def test_the_round_begins_with_those_not_seen_for_a_week(cast: Cast) -> None:
    other = cast.client_record(name="Orang B (contoh)", ward=cast.melati)
    cast.open_access(other, "pengasuh", kind="ward")
    carer = cast.actor("pengasuh")
    record_adl(cast.client, answers=ANSWERS, by=carer)
    assert [(row.client, row.is_due) for row in adl_due(carer)] == [(other, True), (cast.client, False)]
    with clock.at(clock.now() + dt.timedelta(days=7)):
        assert [row.is_due for row in adl_due(carer)] == [True, True]
