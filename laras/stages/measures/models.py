"""What they tell us: sheets of answers, who is to be greeted because of one, and what a home brought of its own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.stages.people.models import Access, Client

ANSWERED_BY = ("client", "worker", "observer", "anonymous")
MODES = ("faces", "read_aloud", "self", "paper", "import")
OCCASIONS = ("", "before", "after", "baseline", "mid", "end", "followup")
ALERT_KINDS = ("safety", "mood", "card", "distress", "wellbeing")
# Kinds that reach the named roles even where they do not see the client, and never the worker in charge.
SAFETY_KINDS = ("safety",)


def _choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class AdministrationQuerySet(models.QuerySet[Any]):
    """Sheets of answers: of a client as the client, of nobody for the home's people who may read measures."""

    def visible_to(self, actor: Actor) -> AdministrationQuerySet:
        """Return the sheets this person may see now."""
        of_clients = Q(client_id__in=Client.objects.reachable_by(actor).values("pk"))
        if actor.may("measures.view"):
            of_clients |= Q(client__isnull=True)
        return self.filter(of_clients, facility_id=actor.facility_id)

    def counted(self) -> AdministrationQuerySet:
        """Return the sheets that were not taken back."""
        return self.filter(undone_at__isnull=True)


class Administration(FacilityRecord):
    """One sheet of answers, of a client or of an unnamed person of a sample.

    `answers` maps an item to its value, None where it was refused; an item that was not asked is absent, and an item
    about safety is never kept here. `scores` maps a scale to its value or None, `flags` are codes of quality.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sample = models.CharField(max_length=60, blank=True)
    person_code = models.CharField(max_length=40, blank=True)
    instrument = models.CharField(max_length=20)
    instrument_version = models.CharField(max_length=20)
    text_version = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of the text the home brought")
    coding = models.CharField(max_length=10)
    answered_by = models.CharField(max_length=10, choices=_choices(ANSWERED_BY), default="client")
    mode = models.CharField(max_length=12, choices=_choices(MODES), default="faces")
    occasion = models.CharField(max_length=10, choices=_choices(OCCASIONS), blank=True)
    helper = SealedTextField("measures.Administration.helper")
    language = models.CharField(max_length=12, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    answers = SealedJSONField("measures.Administration.answers")
    scores = SealedJSONField("measures.Administration.scores")
    flags = SealedJSONField("measures.Administration.flags")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = AdministrationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(instrument=""), name="administration_names_instrument"),
            models.CheckConstraint(
                condition=Q(client__isnull=False, sample="") | (Q(client__isnull=True) & ~Q(sample="")),
                name="administration_of_client_or_sample",
            ),
            models.CheckConstraint(condition=Q(answered_by__in=ANSWERED_BY), name="administration_known_answerer"),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="administration_known_mode"),
            models.CheckConstraint(condition=Q(occasion__in=OCCASIONS), name="administration_known_occasion"),
        )
        indexes = (
            models.Index(fields=("client", "instrument", "happened_at"), name="administration_of_client"),
            models.Index(fields=("facility", "sample", "instrument"), name="administration_of_sample"),
        )

    @property
    def refused_items(self) -> list[str]:
        """The items asked and not answered."""
        return [item for item, value in self.answers.items() if value is None]

    @property
    def score(self) -> float | None:
        """The main score."""
        value: float | None = self.scores.get("total")
        return value


class AlertQuerySet(models.QuerySet[Any]):
    """Alerts: seen by the roles they name, and what is about safety never by the worker in charge."""

    def visible_to(self, actor: Actor) -> AlertQuerySet:
        """Return the alerts that concern this person."""
        named = Q(pk__in=[])
        for role in actor.roles:
            named |= Q(for_roles__contains=f" {role} ")
        if actor.is_operator:
            return self.filter(facility_id=actor.facility_id)
        mine = Access.objects.valid_for(actor).filter(kind="caseload").values("client_id")
        safety = Q(kind__in=SAFETY_KINDS)
        reachable = Q(client_id__in=Client.objects.reachable_by(actor).values("pk"))
        rows = self.filter(named, facility_id=actor.facility_id).filter(safety | reachable)
        return rows.exclude(safety & (Q(client_id__in=mine) | Q(client__merged_into__in=mine)))


class MeasureAlert(FacilityRecord):
    """Somebody should go and see this person today: why, who is told, who took it, what was done.

    Not an `OfClient`: who sees the client is not who sees the alert. `for_roles` holds role codes between blanks. An
    alert about safety stays when its sheet is taken back.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=10, choices=_choices(ALERT_KINDS))
    for_roles = models.CharField(max_length=120)
    answer = SealedJSONField("measures.MeasureAlert.answer")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=80, blank=True)
    done = SealedTextField("measures.MeasureAlert.done")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ALERT_KINDS), name="alert_known_kind"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(taken_at__isnull=False), name="alert_done_after_taken"
            ),
        )
        indexes = (models.Index(fields=("facility", "done_at", "recorded_at"), name="alert_of_home"),)

    @property
    def roles(self) -> list[str]:
        """The roles that are told."""
        return self.for_roles.split()


class OfHomeQuerySet(models.QuerySet[Any]):
    """What a home brought of its own: seen by its people who may read measures."""

    def visible_to(self, actor: Actor) -> OfHomeQuerySet:
        """Return the rows of this person's home."""
        rows = self.filter(facility_id=actor.facility_id)
        return rows if actor.may("measures.view") else rows.none()


class OwnText(FacilityRecord):
    """The wording of an instrument that a home brought with permission; a new one is a new number."""

    instrument = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    texts = SealedJSONField("measures.OwnText.texts")
    permission_source = SealedTextField("measures.OwnText.permission_source")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "instrument", "number"), name="own_text_one_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="own_text_from_one"),
        )


class LocalParameters(FacilityRecord):
    """SD and reliability measured in this home with at least 30 stable people asked twice within 7 to 14 days."""

    instrument = models.CharField(max_length=20)
    scale = models.CharField(max_length=40, default="total")
    sd = models.FloatField()
    reliability = models.FloatField()
    n = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField(help_text="between the two times")
    reason = SealedTextField("measures.LocalParameters.reason")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(sd__gt=0), name="parameters_positive_sd"),
            models.CheckConstraint(condition=Q(reliability__gte=0, reliability__lt=1), name="parameters_reliability"),
            models.CheckConstraint(condition=Q(n__gte=30), name="parameters_least_people"),
            models.CheckConstraint(condition=Q(days__range=(7, 14)), name="parameters_days_between"),
            models.UniqueConstraint(
                fields=("facility", "instrument", "scale"),
                condition=Q(ended_at__isnull=True),
                name="parameters_one_at_a_time",
            ),
        )
