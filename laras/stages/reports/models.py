"""The reports that were asked for: by whom, what for, and where the sealed file lies."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedTextField
from laras.base.files.models import Attachment
from laras.base.jobs.models import FAILED, Job

FORMATS = ("pdf", "docx", "xlsx")
# The right each kind of report needs; whoever holds one of them holds `reports.appraisal` too (base/access/roles.py).
RIGHTS = {
    "appraisal": "reports.appraisal",
    "study": "reports.appraisal",
    "programme": "reports.programme",
    "evaluation": "reports.programme",
    "summary": "reports.programme",
}
# A page is known only where it is set here; Word breaks its own.
WITH_PAGES = ("pdf",)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports with the question who may have them."""

    def visible_to(self, actor: Actor) -> ReportQuerySet:
        """Those of the home whose kind this person's roles may make."""
        return self.filter(
            facility_id=actor.facility_id, kind__in=[kind for kind, right in RIGHTS.items() if actor.may(right)]
        )


class TemplateQuerySet(models.QuerySet["Template"]):
    """Templates with the question who may see them."""

    def visible_to(self, actor: Actor) -> TemplateQuerySet:
        """Those of the home, for whoever may look after them."""
        own = self.filter(facility_id=actor.facility_id)
        return own if actor.may("reports.template") else own.none()


class Report(FacilityRecord):
    """One report on one record; without a file it is still being made, or was not finished (`job` tells).

    `subject_id` is the record it is about; which table that is follows from the kind. `quoted` names the sources whose
    words stand in it, so that it is not handed out any more once one of them may not be quoted.
    """

    kind = models.CharField(max_length=40)
    format = models.CharField(max_length=4, default="pdf", choices=[(one, one) for one in FORMATS])
    language = models.CharField(max_length=5)
    subject_id = models.UUIDField()
    purpose = SealedTextField("reports.Report.purpose")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveIntegerField(default=0)
    quoted = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    made_for = models.CharField(max_length=120, help_text="name of the person who asked")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="report_known_format"),
            models.CheckConstraint(
                condition=Q(file__isnull=True)
                | (Q(finished_at__isnull=False) & (Q(pages__gt=0) | ~Q(format__in=WITH_PAGES))),
                name="report_finished_has_pages",
            ),
        )
        indexes = (models.Index(fields=("facility", "subject_id", "recorded_at"), name="report_of_record"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still waited for."""
        return self.file_id is None and self.job is not None and self.job.is_open

    @property
    def failed(self) -> bool:
        """Whether the work on it ended without a file; the job holds the reason."""
        return self.file_id is None and self.job is not None and self.job.state == FAILED

    def quotes(self) -> set[uuid.UUID]:
        """Return the sources whose words stand in it."""
        return {uuid.UUID(pk) for pk in self.quoted}


class Template(FacilityRecord):
    """A Word template a home put in the place of the shipped one; the newest of a kind that was not put aside is used."""

    kind = models.CharField(max_length=40, choices=[(one, one) for one in RIGHTS])
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    made_for = models.CharField(max_length=120, help_text="name of the person who sent it in")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("facility", "kind", "recorded_at"), name="template_of_home"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
