"""What should not wait: who is told, who is not, who took it up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.domain.errors import Closed, Conflict, Incomplete, NotFound
from laras.stages.measures import actions, queries
from laras.stages.measures.models import Administration, MeasureAlert
from tests.cast import Cast
from tests.stages.measures.conftest import numbered, recorded

pytestmark = pytest.mark.django_db
THREAT = {**numbered(20, 3), "21": 1}


def _seen(cast: Cast, *names: str) -> set[str]:
    return {name for name in names if queries.open_alerts(cast.actor(name)).exists()}


EVERYBODY = (
    "peksos",
    "peksos2",
    "pengasuh",
    "perawat",
    "psikolog",
    "penyelia",
    "kepala",
    "peneliti",
    "auditor",
    "admin",
)


def test_a_threat_reaches_supervisor_and_head_and_not_the_worker_in_charge(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "DDD-20", THREAT)
    assert _seen(cast, *EVERYBODY) == {"penyelia", "kepala"}
    assert not MeasureAlert.objects.visible_to(cast.actor("peksos_lain")).exists()


def test_a_supervisor_who_is_the_worker_in_charge_is_not_told(cast: Cast, by: Actor) -> None:
    cast.open_access(cast.client, "penyelia")
    recorded(cast.client, by, "DDD-20", THREAT)
    assert _seen(cast, *EVERYBODY) == {"kepala"}


def test_the_answer_about_safety_stands_nowhere_but_in_the_sealed_alert(cast: Cast, by: Actor) -> None:
    sheet = recorded(cast.client, by, "DDD-20", THREAT)
    kept = Administration.objects.get(pk=sheet.pk)
    assert "21" not in kept.answers
    assert kept.score == 75
    assert MeasureAlert.objects.get().answer == {"21": 1}
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM measures_measurealert")
        assert b"21" not in bytes(cursor.fetchone()[0])


def test_no_or_silence_about_safety_tells_nobody(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "DDD-20", {**numbered(20, 3), "21": 0})
    recorded(cast.client, by, "DDD-20", {**numbered(20, 3), "21": None})
    assert not MeasureAlert.objects.exists()


def test_a_very_low_mood_reaches_those_who_see_the_client(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "MOOD-1", {"1": 1})
    assert _seen(cast, *EVERYBODY) == {"peksos", "pengasuh", "perawat", "psikolog", "penyelia"}


def test_a_fall_within_the_day_is_told_and_yesterdays_is_not(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "MOOD-1", {"1": 5}, occasion="before", days=2)
    recorded(cast.client, by, "MOOD-1", {"1": 3}, occasion="after", days=0.5)
    assert not MeasureAlert.objects.exists()
    recorded(cast.client, by, "MOOD-1", {"1": 5}, occasion="before", days=0.1)
    recorded(cast.client, by, "MOOD-1", {"1": 3}, occasion="after")
    assert [alert.answer for alert in MeasureAlert.objects.all()] == [{"total": 3.0}]


def test_very_low_twice_before_a_session_is_told_the_second_time(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "MOOD-1", {"1": 1}, occasion="before", days=7)
    assert not MeasureAlert.objects.exists()
    recorded(cast.client, by, "MOOD-1", {"1": 1}, occasion="before")
    assert MeasureAlert.objects.count() == 1


def test_in_one_save_the_before_counts_for_the_after(cast: Cast, by: Actor) -> None:
    now = dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC)
    rows = [
        actions.NewAnswers(cast.client, "MOOD-1", {"1": 2}, happened_at=now + dt.timedelta(hours=1), occasion="after"),
        actions.NewAnswers(cast.client, "MOOD-1", {"1": 4}, happened_at=now, occasion="before"),
    ]
    actions.record_many(rows, by=by)
    assert MeasureAlert.objects.count() == 1


def test_taking_back_a_sheet_takes_its_alert_along_unless_it_is_about_safety(cast: Cast, by: Actor) -> None:
    actions.undo_answers(recorded(cast.client, by, "MOOD-1", {"1": 1}), by=by)
    assert _seen(cast, *EVERYBODY) == set()
    actions.undo_answers(recorded(cast.client, by, "DDD-20", THREAT), by=by)
    assert _seen(cast, *EVERYBODY) == {"penyelia", "kepala"}


def test_somebody_takes_it_up_and_writes_what_was_done(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "DDD-20", THREAT)
    alert, head, chief = MeasureAlert.objects.get(), cast.actor("kepala"), cast.actor("penyelia")
    with pytest.raises(Conflict):
        actions.settle_alert(alert, done="Sudah berbicara berdua (contoh).", by=head)
    actions.take_alert(alert, by=head)
    with pytest.raises(Conflict):
        actions.take_alert(alert, by=chief)
    with pytest.raises(Incomplete) as refused:
        actions.settle_alert(alert, done="sudah", by=head)
    assert refused.value.field == "done"
    actions.settle_alert(alert, done="Sudah berbicara berdua (contoh).", by=head)
    kept = MeasureAlert.objects.get()
    assert (kept.taken_by, kept.done_by, kept.done) == ("kepala", "kepala", "Sudah berbicara berdua (contoh).")
    with pytest.raises(Closed):
        actions.take_alert(alert, by=chief)
    assert _seen(cast, *EVERYBODY) == set()


def test_whom_it_does_not_concern_cannot_take_it_up(cast: Cast, by: Actor, stranger: Actor) -> None:
    recorded(cast.client, by, "DDD-20", THREAT)
    for other in (by, cast.actor("perawat"), stranger):
        with pytest.raises(NotFound):
            actions.take_alert(MeasureAlert.objects.get(), by=other)


def test_the_queue_costs_the_same_for_one_and_for_three(cast: Cast, by: Actor) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert [alert.client.number for alert in queries.open_alerts(cast.actor("penyelia"))]
        return len(caught)

    recorded(cast.client, by, "MOOD-1", {"1": 1})
    one = cost()
    for _ in range(2):
        recorded(cast.client_record(), by, "MOOD-1", {"1": 1})
    assert cost() == one


def test_a_threat_in_a_merged_record_does_not_reach_the_worker_of_the_record_that_was_kept(cast: Cast) -> None:
    double = cast.client_record(of="")
    recorded(double, cast.actor("psikolog"), "DDD-20", THREAT)
    cast.open_access(cast.client, "penyelia")
    double.merged_into = cast.client
    double.save(update_fields=["merged_into"])
    assert _seen(cast, *EVERYBODY) == {"kepala"}
