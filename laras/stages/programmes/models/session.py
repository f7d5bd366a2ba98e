"""One meeting of a group: the taps of the phones, and what stands after it was saved."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from laras.base.access.actor import Actor
from laras.base.access.models import FacilityRecord
from laras.base.crypto.fields import SealedJSONField, SealedTextField
from laras.domain.groupwork.terms import ATTENDANCE, GJK_STAGES, READINESS, SESSION_STATES, TIE_KINDS
from laras.stages.people.models import Client, OfClient
from laras.stages.programmes.models.group import Group, Member
from laras.stages.programmes.models.programme import OfHomeQuerySet, SessionPlan, choices


class Session(FacilityRecord):
    """One planned or held session. `steps` is `[{"activity", "planned", "actual", "state": done|changed|skipped}]`.

    `step_notes` is what was written about them, {place from "0": words}, None before the first save. `arisen` keeps
    the ids of the records a save made in earlier stages, by kind, so that a reopening can undo them.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions")
    plan = models.ForeignKey(SessionPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    planned_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=choices(SESSION_STATES), default="planned")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=80, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=80, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.CharField(max_length=80, blank=True)
    reopen_reason = SealedTextField("programmes.Session.reopen_reason")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=80, blank=True)
    cancel_reason = SealedTextField("programmes.Session.cancel_reason")
    gjk_stage = models.CharField(max_length=20, blank=True, choices=choices(GJK_STAGES))
    reflection = SealedJSONField("programmes.Session.reflection")
    steps = models.JSONField(default=list)
    step_notes = SealedJSONField("programmes.Session.step_notes", null=True)
    place = models.CharField(max_length=120, blank=True)
    weather = models.CharField(max_length=20, blank=True)
    is_plan_b = models.BooleanField(default=False)
    note = SealedTextField("programmes.Session.note")
    arisen = models.JSONField(default=dict)

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "group", "number"), name="session_one_number"),
            models.CheckConstraint(condition=Q(state__in=SESSION_STATES), name="session_known_state"),
            models.CheckConstraint(
                condition=~Q(state="saved") | Q(saved_at__isnull=False, held_at__isnull=False),
                name="session_saved_was_held",
            ),
        )
        indexes = (models.Index(fields=("facility", "state", "planned_at"), name="session_of_home"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Attendance(OfClient):
    """How one member was there: `turns` {kind: n}, `signs` and `adverse` lists of codes (all sealed)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=12, choices=choices(ATTENDANCE))
    readiness = models.CharField(max_length=6, blank=True, choices=choices(READINESS))
    signs = SealedJSONField("programmes.Attendance.signs")
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    turns = SealedJSONField("programmes.Attendance.turns")
    role = models.CharField(max_length=40, blank=True)
    adverse = SealedJSONField("programmes.Attendance.adverse")
    medicine_effect = models.BooleanField(default=False)
    note = SealedTextField("programmes.Attendance.note")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "session", "member"), name="attendance_once"),
            models.CheckConstraint(condition=Q(status__in=ATTENDANCE), name="attendance_known_status"),
            models.CheckConstraint(
                condition=Q(readiness="") | Q(readiness__in=READINESS), name="attendance_known_readiness"
            ),
        )
        indexes = (models.Index(fields=("member", "status"), name="attendance_of_member"),)


class OfSession(FacilityRecord):
    """The base of what is noted about two members of a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="%(class)ss")

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        abstract = True


class Pair(OfSession):
    """Two members who listened to each other in a session."""

    first = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(first=F("second")), name="pair_of_two"),)


class Tie(OfSession):
    """Who chose, helped, talked with or quarrelled with whom; conflicts are never shown to members."""

    from_member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    to_member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=choices(TIE_KINDS))

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(from_member=F("to_member")), name="tie_between_two"),
            models.CheckConstraint(condition=Q(kind__in=TIE_KINDS), name="tie_known_kind"),
            models.UniqueConstraint(
                fields=("facility", "session", "from_member", "to_member", "kind"), name="tie_once"
            ),
        )


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Incidents: those of a client as the client, those of nobody in particular by who sees a member of the group.

    What is written about nobody in particular may still name somebody.
    """

    def visible_to(self, actor: Actor) -> IncidentQuerySet:
        """Return the incidents this person may see now."""
        own = self.filter(facility_id=actor.facility_id)
        if not actor.may("programmes.view"):
            return own.none()
        reachable = Client.objects.reachable_by(actor).values("pk")
        seen_groups = Member.objects.filter(client_id__in=reachable).values("group_id")
        return own.filter(Q(client__isnull=True, session__group_id__in=seen_groups) | Q(client_id__in=reachable))


class Incident(FacilityRecord):
    """Something that must not be passed over: `story` {antecedent, behaviour, consequence, reported_to} is sealed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="incidents")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=24)
    severity = models.PositiveSmallIntegerField()
    story = SealedJSONField("programmes.Incident.story")
    action = SealedTextField("programmes.Incident.action")
    injured = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(severity__range=(1, 4)), name="incident_severity_in_range"),)

    @property
    def reported_to(self) -> str:
        """Whom it was reported to, '' for nobody yet."""
        return str(self.story.get("reported_to", ""))


class SessionTap(FacilityRecord):
    """One tap on one phone in a running session; never changed, a correction is another tap.

    The state is the last tap for each (member, key) in the order the server took them (`seq`, from 1 in a session).
    `tap_id` is made by the phone: sent twice, stored once.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="taps")
    tap_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=60)
    value = SealedJSONField("programmes.SessionTap.value")
    at = models.DateTimeField(help_text="by the clock of the phone")
    received_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    device = models.CharField(max_length=80, blank=True)

    objects = OfHomeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("facility", "tap_id"), name="tap_once"),
            models.UniqueConstraint(fields=("facility", "session", "seq"), name="tap_one_place"),
        )
