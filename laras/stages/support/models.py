"""What was given: support acts and information explained."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from laras.base.crypto.fields import SealedTextField
from laras.domain.aspects import ASPECT_CODES, GIVERS, POLARITIES
from laras.stages.casework.models import Goal
from laras.stages.people.models import OfClient, Worker

RESULTS = ("0", "1", "2", "3", "refused", "postponed")
AUDIENCES = ("client", "family", "both", "group")


class SupportAct(OfClient):
    """One act of support: for whom, which indicator, which direction, by whom, when."""

    aspect = models.CharField(max_length=20, choices=[(a, a) for a in ASPECT_CODES])
    indicator = models.CharField(max_length=12)
    polarity = models.CharField(max_length=10, choices=[(p, p) for p in POLARITIES], default="given")
    giver = models.CharField(max_length=12, choices=[(g, g) for g in GIVERS], default="worker")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="acts")
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note = SealedTextField("support.SupportAct.note")
    response = SealedTextField("support.SupportAct.response")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="acts")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(aspect__in=ASPECT_CODES), name="act_known_aspect"),
            models.CheckConstraint(condition=Q(polarity__in=POLARITIES), name="act_known_polarity"),
            models.CheckConstraint(condition=Q(giver__in=GIVERS), name="act_known_giver"),
        )
        indexes = (
            models.Index(fields=("client", "happened_at"), name="act_of_client"),
            models.Index(fields=("client", "aspect", "happened_at"), name="act_of_aspect"),
            models.Index(fields=("facility", "happened_at"), name="act_of_home"),
        )


class TeachBack(OfClient):
    """One point of a topic explained, and what came back: 0–3, refused or postponed."""

    topic = models.CharField(max_length=20)
    point = models.CharField(max_length=40, blank=True)
    audience = models.CharField(max_length=8, choices=[(a, a) for a in AUDIENCES], default="client")
    relation = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=20, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    result = models.CharField(max_length=10, choices=[(r, r) for r in RESULTS])
    reason = SealedTextField("support.TeachBack.reason")
    misunderstood = SealedTextField("support.TeachBack.misunderstood")
    own_words = SealedTextField("support.TeachBack.own_words")
    question = SealedTextField("support.TeachBack.question")
    next_check_on = models.DateField(null=True, blank=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="teach_backs")
    act = models.ForeignKey(SupportAct, on_delete=models.PROTECT, null=True, blank=True, related_name="teach_backs")
    happened_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(result__in=RESULTS), name="teach_back_known_result"),)
        indexes = (models.Index(fields=("client", "topic", "happened_at"), name="teach_back_of_client"),)
