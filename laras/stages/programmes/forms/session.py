"""What a phone sends about a session: taps as JSON, or, without a script, the whole page as a form."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.gate.sentences import sentence
from laras.base.store import clock
from laras.domain import information
from laras.domain.errors import N_, BadInput
from laras.domain.groupwork import taps as language
from laras.domain.groupwork.process import SIGNS
from laras.stages.programmes.actions.session import NewTap
from laras.stages.programmes.queries.session import Room

MALFORMED = N_("The request cannot be read. Reload the page and try again.")
# In the names of the plain form: t:<member or room>:<key>.
ROOM = "room"
NUMBERS = ("mood_before", "mood_after")
LONGEST_NUMBER = 6  # digits; a longer one is refused as it stands


class ReasonForm(forms.Form):
    """Why a session is cancelled or opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class PlanAgainForm(forms.Form):
    """The new day of a cancelled session."""

    planned_at = forms.DateTimeField(
        label=_("New day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Write day and time, for example 24/11/2026 09.42.")},
    )


def read_taps(body: bytes) -> tuple[int, list[NewTap], list[dict[str, str]]]:
    """Return the last order a phone has seen, its taps, and those refused as [{"id", "error"}].

    One wrong tap never holds up the others: it comes back with a sentence, and the phone drops it.
    """
    try:
        given = json.loads(body)
        after, sent = int(given["after"]), list(given["taps"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise BadInput(MALFORMED) from None
    good: list[NewTap] = []
    refused = []
    for one in sent[:500]:
        try:
            good.append(_tap(one))
        except BadInput as error:
            refused.append({"id": str(one.get("id", "")) if isinstance(one, dict) else "", "error": sentence(error)})
    return after, good, refused


def _tap(given: Any) -> NewTap:
    try:
        tap_id = uuid.UUID(given["id"])
        member = uuid.UUID(given["member"]) if given.get("member") else None
        key = str(given["key"])
        at = dt.datetime.fromtimestamp(float(given["at"]) / 1000, dt.UTC) if given.get("at") else None
    except (ValueError, TypeError, KeyError, OverflowError, OSError, AttributeError):
        raise BadInput(MALFORMED) from None
    value = language.clean(key, given.get("value"), of_member=member is not None)
    return NewTap(tap_id, key, value, member, at)


def changed_taps(given: Mapping[str, str], room: Room) -> list[NewTap]:
    """Return the taps that make the state of a room what the plain form says; fields left as they were make none."""
    return [
        NewTap(uuid.uuid4(), key, value, _member(member), clock.now())
        for member, key, value in _wanted(given, room)
        if value != _now(room, member, key)
    ]


def _member(written: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(written) if written else None
    except ValueError:
        raise BadInput(MALFORMED) from None


def _wanted(given: Mapping[str, str], room: Room) -> Iterator[tuple[str, str, Any]]:
    for name, value in given.items():
        head, _, rest = name.partition(":")
        member, _, key = rest.partition(":")
        if head == "t" and key and not _is_flag(key):
            yield "" if member == ROOM else member, key, _value(key, value)
    for member in ["", *room.ids]:
        for key in _flags(member, room.plan.topics):
            yield member, key, given.get(f"t:{member or ROOM}:{key}") == "1"


def _flags(member: str, topics: Sequence[str]) -> list[str]:
    """Return the ticks the plain form shows: what is not sent of them was taken away."""
    if member:
        return [*(f"sign.{code}" for code in SIGNS), *(f"adverse.{code}" for code in language.ADVERSE_LABELS)]
    points = [point.point_id for topic in topics for point in information.topic(topic).points]
    return ["plan_b", *(f"told.{point}" for point in points)]


def _is_flag(key: str) -> bool:
    return key == "plan_b" or key.startswith(("sign.", "adverse.", "told."))


def _value(key: str, value: str) -> Any:
    if value == "":
        return "" if key in (*language.REFLECTION, "note", "place") or key.startswith(("why.", "step_note.")) else None
    is_number = key in NUMBERS or key.startswith("topic_minutes.")
    return int(value) if is_number and value.isdecimal() and len(value) < LONGEST_NUMBER else value


def _now(room: Room, member: str, key: str) -> Any:
    if key == "partner":
        return room.state.partners.get(member)
    found = (room.state.of(member) if member else room.state.room).get(key)
    if found is None and (_is_flag(key)):
        return False
    return "" if found is None and _value(key, "") == "" else found


class IncidentForm(forms.Form):
    """What must not be passed over: kind, severity, antecedent, behaviour, consequence, what was done."""

    kind = forms.ChoiceField(label=_("What happened"))
    severity = forms.TypedChoiceField(label=_("How serious"), coerce=int, widget=forms.RadioSelect)
    member = forms.ChoiceField(label=_("Whom it concerns"), required=False)
    antecedent = forms.CharField(label=_("Before it"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    behaviour = forms.CharField(label=_("What was seen"), widget=forms.Textarea(attrs={"rows": 2}))
    consequence = forms.CharField(label=_("After it"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    action = forms.CharField(label=_("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    injured = forms.BooleanField(label=_("Somebody was injured"), required=False)
    reported_to = forms.CharField(label=_("Reported to"), required=False, max_length=120)

    def __init__(self, data: Any = None, *, members: Sequence[tuple[str, str]], code: str) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["kind"].choices = [(kind, text.get(code)) for kind, text in language.INCIDENT_LABELS.items()]
        fields["severity"].choices = [(n, text.get(code)) for n, text in language.SEVERITY_LABELS.items()]
        fields["member"].choices = [("", _("Nobody in particular")), *members]

    def tap(self) -> NewTap:
        """Return the tap of a valid form."""
        return NewTap(uuid.uuid4(), f"incident.{uuid.uuid4().hex[:12]}", dict(self.cleaned_data), None, clock.now())
