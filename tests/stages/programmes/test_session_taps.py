"""Taps: kept once, in order, from those who run the group; and what opens and cancels a session."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.programmes.actions.session import (
    NewTap,
    cancel_session,
    open_session,
    plan_again,
    record_taps,
    save_session,
)
from laras.stages.programmes.models import Session, SessionTap
from laras.stages.programmes.queries.session import may_run, met_before, room
from tests.cast import Cast
from tests.stages.programmes.meeting import meeting, session_of, tap, whole_session

REASON = "Hujan deras, aula dipakai."


def test_a_tap_sent_twice_is_kept_once(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    again = tap("mood_before", 4, one)
    by = cast.actor("peksos")
    assert len(record_taps(session, taps=[again, again], by=by)) == 1
    assert record_taps(session, taps=[again], by=by) == []
    assert [(row.seq, row.key, row.value) for row in SessionTap.objects.all()] == [(1, "mood_before", {"v": 4})]


def test_taps_of_two_people_stand_in_the_order_they_came(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    record_taps(session, taps=[tap("mood_before", 4, one), tap("light", "green", one)], by=cast.actor("peksos"))
    record_taps(session, taps=[tap("mood_before", 2, one)], by=cast.actor("pengasuh"))
    rows = SessionTap.objects.order_by("seq").values_list("seq", "key", "recorded_by")
    assert list(rows) == [(1, "mood_before", "peksos"), (2, "light", "peksos"), (3, "mood_before", "pengasuh")]
    assert room(session, cast.actor("peksos")).state.of(str(one.pk)) == {"mood_before": 2, "light": "green"}


def test_one_sending_is_one_deed_and_its_values_are_sealed(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    record_taps(
        session, taps=[tap("note", "Sedih karena adik.", one), tap("light", "green", one)], by=cast.actor("peksos")
    )
    deed = Entry.objects.get(verb="programmes.record_taps")
    assert (deed.count, deed.actor, deed.object_id) == (2, "peksos", str(session.pk))
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM programmes_sessiontap")
        assert all(b"Sedih" not in bytes(value) for (value,) in cursor.fetchall())


def test_a_member_of_another_group_and_an_unknown_partner_are_not_there(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    by = cast.actor("peksos")
    for wrong in (
        NewTap(uuid.uuid4(), "mood_before", 3, uuid.uuid4()),
        tap("partner", str(uuid.uuid4()), one),
        tap("incident.abcdef12", {"kind": "fall", "severity": 1, "member": str(uuid.uuid4())}),
    ):
        with pytest.raises(NotFound):
            record_taps(session, taps=[wrong], by=by)
    with pytest.raises(BadInput):
        record_taps(session, taps=[tap("partner", str(one.pk), one)], by=by)
    assert SessionTap.objects.count() == 0


def test_a_tap_of_another_session_is_refused(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    other = session_of(session.group, number=5)
    again = tap("mood_before", 4, one)
    by = cast.actor("peksos")
    record_taps(session, taps=[again], by=by)
    with pytest.raises(BadInput):
        record_taps(other, taps=[again], by=by)


def test_what_no_page_sends_is_refused_as_a_whole(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    with pytest.raises(BadInput):
        record_taps(session, taps=[tap("light", "green", one), tap("light", "blue", one)], by=cast.actor("peksos"))
    assert SessionTap.objects.count() == 0


def test_the_database_keeps_one_order_and_one_tap(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    (row,) = record_taps(session, taps=[tap("light", "green", one)], by=cast.actor("peksos"))
    values = {"facility_id": row.facility_id, "session": session, "key": "light", "value": {"v": "red"}}
    values |= {"at": clock.now(), "received_at": clock.now(), "recorded_by": "peksos"}
    for double in ({"seq": 1, "tap_id": uuid.uuid4()}, {"seq": 2, "tap_id": row.tap_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SessionTap.objects.create(**values, **double)


def test_who_runs_a_session(cast: Cast) -> None:
    session, _ = meeting(cast)
    who = ("peksos", "pengasuh", "perawat", "psikolog", "peksos2", "penyelia", "kepala", "peneliti")
    assert [name for name in who if may_run(session, cast.actor(name))] == ["peksos", "pengasuh", "perawat", "psikolog"]


def test_a_colleague_without_the_members_may_not_tap(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    with pytest.raises(NotAllowed):
        record_taps(session, taps=[tap("light", "green", one)], by=cast.actor("peksos2"))
    with pytest.raises(NotFound):
        record_taps(session, taps=[tap("light", "green", one)], by=cast.actor("peksos_lain"))


def test_after_saving_a_late_tap_is_told(cast: Cast) -> None:
    session, people = meeting(cast)
    by = cast.actor("peksos")
    record_taps(session, taps=whole_session(people), by=by)
    save_session(session, by=by)
    with pytest.raises(Conflict):
        record_taps(session, taps=[tap("light", "red", people[0])], by=cast.actor("pengasuh"))


def test_a_session_is_cancelled_with_a_reason_and_planned_again(cast: Cast) -> None:
    session, (one, *_) = meeting(cast)
    by = cast.actor("peksos")
    record_taps(session, taps=[tap("light", "green", one)], by=by)
    with pytest.raises(Incomplete):
        cancel_session(session, reason="hujan", by=by)
    cancelled = cancel_session(session, reason=REASON, by=by)
    assert (cancelled.state, cancelled.cancel_reason, cancelled.cancelled_by) == ("cancelled", REASON, "peksos")
    with pytest.raises(Closed):
        record_taps(session, taps=[tap("light", "red", one)], by=by)
    later = clock.now() + dt.timedelta(days=2)
    again = plan_again(session, planned_at=later, by=by)
    assert (again.state, again.planned_at, again.cancel_reason) == ("planned", later, "")
    begun = open_session(session, by=by)
    assert (begun.state, begun.held_at, begun.opened_by) == ("open", clock.now(), "peksos")
    assert SessionTap.objects.filter(session=session).count() == 1


def test_pairs_of_earlier_sessions_are_remembered(cast: Cast) -> None:
    session, people = meeting(cast, 2)
    by = cast.actor("peksos")
    record_taps(session, taps=whole_session(people), by=by)
    save_session(session, by=by)
    later = session_of(session.group, number=5)
    assert met_before(later) == {frozenset({str(people[0].pk), str(people[1].pk)}): 1}
    assert met_before(Session.objects.get(pk=session.pk)) == {}


@pytest.mark.parametrize("members", [1, 3])
def test_a_room_costs_the_same_for_one_member_and_for_three(
    cast: Cast, members: int, django_assert_num_queries: object
) -> None:
    session, people = meeting(cast, members)
    by = cast.actor("peksos")
    record_taps(session, taps=whole_session(people), by=by)
    fresh = Session.objects.select_related("group", "plan").get(pk=session.pk)
    with django_assert_num_queries(2):  # type: ignore[operator]  # the fixture of pytest-django has no public type
        assert len(room(fresh, by).members) == members
