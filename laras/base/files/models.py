"""Files that belong to a record: sealed on disk under a random name."""

from __future__ import annotations

from django.db import models

from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedTextField


class Attachment(FacilityRecord):
    """One stored file; `name` is what the person called it and never used as a path."""

    name = SealedTextField("files.Attachment.name")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
