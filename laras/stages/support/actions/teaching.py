"""Explaining a topic and having it told back, point by point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import information
from laras.domain.errors import N_, BadInput, Incomplete
from laras.stages.people.models import Client
from laras.stages.support.actions._own import own_worker
from laras.stages.support.actions.act import record_support
from laras.stages.support.models import AUDIENCES, SupportAct, TeachBack
from laras.stages.support.rules import must_be_changeable

CHECKED_UNDERSTANDING = "INF-09"
NEXT_CHECK = dt.timedelta(days=1)
RETENTION_CHECK = dt.timedelta(days=7)


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
    about = information.topic(topic)
    happened_at = happened_at or clock.now()
    _check(about, results, audience, reason)
    worker = own_worker(by)
    act = _acts(client, about, results, minutes=minutes, happened_at=happened_at, by=by)
    attempts = _attempts_so_far(client, topic)
    rows = [
        TeachBack(
            facility_id=by.facility_id,
            client=client,
            topic=topic,
            point=point,
            audience=audience,
            relation=relation,
            method=method,
            language=language,
            minutes=minutes,
            attempt=attempts.get(point, 0) + 1,
            result=result,
            reason=reason,
            misunderstood=misunderstood,
            own_words=own_words,
            question=question,
            next_check_on=_next_check(result, happened_at),
            worker=worker,
            act=act,
            happened_at=happened_at,
            recorded_at=clock.now(),
            recorded_by=by.login,
        )
        for point, result in results.items()
    ]
    return TeachBack.objects.bulk_create(rows)


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


def _acts(
    client: Client,
    about: information.Topic,
    results: Mapping[str, str],
    *,
    minutes: int | None,
    happened_at: dt.datetime,
    by: Actor,
) -> SupportAct | None:
    """Record the explanation as support: given when it took place, refused when every point was refused."""
    values = set(results.values())
    if values <= {"postponed"}:
        return None
    polarity = "refused" if values <= {"refused", "postponed"} else "given"
    act: SupportAct = record_support(
        client,
        indicator=information.INDICATOR_OF_TOPIC[about.code],
        polarity=polarity,
        minutes=minutes,
        happened_at=happened_at,
        by=by,
    )
    if polarity == "given" and act.indicator != CHECKED_UNDERSTANDING:
        record_support(client, indicator=CHECKED_UNDERSTANDING, happened_at=happened_at, by=by)
    return act


def _attempts_so_far(client: Client, topic: str) -> dict[str, int]:
    rows = TeachBack.objects.filter(client=client, topic=topic, undone_at__isnull=True).exclude(result="postponed")
    found: dict[str, int] = {}
    for point, attempt in rows.values_list("point", "attempt"):
        found[point] = max(found.get(point, 0), attempt)
    return found


def _next_check(result: str, happened_at: dt.datetime) -> dt.date | None:
    if result == "refused":
        return None
    later = RETENTION_CHECK if result in ("2", "3") else NEXT_CHECK
    return (happened_at + later).date()
