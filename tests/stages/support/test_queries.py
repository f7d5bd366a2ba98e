"""What the pages read: petals, silences, weeks, the log, debts; and that it costs the same for one and for three."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES
from laras.stages.people.models import Client
from laras.stages.support import actions, queries
from laras.stages.support.queries.shelf import indicator_shelf
from tests.cast import Cast
from tests.stages.support.conftest import episode_of, kept_act

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC)


def _cost(read: Callable[[list[Client]], object], clients: list[Client]) -> int:
    with CaptureQueriesContext(connection) as caught:
        read(clients)
    return len(caught)


def test_a_petal_is_as_long_as_indicators_were_reached(cast: Cast) -> None:
    kept_act(cast.client, "EMO-01")
    kept_act(cast.client, "EMO-01", polarity="received")
    kept_act(cast.client, "EMO-02", days=13)
    kept_act(cast.client, "EMO-03", days=15)
    kept_act(cast.client, "EMO-04", undone_at=clock.now())
    kept_act(cast.client, "GRP-01", polarity="lacking")
    petals = {petal.aspect: petal for petal in queries.client_petals([cast.client.pk])[cast.client.pk]}
    assert list(petals) == list(ASPECT_CODES)
    assert (petals["emotional"].reached, petals["emotional"].count, petals["emotional"].silent) == (2, 3, False)
    assert petals["emotional"].coverage == pytest.approx(2 / petals["emotional"].possible)
    assert (petals["group"].reached, petals["group"].silent) == (0, True)


def test_counts_keep_every_direction_apart(cast: Cast) -> None:
    for polarity in ("given", "given", "received", "lacking", "refused", "harmful"):
        kept_act(cast.client, "INS-01", polarity=polarity)
    count = queries.client_counts([cast.client.pk])[cast.client.pk]["instrumental"]
    assert (count.given, count.received, count.lacking, count.refused, count.harmful) == (2, 1, 1, 1, 1)
    assert count.indicators == {"INS-01"}


def test_the_shared_flower_counts_people_reached_by_a_worker(cast: Cast) -> None:
    kept_act(cast.client, "EMO-01")
    kept_act(cast.client, "EMO-02")
    kept_act(cast.second, "GRP-01", giver="family")
    petals = {petal.aspect: petal for petal in queries.shared_petals(Client.objects.filter(facility=cast.home))}
    assert (petals["emotional"].reached, petals["emotional"].possible, petals["emotional"].count) == (1, 2, 2)
    assert petals["group"].silent


def test_last_heard_is_the_newest_given_or_received(cast: Cast) -> None:
    kept_act(cast.client, "EMO-01", days=9)
    newest = kept_act(cast.client, "EMO-02", days=3, polarity="received")
    kept_act(cast.client, "EMO-03", days=1, polarity="lacking")
    kept_act(cast.client, "EMO-04", days=1, undone_at=clock.now())
    heard = queries.last_heard([cast.client.pk])[cast.client.pk]
    assert heard == dict.fromkeys(ASPECT_CODES) | {"emotional": newest.happened_at}


def test_silent_clients_come_with_most_silences_first(cast: Cast) -> None:
    with clock.at(NOW):
        for client in (cast.client, cast.second):
            client.recorded_at = NOW - dt.timedelta(days=40)
            client.save()
        for code in ("EMO-01", "EST-01", "INS-01", "GRP-01"):
            kept_act(cast.client, code, days=1)
        kept_act(cast.client, "INF-01", days=16)
        newcomer = cast.client_record()
        rows = queries.silent_clients([cast.client, cast.second, newcomer])
    found = [(client.pk, [(one.aspect, one.days) for one in silences]) for client, silences in rows]
    assert found == [
        (cast.second.pk, [(code, 40) for code in ASPECT_CODES]),
        (cast.client.pk, [("informational", 16)]),
    ]


def test_weeks_begin_on_monday_and_end_with_this_one(cast: Cast) -> None:
    with clock.at(NOW):
        kept_act(cast.client, "EMO-01")
        kept_act(cast.client, "EMO-02", days=1)
        kept_act(cast.client, "EMO-01", days=3)  # Sunday
        kept_act(cast.client, "GRP-01", polarity="lacking")
        kept_act(cast.client, "GRP-01", days=100)
        rows, mondays = queries.week_rows(cast.client, cast.home)
    assert (len(mondays), mondays[0], mondays[-1]) == (12, dt.date(2026, 9, 7), dt.date(2026, 11, 23))
    counts = {row.aspect: row.counts for row in rows}
    assert counts["emotional"] == [0] * 10 + [1, 2]
    assert counts["group"] == [0] * 12


def test_the_log_shows_the_caseload_newest_first_and_narrows(cast: Cast, by: Actor) -> None:
    old, new = kept_act(cast.client, "EMO-01", days=8), kept_act(cast.client, "GRP-01", giver="peer")
    kept_act(cast.client, "GRP-02", undone_at=clock.now())
    others = kept_act(cast.second, "EMO-01")
    assert list(queries.acts(by)) == [new, old]
    assert list(queries.acts(by, aspect="emotional")) == [old]
    assert list(queries.acts(by, giver="peer")) == [new]
    assert list(queries.acts(by, since=clock.now() - dt.timedelta(days=7))) == [new]
    assert set(queries.acts(cast.actor("penyelia"))) == {old, new, others}
    assert not queries.acts(cast.actor("peksos_lain")).exists()


def test_whom_one_recorded_last_stands_first(cast: Cast, by: Actor) -> None:
    third = cast.client_record()
    assert queries.recent_clients(by) == [cast.client, third]
    kept_act(third, recorded_by="peksos")
    assert queries.recent_clients(by) == [third, cast.client]


def test_the_most_used_indicators_stand_first_on_the_shelf(cast: Cast) -> None:
    for _ in range(2):
        last = kept_act(cast.client, "INF-08")
    kept_act(cast.second, "INF-07")
    shelf = indicator_shelf(cast.client, "informational")
    assert (shelf[0].indicator.code, shelf[0].last_at) == ("INF-08", last.happened_at)
    assert [row.indicator.code for row in shelf[1:4]] == ["INF-01", "INF-02", "INF-03"]
    assert [row.is_first for row in shelf] == [True] * 4 + [False] * (len(shelf) - 4)
    assert len({row.indicator.code for row in shelf}) == len(shelf)


def test_a_debt_begins_when_the_topic_is_due_and_ends_when_it_is_told_back(cast: Cast, by: Actor) -> None:
    episode_of(cast.client, days=20)
    owed = {debt.topic: debt.days for debt in queries.debts_by_client([cast.client.pk])[cast.client.pk]}
    assert owed["rights_rules"] == 17
    assert owed["medicine"] == 6
    actions.record_teach_back(cast.client, topic="medicine", results={"L2.1": "2", "L2.2": "1"}, by=by)
    half = {debt.topic: debt for debt in queries.debts_by_client([cast.client.pk])[cast.client.pk]}["medicine"]
    assert (half.attempts, half.last_result) == (1, 1)
    actions.record_teach_back(cast.client, topic="medicine", results={"L2.1": "2", "L2.2": "3"}, by=by)
    assert "medicine" not in {debt.topic for debt in queries.debts_by_client([cast.client.pk])[cast.client.pk]}


def test_what_only_the_family_heard_leaves_the_debt_to_the_client(cast: Cast, by: Actor) -> None:
    episode_of(cast.client)
    actions.record_teach_back(cast.client, topic="medicine", results={"L2.1": "3"}, audience="family", by=by)
    assert "medicine" in {debt.topic for debt in queries.debts_by_client([cast.client.pk])[cast.client.pk]}


def test_topics_owed_to_most_people_come_first(cast: Cast) -> None:
    episode_of(cast.client, days=20)
    episode_of(cast.second, days=5)
    rows = queries.debts_by_topic(queries.debts_by_client([cast.client.pk, cast.second.pk]))
    assert (rows[0].clients, rows[0].oldest) == (2, 17)
    assert {row.topic.code: (row.clients, row.oldest) for row in rows}["medicine"] == (1, 6)


def test_the_topics_of_one_stand_owed_first_then_told(cast: Cast, by: Actor) -> None:
    episode_of(cast.client)
    actions.record_teach_back(cast.client, topic="stigma", results={"L7.1": "2"}, by=by)
    rows = queries.client_topics(cast.client)
    owed = [row.debt.days for row in rows if row.debt]
    assert owed == sorted(owed, reverse=True)
    assert all(row.debt for row in rows[: len(owed)])
    assert {row.topic.code: (row.told, row.last) for row in rows}["stigma"] == (True, 2)


def test_reading_costs_the_same_for_one_and_for_three(cast: Cast) -> None:
    three = [cast.client, cast.second, cast.client_record()]
    for client in three:
        episode_of(client)
        kept_act(client)
    reads: list[Callable[[list[Client]], object]] = [
        lambda clients: queries.client_petals([client.pk for client in clients]),
        lambda clients: queries.last_heard([client.pk for client in clients]),
        queries.silent_clients,
        lambda clients: queries.debts_by_client([client.pk for client in clients]),
    ]
    assert [_cost(read, three) for read in reads] == [_cost(read, three[:1]) for read in reads] == [1, 1, 1, 3]
