"""Files that people wrote become sources: one, several, or many in a job."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction

from laras.base.access.actor import Actor
from laras.base.files import vault
from laras.base.files.guard import LIMIT, check_size
from laras.base.files.models import Attachment
from laras.base.gate.actions import action
from laras.base.jobs import work
from laras.domain.errors import N_, BadInput, LarasError, NotAllowed, NotFound
from laras.stages.evidence import readers
from laras.stages.evidence.actions.source import MEDIA_TYPES, add_source
from laras.stages.evidence.models import Guide, Informant, Source, Study
from laras.stages.evidence.rules import NOT_THERE

IMPORT_KIND = "evidence.import"
MOST_FILES = 100
LONGEST_NAME = 200


@dataclass(frozen=True)
class Upload:
    """A file as it was sent; `size` is what the sender's file measures even where the bytes were not kept."""

    name: str
    data: bytes = field(repr=False)
    size: int


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken in, and why."""

    name: str
    error: LarasError


def import_file(
    study: Study,
    *,
    filename: str,
    data: bytes,
    kind: str,
    name: str = "",
    informant: Informant | None = None,
    guide: Guide | None = None,
    place: str = "",
    happened_at: dt.datetime | None = None,
    minutes: int | None = None,
    recorder: str = "",
    language: str = "",
    attachment: Attachment | None = None,
    by: Actor,
) -> Source:
    """Read a document and take it in, with its original; `source.remarks` tells what was left out or guessed.

    Refused, with one sentence, for everything that is no readable document; then nothing is left behind. No `@action`
    of its own: reading may take seconds, and the transaction of one would hold up every other writer meanwhile. The
    permission is asked first, the deed is `add_source`.
    """
    if not by.may("evidence.import"):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    document = readers.read(filename, data)
    source: Source = add_source(
        study,
        name=name or document.title[:LONGEST_NAME],
        kind=kind,
        text=document.text,
        informant=informant,
        guide=guide,
        place=place,
        happened_at=happened_at,
        minutes=minutes,
        recorder=recorder,
        language=language,
        file_name=filename,
        file_bytes=b"" if attachment else data,
        attachment=attachment,
        speakers=document.speakers,
        times=document.times,
        by=by,
    )
    source.remarks = document.notes
    return source


import_file.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


def import_files(
    study: Study,
    *,
    uploads: Sequence[Upload],
    kind: str,
    informant: Informant | None = None,
    guide: Guide | None = None,
    by: Actor,
) -> tuple[list[Source], list[Refusal]]:
    """Take in several files, each for itself, and return what was taken in and what was refused, in their order."""
    taken: list[Source] = []
    refused: list[Refusal] = []
    for upload in uploads:
        try:
            check_size(upload.name, upload.size)
            taken.append(
                import_file(
                    study, filename=upload.name, data=upload.data, kind=kind, informant=informant, guide=guide, by=by
                )
            )
        except NotAllowed:
            raise
        except LarasError as error:
            refused.append(Refusal(upload.name, error))
    return taken, refused


import_files.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


@action("evidence.import")
def queue_files(
    study: Study,
    *,
    uploads: Sequence[Upload],
    kind: str,
    informant: Informant | None = None,
    guide: Guide | None = None,
    by: Actor,
) -> work.Job:
    """Put the reading of many or large files in the queue; they wait sealed, those too large are told at once."""
    if len(uploads) > MOST_FILES:
        raise BadInput(N_("At most {n} files at once. Divide them."), n=MOST_FILES, field="files")
    files, refused = [], []
    for upload in uploads:
        try:
            check_size(upload.name, upload.size)
        except LarasError as error:
            refused.append({"file": upload.name, "reason": work.told(error.message, **error.params)})
            continue
        ending = PurePosixPath(upload.name).suffix.lower().lstrip(".")
        media_type = MEDIA_TYPES.get(ending, "application/octet-stream")
        stored = vault.store(by.facility, name=upload.name, data=upload.data, media_type=media_type)
        files.append([str(stored.pk), upload.name])
    params = {
        "study": str(study.pk),
        "kind": kind,
        "informant": str(informant.pk) if informant else "",
        "guide": str(guide.pk) if guide else "",
        "files": files,
        "refused": refused,
        "limit": LIMIT,
    }
    return work.enqueue(IMPORT_KIND, params, by=by)


@work.job(IMPORT_KIND, N_("Reading documents"))
def read_queued(job: work.Job, progress: work.Progress, by: Actor) -> dict[str, Any]:
    """Take in every file of the job; one that was taken in before an interruption is counted, not taken in twice."""
    params = job.params
    study = Study.objects.visible_to(by).filter(pk=params["study"]).first()
    if study is None:
        raise NotFound(NOT_THERE)
    informant = Informant.objects.filter(pk=params["informant"], study=study).first() if params["informant"] else None
    guide = Guide.objects.filter(pk=params["guide"], study=study).first() if params["guide"] else None
    taken: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = list(params["refused"])
    for place, (pk, name) in enumerate(params["files"]):
        progress.step(place, len(params["files"]))
        outcome = _read_one(
            uuid.UUID(pk), name, study=study, kind=params["kind"], informant=informant, guide=guide, by=by
        )
        (taken if "id" in outcome else refused).append(outcome)
    progress.step(len(params["files"]), len(params["files"]))
    return {"study": params["study"], "taken": taken, "refused": refused}


def _read_one(
    pk: uuid.UUID, name: str, *, study: Study, kind: str, informant: Informant | None, guide: Guide | None, by: Actor
) -> dict[str, Any]:
    """Take in one waiting file; return {"id", "name", "remarks"} or {"file", "reason"}, and forget a refused file."""
    done = Source.objects.filter(file_id=pk).defer("text").first()
    if done is not None:
        return {"id": str(done.pk), "name": done.name, "remarks": []}
    waiting = Attachment.objects.filter(pk=pk).first()
    if waiting is None:
        return {
            "file": name,
            "reason": work.told(N_("The file was refused before the program stopped. Send it again.")),
        }
    try:
        source = import_file(
            study,
            filename=name,
            data=vault.fetch(waiting),
            kind=kind,
            informant=informant,
            guide=guide,
            attachment=waiting,
            by=by,
        )
    except LarasError as error:
        with transaction.atomic():
            waiting.delete()  # its bytes have no row any more; the vault sweeps them away
        return {"file": name, "reason": work.told(error.message, **error.params)}
    return {"id": str(source.pk), "name": source.name, "remarks": list(source.remarks)}
