"""An observation, noted on a phone where it happens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.domain.aspects import aspect
from laras.stages.evidence.forms.source import BAD_MOMENT
from laras.stages.evidence.forms.study import LocalMoment
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import SLOTS, slot_of


class ObservationForm(forms.Form):
    """An observation noted on a phone: where, who, when; what the eye was on; what was seen, what was felt."""

    place = forms.CharField(label=_("Setting"), max_length=200, help_text=_("Where, and what was going on."))
    people = forms.CharField(
        label=_("Who was there"), required=False, max_length=500, help_text=_("Roles and numbers, no names.")
    )
    happened_at = forms.DateTimeField(label=_("When"), widget=LocalMoment, error_messages=BAD_MOMENT)
    slot = forms.ChoiceField(label=_("Part of the day"), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        error_messages={"invalid": _("Write the minutes as a number, for example 10.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 1440}),
    )
    aspects = forms.MultipleChoiceField(
        label=_("What the eye was on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It counts for persistent observation."),
    )
    seen = forms.CharField(
        label=_("Seen and heard"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What happened and what was said, without judging."),
    )
    felt = forms.CharField(
        label=_("What I felt"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your own impression, kept apart from what was seen."),
    )

    def __init__(self, data: Any = None, *, study: Study) -> None:
        now = timezone.localtime(clock.now())
        super().__init__(data, initial={"happened_at": now, "slot": slot_of(now)})
        focus: Any = self.fields["aspects"]
        focus.choices = [(code, aspect(code).label.get(language())) for code in study.aspects]
        field: Any = self.fields["slot"]
        field.choices = [(code, text.get(language())) for code, text in SLOTS.items()]
