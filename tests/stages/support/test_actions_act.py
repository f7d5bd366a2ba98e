"""Recording, revising, taking back: what is kept, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, NotAllowed, NotFound
from laras.stages.support import actions
from laras.stages.support.actions import NewAct
from laras.stages.support.models import SupportAct
from tests.cast import Cast
from tests.stages.support.conftest import goal_of, kept_act

pytestmark = pytest.mark.django_db


def test_one_tap_records_given_by_me_now(cast: Cast, by: Actor) -> None:
    moment = dt.datetime(2026, 11, 24, 2, 42, tzinfo=dt.UTC)
    with clock.at(moment):
        act = actions.record_support(cast.client, indicator="INF-02", by=by)
    kept = SupportAct.objects.get(pk=act.pk)
    assert (kept.client, kept.aspect, kept.indicator, kept.polarity) == (
        cast.client,
        "informational",
        "INF-02",
        "given",
    )
    assert (kept.giver, kept.worker, kept.recorded_by) == ("worker", cast.worker("peksos"), "peksos")
    assert (kept.happened_at, kept.recorded_at, kept.facility) == (moment, moment, cast.home)
    assert (kept.minutes, kept.note, kept.response, kept.goal, kept.undone_at) == (None, "", "", None, None)


def test_what_the_family_gave_names_no_worker(cast: Cast, by: Actor) -> None:
    act = actions.record_support(cast.client, indicator="EMO-01", giver="family", by=by)
    assert (act.giver, act.worker) == ("family", None)


def test_recording_leaves_one_audit_row_without_the_note(cast: Cast, by: Actor) -> None:
    act = actions.record_support(cast.client, indicator="EMO-01", note="rahasia (contoh)", by=by)
    row = Entry.objects.get(ledger="deed", verb="support.record_support")
    assert (row.actor, row.object_id, row.client_id) == ("peksos", str(act.pk), str(cast.client.pk))
    assert "rahasia" not in str(row.__dict__)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"indicator": "XXX-99"}, "indicator"),
        ({"polarity": "lovely"}, "polarity"),
        ({"giver": "cat"}, "giver"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"happened_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, "happened_at"),
        ({"note": "a" * 10_001}, "note"),
        ({"response": "a" * 10_001}, "note"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(cast: Cast, by: Actor, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        actions.record_support(cast.client, **{"indicator": "EMO-01", **wrong}, by=by)
    assert refused.value.field == field
    assert not SupportAct.objects.exists()
    assert not Entry.objects.filter(ledger="deed").exists()


def test_a_goal_of_somebody_else_is_refused(cast: Cast, by: Actor) -> None:
    with pytest.raises(BadInput) as refused:
        actions.record_support(cast.client, indicator="EMO-01", goal=goal_of(cast.second), by=by)
    assert refused.value.field == "goal"


def test_a_stranger_finds_nobody_to_record_for(cast: Cast, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        actions.record_support(cast.client, indicator="EMO-01", by=stranger)
    assert not SupportAct.objects.exists()


def test_who_only_reads_may_not_record(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.record_support(cast.client, indicator="EMO-01", by=cast.actor("penyelia"))


def test_many_are_recorded_at_once_with_one_audit_row(cast: Cast, by: Actor) -> None:
    new = [NewAct(cast.client, "EMO-01"), NewAct(cast.client, "GRP-01", polarity="refused", note="lelah (contoh)")]
    actions.record_supports(new, by=by)
    kept = set(SupportAct.objects.values_list("indicator", "aspect", "polarity"))
    assert kept == {("EMO-01", "emotional", "given"), ("GRP-01", "group", "refused")}
    assert Entry.objects.get(ledger="deed").count == 2


def test_five_hundred_at_once_pass_and_one_more_is_refused(cast: Cast, by: Actor) -> None:
    assert len(actions.record_supports([NewAct(cast.client, "EMO-01")] * 500, by=by)) == 500
    with pytest.raises(BadInput):
        actions.record_supports([NewAct(cast.client, "EMO-01")] * 501, by=by)
    assert SupportAct.objects.count() == 500


def test_one_stranger_among_many_stops_all(cast: Cast, by: Actor) -> None:
    with pytest.raises(NotFound):
        actions.record_supports([NewAct(cast.client, "EMO-01"), NewAct(cast.second, "EMO-01")], by=by)
    assert not SupportAct.objects.exists()


def test_one_revises_the_circumstances_within_a_day(cast: Cast, by: Actor) -> None:
    act, goal = kept_act(cast.client), goal_of(cast.client)
    actions.revise_support(
        act, polarity="received", giver="peer", minutes=15, note=" duduk bersama ", response="senang", goal=goal, by=by
    )
    kept = SupportAct.objects.get(pk=act.pk)
    assert (kept.polarity, kept.giver, kept.minutes, kept.note) == ("received", "peer", 15, "duduk bersama")
    assert (kept.response, kept.goal, kept.indicator) == ("senang", goal, "EMO-01")


def test_revising_refuses_what_recording_refuses(cast: Cast, by: Actor) -> None:
    act = kept_act(cast.client)
    for wrong in ({"minutes": 0}, {"polarity": "lovely"}, {"note": "a" * 10_001}, {"goal": goal_of(cast.second)}):
        typed: dict[str, Any] = {
            "polarity": "given",
            "giver": "worker",
            "minutes": 5,
            "note": "",
            "response": "",
            **wrong,
        }
        with pytest.raises(BadInput):
            actions.revise_support(act, **typed, by=by)
    assert SupportAct.objects.get(pk=act.pk).minutes is None


def test_one_may_take_back_until_the_24th_hour_and_restore(cast: Cast, by: Actor) -> None:
    act = kept_act(cast.client)
    with clock.at(act.recorded_at + dt.timedelta(hours=24)) as moment:
        actions.undo_support(act, by=by)
        assert SupportAct.objects.get(pk=act.pk).undone_at == moment
        actions.restore_support(act, by=by)
        assert SupportAct.objects.get(pk=act.pk).undone_at is None
    verbs = list(Entry.objects.filter(ledger="deed").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["support.undo_support", "support.restore_support"]


def test_after_24_hours_an_act_stays_as_it_is(cast: Cast, by: Actor) -> None:
    act = kept_act(cast.client)
    with clock.at(act.recorded_at + dt.timedelta(hours=24, seconds=1)):
        for deed in (actions.undo_support, actions.restore_support):
            with pytest.raises(Closed):
                deed(act, by=by)
        with pytest.raises(Closed):
            actions.revise_support(act, polarity="given", giver="worker", minutes=5, note="", response="", by=by)
    assert SupportAct.objects.get(pk=act.pk).undone_at is None


def test_nobody_changes_what_a_colleague_recorded(cast: Cast) -> None:
    act = kept_act(cast.client)
    with pytest.raises(NotAllowed):
        actions.undo_support(act, by=cast.actor("pengasuh"))


def test_a_stranger_finds_no_act(cast: Cast, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        actions.undo_support(SupportAct.objects.get(pk=kept_act(cast.client).pk), by=stranger)


def test_an_act_of_the_year_one_is_a_slip_of_the_finger(cast: Cast, by: Actor) -> None:
    with pytest.raises(BadInput):
        actions.record_support(cast.client, indicator="EMO-01", happened_at=dt.datetime(1, 1, 1, tzinfo=dt.UTC), by=by)
