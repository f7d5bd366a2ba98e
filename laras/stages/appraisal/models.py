"""Findings, and the rating a person gives beside the computed one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from laras.base.crypto.fields import SealedTextField
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import OfStudy

BANDS = ("strong", "adequate", "weak", "not_assessable")
RELATIONS = ("supports", "contradicts", "qualifies")


class Rating(OfStudy):
    """A person's judgement of one aspect with its reason; a later one stands in its place, none is overwritten."""

    aspect = models.CharField(max_length=20, choices=[(a, a) for a in ASPECT_CODES])
    band = models.CharField(max_length=16, choices=[(b, b) for b in BANDS])
    reason = SealedTextField("appraisal.Rating.reason")
    rater = models.CharField(max_length=80)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(band__in=BANDS), name="rating_known_band"),)
        indexes = (models.Index(fields=("study", "aspect", "recorded_at"), name="rating_of_study"),)


class ThresholdChange(OfStudy):
    """What the thresholds of a study were before and after somebody changed them, why, and which bands that moved.

    `before` and `after` hold every threshold by name; `moved` is {aspect: [band before, band after]}.
    """

    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    reason = SealedTextField("appraisal.ThresholdChange.reason")
    changed_by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=("study", "recorded_at"), name="threshold_change_of_study"),)


class Finding(OfStudy):
    """One sentence the material bears out."""

    text = SealedTextField("appraisal.Finding.text")
    aspect = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    search_note = SealedTextField("appraisal.Finding.search_note")
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class FindingLink(OfStudy):
    """How one coding stands to a finding."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="links")
    coding = models.ForeignKey(Coding, on_delete=models.PROTECT, related_name="finding_links")
    relation = models.CharField(max_length=12, choices=[(r, r) for r in RELATIONS])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "finding", "coding"), name="finding_links_coding_once"),
            models.CheckConstraint(condition=Q(relation__in=RELATIONS), name="finding_known_relation"),
        )
