"""Clients, how they are found again, and who may see whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedTextField
from laras.base.store import clock
from laras.domain.identity import Remark
from laras.stages.people.models.home import Ward, Worker, choices, ends_after_begin

ACCESS_KINDS = ("caseload", "ward", "group", "break_glass")
NIK_STATUSES = ("has", "none_yet", "unknown", "being_arranged")
SEXES = ("female", "male")


class ClientQuerySet(models.QuerySet["Client"]):
    """Clients with the one question of every page: whose are they to see?"""

    def visible_to(self, actor: Actor) -> ClientQuerySet:
        """Return the clients this person may see now: those of the home, or those of a valid access row."""
        own = self.filter(facility_id=actor.facility_id, merged_into__isnull=True)
        if actor.sees_whole_home:
            return own
        return own.filter(pk__in=Access.objects.valid_for(actor).values("client_id"))

    def writable_by(self, actor: Actor) -> ClientQuerySet:
        """Return the clients this person may write about: an emergency opens a record for reading only."""
        own = self.visible_to(actor)
        if actor.sees_whole_home:
            return own
        lasting = Access.objects.valid_for(actor).exclude(kind="break_glass")
        return own.filter(pk__in=lasting.values("client_id"))

    def reachable_by(self, actor: Actor) -> ClientQuerySet:
        """Return the visible clients and the records merged into them: rows were written under both numbers."""
        own = self.filter(facility_id=actor.facility_id)
        if actor.sees_whole_home:
            return own
        kept = own.annotate(kept_id=Coalesce("merged_into_id", "id"))
        return kept.filter(kept_id__in=Access.objects.valid_for(actor).values("client_id"))


class Client(FacilityRecord):
    """A person we walk with (penerima manfaat); everything that names them is sealed.

    `birth_date` is ISO text (sealed); `birth_year` stays readable for the duplicate check.
    """

    number = models.CharField(max_length=60)
    full_name = SealedTextField("people.Client.full_name")
    short_name = SealedTextField("people.Client.short_name")
    address_form = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=6, choices=choices(SEXES), blank=True)
    birth_date = SealedTextField("people.Client.birth_date")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_place = SealedTextField("people.Client.birth_place")
    home_address = SealedTextField("people.Client.home_address")
    religion = SealedTextField("people.Client.religion")
    nik = SealedTextField("people.Client.nik")
    nik_status = models.CharField(max_length=16, choices=choices(NIK_STATUSES), default="unknown")
    nik_hash = models.BinaryField(null=True, editable=False)
    kk = SealedTextField("people.Client.kk")
    bpjs = SealedTextField("people.Client.bpjs")
    note = SealedTextField("people.Client.note")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="clients")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    # What was odd about the numbers when they were last saved: told once, never stored.
    warnings: tuple[Remark, ...] = ()

    objects = ClientQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "number"), name="client_one_number"),
            models.UniqueConstraint(
                fields=("facility", "nik_hash"),
                condition=Q(nik_hash__isnull=False, merged_into__isnull=True),
                name="client_one_nik",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="client_not_merged_into_itself"),
        )
        indexes = (models.Index(fields=("facility", "ward"), name="client_of_ward"),)

    def __str__(self) -> str:
        return self.number


class NameWord(FacilityRecord):
    """24 bits of the keyed hash of one name word's phonetic key, to find possible doubles without a readable name."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="name_words")
    word = models.PositiveIntegerField()
    birth_year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "client", "word"), name="name_word_once"),)
        indexes = (models.Index(fields=("facility", "word", "birth_year"), name="name_word_lookup"),)


class NumberSeries(FacilityRecord):
    """The last client number given in a year; the row is locked while the next one is given."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "year"), name="number_series_once_a_year"),)


class MergeQuerySet(models.QuerySet["Merge"]):
    """Merges: seen by those who see the record that was kept."""

    def visible_to(self, actor: Actor) -> MergeQuerySet:
        """Return the merges into clients this person may see now."""
        return self.filter(into_id__in=Client.objects.visible_to(actor).values("pk"))


class Merge(FacilityRecord):
    """Two records were found to be one person; rows stay where they are, the pointer is cleared by an undo."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField("people.Merge.reason")
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(into=F("client")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=("facility", "client"), condition=Q(undone_at__isnull=True), name="merge_once"
            ),
        )


class AccessQuerySet(models.QuerySet["Access"]):
    """Access rows and the question which hold now."""

    def valid_now(self) -> AccessQuerySet:
        """Return the rows whose days include this moment."""
        now = clock.now()
        return self.filter(valid_from__lte=now).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now))

    def valid_for(self, actor: Actor) -> AccessQuerySet:
        """Return the rows that let this person in now; read at every request, never kept in a session."""
        return self.valid_now().filter(facility_id=actor.facility_id, worker__user_id=actor.user_or_nobody)

    def visible_to(self, actor: Actor) -> AccessQuerySet:
        """Return the rows of the clients this person may see now."""
        return self.filter(client_id__in=Client.objects.reachable_by(actor).values("pk"))


class Access(FacilityRecord):
    """One worker may see one client, from then until then, for a reason."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="access")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="access")
    kind = models.CharField(max_length=12, choices=choices(ACCESS_KINDS))
    reason = SealedTextField("people.Access.reason")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=80)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ACCESS_KINDS), name="access_known_kind"),
            models.CheckConstraint(
                condition=~Q(kind="break_glass") | Q(valid_until__isnull=False), name="break_glass_always_ends"
            ),
            ends_after_begin("access_ends_after_it_begins"),
        )
        indexes = (
            models.Index(fields=("worker", "valid_until"), name="access_of_worker"),
            models.Index(fields=("client", "valid_until"), name="access_to_client"),
        )
