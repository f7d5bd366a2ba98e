"""The way through the home: episode, stages, goals, severity, daily living, tasks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.domain.aspects import ASPECT_CODES
from laras.domain.casework import SEVERITIES, STAGE_CODES, TERMINATION_REASONS
from laras.stages.people.models import OfClient, Worker

STAGES = STAGE_CODES
OUTCOMES = tuple(TERMINATION_REASONS)


class Episode(OfClient):
    """One stay, from the first approach to the end of aftercare; coming back opens a new one."""

    number = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(o, o) for o in OUTCOMES])
    stage = models.CharField(max_length=3, default="S1", choices=[(s, s) for s in STAGES])
    stage_since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "client", "number"), name="episode_one_number"),
            models.UniqueConstraint(
                fields=("facility", "client"), condition=Q(closed_at__isnull=True), name="episode_one_open"
            ),
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="episode_known_stage"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="episode_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | Q(closed_at__isnull=False, outcome__in=OUTCOMES),
                name="episode_outcome_when_closed",
            ),
        )


class StageMove(OfClient):
    """One step along the ten stages (or back), with the gates ticked and the reason given."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="moves")
    from_stage = models.CharField(max_length=3, blank=True)
    to_stage = models.CharField(max_length=3)
    gates = models.JSONField(default=list)
    reason = SealedTextField("casework.StageMove.reason")
    happened_at = models.DateTimeField()


class EpisodeEvent(OfClient):
    """What may happen at any stage: absconding, death, referral to the hospital, return."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30)
    note = SealedTextField("casework.EpisodeEvent.note")
    happened_at = models.DateTimeField()


class Goal(OfClient):
    """What the client wants to reach, with five described levels (GAS)."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="goals")
    title = SealedTextField("casework.Goal.title")
    own_words = SealedTextField("casework.Goal.own_words")
    aspect = models.CharField(max_length=20, blank=True)
    levels = SealedJSONField("casework.Goal.levels")
    weight = models.PositiveSmallIntegerField(default=1)
    agreed = models.BooleanField(default=False)
    review_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(aspect="") | Q(aspect__in=ASPECT_CODES), name="goal_known_aspect"),
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="goal_weight_in_range"),
        )
        indexes = (models.Index(fields=("client", "closed_at"), name="goal_of_client"),)


class GoalRating(OfClient):
    """Where a goal stood on a day: −2 to +2."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    level = models.SmallIntegerField()
    note = SealedTextField("casework.GoalRating.note")
    happened_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(level__range=(-2, 2)), name="goal_level_in_range"),)
        indexes = (models.Index(fields=("goal", "happened_at"), name="rating_of_goal"),)


class SeverityRating(OfClient):
    """The category of a client on a day (berat, sedang, ringan)."""

    level = models.CharField(max_length=10, choices=[(s, s) for s in SEVERITIES])
    note = SealedTextField("casework.SeverityRating.note")
    happened_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(level__in=SEVERITIES), name="severity_known"),)
        indexes = (models.Index(fields=("client", "happened_at"), name="severity_of_client"),)


class AdlRecord(OfClient):
    """Twelve daily activities, 0–3 each; the answers are sealed, the total is not."""

    answers = SealedJSONField("casework.AdlRecord.answers")
    total = models.PositiveSmallIntegerField()
    note = SealedTextField("casework.AdlRecord.note")
    happened_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(total__lte=36), name="adl_total_in_range"),)
        indexes = (models.Index(fields=("client", "happened_at"), name="adl_of_client"),)


class Task(OfClient):
    """Something somebody promised to do by a day."""

    title = SealedTextField("casework.Task.title")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=("worker", "done_at", "due_on"), name="task_of_worker"),)
