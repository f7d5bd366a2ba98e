"""Why a technique is not met, or not used."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm


class JustifyForm(SharedForm):
    """A justification in words."""

    text = forms.CharField(
        label=_("Justification"),
        help_text=_("It stands in the report beside the row. Empty takes it back."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    switched_off = forms.BooleanField(label=_("This technique does not fit this study"), required=False)
