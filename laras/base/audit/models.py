"""Two append-only chains a home: deeds (who did) and looks (who looked).

Rows hold plain values and no foreign keys, so that nothing can pull them along when it is deleted.
"""

from __future__ import annotations

from django.db import models

from laras.base.store.models import Record

LEDGERS = ("deed", "look")
SYSTEM = "system"


class Entry(Record):
    """One link of a chain; `hash` covers every other column and the hash before it."""

    chain = models.CharField(max_length=40, help_text="facility id, or 'system'")
    ledger = models.CharField(max_length=4, choices=[(name, name) for name in LEDGERS])
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    role = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    client_id = models.CharField(max_length=40, blank=True)
    shown = models.JSONField(default=list, help_text="ids of the clients on the page looked at")
    count = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=200, blank=True)
    device = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("chain", "ledger", "seq"), name="audit_one_row_a_place"),
            models.CheckConstraint(condition=models.Q(ledger__in=LEDGERS), name="audit_known_ledger"),
        )
        indexes = (models.Index(fields=("chain", "client_id", "seq"), name="audit_of_client"),)


class Head(Record):
    """The last link of each chain; the row that is locked while the next one is written."""

    chain = models.CharField(max_length=40)
    ledger = models.CharField(max_length=4)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="looks that could not be written")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "ledger"), name="audit_one_head_a_chain"),)
