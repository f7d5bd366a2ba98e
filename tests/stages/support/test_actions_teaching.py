"""Explaining a topic: what came back of each point, and the acts of support that arise."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain import information
from laras.domain.errors import BadInput, Closed, Incomplete, LarasError, NotAllowed, NotFound
from laras.stages.support import actions
from laras.stages.support.models import SupportAct, TeachBack
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)


def _acts() -> set[tuple[str, str]]:
    return set(SupportAct.objects.values_list("indicator", "polarity"))


def test_each_point_keeps_its_result_and_its_next_check(cast: Cast, by: Actor) -> None:
    with clock.at(NOON):
        actions.record_teach_back(
            cast.client, topic="medicine", results={"L2.1": "2", "L2.2": "0", "L2.3": "refused"}, by=by
        )
    kept = {row.point: (row.result, row.attempt, row.next_check_on) for row in TeachBack.objects.all()}
    assert kept == {
        "L2.1": ("2", 1, dt.date(2026, 12, 1)),
        "L2.2": ("0", 1, dt.date(2026, 11, 25)),
        "L2.3": ("refused", 1, None),
    }


def test_explaining_is_support_and_so_is_checking(cast: Cast, by: Actor) -> None:
    rows = actions.record_teach_back(cast.client, topic="medicine", results={"L2.1": "3"}, minutes=10, by=by)
    assert _acts() == {("INF-02", "given"), ("INF-09", "given")}
    assert rows[0].act == SupportAct.objects.get(indicator="INF-02")
    assert SupportAct.objects.get(indicator="INF-02").minutes == 10


def test_a_refusal_is_kept_as_refused_support(cast: Cast, by: Actor) -> None:
    actions.record_teach_back(cast.client, topic="illness", results={"L1.1": "refused"}, by=by)
    assert _acts() == {("INF-01", "refused")}


def test_a_postponed_topic_is_no_support_and_needs_a_reason(cast: Cast, by: Actor) -> None:
    with pytest.raises(Incomplete) as refused:
        actions.record_teach_back(cast.client, topic="illness", results={"L1.1": "postponed"}, by=by)
    assert refused.value.field == "reason"
    actions.record_teach_back(cast.client, topic="illness", results={"L1.1": "postponed"}, reason="mengantuk", by=by)
    assert _acts() == set()


def test_the_second_try_counts_up_and_a_postponed_one_does_not(cast: Cast, by: Actor) -> None:
    for result in ("0", "postponed", "2"):
        actions.record_teach_back(cast.client, topic="illness", results={"L1.1": result}, reason="lelah", by=by)
    attempts = list(TeachBack.objects.order_by("recorded_at").values_list("result", "attempt"))
    assert attempts == [("0", 1), ("postponed", 2), ("2", 2)]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"topic": "medicine", "results": {}}, Incomplete),
        ({"topic": "medicine", "results": {"L1.1": "2"}}, BadInput),
        ({"topic": "medicine", "results": {"L2.1": "7"}}, BadInput),
        ({"topic": "medicine", "results": {"L2.1": "²"}}, BadInput),
        ({"topic": "medicine", "results": {"L2.1": "2"}, "audience": "cat"}, BadInput),
        ({"topic": "astronomy", "results": {"L2.1": "2"}}, NotFound),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    cast: Cast, by: Actor, typed: dict[str, object], error: type[LarasError]
) -> None:
    with pytest.raises(error):
        actions.record_teach_back(cast.client, **typed, by=by)  # type: ignore[arg-type]  # wrong on purpose
    assert not TeachBack.objects.exists()
    assert not SupportAct.objects.exists()


def test_every_topic_becomes_an_act_of_information(cast: Cast, by: Actor) -> None:
    for code, topic in information.TOPICS.items():
        (row,) = actions.record_teach_back(cast.client, topic=code, results={topic.points[0].point_id: "2"}, by=by)
        assert row.act is not None
        assert row.act.indicator == information.INDICATOR_OF_TOPIC[code]


def test_a_point_is_taken_back_within_a_day_only(cast: Cast, by: Actor) -> None:
    with clock.at(NOON):
        first, second = actions.record_teach_back(
            cast.client, topic="illness", results={"L1.1": "2", "L1.2": "2"}, by=by
        )
        actions.undo_teach_back(first, by=by)
        with pytest.raises(NotAllowed):
            actions.undo_teach_back(second, by=cast.actor("pengasuh"))
    with clock.at(NOON + dt.timedelta(hours=24, seconds=1)), pytest.raises(Closed):
        actions.undo_teach_back(second, by=by)
    assert set(TeachBack.objects.values_list("point", "undone_at")) == {("L1.1", NOON), ("L1.2", None)}


def test_a_stranger_explains_to_nobody(cast: Cast, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        actions.record_teach_back(cast.client, topic="illness", results={"L1.1": "2"}, by=stranger)


def test_a_whole_group_is_taught_at_once_as_if_one_by_one(cast: Cast, by: Actor) -> None:
    other = cast.client_record(name="Yani (contoh)")
    actions.record_teach_back(cast.client, topic="illness", results={"L1.1": "0"}, by=by)
    rows = [
        actions.NewTeachBack(cast.client, "illness", {"L1.1": "2"}, minutes=8),
        actions.NewTeachBack(other, "illness", {"L1.1": "refused"}),
        actions.NewTeachBack(other, "medicine", {"L2.1": "postponed"}, reason="mengantuk"),
    ]
    made = actions.record_teach_backs(rows, by=by)
    kept = [(row.client, row.topic, row.result, row.attempt, row.act.polarity if row.act else "") for row in made]
    assert kept == [
        (cast.client, "illness", "2", 2, "given"),
        (other, "illness", "refused", 1, "refused"),
        (other, "medicine", "postponed", 1, ""),
    ]
    assert made[0].act is not None and (made[0].act.indicator, made[0].act.minutes) == ("INF-01", 8)


def test_one_wrong_row_or_stranger_stops_all_of_them(cast: Cast, by: Actor) -> None:
    good = actions.NewTeachBack(cast.client, "illness", {"L1.1": "2"})
    for wrong, error in (
        (actions.NewTeachBack(cast.client, "illness", {"L9.9": "2"}), BadInput),
        (actions.NewTeachBack(cast.stranger, "illness", {"L1.1": "2"}), NotFound),
        (actions.NewTeachBack(cast.stranger, "illness", {"L1.1": "postponed"}, reason="tidur"), NotFound),
    ):
        with pytest.raises(error):
            actions.record_teach_backs([good, wrong], by=by)
    assert not TeachBack.objects.exists()
    assert not SupportAct.objects.exists()


def test_ten_are_taught_with_the_queries_of_one(cast: Cast, by: Actor) -> None:
    people = [cast.client_record(name=f"Orang {n} (contoh)") for n in range(12)]
    counts = []
    for group in (people[:1], people[1:2], people[2:]):  # the first also begins the trail of the home
        with CaptureQueriesContext(connection) as seen:
            rows = [actions.NewTeachBack(one, "illness", {"L1.1": "2", "L1.2": "1"}) for one in group]
            actions.record_teach_backs(rows, by=by)
        counts.append(len(seen))
    assert counts[1] == counts[2]
    assert SupportAct.objects.count() == 24
