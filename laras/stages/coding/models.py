"""Codebook, codings, readings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from laras.base.crypto.fields import SealedTextField
from laras.domain.aspects import GIVERS, POLARITIES
from laras.stages.evidence.models import OfStudy, Source


class Code(OfStudy):
    """A code of a study's codebook; the 46 indicators stand in it from the start.

    `label`, `definition` are {id, en}; `indicator` names the indicator of the taxonomy, '' for a code of one's own.
    """

    name = models.CharField(max_length=120)
    label = models.JSONField(default=dict)
    definition = models.JSONField(default=dict)
    aspect = models.CharField(max_length=20, blank=True)
    indicator = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    version = models.PositiveSmallIntegerField(default=1)
    colour = models.CharField(max_length=7, blank=True)
    guid = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "study", "name", "parent"), name="code_one_name"),
            # An empty parent equals no other in SQL, so the top of the tree needs a rule of its own.
            models.UniqueConstraint(
                fields=("facility", "study", "name"), condition=Q(parent__isnull=True), name="code_one_name_at_top"
            ),
            models.UniqueConstraint(
                fields=("facility", "study", "indicator"), condition=~Q(indicator=""), name="code_one_indicator"
            ),
        )
        indexes = (models.Index(fields=("study", "position"), name="code_of_study"),)

    def __str__(self) -> str:
        return self.name


class Coding(OfStudy):
    """A passage judged: source, span (code points, end exclusive), code, direction, giver, coder.

    `recorded_by` differs from `coder` where somebody brought in what another person coded.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="codings")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="codings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = SealedTextField("coding.Coding.quote")
    polarity = models.CharField(max_length=10, choices=[(p, p) for p in POLARITIES], default="given")
    giver = models.CharField(max_length=12, choices=[(g, g) for g in GIVERS], default="worker")
    coder = models.CharField(max_length=80, help_text="log-in name, or the name in the file it came from")
    round = models.PositiveSmallIntegerField(default=1)
    memo = SealedTextField("coding.Coding.memo")
    code_version = models.PositiveSmallIntegerField(default=1)
    guid = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("facility", "source", "start", "end", "code", "coder", "round"),
                condition=Q(removed_at__isnull=True),
                name="coding_once",
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="coding_span_forward"),
            models.CheckConstraint(condition=Q(polarity__in=POLARITIES), name="coding_known_polarity"),
            models.CheckConstraint(condition=Q(giver__in=GIVERS), name="coding_known_giver"),
        )
        indexes = (
            models.Index(fields=("source", "start"), name="coding_of_source"),
            models.Index(fields=("study", "code"), name="coding_of_code"),
        )


class Reading(OfStudy):
    """A coder has read a source to its end: from then on the absence of a code means *no*, before it *missing*."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="readings")
    coder = models.CharField(max_length=80)
    round = models.PositiveSmallIntegerField(default=1)
    finished_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "source", "coder", "round"), name="reading_finished_once"),
        )
