"""The group: its team, its locked measures, its members."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.domain.groupwork.terms import AIMS, GROUP_STATES
from laras.stages.people.models import OfClient, Worker
from laras.stages.programmes.models.programme import OfHomeQuerySet, Programme, choices


class Group(FacilityRecord):
    """A group that carries out an approved programme.

    `meets_on` is the weekday (0 Monday … 6), `meets_at` the hour in the home's own time. Starting it copies the
    measure plan into `GroupMeasure` and keeps its digest: what is read later was chosen before.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120)
    meets_on = models.PositiveSmallIntegerField()
    meets_at = models.TimeField()
    every_days = models.PositiveSmallIntegerField(default=7)
    starts_on = models.DateField()
    leader = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    co_leader = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    observer = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nurse = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=choices(GROUP_STATES), default="planned")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_note = SealedTextField("programmes.Group.end_note")
    plan_locked_at = models.DateTimeField(null=True, blank=True)
    plan_digest = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "name"), name="group_one_name"),
            models.CheckConstraint(condition=Q(state__in=GROUP_STATES), name="group_known_state"),
            models.CheckConstraint(condition=Q(meets_on__lte=6), name="group_known_weekday"),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(started_at__isnull=False, plan_locked_at__isnull=False),
                name="group_runs_with_a_locked_plan",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False), name="group_ended_at_some_time"
            ),
        )
        indexes = (models.Index(fields=("facility", "state", "starts_on"), name="group_of_home"),)

    def __str__(self) -> str:
        return self.name


class OfGroup(FacilityRecord):
    """The base of every row of a group that is not about one client alone."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        abstract = True


class GroupMeasure(OfGroup):
    """One row of the measure plan as it was when the group was started; never changed."""

    aim = models.CharField(max_length=24, choices=choices(AIMS))
    instrument = models.CharField(max_length=20)
    is_primary = models.BooleanField(default=False)
    points = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "group", "aim", "instrument"), name="group_measure_once"),
            models.UniqueConstraint(
                fields=("facility", "group", "aim"), condition=Q(is_primary=True), name="group_measure_one_primary"
            ),
        )


class Member(OfClient):
    """A client in a group, with what was asked before: `screening` {question: yes}, `care_flags` a list of risk tags.

    `access` holds the ids of the access rows that the enrolment opened.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    screening = SealedJSONField("programmes.Member.screening")
    care_flags = SealedJSONField("programmes.Member.care_flags")
    care_note = SealedTextField("programmes.Member.care_note")
    goal = SealedTextField("programmes.Member.goal")
    buddy = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = SealedTextField("programmes.Member.left_reason")
    access = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("facility", "group", "client"), condition=Q(left_at__isnull=True), name="member_once_a_group"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")), name="member_left_after_joining"
            ),
            models.CheckConstraint(condition=~Q(buddy=F("id")), name="member_not_own_buddy"),
        )
        indexes = (
            models.Index(fields=("group", "left_at"), name="member_of_group"),
            models.Index(fields=("client", "left_at"), name="member_of_client"),
        )

    @property
    def flags(self) -> list[str]:
        """The care flags; an empty sealed value comes back as a dict."""
        return list(self.care_flags)
