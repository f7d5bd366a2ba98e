"""The base of every row: a key that can be made anywhere and sorts by time."""

from __future__ import annotations

import uuid

from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """Return a UUIDv7: unique across homes and phones, ordered by creation, no sequence in the database."""
    return uuid7()


class Record(models.Model):
    """A row with a UUIDv7 key; every model of Laras descends from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
