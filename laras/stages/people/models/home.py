"""The home's own rows: wards, workers, who serves which ward."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord, User


def choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return `values` as the choices of a field; the words belong to the forms."""
    return [(value, value) for value in values]


def ends_after_begin(name: str) -> models.CheckConstraint:
    """Return the rule that a period does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name=name
    )


class HomeQuerySet(models.QuerySet[Any]):
    """Rows that everybody of one home may know of: wards, workers, duties."""

    def visible_to(self, actor: Actor) -> HomeQuerySet:
        """Return the rows of this person's home."""
        return self.filter(facility_id=actor.facility_id)


class Ward(FacilityRecord):
    """A dormitory (wisma, asrama)."""

    name = models.CharField(max_length=60)
    capacity = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "name"), name="ward_one_name_a_home"),)

    def __str__(self) -> str:
        return self.name


class Worker(FacilityRecord):
    """A member of staff: the person in the home behind a log-in."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="workers")
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=60, blank=True)
    strps_number = models.CharField(max_length=60, blank=True)
    strps_expires_on = models.DateField(null=True, blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "user"), name="worker_one_a_user"),)

    def __str__(self) -> str:
        return self.name


class WardDuty(FacilityRecord):
    """Which ward a worker serves, with dates; opens `ward` access to everybody placed there."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="duties")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="duties")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta:
        constraints = (
            ends_after_begin("duty_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=("facility", "worker", "ward"), condition=Q(valid_until__isnull=True), name="duty_once_a_ward"
            ),
        )
