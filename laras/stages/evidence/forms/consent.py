"""What an informant allows: in general, or for one source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.stages.evidence.forms.study import DayInput, LocalMoment
from laras.stages.evidence.models import Informant
from laras.stages.evidence.queries.words import SUPPORT_WORDS
from laras.stages.people.models import SUPPORTS


class ConsentForm(forms.Form):
    """What an informant allows."""

    agreed = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Agrees to take part")), ("no", _("Does not take part"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    may_record = forms.BooleanField(label=_("The talk may be recorded"), required=False)
    may_quote = forms.BooleanField(label=_("Words may be quoted by code"), required=False)
    may_share = forms.BooleanField(label=_("The text may be shared outside the study"), required=False)
    own_words = forms.CharField(
        label=_("The answer in the person's own words"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    support_used = forms.MultipleChoiceField(
        label=_("How it was made understandable"),
        required=False,
        choices=[(code, SUPPORT_WORDS[code]) for code in SUPPORTS],
        widget=forms.CheckboxSelectMultiple,
    )
    given_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=LocalMoment,
        help_text=_("Left empty, it is now."),
        error_messages={"invalid": _("Write day and time, for example 24/11/2026 09.42.")},
    )
    valid_until = forms.DateField(label=_("Holds until"), required=False, widget=DayInput)


class SourceConsentForm(ConsentForm):
    """What somebody who is heard in a source allows for this source alone."""

    informant = forms.ModelChoiceField(Informant.objects.none(), label=_("Who answers"), empty_label=None)
    field_order = ("informant",)

    def __init__(self, data: Any = None, *, heard: Sequence[Informant]) -> None:
        super().__init__(data)
        field: Any = self.fields["informant"]
        field.queryset = Informant.objects.filter(pk__in=[one.pk for one in heard]).order_by("code")
        field.label_from_instance = lambda one: f"{one.code} · {one.role}"
