"""The study: question, informants, guides, consents, sources."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.base.files.models import Attachment
from laras.stages.people.models import Client, Worker

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)

SOURCE_KINDS = ("interview", "fgd", "observation", "document", "field_note", "case_entries")
CRITERION_ANSWERS = ("met", "not_met", "not_applicable")
APPROACH_RESULTS = ("agreed", "refused", "withdrew", "not_reached")
PSEUDONYM_KINDS = ("person", "place", "phone", "number", "other")


class StudyQuerySet(models.QuerySet["Study"]):
    """Studies of a home."""

    def visible_to(self, actor: Actor) -> StudyQuerySet:
        """Every study of the home, for whoever may see studies at all."""
        own = self.filter(facility_id=actor.facility_id)
        return own if actor.may("evidence.view") else own.none()


class Study(FacilityRecord):
    """One inquiry: a question, a period, a site, the five aspects."""

    name = models.CharField(max_length=200)
    question = SealedTextField("evidence.Study.question")
    site = SealedTextField("evidence.Study.site")
    aspects = models.JSONField(default=list)
    variation = models.JSONField(
        default=list, help_text="traits of informants whose combinations the sample is to span"
    )
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    thresholds = models.JSONField(default=dict, help_text="where they differ from the defaults of the domain")
    codes_together = models.BooleanField(default=False, help_text="coders see each other's work in round 1 at once")
    kept = SealedJSONField("evidence.Study.kept")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = StudyQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "name"), name="study_one_name"),)

    def __str__(self) -> str:
        return self.name


class OfStudyQuerySet(models.QuerySet[Row_co]):
    """Rows of one study: visible exactly when the study is."""

    def visible_to(self, actor: Actor) -> Self:
        own = self.filter(facility_id=actor.facility_id)
        return own if actor.may("evidence.view") else own.none()


class OfStudy(FacilityRecord):
    """The base of every row that belongs to one study."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        abstract = True


class ContextNote(OfStudy):
    """One item of the context sheet (thick description); a later note stands in its place, none is overwritten.

    `document` is a source of the study that describes the item instead of many words.
    """

    item = models.CharField(max_length=40)
    text = SealedTextField("evidence.ContextNote.text")
    document = models.ForeignKey("Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("study", "item", "recorded_at"), name="context_of_study"),)


class Statement(OfStudy):
    """What only the researcher can say for the report (position, ethics approval, funding); a later one stands in its
    place, none is overwritten.

    `item` is a name of `domain.reporting`.
    """

    item = models.CharField(max_length=40)
    text = SealedTextField("evidence.Statement.text")

    class Meta:
        indexes = (models.Index(fields=("study", "item", "recorded_at"), name="statement_of_study"),)


class Criterion(OfStudy):
    """A purposive sampling criterion (inclusion or exclusion)."""

    code = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    excludes = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "study", "code"), name="criterion_one_code"),)


class Informant(OfStudy):
    """One who was asked or observed, by code; the name is the sealed key."""

    code = models.CharField(max_length=20)
    role = models.CharField(max_length=60)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    name = SealedTextField("evidence.Informant.name")
    note = SealedTextField("evidence.Informant.note")
    traits = SealedJSONField("evidence.Informant.traits", blank=True)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "study", "code"), name="informant_one_code"),)

    def __str__(self) -> str:
        return self.code


class Approach(OfStudy):
    """Somebody who was asked to take part, and what came of it; whoever said no stays without a name unless given."""

    who = SealedTextField("evidence.Approach.who")
    role = models.CharField(max_length=60)
    result = models.CharField(max_length=12, choices=[(r, r) for r in APPROACH_RESULTS])
    reason = SealedTextField("evidence.Approach.reason")
    approached_on = models.DateField()
    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(result__in=APPROACH_RESULTS), name="approach_known_result"),)
        indexes = (models.Index(fields=("study", "approached_on"), name="approach_of_study"),)


class CriterionAnswer(OfStudy):
    """Whether an informant meets a criterion, and how one knows."""

    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=16, choices=[(a, a) for a in CRITERION_ANSWERS])
    proof = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "informant", "criterion"), name="criterion_answered_once"),
        )


class Guide(OfStudy):
    """A version of the interview guide."""

    version = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("facility", "study", "version"), name="guide_one_version"),)


class GuideQuestion(OfStudy):
    """A question of a guide, under the aspect it asks about."""

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="questions")
    aspect = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)


class ResearchConsent(OfStudy):
    """What an informant allows the study; apart from the consent to the service.

    With a `source` the answer is about that source only, and narrows what the informant allowed in general.
    """

    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, related_name="consents")
    source = models.ForeignKey("Source", on_delete=models.PROTECT, null=True, blank=True, related_name="consents")
    agreed = models.BooleanField()
    may_record = models.BooleanField(default=False)
    may_quote = models.BooleanField(default=False)
    may_share = models.BooleanField(default=False)
    support_used = models.JSONField(default=list)
    own_words = SealedTextField("evidence.ResearchConsent.own_words")
    given_at = models.DateTimeField()
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = SealedTextField("evidence.ResearchConsent.withdrawal_reason")


class Source(OfStudy):
    """A text: interview, observation, document, field note, or entries of the support log.

    The text is kept with LF line ends; offsets everywhere count its Unicode code points from 0, ends exclusive.
    A source without its text (`is_missing`) keeps the selections that came with it in `pending`. `speakers` is
    {name in the text: informant code or ''}, `times` [[offset, seconds of the recording], …] in order.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in SOURCE_KINDS])
    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    text = SealedTextField("evidence.Source.text")
    length = models.PositiveIntegerField(default=0, help_text="code points")
    sha256 = models.CharField(max_length=64, blank=True)
    is_missing = models.BooleanField(default=False)
    pending = SealedJSONField("evidence.Source.pending")
    place = SealedTextField("evidence.Source.place")
    setting = SealedJSONField("evidence.Source.setting")
    happened_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    recorder = models.CharField(max_length=120, blank=True)
    speakers = SealedJSONField("evidence.Source.speakers", blank=True)
    times = SealedJSONField("evidence.Source.times", blank=True)
    audio = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    listened_at = models.DateTimeField(null=True, blank=True, help_text="when the text was checked against the sound")
    listened_by = models.CharField(max_length=80, blank=True)
    is_set_aside = models.BooleanField(default=False, help_text="kept out of the first analysis, to compare it later")
    language = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guid = models.CharField(max_length=40, blank=True, help_text="of the REFI-QDA project it came from")
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = SealedTextField("evidence.Source.removal_reason")

    # What the reader left out or guessed (marked messages): told once after an import, never stored.
    remarks: tuple[str, ...] = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("facility", "study", "name"), condition=Q(removed_at__isnull=True), name="source_one_name"
            ),
            models.CheckConstraint(condition=Q(kind__in=SOURCE_KINDS), name="source_known_kind"),
        )
        indexes = (models.Index(fields=("study", "position"), name="source_of_study"),)

    def __str__(self) -> str:
        return self.name


class Pseudonym(OfStudy):
    """What stands in the texts of a study instead of a name, place or number: the key, sealed apart from the texts."""

    kind = models.CharField(max_length=10, choices=[(k, k) for k in PSEUDONYM_KINDS])
    real = SealedTextField("evidence.Pseudonym.real")
    stands = models.CharField(max_length=80)
    is_kept = models.BooleanField(default=False, help_text="judged to be no name: it may stand as it is")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=PSEUDONYM_KINDS), name="pseudonym_known_kind"),)
        indexes = (models.Index(fields=("study", "kind"), name="pseudonym_of_study"),)
