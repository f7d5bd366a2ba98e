"""One save, one transaction: the state of the taps becomes records in each member's own record, and can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import information
from laras.domain.errors import N_, Closed, Incomplete, NotAllowed
from laras.domain.groupwork.harvest import BLOCKED, Harvest, harvest
from laras.domain.groupwork.taps import REFLECTION
from laras.domain.groupwork.terms import REASON_LENGTH, SESSION_TRANSITIONS, after
from laras.stages.measures.actions import NewAnswers, record_many, undo_answers
from laras.stages.measures.models import Administration
from laras.stages.programmes.actions.session._room import locked, locked_open
from laras.stages.programmes.actions.session._rows import keep_rows, minutes_of, steps_taken, taken_back
from laras.stages.programmes.models import Member, Session
from laras.stages.programmes.queries.session import Room, room
from laras.stages.support.actions import (
    NewAct,
    NewTeachBack,
    record_supports,
    record_teach_backs,
    undo_support,
    undo_teach_back,
)
from laras.stages.support.models import SupportAct, TeachBack

OCCASION = {"mood_before": "before", "mood_after": "after"}
CHANGE_WINDOW = dt.timedelta(hours=24)


@action("programmes.session")
def save_session(session: Session, *, by: Actor) -> Session:
    """Turn a running session into records: support acts, what was told back, answers, presence, pairs, ties, incidents.

    Everything or nothing, in one transaction under the lock of the session: of two phones that save at the same moment
    one is told who was first (Conflict) and nothing arises twice. Raises Incomplete where something must be mended.
    """
    row = locked_open(session, by)
    now = clock.now()
    here = room(row, by)
    found = harvest(here.state, here.ids, here.plan)
    if found.blocked:
        raise Incomplete(BLOCKED[found.blocked[0].kind])
    people = {str(member.pk): member for member in here.members}
    row.arisen = _arise(row, here, found, people, by)
    keep_rows(row, found, people, by)
    room_says = here.state.room
    row.state = after(row.state, "save", SESSION_TRANSITIONS)
    row.ended_at = row.ended_at or now
    row.saved_at, row.saved_by = now, by.login
    row.gjk_stage = room_says.get("gjk", "")
    row.weather, row.place = room_says.get("weather", ""), room_says.get("place", row.group.place)[:120]
    row.reflection = {name: room_says[name] for name in REFLECTION if room_says.get(name)}
    row.note, row.is_plan_b = room_says.get("note", ""), bool(room_says.get("plan_b"))
    row.steps = steps_taken(here)
    row.step_notes = {n: words for n, words in here.state.part("", "step_note.").items() if words}
    row.save()
    return row


def _arise(row: Session, here: Room, found: Harvest, people: dict[str, Member], by: Actor) -> dict[str, Any]:
    """Record in the earlier stages, through their own actions, and return the ids by kind for the way back."""
    at = row.held_at or clock.now()
    before = _acts_at(people, at)
    origin = f"{row.group.name}, {row.number}. {row.title}"  # proper names: what the record shows in any language
    acts = [
        NewAct(people[one.member].client, one.indicator, one.polarity, happened_at=at, minutes=minutes, note=origin)
        for one in found.given
        for minutes in [minutes_of(row) if one.indicator == "GRP-02" else None]
    ]
    acts += [
        NewAct(people[told.member].client, information.INDICATOR_OF_TOPIC[told.topic], happened_at=at, note=origin)
        for told in found.told
        if not told.result
    ]
    if acts:
        record_supports(acts, by=by)
    told_back = [
        NewTeachBack(
            people[told.member].client,
            told.topic,
            {"": told.result},
            audience="group",
            minutes=here.state.room.get(f"topic_minutes.{told.topic}"),
            reason=told.reason,
            happened_at=at,
        )
        for told in found.told
        if told.result
    ]
    teach_backs = record_teach_backs(told_back, by=by) if told_back else []
    answers = _answered(found, people, by)
    return {
        "acts": sorted(_acts_at(people, at) - before),
        "teach_backs": [str(point.pk) for point in teach_backs],
        "answers": answers,
    }


def _acts_at(people: dict[str, Member], at: dt.datetime) -> set[str]:
    """Return the acts of the members at this moment: those that a teach-back makes by itself are among them."""
    clients = [member.client_id for member in people.values()]
    rows = SupportAct.objects.filter(client_id__in=clients, happened_at=at).order_by("id")
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def _answered(found: Harvest, people: dict[str, Member], by: Actor) -> dict[str, dict[str, str]]:
    """Record the answers and return {kind: {member: id}}."""
    rows = [
        NewAnswers(
            client=people[one.member].client,
            instrument=one.instrument,
            answers=one.values,
            answered_by=one.answered_by,
            mode="faces" if one.answered_by == "client" else "self",
            occasion=OCCASION.get(one.kind, ""),
            happened_at=dt.datetime.fromtimestamp(one.at, dt.UTC),
        )
        for one in found.answers
    ]
    kept: dict[str, dict[str, str]] = {}
    if rows:
        for one, administration in zip(found.answers, record_many(rows, by=by), strict=True):
            kept.setdefault(one.kind, {})[one.member] = str(administration.pk)
    return kept


@action("programmes.session")
def reopen_session(session: Session, *, reason: str, by: Actor) -> Session:
    """Take a save back within a day: every record it made is undone by its own undo, the taps stay as they were.

    Only the one who saved may, as with every single record. The stage's own rows are removed: they come again from the
    taps.
    """
    row = locked(session, by)
    if len(reason.strip()) < REASON_LENGTH:
        raise Incomplete(N_("Write the reason (at least {n} characters)."), n=REASON_LENGTH, field="reason")
    row.state = after(row.state, "reopen", SESSION_TRANSITIONS)
    if row.saved_by != by.login:
        raise NotAllowed(N_("Only {who}, who saved this session, can open it again."), who=row.saved_by)
    if row.saved_at is None or clock.now() - row.saved_at > CHANGE_WINDOW:
        raise Closed(N_("This session was saved more than 24 hours ago and stays as it is. Add a new record."))
    _undo(row.arisen, by)
    taken_back(row)
    row.saved_at, row.saved_by, row.arisen, row.ended_at = None, "", {}, None
    row.reopened_at, row.reopened_by, row.reopen_reason = clock.now(), by.login, reason.strip()
    row.save()
    return row


def _undo(arisen: dict[str, Any], by: Actor) -> None:
    """Undo what a save made; what somebody has undone by hand since stays undone."""
    open_rows = {"undone_at__isnull": True}
    for point in TeachBack.objects.filter(pk__in=arisen.get("teach_backs", []), **open_rows).order_by("id"):
        undo_teach_back(point, by=by)
    for act in SupportAct.objects.filter(pk__in=arisen.get("acts", []), **open_rows).order_by("id"):
        undo_support(act, by=by)
    ids = [pk for kind in arisen.get("answers", {}).values() for pk in kind.values()]
    for answers in Administration.objects.filter(pk__in=ids, **open_rows).order_by("id"):
        undo_answers(answers, by=by)
