"""Long work: what is to be done, how far it is, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedJSONField
from laras.base.files.models import Attachment

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
STATES = (QUEUED, RUNNING, DONE, FAILED, CANCELLED)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs with the question whose they are."""

    def visible_to(self, actor: Actor) -> JobQuerySet:
        """One sees one's own jobs; the operator and the admin see that of everybody (without their content)."""
        own = self.filter(facility_id=actor.facility_id)
        if actor.is_operator or "admin" in actor.roles:
            return own
        return own.filter(user_id=actor.user_id)


class Job(FacilityRecord):
    """One piece of long work, taken up by the worker of `laras start`."""

    kind = models.CharField(max_length=60)
    params = SealedJSONField("jobs.Job.params")
    state = models.CharField(max_length=10, default=QUEUED, choices=[(s, s) for s in STATES])
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = SealedJSONField("jobs.Job.result")
    error = SealedJSONField("jobs.Job.error")
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user_id = models.UUIDField(null=True)
    actor = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(state__in=STATES), name="job_known_state"),)
        indexes = (models.Index(fields=("state", "recorded_at"), name="job_queue"),)

    @property
    def is_open(self) -> bool:
        return self.state in (QUEUED, RUNNING)
