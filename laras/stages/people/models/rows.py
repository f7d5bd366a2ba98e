"""What is kept about one client: family, placement, consent; and the base of every later row."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedTextField
from laras.base.files.models import Attachment
from laras.stages.people.models.client import Client
from laras.stages.people.models.home import Ward, choices, ends_after_begin

CONSENT_PURPOSES = ("service", "photo", "research", "sharing")
PROOFS = ("signature", "thumbprint", "audio", "witnessed")
# The seven parts of the notice before consent (UU 27/2022 Art. 21) and how it was made understandable (Arts. 22, 25).
NOTICE_BLOCKS = ("legality", "purpose", "data", "retention", "details", "duration", "rights")
SUPPORTS = ("pictures", "read_aloud", "local_language", "companion", "repeated", "none")


class OfClientQuerySet(models.QuerySet[Any]):
    """Rows of one client: visible exactly when the client is, or the record it was merged into."""

    def visible_to(self, actor: Actor) -> OfClientQuerySet:
        """Return the rows of the clients this person may see now."""
        return self.filter(client_id__in=Client.objects.reachable_by(actor).values("pk"))

    def writable_by(self, actor: Actor) -> OfClientQuerySet:
        """Return the visible rows of clients this person may write about now."""
        open_to_them = Client.objects.writable_by(actor).values("pk")
        return self.visible_to(actor).filter(Q(client__in=open_to_them) | Q(client__merged_into__in=open_to_them))


class Family(FacilityRecord):
    """A relative or another close person of a client."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="family")
    name = SealedTextField("people.Family.name")
    relation = models.CharField(max_length=40)
    phone = SealedTextField("people.Family.phone")
    home_address = SealedTextField("people.Family.home_address")
    note = SealedTextField("people.Family.note")
    is_responsible = models.BooleanField(default=False)
    is_guardian = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfClientQuerySet.as_manager()


class Placement(FacilityRecord):
    """In which ward a client lived, with dates."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="placements")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="placements")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    objects = OfClientQuerySet.as_manager()

    class Meta:
        constraints = (
            ends_after_begin("placement_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=("facility", "client"), condition=Q(valid_until__isnull=True), name="placement_one_at_a_time"
            ),
        )


class Consent(FacilityRecord):
    """What a client agreed to, how it was explained and how it is proved; a withdrawal closes it."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=12, choices=choices(CONSENT_PURPOSES))
    agreed = models.BooleanField()
    notice_blocks = models.JSONField(default=list, help_text="which of the seven blocks of the notice were explained")
    support_used = models.JSONField(default=list, help_text="pictures, read aloud, Javanese, companion")
    own_words = SealedTextField("people.Consent.own_words")
    guardian = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="consents")
    proof = models.CharField(max_length=12, choices=choices(PROOFS))
    proof_file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = SealedTextField("people.Consent.withdrawal_reason")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = OfClientQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(purpose__in=CONSENT_PURPOSES), name="consent_known_purpose"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        )


class OfClient(FacilityRecord):
    """The base of every later row that is about one client."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = OfClientQuerySet.as_manager()

    class Meta:
        abstract = True
