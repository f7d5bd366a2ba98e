"""Codebook, codings, readings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from laras.base.access.actor import Actor
from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.domain.aspects import GIVERS, POLARITIES
from laras.stages.evidence.models import OfStudy, Source
from laras.stages.people.models import Access, Worker

CODE_CHANGES = ("defined", "renamed", "moved", "merged", "split", "retired", "reopened")
MEMO_KINDS = ("reflexive", "analytic", "method", "context", "negative_case")
ROUND_KINDS = ("second_coder", "recode")
SETTLEMENTS = ("first", "second", "both", "neither", "other")
RISK_KINDS = ("self_harm", "suicide", "violence", "abuse", "other")
RISK_ROLES = frozenset({"supervisor", "psychologist", "nurse"})


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
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

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


class CodeChange(OfStudy):
    """One step in the history of a code; `version` is the code's from then on, `before` and `after` what it said.

    Both hold the fields that changed: name, label, definition, parent (id), merged_into (id), codings (ids moved).
    """

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in CODE_CHANGES])
    version = models.PositiveSmallIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = SealedTextField("coding.CodeChange.reason")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=CODE_CHANGES), name="code_change_known_kind"),)
        indexes = (models.Index(fields=("study", "recorded_at"), name="code_change_of_study"),)


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


class Memo(OfStudy):
    """A note of thinking, of one of five kinds; `earlier` keeps what it said before, [{at, title, text}, …]."""

    kind = models.CharField(max_length=14, choices=[(k, k) for k in MEMO_KINDS])
    title = SealedTextField("coding.Memo.title")
    text = SealedTextField("coding.Memo.text")
    earlier = SealedJSONField("coding.Memo.earlier")
    author = models.CharField(max_length=80, help_text="log-in name, or the name in the file it came from")
    guid = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=MEMO_KINDS), name="memo_known_kind"),)
        indexes = (models.Index(fields=("study", "changed_at"), name="memo_of_study"),)


class MemoLink(OfStudy):
    """What a memo is about: the kind of record ('source', 'finding', …) and its id.

    No foreign key, so that a memo can be about records of later stages too.
    """

    memo = models.ForeignKey(Memo, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20)
    object_id = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "memo", "kind", "object_id"), name="memo_linked_once"),
        )
        indexes = (models.Index(fields=("study", "kind", "object_id"), name="memo_link_of_object"),)


class Round(OfStudy):
    """A second reading of a drawn sample: by another coder, or by the same one after 14 days or more.

    Round 1 is the study's own coding and has no row. `sample` are the ids of the sources drawn from `frame` with
    `seed`; until both have finished, neither sees the other's codings of it. What was drawn is never drawn again: a
    round in which nothing was coded is cancelled, and stays to be seen.
    """

    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ROUND_KINDS])
    first_coder = models.CharField(max_length=80)
    second_coder = models.CharField(max_length=80)
    seed = models.PositiveIntegerField()
    share = models.FloatField()
    frame = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    reason = SealedTextField("coding.Round.reason")
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, help_text="how far the two agreed when the round was closed")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "study", "number"), name="round_one_number"),
            models.CheckConstraint(condition=Q(kind__in=ROUND_KINDS), name="round_known_kind"),
        )


class Settlement(OfStudy):
    """How two people settled a passage they judged differently; both originals stay as they are.

    `polarity` is the direction agreed on where the code holds, `settled_by` the log-ins of who was there.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="settlements")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="settlements")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="settlements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=[(o, o) for o in SETTLEMENTS])
    polarity = models.CharField(max_length=10, blank=True)
    settled_by = models.JSONField(default=list)
    reason = SealedTextField("coding.Settlement.reason")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=SETTLEMENTS), name="settlement_known_outcome"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="settlement_span_forward"),
        )
        indexes = (models.Index(fields=("source", "start"), name="settlement_of_source"),)


class Correction(OfStudy):
    """A transcript as it was before it was corrected, with the places of its codings: the way back.

    `places` is {coding id: [start, end, in force]}; `undone_at` once somebody went back.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="corrections")
    text = SealedTextField("coding.Correction.text")
    places = SealedJSONField("coding.Correction.places")
    times = SealedJSONField("coding.Correction.times")
    reason = SealedTextField("coding.Correction.reason")
    kept = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("source", "recorded_at"), name="correction_of_source"),)


class RiskQuerySet(models.QuerySet["RiskPassage"]):
    """Passages about harm: seen by those who are responsible and by who raised them, never by whom they are about."""

    def visible_to(self, actor: Actor) -> RiskQuerySet:
        """Return what concerns this person, in the home."""
        rows = self.filter(facility_id=actor.facility_id)
        if actor.is_operator:
            return rows
        about_them = Q(about__user_id=actor.user_or_nobody) | Q(source__informant__worker__user_id=actor.user_or_nobody)
        if not actor.roles & RISK_ROLES:
            mine = Access.objects.valid_for(actor).filter(kind="caseload").values("client_id")
            rows = rows.filter(Q(source__informant__client__in=mine) | Q(raised_by=actor.login))
        return rows.exclude(Q(pk__in=RiskPassage.objects.filter(about_them).values("pk")))


class RiskPassage(OfStudy):
    """A passage that tells of harm: it goes to a person who is responsible, not into a queue of coding.

    `about` is a worker the passage accuses: they are never told, whatever their role.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="risks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in RISK_KINDS])
    quote = SealedTextField("coding.RiskPassage.quote")
    note = SealedTextField("coding.RiskPassage.note")
    about = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_by = models.CharField(max_length=80)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = SealedTextField("coding.RiskPassage.closing_note")

    objects = RiskQuerySet.as_manager()  # type: ignore[assignment, misc]  # who sees these is not who sees the study

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=RISK_KINDS), name="risk_known_kind"),)
        indexes = (models.Index(fields=("facility", "closed_at"), name="risk_open"),)
