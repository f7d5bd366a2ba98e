"""A codebook alone (`.qdc`) becomes codes of a study."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, NotAllowed
from laras.doors.exchange.actions.codes import take_codes
from laras.doors.exchange.actions.projects import NOT_YOURS, Imported
from laras.doors.exchange.refi.model import Loss, ReadResult
from laras.doors.exchange.refi.read_codes import read_codebook
from laras.stages.coding.models import Code
from laras.stages.evidence.models import Study

PERMISSION = "coding.codebook"
THERE = N_("Codes that the study has already: {count}. They stay as they are.")


@dataclass(frozen=True)
class Book:
    """A codebook that was read; the audit row is computed from its digest."""

    result: ReadResult
    digest: str

    def __str__(self) -> str:
        return f"REFI-QDA codebook {self.digest}"


def import_codebook(study: Study, *, data: bytes, dry: bool = False, by: Actor) -> Imported:
    """Take a codebook into a study: all of it or nothing; `dry` only says what would happen.

    No `@action` of its own: the file is read before the transaction begins; the deed is `save_codebook`.
    """
    if not by.may(PERMISSION):
        raise NotAllowed(NOT_YOURS)
    book = Book(read_codebook(data), hashlib.sha256(data).hexdigest())
    with transaction.atomic():
        made: Imported = save_codebook(study, book=book, by=by)
        if dry:
            transaction.set_rollback(True)
    return made


import_codebook.permission = PERMISSION  # type: ignore[attr-defined]  # read by the test that walks the actions


@action(PERMISSION)
def save_codebook(study: Study, *, book: Book, by: Actor) -> Imported:
    """Add the codes that the study does not have; those of the same GUID or the same name at the same place stay."""
    now = Study.objects.select_for_update().get(pk=study.pk)
    result = book.result
    before = set(Code.objects.filter(study=now).order_by().values_list("pk", flat=True))
    found = take_codes(now, project=result.project, by=by)
    there = sum(code.pk in before for code in found.values())
    lost = [*result.lost, *([Loss("known", THERE, {"count": there}, there)] if there else [])]
    return Imported(result.counts, result.kept, result.offsets, tuple(lost))
