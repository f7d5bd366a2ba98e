"""Kinds of long work, putting one in the queue, and doing it.

A piece of work is a function `work(job, progress, by)`; it returns a plain dict kept as the result. It must be
repeatable: when the process is killed in the middle, the next one takes it up from the start once, and tells it as
failed the second time.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from laras.base.access.actor import Actor
from laras.base.access.models import Facility
from laras.base.jobs.models import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job
from laras.base.store import clock
from laras.domain.errors import N_, LarasError

log = logging.getLogger("laras.jobs")

STALE = dt.timedelta(seconds=30)
BEAT = dt.timedelta(seconds=2)
ATTEMPTS = 2


class Cancelled(Exception):
    """The person who asked for the work has cancelled it."""


@dataclass
class Progress:
    """How far a job is; `step()` writes it down at most every two seconds and notices a cancellation."""

    job: Job
    last: dt.datetime

    def step(self, done: int, total: int) -> None:
        """Tell that `done` of `total` pieces are finished; raises Cancelled."""
        self.job.done, self.job.total = done, total
        if clock.now() - self.last >= BEAT or done == total:
            self.beat()

    def beat(self) -> None:
        """Write the progress and the sign of life."""
        self.last = clock.now()
        with transaction.atomic():
            alive = Job.objects.filter(pk=self.job.pk, state=RUNNING).update(
                done=self.job.done, total=self.job.total, heartbeat_at=self.last
            )
        if not alive:
            raise Cancelled


Work = Callable[[Job, Progress, Actor], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """A kind of work: what does it and how it is called (a marked English message)."""

    work: Work
    label: str


KINDS: dict[str, Kind] = {}


def job(kind: str, label: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of `kind`."""

    def decorate(work: Work) -> Work:
        KINDS[kind] = Kind(work, label)
        return work

    return decorate


def label_of(kind: str) -> str:
    """Return the name of a kind of work in the active language."""
    return gettext(KINDS[kind].label) if kind in KINDS else kind


def enqueue(kind: str, params: dict[str, Any], *, by: Actor, file: Any = None) -> Job:
    """Put a job in the queue; call inside an action or a view that has asked the permission."""
    if kind not in KINDS:
        raise KeyError(kind)
    with transaction.atomic():
        return Job.objects.create(
            facility=by.facility,
            kind=kind,
            params=params,
            file=file,
            user_id=by.user_id,
            actor={"login": by.login, "roles": list(by.role_order), "device": by.device, "name": by.name},
            recorded_at=clock.now(),
        )


def cancel(job: Job) -> bool:
    """Cancel an open job; False when it had already ended."""
    with transaction.atomic():
        open_jobs = Job.objects.filter(pk=job.pk, state__in=(QUEUED, RUNNING))
        return bool(open_jobs.update(state=CANCELLED, finished_at=clock.now()))


def claim() -> Job | None:
    """Take the next job: the oldest queued one, or a running one whose worker gave no sign of life."""
    now = clock.now()
    with transaction.atomic():
        for stale in Job.objects.select_for_update().filter(state=RUNNING, heartbeat_at__lt=now - STALE):
            if stale.attempts >= ATTEMPTS:
                _end(stale, FAILED, error=told(N_("The program stopped twice during this work. Ask for it once more.")))
            else:
                Job.objects.filter(pk=stale.pk).update(state=QUEUED)
        found = Job.objects.select_for_update().filter(state=QUEUED).order_by("recorded_at", "id").first()
        if found is None:
            return None
        found.state, found.heartbeat_at, found.attempts = RUNNING, now, found.attempts + 1
        found.save(update_fields=["state", "heartbeat_at", "attempts"])
        return found


def run(found: Job) -> None:
    """Do one claimed job and write down how it ended."""
    try:
        result = KINDS[found.kind].work(found, Progress(found, clock.now()), actor_of(found))
    except Cancelled:
        return
    except LarasError as error:
        _end(found, FAILED, error=told(error.message, **error.params))
    except Exception:
        log.exception("job %s failed", found.pk)
        _end(found, FAILED, error=told(N_("Something went wrong in the program. The work was not finished.")))
    else:
        _end(found, DONE, result=result)


def actor_of(found: Job) -> Actor:
    """Return who asked for the job, with the roles held then."""
    order = tuple(found.actor.get("roles", ()))
    return Actor(
        facility=Facility.objects.get(pk=found.facility_id),
        roles=frozenset(order),
        role_order=order,
        user_id=uuid.UUID(str(found.user_id)) if found.user_id else None,
        login=found.actor.get("login", ""),
        name=found.actor.get("name", ""),
        device=found.actor.get("device", ""),
    )


def told(message: str, **params: object) -> dict[str, Any]:
    """Return a refusal as plain values, to be translated when it is read (in the reader's language)."""
    plain = {name: value if isinstance(value, (str, int, float)) else str(value) for name, value in params.items()}
    return {"message": message, "params": plain}


def _end(found: Job, state: str, *, result: dict[str, Any] | None = None, error: dict[str, Any] | None = None) -> None:
    """Write how a running job ended; one that was cancelled meanwhile stays cancelled."""
    with transaction.atomic():
        if not Job.objects.select_for_update().filter(pk=found.pk, state=RUNNING).exists():
            return
        found.state, found.finished_at, found.result, found.error = state, clock.now(), result or {}, error or {}
        found.done = found.total if state == DONE else found.done
        found.save(update_fields=["state", "finished_at", "result", "error", "done", "total"])


__all__ = ["KINDS", "N_", "Cancelled", "Job", "Progress", "actor_of", "cancel", "claim", "enqueue", "job", "run"]
