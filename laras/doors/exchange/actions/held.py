"""An upload is looked at first, shown, and taken in only when somebody says yes.

What is held is a job with the sealed file: large files are read by the worker, small ones at once. A refused file
leaves nothing behind but the sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from laras.base.access.actor import Actor
from laras.base.files import child, guard, vault
from laras.base.files.models import Attachment
from laras.base.gate.actions import action
from laras.base.jobs import work
from laras.base.jobs.models import CANCELLED, DONE, Job
from laras.base.store import clock
from laras.domain.errors import N_, Closed, LarasError, NotFound
from laras.doors.exchange.actions.books import import_codebook
from laras.doors.exchange.actions.projects import MEDIA_TYPE, Imported, import_project
from laras.doors.exchange.actions.tables import TakenCoders, TakenCodings, take_coders, take_codings
from laras.doors.exchange.refi.check import check, check_codebook
from laras.stages.coding.actions import RefusedRow
from laras.stages.evidence.models import Study

LOOK_KIND = "exchange.look"
TAKE_KIND = "exchange.take"
AT_ONCE = guard.MB
MOST_TOLD = 200
KEPT_FOR = dt.timedelta(days=1)
NOT_THERE = N_("This record is not there, or not yours to see.")
GONE = N_("This upload was taken in or thrown away already. Choose the file again.")
TAKEN = {"refi": {guard.Kind.QDPX}, "codings": {guard.Kind.CSV}, "coders": {guard.Kind.CSV}}


@dataclass(frozen=True)
class Wish:
    """What is to be taken in, and how: `what` refi, codings or coders; `kind` of the sources of a project."""

    what: str
    name: str
    data: bytes = field(repr=False)
    size: int
    kind: str = "document"
    finished: bool = False

    @property
    def is_codebook(self) -> bool:
        """Whether this is a codebook alone, which is plain XML; whoever reads it finds out whether it is one."""
        return self.what == "refi" and self.name.lower().endswith(".qdc")


def hold(study: Study, *, wish: Wish, by: Actor) -> Job:
    """Look at a file and keep it sealed until somebody decides; Refused, and nothing kept, where it is no good.

    A file above 1 MB is only checked for its kind now and read by the worker.
    """
    guard.check_size(wish.name, wish.size)
    if not wish.is_codebook:
        guard.inspect(wish.name, wish.data, allowed=TAKEN[wish.what])
    found = _look(study, wish, by) if len(wish.data) <= AT_ONCE else None
    held: Job = hold_file(study, wish=wish, found=found, by=by)
    return held


hold.permission = "evidence.import"  # type: ignore[attr-defined]  # the deed is `hold_file`


@action("evidence.import")
def hold_file(study: Study, *, wish: Wish, found: dict[str, Any] | None, by: Actor) -> Job:
    """Store the file and the job that stands for it, with what was found in it or to find that out."""
    _forget_old(by)
    media_type = MEDIA_TYPE if wish.what == "refi" else "text/csv"
    stored = vault.store(by.facility, name=wish.name, data=wish.data, media_type=media_type)
    params = {
        "study": str(study.pk),
        "what": wish.what,
        "name": wish.name,
        "kind": wish.kind,
        "finished": wish.finished,
    }
    held = work.enqueue(LOOK_KIND, params, by=by, file=stored)
    if found is not None:
        held.state, held.result, held.finished_at = DONE, found, clock.now()
        held.save(update_fields=["state", "result", "finished_at"])
    return held


@action("evidence.import")
def take_held(study: Study, *, held: Job, by: Actor) -> Job:
    """Take in what was shown; a large file by the worker, whose job is returned then. Closed when it is gone."""
    now = Job.objects.select_for_update().get(pk=held.pk)
    if now.file is None or now.state != DONE or now.params.get("taken"):
        raise Closed(GONE)
    now.params = {**now.params, "taken": True}
    if now.file.size > AT_ONCE:
        now.file, file = None, now.file
        now.save(update_fields=["params", "file"])
        return work.enqueue(TAKE_KIND, dict(now.params), by=by, file=file)
    outcome = _take(study, now, by)
    now.result = {**outcome, "done": True}
    now.save(update_fields=["params", "result"])
    if not _stays(now):
        _part(now)  # a project's file stays with the study, a table has said all it had to say
    return now


@action("evidence.import")
def discard(held: Job, *, by: Actor) -> Job:
    """Throw an upload away that nobody wants to take in."""
    now = Job.objects.select_for_update().get(pk=held.pk)  # somebody may be taking it in at this moment
    if now.params.get("taken"):
        raise Closed(GONE)
    _drop(now)
    return now


def _drop(held: Job) -> None:
    held.result, held.state = {}, CANCELLED
    with transaction.atomic():
        held.save(update_fields=["result", "state"])
        _part(held)


def _stays(held: Job) -> bool:
    """Whether the file stays with the study: a project gives back at export what Laras cannot show."""
    return bool(held.params["what"] == "refi" and not str(held.params["name"]).lower().endswith(".qdc"))


def _part(held: Job) -> None:
    """Forget the file of a job; its bytes have no row any more, and the vault sweeps them away."""
    file, held.file = held.file, None
    with transaction.atomic():
        held.save(update_fields=["file"])
        if file is not None:
            file.delete()


def _forget_old(by: Actor) -> None:
    """Uploads nobody decided about within a day are forgotten."""
    old = Job.objects.filter(facility_id=by.facility_id, kind=LOOK_KIND, state=DONE, file__isnull=False)
    for held in old.filter(finished_at__lt=clock.now() - KEPT_FOR).order_by("id"):
        _drop(held)


# ---- the worker -----------------------------------------------------------------------------------------------


@work.job(LOOK_KIND, N_("Looking at an import"))
def look_at(job: Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
    """Look at a large file; where it is refused, it is forgotten."""
    study = _study_of(job, by)
    try:
        return _look(study, _wish_of(job), by)
    except LarasError:
        _part(job)
        raise


@work.job(TAKE_KIND, N_("Taking in an import"))
def take_queued(job: Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
    """Take in a large file that was looked at and confirmed."""
    study = _study_of(job, by)
    try:
        outcome = _take(study, job, by)
    except LarasError:
        _part(job)
        raise
    if not _stays(job):
        _part(job)  # a project's file stays with the study, a table has said all it had to say
    return {**outcome, "done": True}


def _study_of(job: Job, by: Actor) -> Study:
    study = Study.objects.visible_to(by).filter(pk=job.params["study"]).first()
    if study is None:
        raise NotFound(NOT_THERE)
    return study


def _wish_of(job: Job) -> Wish:
    file = _file_of(job)
    params = job.params
    return Wish(params["what"], params["name"], vault.fetch(file), file.size, params["kind"], params["finished"])


def _file_of(job: Job) -> Attachment:
    if job.file is None:
        raise Closed(GONE)
    return job.file


# ---- what is shown --------------------------------------------------------------------------------------------


def _look(study: Study, wish: Wish, by: Actor) -> dict[str, Any]:
    """Return what would happen: done in full, and taken back."""
    if wish.is_codebook:
        child.run(check_codebook, wish.data)
        return _of_project(import_codebook(study, data=wish.data, dry=True, by=by))
    if wish.what == "refi":
        child.run(check, wish.data, seconds=60)
        return _of_project(_import(study, wish, None, by, dry=True))
    if wish.what == "codings":
        return _of_codings(take_codings(study, data=wish.data, dry=True, by=by))
    return _of_coders(take_coders(study, data=wish.data, code_name=_stem(wish.name), dry=True, by=by))


def _take(study: Study, job: Job, by: Actor) -> dict[str, Any]:
    wish = _wish_of(job)
    if wish.is_codebook:
        return _of_project(import_codebook(study, data=wish.data, by=by))
    if wish.what == "refi":
        return _of_project(_import(study, wish, job.file, by))
    if wish.what == "codings":
        return _of_codings(take_codings(study, data=wish.data, by=by))
    return _of_coders(take_coders(study, data=wish.data, code_name=_stem(wish.name), by=by))


def _import(study: Study, wish: Wish, file: Attachment | None, by: Actor, *, dry: bool = False) -> Imported:
    return import_project(
        study,
        data=wish.data,
        file_name=wish.name,
        kind=wish.kind,
        finished=wish.finished,
        attachment=file,
        dry=dry,
        by=by,
    )


def _stem(name: str) -> str:
    return (name.rpartition(".")[0] or name).strip()[:120]


def _of_project(made: Imported) -> dict[str, Any]:
    return {
        "counts": dict(made.counts),
        "kept": dict(made.kept),
        "unit": made.offsets.unit,
        "score": made.offsets.score,
        "slip": made.offsets.slip,
        "scores": dict(made.offsets.scores),
        "informants": made.informants,
        "memos": made.memos,
        "lost": [{"what": each.what, **work.told(each.why, **each.params)} for each in made.lost[:MOST_TOLD]],
        "more": max(0, len(made.lost) - MOST_TOLD),
    }


def _of_codings(made: TakenCodings) -> dict[str, Any]:
    return {"codings": made.codings, "readings": made.readings, **_refused(made.refused)}


def _of_coders(made: TakenCoders) -> dict[str, Any]:
    table = made.table
    return {
        "read": made.read,
        "coders": list(table.coders),
        "missing": len(table.missing),
        "told": [[one.row, one.column, one.was, one.read_as] for one in table.told[:MOST_TOLD]],
        **_refused(made.refused),
    }


def _refused(rows: Sequence[RefusedRow]) -> dict[str, Any]:
    told = [[row.row, work.told(row.error.message, **row.error.params)] for row in rows[:MOST_TOLD]]
    return {"refused": told, "more": max(0, len(rows) - MOST_TOLD), "refused_count": len(rows)}
