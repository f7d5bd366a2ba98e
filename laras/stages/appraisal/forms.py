"""What is typed in an appraisal."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.phrases import language
from laras.domain.appraisal import BAND_LABELS, Thresholds
from laras.domain.aspects import ASPECT_CODES, aspect
from laras.domain.balance import percent


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


SHARES: dict[str, Any] = {
    "coverage_strong": _("Strong from a coverage of … percent"),
    "lacking_strong": _("Strong below … percent lacking"),
    "coverage_weak": _("Weak below a coverage of … percent"),
    "lacking_weak": _("Weak from … percent lacking"),
    "firm": _("Fairly sure from … percent of the resamples"),
}
COUNTS: dict[str, Any] = {
    "least_evidence": _("Least pieces of evidence to rate an aspect"),
    "least_techniques": _("Least techniques to rate an aspect"),
    "least_aspects": _("Least rated aspects for an overall word"),
    "least_sources": _("Least sources to say how sure"),
}


class ThresholdsForm(SharedForm):
    """The thresholds of a study, shares as whole percent, and why they are changed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why do other limits fit this study better?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (*SHARES, *COUNTS, "reason")

    def __init__(self, data: Any = None, *, standing: Thresholds) -> None:
        super().__init__(data, initial=_in_percent(standing))
        defaults = _in_percent(Thresholds())
        for name, label in {**SHARES, **COUNTS}.items():
            hint = _("Default {n} percent.") if name in SHARES else _("Default {n}.")
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=100 if name in SHARES else 1000,
                help_text=hint.format(n=defaults[name]),
            )
        self.order_fields(self.field_order)

    def values(self) -> dict[str, float]:
        """Return the thresholds as the action takes them."""
        shares = {name: self.cleaned_data[name] / 100 for name in SHARES}
        return {**shares, **{name: self.cleaned_data[name] for name in COUNTS}}


def _in_percent(limits: Thresholds) -> dict[str, int]:
    values = asdict(limits)
    return {name: percent(value) if name in SHARES else value for name, value in values.items()}


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
