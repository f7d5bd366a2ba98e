"""What is typed about an act and about a teach-back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laras.base.ui.phrases import language
from laras.domain import information
from laras.domain.aspects import ASPECT_CODES, GIVER_LABELS, POLARITY_LABELS, aspect
from laras.domain.texts import Text
from laras.stages.casework.models import Goal
from laras.stages.support.models import SupportAct

PERIODS = (7, 14, 30, 90, 365)


def _choices(labels: dict[Any, Text]) -> list[tuple[str, str]]:
    return [(str(code), label.get(language()).capitalize()) for code, label in labels.items()]


class LocalMoment(forms.DateTimeInput):
    """The browser's own field for day and time, without seconds."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ActForm(forms.Form):
    """The circumstances of an act, offered after it is saved."""

    polarity = forms.ChoiceField(label=_("Direction"), widget=forms.RadioSelect)
    giver = forms.ChoiceField(label=_("Who gave it"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        error_messages={"invalid": _("Write the minutes as a number, for example 10.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 1440}),
    )
    happened_at = forms.DateTimeField(
        label=_("When"),
        widget=LocalMoment,
        error_messages={"invalid": _("Write day and time, for example 24/11/2026 09.42.")},
    )
    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=_("For which goal"), required=False, empty_label=_("No goal in particular")
    )
    response = forms.CharField(label=_("How it was received"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, act: SupportAct, goals: list[Goal]) -> None:
        super().__init__(data, initial=_initial(act))
        self._choice("polarity", POLARITY_LABELS)
        self._choice("giver", GIVER_LABELS)
        goal: Any = self.fields["goal"]
        goal.queryset = Goal.objects.filter(pk__in=[one.pk for one in goals]).order_by("recorded_at")
        goal.label_from_instance = lambda one: one.title

    def _choice(self, name: str, labels: dict[Any, Text]) -> None:
        field: Any = self.fields[name]
        field.choices = _choices(labels)


def _initial(act: SupportAct) -> dict[str, Any]:
    names = ("polarity", "giver", "minutes", "note", "response", "goal")
    return {name: getattr(act, name) for name in names} | {"happened_at": timezone.localtime(act.happened_at)}


class LogFilter(forms.Form):
    """What the log is narrowed by; everything may stay open."""

    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    polarity = forms.ChoiceField(label=_("Direction"), required=False)
    giver = forms.ChoiceField(label=_("Who gave it"), required=False)
    period = forms.TypedChoiceField(label=_("Period"), required=False, coerce=int, empty_value=None)
    mine = forms.BooleanField(label=_("Only what I recorded"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        aspects = [(code, aspect(code).short.get(language())) for code in ASPECT_CODES]
        fields: Any = self.fields
        fields["aspect"].choices = [("", _("All aspects")), *aspects]
        fields["polarity"].choices = [("", _("All directions")), *_choices(POLARITY_LABELS)]
        fields["giver"].choices = [("", _("Everybody")), *_choices(GIVER_LABELS)]
        fields["period"].choices = [("", _("Whole time")), *period_choices()]

    def chosen(self, login: str, now: dt.datetime) -> dict[str, Any]:
        """Return the filter as keywords of `queries.acts`; what does not fit is left open."""
        self.is_valid()
        typed = getattr(self, "cleaned_data", {})
        days = typed.get("period")
        return {
            "aspect": typed.get("aspect", ""),
            "polarity": typed.get("polarity", ""),
            "giver": typed.get("giver", ""),
            "recorder": login if typed.get("mine") else "",
            "since": now - dt.timedelta(days=days) if days else None,
        }


def period_choices() -> list[tuple[str, Any]]:
    """Return the periods one may look at."""
    labels = {7: _("7 days"), 14: _("14 days"), 30: _("30 days"), 90: _("90 days"), 365: _("One year")}
    return [(str(days), labels[days]) for days in PERIODS]


class PeriodForm(forms.Form):
    """The period (and ward) a balance is drawn over."""

    period = forms.TypedChoiceField(label=_("Period"), coerce=int, required=False, empty_value=None)
    ward = forms.ChoiceField(label=_("Ward"), required=False)

    def __init__(self, data: Any, *, wards: list[tuple[str, str]] | None = None) -> None:
        super().__init__({"period": "14", "ward": ""} | {name: value for name, value in data.items() if value})
        fields: Any = self.fields
        fields["period"].choices = period_choices()
        fields["ward"].choices = [("", _("Whole home")), *(wards or [])]

    @property
    def days(self) -> int:
        self.is_valid()
        return int(getattr(self, "cleaned_data", {}).get("period") or 14)


class TeachBackForm(forms.Form):
    """What came back of each point of a topic, and how it was explained."""

    audience = forms.ChoiceField(label=_("Who listened"))
    relation = forms.CharField(label=_("Relation of the family member"), required=False, max_length=40)
    method = forms.ChoiceField(label=_("How"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=600,
        error_messages={"invalid": _("Write the minutes as a number, for example 10.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label=_("Why postponed"), required=False, max_length=300, help_text=_("For example: sleepy, restless.")
    )
    misunderstood = forms.CharField(label=_("What was misunderstood"), required=False, max_length=1000)
    own_words = forms.CharField(
        label=_("In the client's own words"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    question = forms.CharField(label=_("What the client asked"), required=False, max_length=1000)

    def __init__(self, data: Any = None, *, topic: information.Topic) -> None:
        super().__init__(data, initial={"audience": "client", "language": "indonesian"})
        fields: Any = self.fields
        fields["audience"].choices = _choices(information.AUDIENCES)
        fields["method"].choices = [("", "–"), *_choices(information.METHODS)]
        fields["language"].choices = [
            ("indonesian", _("Indonesian")),
            ("javanese", _("Javanese")),
            ("other", _("Another language")),
        ]
        self.points = [self._point(point.point_id, point.text) for point in topic.points]

    def _point(self, point_id: str, text: Text) -> str:
        name = f"point-{point_id.replace('.', '-')}"
        self.fields[name] = forms.ChoiceField(
            label=text.get(language()),
            required=False,
            choices=_choices(information.RESULTS),
            widget=forms.RadioSelect,
        )
        self.fields[name].help_text = ""
        return name

    def point_fields(self) -> list[forms.BoundField]:
        """Return the fields of the points, in the order of the leaflet."""
        return [self[name] for name in self.points]

    def results(self, topic: information.Topic) -> dict[str, str]:
        """Return the result of each point that was touched."""
        pairs = zip(topic.points, self.points, strict=True)
        return {point.point_id: self.cleaned_data[name] for point, name in pairs if self.cleaned_data.get(name)}
