"""Findings, and the rating a person gives beside the computed one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Informant, OfStudy, Source

BANDS = ("strong", "adequate", "weak", "not_assessable")
RELATIONS = ("supports", "contradicts", "qualifies")
RESOLUTIONS = ("revised", "bounded", "explained")
CHECK_WAYS = ("paper", "oral", "picture")
VERDICTS = ("agree", "agree_with_change", "disagree", "no_answer")
AUDIT_KINDS = ("dependability", "confirmability")
AUDIT_ANSWERS = ("supported", "partly", "unsupported")


class Rating(OfStudy):
    """A person's judgement of one aspect with its reason; a later one stands in its place, none is overwritten."""

    aspect = models.CharField(max_length=20, choices=[(a, a) for a in ASPECT_CODES])
    band = models.CharField(max_length=16, choices=[(b, b) for b in BANDS])
    reason = SealedTextField("appraisal.Rating.reason")
    rater = models.CharField(max_length=80)
    agreed_by = models.JSONField(default=list, help_text="names of those who reached it together; empty: one person's")

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
    """One sentence the material bears out; `earlier` keeps what it said before, [{version, at, by, text, reason}, …]."""

    text = SealedTextField("appraisal.Finding.text")
    version = models.PositiveSmallIntegerField(default=1)
    earlier = SealedJSONField("appraisal.Finding.earlier", blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    aspect = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    search_note = SealedTextField("appraisal.Finding.search_note")
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class FindingLink(OfStudy):
    """How one coding stands to a finding."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="links")
    coding = models.ForeignKey(Coding, on_delete=models.PROTECT, related_name="finding_links")
    relation = models.CharField(max_length=12, choices=[(r, r) for r in RELATIONS])
    resolution = models.CharField(max_length=10, blank=True, choices=[(r, r) for r in RESOLUTIONS])
    resolution_note = SealedTextField("appraisal.FindingLink.resolution_note", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "finding", "coding"), name="finding_links_coding_once"),
            models.CheckConstraint(condition=Q(relation__in=RELATIONS), name="finding_known_relation"),
        )


class MemberCheck(OfStudy):
    """A finding (or, without one, a transcript) given back to the informant who told it, and the answer.

    `version` is the finding's as it was sent. No answer is an answer, not a fault; a change of the finding after the
    answer sets `reopened_at`.
    """

    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, related_name="member_checks")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="checks")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="member_checks")
    way = models.CharField(max_length=8, choices=[(w, w) for w in CHECK_WAYS])
    version = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=18, blank=True, choices=[(v, v) for v in VERDICTS])
    comment = SealedTextField("appraisal.MemberCheck.comment")
    supported_by = models.CharField(max_length=120, blank=True)
    resolution = SealedTextField("appraisal.MemberCheck.resolution")
    resolved_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(finding__isnull=False, source__isnull=True) | Q(finding__isnull=True, source__isnull=False),
                name="member_check_of_one_thing",
            ),
        )
        indexes = (models.Index(fields=("study", "sent_at"), name="member_check_of_study"),)


class PeerDebrief(OfStudy):
    """A talk with a peer about the analysis; `decisions` is [{text, changed}] where `changed` says what followed."""

    held_on = models.DateField()
    peer = models.CharField(max_length=120)
    questions = SealedTextField("appraisal.PeerDebrief.questions")
    decisions = SealedJSONField("appraisal.PeerDebrief.decisions")

    class Meta:
        indexes = (models.Index(fields=("study", "held_on"), name="debrief_of_study"),)


class Audit(OfStudy):
    """A review by somebody who has coded nothing; `sample` are findings drawn with `seed`.

    `answers` is {finding id: {answer, note}}; signed once, then it stands.
    """

    kind = models.CharField(max_length=14, choices=[(k, k) for k in AUDIT_KINDS])
    auditor = models.CharField(max_length=80)
    seed = models.PositiveIntegerField(default=0)
    sample = models.JSONField(default=list)
    answers = SealedJSONField("appraisal.Audit.answers")
    verdict = SealedTextField("appraisal.Audit.verdict")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=AUDIT_KINDS), name="audit_known_kind"),)
        indexes = (models.Index(fields=("study", "recorded_at"), name="audit_of_study"),)


class Justification(OfStudy):
    """Why a technique of the four tests is not met or not used here; a later one stands in its place.

    `switched_off`: the technique does not fit this study, and the card says so instead of *not yet*.
    """

    technique = models.CharField(max_length=40)
    text = SealedTextField("appraisal.Justification.text")
    switched_off = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("study", "technique", "recorded_at"), name="justification_of_study"),)
