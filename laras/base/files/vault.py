"""Storing and fetching attachments: sealed, outside the web root, never under a name from outside."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction

from laras.base.access.models import Facility
from laras.base.crypto.sealing import open_sealed, seal
from laras.base.files.models import Attachment
from laras.base.store import clock

LABEL = "files.Attachment.content"


def _path(attachment: Attachment) -> Path:
    name = attachment.pk.hex
    return Path(settings.LARAS_DATA) / "files" / name[-2:] / name


def store(facility: Facility, *, name: str, data: bytes, media_type: str) -> Attachment:
    """Seal `data` on disk and return its row; call inside an action, whose transaction covers the row.

    The file is synced before the row exists. If the transaction is rolled back the file is an orphan nobody can
    open or name; `sweep()` removes it.
    """
    attachment = Attachment(
        facility=facility,
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        recorded_at=clock.now(),
    )
    path = _path(attachment)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed = seal(data, label=LABEL, scope=str(facility.pk), row=str(attachment.pk))
    with path.open("xb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    with transaction.atomic():
        attachment.save(force_insert=True)
    return attachment


def fetch(attachment: Attachment) -> bytes:
    """Return the content of an attachment."""
    sealed = _path(attachment).read_bytes()
    return open_sealed(sealed, label=LABEL, scope=str(attachment.facility_id), row=str(attachment.pk))


def sweep() -> int:
    """Delete files that no row names, and return how many there were; one of today may be about to get its row."""
    yesterday = time.time() - 24 * 3600  # the clock of the disk, not of the house
    folder = Path(settings.LARAS_DATA) / "files"
    known = {pk.hex for pk in Attachment.objects.values_list("pk", flat=True)}
    orphans = [path for path in folder.glob("*/*") if path.name not in known and path.stat().st_mtime < yesterday]
    for path in orphans:
        path.unlink()
    return len(orphans)
