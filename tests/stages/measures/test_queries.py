"""Scores over time, what is due, samples; and that it costs the same for one and for three."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.measures import actions, queries
from laras.stages.measures.actions import NewPerson
from laras.stages.people.models import Client
from tests.cast import Cast
from tests.stages.measures.conftest import numbered, recorded

pytestmark = pytest.mark.django_db


def _cost(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        read()
    return len(caught)


def test_scores_stand_oldest_first_for_every_client_and_code(cast: Cast, by: Actor) -> None:
    late = recorded(cast.client, by, "MOOD-1", {"1": 4}, occasion="after")
    early = recorded(cast.client, by, "MOOD-1", {"1": 2}, days=3)
    recorded(cast.client, by, "SPL-8", numbered(3, 2), answered_by="observer", mode="self")
    actions.undo_answers(recorded(cast.client, by, "MOOD-1", {"1": 5}), by=by)
    found = queries.scores([cast.client.pk, cast.second.pk], ["MOOD-1", "SPL-8"])
    assert [(p.value, p.administration_id, p.occasion) for p in found[cast.client.pk]["MOOD-1"]] == [
        (2.0, early.pk, ""), (4.0, late.pk, "after"),
    ]  # fmt: skip
    assert [p.value for p in found[cast.client.pk]["SPL-8"]] == [None]
    assert found[cast.second.pk] == {"MOOD-1": [], "SPL-8": []}


def test_since_is_inside_and_until_is_outside(cast: Cast, by: Actor) -> None:
    first, second = (recorded(cast.client, by, "MOOD-1", {"1": 3}, days=days) for days in (2, 1))
    found = queries.scores([cast.client.pk], ["MOOD-1"], since=first.happened_at, until=second.happened_at)
    assert [p.administration_id for p in found[cast.client.pk]["MOOD-1"]] == [first.pk]


def test_a_part_may_be_asked_for(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "DDD-20", {**numbered(20, 2), "1": 4, "2": 4, "3": 4, "4": 4})
    (point,) = queries.scores([cast.client.pk], ["DDD-20"], scale="emotional")[cast.client.pk]["DDD-20"]
    assert point.value == 100


def test_what_stood_under_a_merged_number_counts(cast: Cast, by: Actor) -> None:
    double = cast.client_record()
    recorded(double, by, "MOOD-1", {"1": 2})
    Client.objects.filter(pk=double.pk).update(merged_into=cast.client)
    found = queries.scores([cast.client.pk], ["MOOD-1"])
    assert [p.value for p in found[cast.client.pk]["MOOD-1"]] == [2.0]
    assert [row.client_id for row in queries.administrations(cast.client)] == [double.pk]


def test_scores_cost_the_same_for_one_client_and_for_three(cast: Cast, by: Actor) -> None:
    clients = [cast.client, cast.client_record(), cast.client_record()]
    for client in clients:
        recorded(client, by, "MOOD-1", {"1": 3})
        recorded(client, by, "CARD-4", numbered(4, 3))
    one = _cost(lambda: queries.scores([clients[0].pk], ["MOOD-1"]))
    assert _cost(lambda: queries.scores([c.pk for c in clients], ["MOOD-1", "CARD-4"])) == one


def test_the_two_newest_sheets_of_each_instrument_stand_newest_first(cast: Cast, by: Actor) -> None:
    for days, mood in ((3, 1), (2, 2), (1, 4)):
        recorded(cast.client, by, "MOOD-1", {"1": mood}, days=days)
    assert [sheet.score for sheet in queries.latest(cast.client)["MOOD-1"]] == [4.0, 2.0]


def test_what_was_asked_once_is_due_again_after_its_days(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "MOOD-1", {"1": 3}, days=9)
    recorded(cast.client, by, "DDD-20", numbered(20, 2), days=29)
    recorded(cast.client, by, "CARD-4", numbered(4, 3), days=200)
    assert [(client, [(one.about.code, one.days) for one in due]) for client, due in queries.due(by)] == [
        (cast.client, [("MOOD-1", 2)])
    ]
    with clock.at(clock.now() + dt.timedelta(days=2)):
        ((_, due),) = queries.due(by)
        assert [(one.about.code, one.days) for one in due] == [("MOOD-1", 4), ("DDD-20", 1)]
    assert queries.due(cast.actor("peksos2")) == []


def test_what_is_due_costs_the_same_for_one_and_for_three(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "MOOD-1", {"1": 3}, days=9)
    one = _cost(lambda: queries.due(by))
    for _ in range(2):
        recorded(cast.client_record(), by, "MOOD-1", {"1": 3}, days=9)
    assert len(queries.due(by)) == 3
    assert _cost(lambda: queries.due(by)) == one


def test_a_sample_is_described_with_its_items_turned(cast: Cast) -> None:
    people = [NewPerson(str(n), {str(i): (n + i) % 5 for i in range(1, 11)}) for n in range(30)]
    made = actions.record_sample(instrument="PSS-10", sample="uji", people=people, by=cast.actor("psikolog"))
    found = queries.summary(queries.instrument("PSS-10"), made)
    assert (found.n, found.n_scored, len(found.values)) == (30, 30, 30)
    assert found.mean == pytest.approx(20.0)
    assert found.alpha is not None
    assert found.omega is not None
    (named,) = queries.sample_names(cast.actor("psikolog"))
    assert (named["sample"], named["instrument"], named["n"]) == ("uji", "PSS-10", 30)
    assert queries.sample_names(cast.actor("peksos_lain")) == []


def test_a_scale_of_scales_has_no_alpha(cast: Cast) -> None:
    people = [NewPerson("1", numbered(20, 2))]
    made = actions.record_sample(instrument="DDD-20", sample="uji", people=people, by=cast.actor("psikolog"))
    found = queries.summary(queries.instrument("DDD-20"), made)
    assert (found.alpha, found.omega, found.mean, found.sd) == (None, None, 50.0, None)
