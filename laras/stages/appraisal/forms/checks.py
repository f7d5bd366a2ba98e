"""Member checks: whom one asks what, and what was answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.stages.appraisal.queries.words import VERDICTS, WAYS


class SendForm(forms.Form):
    """What is given back to whom, and how."""

    thing = forms.ChoiceField(label=_("What is given back"))
    informants = forms.MultipleChoiceField(label=_("To whom"), widget=forms.CheckboxSelectMultiple)
    way = forms.ChoiceField(
        label=_("How it is asked"), choices=list(WAYS.items()), widget=forms.RadioSelect, initial="paper"
    )

    def __init__(self, data: Any, *, things: list[Any], informants: list[Any], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (("thing", things), ("informants", informants)):
            field: Any = self.fields[name]
            field.choices = choices


class AnswerForm(forms.Form):
    """What an informant answered."""

    verdict = forms.ChoiceField(label=_("The answer"), choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("What was said"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    supported_by = forms.CharField(
        label=_("Who was there to support"), required=False, max_length=120, help_text=_("By role, not by name.")
    )
    returned_on = forms.DateField(
        label=_("Day of the answer"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty for today."),
    )


class ResolveCheckForm(forms.Form):
    """What was done about an answer."""

    resolution = forms.CharField(
        label=_("What came of it"),
        help_text=_("What changed in the finding, or why nothing did."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
