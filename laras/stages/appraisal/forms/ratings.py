"""One's own judgement of an aspect, and what raters agreed on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.phrases import language
from laras.domain.appraisal import BAND_LABELS


class RatingForm(SharedForm):
    """One's own judgement of an aspect."""

    band = forms.ChoiceField(label=_("Your rating"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What in the evidence leads you to this rating?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["band"]
        field.choices = [(code, label.get(language()).capitalize()) for code, label in BAND_LABELS.items()]
