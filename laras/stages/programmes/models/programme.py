"""The proposal: its text, its tables, and its way to approval."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.access.models import LANGUAGES, FacilityRecord
from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.domain.aspects import ASPECT_CODES
from laras.domain.groupwork.terms import AIMS, DEEDS, FUNDS, GJK_STAGES, GROUP_TYPES, STATES, SWOT_KINDS
from laras.stages.evidence.models import Study


def choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return `values` as the choices of a field; the words belong to the domain."""
    return [(value, value) for value in values]


class OfHomeQuerySet(models.QuerySet[Any]):
    """Rows that everybody of a home who may see programmes at all may see."""

    def visible_to(self, actor: Actor) -> OfHomeQuerySet:
        """Return the rows of this person's home."""
        own = self.filter(facility_id=actor.facility_id)
        return own if actor.may("programmes.view") else own.none()


class Programme(FacilityRecord):
    """A proposal in the customary form; approved ones are not changed, a revision is a new one with `previous`.

    `text` holds the thirteen sections by code in `language`. `evidence` holds the findings behind the gap:
    `[{"finding", "quotes": [{"coding", "source_id", "source", "line", "code", "quote"}]}]`; whether a quote may be
    shown is asked each time.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions")
    title = models.CharField(max_length=200)
    aspect = models.CharField(max_length=20, blank=True, choices=choices(ASPECT_CODES))
    group_type = models.CharField(max_length=24, choices=choices(GROUP_TYPES), default="recreation")
    language = models.CharField(max_length=5, choices=LANGUAGES, default="id")
    state = models.CharField(max_length=12, choices=choices(STATES), default="draft")
    version = models.PositiveSmallIntegerField(default=1)
    text = SealedJSONField("programmes.Programme.text")
    evidence = SealedJSONField("programmes.Programme.evidence")
    proposed_by = models.CharField(max_length=80)
    proposer = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decision_note = SealedTextField("programmes.Programme.decision_note")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="programme_known_state"),
            models.CheckConstraint(condition=Q(group_type__in=GROUP_TYPES), name="programme_known_group_type"),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="programme_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=models.F("proposed_by")),
                name="programme_not_approved_by_oneself",
            ),
        )
        indexes = (models.Index(fields=("facility", "state", "recorded_at"), name="programme_of_home"),)

    def __str__(self) -> str:
        return self.title


class OfProgramme(FacilityRecord):
    """The base of every row of a proposal."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        abstract = True


class ProgrammeStep(OfProgramme):
    """One step on the way to approval, with the note and, when submitted, the whole text as it was then."""

    deed = models.CharField(max_length=12, choices=choices(DEEDS))
    version = models.PositiveSmallIntegerField()
    note = SealedTextField("programmes.ProgrammeStep.note")
    content = SealedJSONField("programmes.ProgrammeStep.content")
    actor_name = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=("programme", "recorded_at"), name="step_of_programme"),)


class BudgetLine(OfProgramme):
    """One line of the RAB: volume × unit price (whole rupiah)."""

    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=200)
    volume = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=40)
    price = models.PositiveBigIntegerField()
    fund = models.CharField(max_length=12, choices=choices(FUNDS), default="apbd")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "programme", "position"), name="budget_one_position"),
            models.CheckConstraint(condition=Q(volume__gt=0), name="budget_volume_above_zero"),
            models.CheckConstraint(condition=Q(fund__in=FUNDS), name="budget_known_fund"),
        )


class SwotItem(OfProgramme):
    """One strength, weakness, opportunity or threat; weights of S+W and of O+T each add up to 1, ratings 1–4."""

    kind = models.CharField(max_length=1, choices=choices(SWOT_KINDS))
    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=200)
    weight = models.DecimalField(max_digits=4, decimal_places=3)
    rating = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "programme", "kind", "position"), name="swot_one_position"),
            models.CheckConstraint(condition=Q(kind__in=SWOT_KINDS), name="swot_known_kind"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=1), name="swot_weight_in_range"),
            models.CheckConstraint(condition=Q(rating__range=(1, 4)), name="swot_rating_in_range"),
        )


class SessionPlan(OfProgramme):
    """One planned session. `activities` is `[{"code", "minutes"}]`, `steps` `[{"code", "minutes"}]`."""

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=20, choices=choices(GJK_STAGES))
    activities = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    listening_skill = models.CharField(max_length=200, blank=True)
    roles = models.CharField(max_length=200, blank=True)
    measures = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    plan_b = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "programme", "number"), name="session_plan_one_number"),
            models.CheckConstraint(condition=Q(stage__in=GJK_STAGES), name="session_plan_known_stage"),
            models.CheckConstraint(condition=Q(number__gte=1), name="session_plan_counts_from_one"),
        )


class MeasurePlan(OfProgramme):
    """With which instrument an aim is measured, and when; one per aim is the primary one."""

    aim = models.CharField(max_length=24, choices=choices(AIMS))
    instrument = models.CharField(max_length=20)
    is_primary = models.BooleanField(default=False)
    points = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "programme", "aim", "instrument"), name="measure_plan_once"),
            models.UniqueConstraint(
                fields=("facility", "programme", "aim"), condition=Q(is_primary=True), name="measure_plan_one_primary"
            ),
            models.CheckConstraint(condition=Q(aim__in=AIMS), name="measure_plan_known_aim"),
        )
