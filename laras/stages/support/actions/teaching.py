"""Explaining a topic and having it told back, point by point."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import information
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.people.models import Client, Worker
from laras.stages.support.actions._own import own_worker
from laras.stages.support.actions.act import NewAct, record_supports
from laras.stages.support.models import AUDIENCES, SupportAct, TeachBack
from laras.stages.support.rules import must_be_changeable, must_be_writable

CHECKED_UNDERSTANDING = "INF-09"
NEXT_CHECK = dt.timedelta(days=1)
RETENTION_CHECK = dt.timedelta(days=7)


@dataclass(frozen=True)
class NewTeachBack:
    """One topic explained to one client; the fields of `record_teach_back`."""

    client: Client
    topic: str
    results: Mapping[str, str]
    audience: str = "client"
    relation: str = ""
    method: str = ""
    language: str = ""
    minutes: int | None = None
    reason: str = ""
    misunderstood: str = ""
    own_words: str = ""
    question: str = ""
    happened_at: dt.datetime | None = None


@action("support.teach")
def record_teach_back(
    client: Client,
    *,
    topic: str,
    results: Mapping[str, str],
    audience: str = "client",
    relation: str = "",
    method: str = "",
    language: str = "",
    minutes: int | None = None,
    reason: str = "",
    misunderstood: str = "",
    own_words: str = "",
    question: str = "",
    happened_at: dt.datetime | None = None,
    by: Actor,
) -> list[TeachBack]:
    """Record what came back of each point of `topic`: '0'…'3', 'refused' or 'postponed' (with a reason).

    `results` maps a point id ('' for the topic as a whole) to a result. The explanation itself, and the check of
    understanding, are support acts of their own; both arise here.
    """
    new = NewTeachBack(
        client,
        topic,
        results,
        audience=audience,
        relation=relation,
        method=method,
        language=language,
        minutes=minutes,
        reason=reason,
        misunderstood=misunderstood,
        own_words=own_words,
        question=question,
        happened_at=happened_at,
    )
    return _taught([new], by)


@action("support.teach", bulk=True)
def record_teach_backs(rows: Sequence[NewTeachBack], *, by: Actor) -> list[TeachBack]:
    """Record what came back from many at once, a group in a session say; the same as one by one, in few queries."""
    return _taught(rows, by)


@action("support.teach")
def undo_teach_back(teach_back: TeachBack, *, by: Actor) -> TeachBack:
    """Take back one recorded point within a day."""
    must_be_changeable(teach_back, by)
    teach_back.undone_at = clock.now()
    teach_back.save(update_fields=["undone_at"])
    return teach_back


def _check(about: information.Topic, results: Mapping[str, str], audience: str, reason: str) -> None:
    if not results:
        raise Incomplete(N_("Choose what came back for at least one point."))
    known = {point.point_id for point in about.points} | {""}
    for point, result in results.items():
        if point not in known:
            raise BadInput(N_("This point does not belong to the topic. Open the topic again."))
        information.succeeded(_result(result))
    if audience not in AUDIENCES:
        raise BadInput(N_("“{value}” is not a listener. Choose one."), value=audience, field="audience")
    if "postponed" in results.values() and not reason.strip():
        raise Incomplete(N_("Write why it was postponed, for example: sleepy, restless."), field="reason")


def _result(value: str) -> information.Result:
    return int(value) if value.isdecimal() else value


def _taught(rows: Sequence[NewTeachBack], by: Actor) -> list[TeachBack]:
    """Check every row before the first is written; the acts go through their own deed, which asks whose clients."""
    for row in rows:
        _check(information.topic(row.topic), row.results, row.audience, row.reason)
    now = clock.now()  # one moment for all points of a topic: that is what holds them together
    rows = [row if row.happened_at else replace(row, happened_at=now) for row in rows]
    worker = own_worker(by)
    acts = [(row, act) for row in rows for act in _acts(row, worker)]
    must_be_writable((row.client for row in rows), by)
    recorded = record_supports([act for _, act in acts], by=by) if acts else []
    first = {id(row): act for (row, _), act in reversed(list(zip(acts, recorded, strict=True)))}
    attempts = _attempts_so_far(rows)
    made = []
    for row in rows:
        for point, result in row.results.items():
            key = (row.client.pk, row.topic, point)
            attempts[key] = attempts.get(key, 0) + 1
            made.append(_built(row, point, result, attempts[key], act=first.get(id(row)), worker=worker, by=by))
    return TeachBack.objects.bulk_create(made)


def _built(
    row: NewTeachBack,
    point: str,
    result: str,
    attempt: int,
    *,
    act: SupportAct | None,
    worker: Worker | None,
    by: Actor,
) -> TeachBack:
    happened_at = row.happened_at or clock.now()
    return TeachBack(
        facility_id=by.facility_id,
        client=row.client,
        topic=row.topic,
        point=point,
        audience=row.audience,
        relation=row.relation,
        method=row.method,
        language=row.language,
        minutes=row.minutes,
        attempt=attempt,
        result=result,
        reason=row.reason,
        misunderstood=row.misunderstood,
        own_words=row.own_words,
        question=row.question,
        next_check_on=_next_check(result, happened_at),
        worker=worker,
        act=act,
        happened_at=happened_at,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )


def _acts(row: NewTeachBack, worker: Worker | None) -> list[NewAct]:
    """The explanation as support, given when it took place, refused when every point was; then the check of it."""
    values = set(row.results.values())
    if values <= {"postponed"}:
        return []
    polarity = "refused" if values <= {"refused", "postponed"} else "given"
    indicator = information.INDICATOR_OF_TOPIC[row.topic]
    told = NewAct(
        row.client, indicator, polarity=polarity, worker=worker, happened_at=row.happened_at, minutes=row.minutes
    )
    if polarity == "given" and indicator != CHECKED_UNDERSTANDING:
        return [told, NewAct(row.client, CHECKED_UNDERSTANDING, worker=worker, happened_at=row.happened_at)]
    return [told]


def _attempts_so_far(rows: Sequence[NewTeachBack]) -> dict[tuple[uuid.UUID, str, str], int]:
    known = TeachBack.objects.filter(
        client__in=[row.client.pk for row in rows], topic__in={row.topic for row in rows}, undone_at__isnull=True
    ).exclude(result="postponed")
    highest = known.order_by("client_id", "topic", "point").values("client_id", "topic", "point")
    return {
        (row["client_id"], row["topic"], row["point"]): row["last"] for row in highest.annotate(last=Max("attempt"))
    }


def _next_check(result: str, happened_at: dt.datetime) -> dt.date | None:
    if result == "refused":
        return None
    later = RETENTION_CHECK if result in ("2", "3") else NEXT_CHECK
    return (happened_at + later).date()
