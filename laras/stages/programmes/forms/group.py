"""What is typed about a group and its members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.actor import Actor
from laras.domain.groupwork.terms import (
    AIM_LABELS,
    CARE_QUESTIONS,
    ENERGY_LABELS,
    EXCLUSION_LABELS,
    PLACE_LABELS,
    RISK_LABELS,
    SCREENING_LABELS,
)
from laras.stages.people.forms.inputs import day_field, note_field, text_field
from laras.stages.people.models import Worker
from laras.stages.people.queries import own_worker, workers_who_may
from laras.stages.programmes.forms.words import options
from laras.stages.programmes.models import Member


class TimeInput(forms.TimeInput):
    """The browser's own field for an hour."""

    input_type = "time"


def _time_field() -> forms.TimeField:
    return forms.TimeField(
        label=_("At which hour"),
        widget=TimeInput(format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": _("This is not an hour. Write it like 15.00.")},
    )


class TeamForm(forms.Form):
    """Name, place and team of a group."""

    name = text_field(_("Name of the group"), required=True, length=120)
    place = text_field(_("Place"), required=True, length=120)
    leader = forms.ModelChoiceField(Worker.objects.none(), label=_("Leader"), empty_label="–")
    co_leader = forms.ModelChoiceField(Worker.objects.none(), label=_("Co-leader"), required=False, empty_label="–")
    observer = forms.ModelChoiceField(Worker.objects.none(), label=_("Observer"), required=False, empty_label="–")
    nurse = forms.ModelChoiceField(Worker.objects.none(), label=_("Nurse on call"), required=False, empty_label="–")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = workers_who_may(by, "programmes.session")
        for name in ("leader", "co_leader", "observer", "nurse"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = staff
        self.initial.setdefault("leader", own_worker(by))


class GroupForm(TeamForm):
    """A new group with its calendar."""

    starts_on = day_field(_("First session on"), required=True)
    meets_at = _time_field()
    every_days = forms.IntegerField(label=_("Days between sessions"), initial=7, min_value=1, max_value=31)

    field_order = ("name", "place", "starts_on", "meets_at", "every_days")


class MoveForm(forms.Form):
    """Another day and hour for a session."""

    day = day_field(_("On which day"), required=True)
    time = _time_field()

    def moment(self, zone: str) -> dt.datetime:
        """Return the chosen moment in the home's own time."""
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], ZoneInfo(zone))


def _many(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class CareForm(forms.Form):
    """What is known about a member that matters for activities."""

    care_flags = _many(
        _("What to take care of"),
        lambda: options(CARE_QUESTIONS),
        _("Tick what is true. It is compared with the risks of the planned activities."),
    )
    care_note = note_field(
        _("How the risk is met"),
        rows=2,
        help_text=_("Needed where care and an activity meet, or the category is severe."),
    )
    goal = note_field(_("Goal in own words"), rows=2)


class EnrolForm(CareForm):
    """The screening before somebody joins."""

    screening = _many(_("Is it so?"), lambda: options(SCREENING_LABELS), _("All three must be true."))
    exclusions = _many(
        _("Does something speak against it today?"),
        lambda: options(EXCLUSION_LABELS),
        _("Leave empty if nothing does."),
    )

    field_order = ("screening", "exclusions", "care_flags", "care_note", "goal")

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed."""
        given = dict(self.cleaned_data)
        ticked = set(given["screening"])
        given["screening"] = {code: code in ticked for code in SCREENING_LABELS}
        return given


class LeaveForm(forms.Form):
    """Why somebody leaves."""

    reason = note_field(_("Reason"), required=True, rows=2)


class EndForm(forms.Form):
    """A word at the end of a group."""

    note = note_field(_("Note"), rows=2)


class BuddyForm(forms.Form):
    """Who walks with whom."""

    buddy = forms.ChoiceField(label=_("Buddy"), required=False)

    def __init__(self, *args: Any, others: Sequence[tuple[Member, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["buddy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *((str(member.pk), name) for member, name in others)]


class LibraryForm(forms.Form):
    """What an activity should be like."""

    aim = forms.ChoiceField(label=_("Aim"), required=False, choices=lambda: options(AIM_LABELS, empty=_("All")))
    energy = forms.ChoiceField(
        label=_("Energy"), required=False, choices=lambda: options(ENERGY_LABELS, empty=_("All"))
    )
    place = forms.ChoiceField(
        label=_("Where"),
        required=False,
        choices=lambda: [row for row in options(PLACE_LABELS, empty=_("All")) if row[0] != "both"],
    )
    without = _many(_("Without"), lambda: options(RISK_LABELS))
