"""What is typed in an appraisal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.phrases import language
from laras.domain.appraisal import BAND_LABELS
from laras.domain.aspects import ASPECT_CODES, aspect


class RatingForm(forms.Form):
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


class FindingForm(forms.Form):
    """One finding."""

    text = forms.CharField(label=_("Finding"), help_text=_("One sentence."), widget=forms.Textarea(attrs={"rows": 3}))
    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    search_note = forms.CharField(
        label=_("Where contradictions were looked for"),
        help_text=_("Needed when nothing contradicts the finding."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["aspect"]
        aspects = [(code, aspect(code).short.get(language())) for code in ASPECT_CODES]
        field.choices = [("", _("No single aspect")), *aspects]


class LinkForm(forms.Form):
    """Codings that support, contradict or qualify a finding."""

    relation = forms.ChoiceField(
        label=_("How they stand to the finding"),
        choices=[("supports", _("support")), ("contradicts", _("contradict")), ("qualifies", _("qualify"))],
        widget=forms.RadioSelect,
        initial="supports",
    )
