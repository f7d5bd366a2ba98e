"""Saving a session: what arises, once, and how it is taken back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import Closed, Conflict, Incomplete, NotAllowed
from laras.stages.measures.models import Administration
from laras.stages.programmes.actions.session import open_session, record_taps, reopen_session, save_session
from laras.stages.programmes.models import Attendance, Incident, Pair, Session, SessionTap, Tie
from laras.stages.support.models import SupportAct, TeachBack
from tests.cast import Cast
from tests.stages.programmes.meeting import meeting, tap, whole_session

REASON = "Salah satu anggota keliru dicatat."


def counted(model: Any) -> int:
    has_undo = any(field.name == "undone_at" for field in model._meta.fields)
    return int(model.objects.filter(**({"undone_at__isnull": True} if has_undo else {})).count())


def arisen() -> dict[str, int]:
    """Return how many records of each kind count now."""
    models = (SupportAct, TeachBack, Administration, Attendance, Pair, Tie, Incident)
    return {model.__name__: counted(model) for model in models}


NOTHING = dict.fromkeys(("SupportAct", "TeachBack", "Administration", "Attendance", "Pair", "Tie", "Incident"), 0)


def test_everything_arises_in_the_record_of_each_member(cast: Cast) -> None:
    session, people = meeting(cast)
    by = cast.actor("peksos")
    record_taps(session, taps=whole_session(people), by=by)
    saved = save_session(session, by=by)
    acts = SupportAct.objects.filter(client=people[0].client).order_by("indicator")
    assert [(act.indicator, act.polarity, act.happened_at == session.held_at) for act in acts] == [
        ("GRP-02", "given", True),
        ("GRP-03", "given", True),
        ("INF-03", "given", True),
        ("INF-09", "given", True),
    ]
    assert [a.minutes for a in acts if a.indicator == "GRP-02"] == [60]
    origin = f"{session.group.name}, {session.number}. {session.title}"
    assert [a.note for a in acts if a.indicator.startswith("GRP")] == [origin, origin]
    told = TeachBack.objects.get(client=people[1].client)
    assert (told.topic, told.result, told.audience, told.attempt) == ("warning_signs", "2", "group", 1)
    sheets = Administration.objects.filter(client=people[2].client)
    assert Counter((sheet.instrument, sheet.occasion, sheet.answered_by) for sheet in sheets) == {
        ("MOOD-1", "before", "client"): 1,
        ("MOOD-1", "after", "client"): 1,
        ("SPL-8", "", "observer"): 1,
        ("CARD-4", "", "client"): 1,
        ("CLIMATE-6", "", "client"): 1,
    }
    assert (saved.state, saved.saved_by, saved.gjk_stage, saved.reflection) == (
        "saved",
        "peksos",
        "intimacy",
        {"worked": "Berpasangan."},
    )
    assert saved.steps == [
        {"activity": "friend_listener", "planned": 20, "actual": 21, "state": "done"},
        {"activity": "ask_for_help", "planned": 35, "actual": None, "state": "changed"},
    ]
    # 2 of 3 are paired: 3 × GRP-02, 2 × GRP-03, 3 × (INF-03 + INF-09); 5 sheets each.
    assert arisen() == {**NOTHING, "SupportAct": 11, "TeachBack": 3, "Administration": 15, "Attendance": 3} | {
        "Pair": 1,
        "Tie": 3,
    }
    assert Attendance.objects.get(member=people[2]).turns == {"starts": 3}


def test_a_second_save_is_told_and_nothing_is_doubled(cast: Cast) -> None:
    session, people = meeting(cast)
    record_taps(session, taps=whole_session(people), by=cast.actor("peksos"))
    save_session(session, by=cast.actor("peksos"))
    before = arisen()
    with pytest.raises(Conflict, match="peksos has saved"):
        save_session(session, by=cast.actor("pengasuh"))
    assert arisen() == before


def test_a_member_who_did_not_want_to_come_has_declined_and_nothing_more(cast: Cast) -> None:
    session, (one, two, three) = meeting(cast)
    by = cast.actor("peksos")
    taps = [tap("attendance", "refused", one), tap("mood_before", 4, one), tap("attendance", "partial", two)]
    record_taps(session, taps=[*taps, tap("attendance", "sick", three)], by=by)
    save_session(session, by=by)
    acts = SupportAct.objects.order_by("polarity").values_list("client", "indicator", "polarity")
    assert list(acts) == [(two.client_id, "GRP-02", "given"), (one.client_id, "GRP-01", "refused")]
    assert counted(Administration) == 0


def test_a_refused_face_is_kept_as_refused(cast: Cast) -> None:
    session, (one, *_) = meeting(cast, 1)
    by = cast.actor("peksos")
    record_taps(session, taps=[tap("attendance", "full", one), tap("mood_after", "refused", one)], by=by)
    save_session(session, by=by)
    assert [sheet.answers for sheet in Administration.objects.all()] == [{"1": None}]


def test_a_topic_told_without_telling_back_is_an_act_alone(cast: Cast) -> None:
    session, (one,) = meeting(cast, 1)
    by = cast.actor("peksos")
    record_taps(session, taps=[tap("attendance", "full", one), tap("told.L3.1", True)], by=by)
    save_session(session, by=by)
    found = SupportAct.objects.order_by("indicator").values_list("indicator", flat=True)
    assert (list(found), counted(TeachBack)) == (["GRP-02", "INF-03"], 0)


@pytest.mark.parametrize(
    ("taps", "sentence"),
    [
        ([], "Say for everybody"),
        ([("attendance", "full"), ("sign.fever", True)], "The light is red"),
        ([("attendance", "full"), ("teach.warning_signs", "postponed")], "Write why"),
        ([("attendance", "sick")], "Nobody was there"),
    ],
)
def test_what_must_be_mended_first_stops_the_whole_save(cast: Cast, taps: list[tuple[str, Any]], sentence: str) -> None:
    session, (one,) = meeting(cast, 1)
    by = cast.actor("peksos")
    record_taps(session, taps=[tap(key, value, one) for key, value in taps], by=by)
    with pytest.raises(Incomplete, match=sentence):
        save_session(session, by=by)
    assert arisen() == NOTHING
    assert Session.objects.get(pk=session.pk).state == "open"


def test_an_incident_stands_with_its_story(cast: Cast) -> None:
    session, (one,) = meeting(cast, 1)
    by = cast.actor("peksos")
    told = {"kind": "fall", "severity": 2, "member": str(one.pk), "behaviour": "Terpeleset.", "injured": True}
    taps = [tap("attendance", "full", one), tap("incident.abcdef12", told), tap("incident.abcdef13", told)]
    record_taps(session, taps=[*taps, tap("incident.abcdef13", None)], by=by)
    save_session(session, by=by)
    incident = Incident.objects.get()
    assert (incident.client_id, incident.kind, incident.severity, incident.injured) == (one.client_id, "fall", 2, True)
    assert incident.story == {"antecedent": "", "behaviour": "Terpeleset.", "consequence": "", "reported_to": ""}


def test_reopening_undoes_everything_and_keeps_the_taps(cast: Cast) -> None:
    session, people = meeting(cast)
    by = cast.actor("peksos")
    record_taps(session, taps=whole_session(people), by=by)
    taps = SessionTap.objects.count()
    save_session(session, by=by)
    again = reopen_session(session, reason=REASON, by=by)
    assert (again.state, again.saved_at, again.arisen) == ("open", None, {})
    assert arisen() == NOTHING
    assert (SessionTap.objects.count(), again.reopened_by, again.reopen_reason) == (taps, "peksos", REASON)
    save_session(session, by=by)
    assert arisen()["SupportAct"] == 11
    verbs = Counter(Entry.objects.filter(ledger="deed").values_list("verb", flat=True))
    assert (verbs["programmes.save_session"], verbs["support.undo_support"], verbs["measures.undo_answers"]) == (
        2,
        11,
        15,
    )


def test_reopening_is_for_the_one_who_saved_within_a_day_and_with_a_reason(cast: Cast) -> None:
    session, people = meeting(cast, 1)
    by = cast.actor("peksos")
    record_taps(session, taps=whole_session(people), by=by)
    save_session(session, by=by)
    with pytest.raises(NotAllowed):
        reopen_session(session, reason=REASON, by=cast.actor("pengasuh"))
    with pytest.raises(Incomplete):
        reopen_session(session, reason="salah", by=by)
    with clock.at(clock.now() + dt.timedelta(hours=25)), pytest.raises(Closed):
        reopen_session(session, reason=REASON, by=by)
    assert counted(Attendance) == 1


def test_a_fall_in_mood_reaches_a_person(cast: Cast) -> None:
    from laras.stages.measures.models import MeasureAlert

    session, (one,) = meeting(cast, 1)
    by = cast.actor("peksos")
    record_taps(
        session, taps=[tap("attendance", "full", one), tap("mood_before", 5, one), tap("mood_after", 3, one)], by=by
    )
    save_session(session, by=by)
    assert [alert.client_id for alert in MeasureAlert.objects.all()] == [one.client_id]


def test_a_session_that_was_not_started_cannot_be_saved(cast: Cast) -> None:
    session, _ = meeting(cast, 1, state="planned")
    with pytest.raises(Closed):
        save_session(session, by=cast.actor("peksos"))
    open_session(session, by=cast.actor("pengasuh"))
    assert open_session(session, by=cast.actor("peksos")).state == "open"
