"""Recording, revising and taking back acts of support."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import aspects
from laras.domain.errors import N_, BadInput
from laras.stages.casework.models import Goal
from laras.stages.people.models import Client, Worker
from laras.stages.people.rules import moment_passed
from laras.stages.support.actions._own import own_worker
from laras.stages.support.models import SupportAct
from laras.stages.support.rules import must_be_changeable, must_be_writable

LONGEST_NOTE = 10_000
LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True)
class NewAct:
    """One act to be recorded in bulk; the fields of `record_support`."""

    client: Client
    indicator: str
    polarity: str = "given"
    giver: str = "worker"
    worker: Worker | None = None
    happened_at: dt.datetime | None = None
    minutes: int | None = None
    note: str = ""
    response: str = ""
    goal: Goal | None = None


@action("support.record")
def record_support(  # the form has these fields
    client: Client,
    *,
    indicator: str,
    polarity: str = "given",
    giver: str = "worker",
    worker: Worker | None = None,
    happened_at: dt.datetime | None = None,
    minutes: int | None = None,
    note: str = "",
    response: str = "",
    goal: Goal | None = None,
    by: Actor,
) -> SupportAct:
    """Record one act; without more words it is *given* by the person who records it, now.

    `indicator` is a code of the taxonomy ('INF-02'), `minutes` 1–1440. A moment in the future is refused.
    """
    own = worker or (own_worker(by) if giver == "worker" else None)
    new = NewAct(client, indicator, polarity, giver, own, happened_at, minutes, note, response, goal)
    act = _built(new, by)
    act.save(force_insert=True)
    return act


@action("support.record", bulk=True)
def record_supports(acts: Sequence[NewAct], *, by: Actor) -> list[SupportAct]:
    """Record up to 500 acts in one transaction; `by` must be allowed to write about every client."""
    if len(acts) > 500:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=500)
    must_be_writable((act.client for act in acts), by)
    return SupportAct.objects.bulk_create([_built(act, by) for act in acts])


@action("support.record")
def revise_support(
    act: SupportAct,
    *,
    polarity: str,
    giver: str,
    minutes: int | None,
    note: str,
    response: str,
    goal: Goal | None = None,
    happened_at: dt.datetime | None = None,
    by: Actor,
) -> SupportAct:
    """Change the circumstances of an act recorded by oneself within a day; person and indicator stay."""
    must_be_changeable(act, by)
    at = happened_at or act.happened_at
    new = NewAct(act.client, act.indicator, polarity, giver, act.worker, at, minutes, note, response)
    _check(new)
    _check_goal(goal, act.client_id)
    act.polarity, act.giver, act.minutes, act.goal = polarity, giver, minutes, goal
    act.note, act.response, act.happened_at = note.strip(), response.strip(), at
    act.save()
    return act


@action("support.record")
def undo_support(act: SupportAct, *, by: Actor) -> SupportAct:
    """Take back an act recorded by oneself within a day; the row stays, marked, and counts nowhere."""
    must_be_changeable(act, by)
    act.undone_at = clock.now()
    act.save(update_fields=["undone_at"])
    return act


@action("support.record")
def restore_support(act: SupportAct, *, by: Actor) -> SupportAct:
    """Take the taking-back back."""
    must_be_changeable(act, by)
    act.undone_at = None
    act.save(update_fields=["undone_at"])
    return act


def _built(new: NewAct, by: Actor) -> SupportAct:
    _check(new)
    _check_goal(new.goal, new.client.pk)
    return SupportAct(
        facility_id=by.facility_id,
        client_id=new.client.pk,
        aspect=aspects.indicator(new.indicator).aspect,
        indicator=new.indicator,
        polarity=new.polarity,
        giver=new.giver,
        worker=new.worker,
        happened_at=new.happened_at or clock.now(),
        minutes=new.minutes,
        note=new.note.strip(),
        response=new.response.strip(),
        goal=new.goal,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )


def _check(new: NewAct) -> None:
    if not aspects.is_active(new.indicator):
        raise BadInput(
            N_("There is no indicator “{code}”. Choose one from the list."), code=new.indicator, field="indicator"
        )
    if new.polarity not in aspects.POLARITIES:
        raise BadInput(
            N_("“{value}” is not a direction. Choose one of the five."), value=new.polarity, field="polarity"
        )
    if new.giver not in aspects.GIVERS:
        raise BadInput(N_("“{value}” does not say who gave it. Choose one."), value=new.giver, field="giver")
    if new.minutes is not None and not 1 <= new.minutes <= LONGEST_MINUTES:
        raise BadInput(N_("Write the minutes as a number from 1 to {n}."), n=LONGEST_MINUTES, field="minutes")
    if new.happened_at is not None and new.happened_at > clock.now() + dt.timedelta(minutes=5):
        raise BadInput(N_("This lies in the future. Write when it happened."), field="happened_at")
    if new.happened_at is not None:
        moment_passed(new.happened_at)
    if max(len(new.note), len(new.response)) > LONGEST_NOTE:
        raise BadInput(N_("This note is longer than {n} characters. Shorten it."), n=LONGEST_NOTE, field="note")


def _check_goal(goal: Goal | None, client_id: uuid.UUID) -> None:
    if goal is not None and goal.client_id != client_id:
        raise BadInput(N_("This goal belongs to somebody else. Choose one of this person."), field="goal")
