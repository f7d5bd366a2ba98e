"""The limits of a study, shares as whole percent, and why they are changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.domain import trust
from laras.domain.appraisal import Thresholds
from laras.domain.balance import percent
from laras.stages.appraisal.queries.words import TRUST_LABELS

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


# Coefficients are written as they are, shares in whole percent, the rest as counts.
COEFFICIENTS = ("overlap", "alpha")


class TrustForm(SharedForm):
    """The thresholds of the four tests and why they are changed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why do other limits fit this study better?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    prefix = "trust"

    def __init__(self, data: Any = None, *, standing: trust.Thresholds) -> None:
        super().__init__(data, initial=_as_typed(standing))
        defaults = _as_typed(trust.Thresholds())
        for name, label in TRUST_LABELS.items():
            self.fields[name] = _trust_field(name, label, defaults[name])
        self.order_fields([*TRUST_LABELS, "reason"])

    def values(self) -> dict[str, float]:
        """Return the thresholds as the action takes them."""
        return {name: _as_kept(name, self.cleaned_data[name]) for name in TRUST_LABELS}


def _trust_field(name: str, label: Any, default: float) -> forms.Field:
    if name in COEFFICIENTS:
        hint = _("Default {n}.").format(n=default)
        return forms.FloatField(label=label, min_value=0, max_value=1, help_text=hint)
    is_share = _is_share(name)
    hint = (_("Default {n} percent.") if is_share else _("Default {n}.")).format(n=default)
    return forms.IntegerField(label=label, min_value=0, max_value=100 if is_share else 1000, help_text=hint)


def _is_share(name: str) -> bool:
    return isinstance(getattr(trust.Thresholds(), name), float) and name not in COEFFICIENTS


def _as_typed(limits: trust.Thresholds) -> dict[str, float]:
    return {name: percent(value) if _is_share(name) else value for name, value in asdict(limits).items()}


def _as_kept(name: str, typed: float) -> float:
    return typed / 100 if _is_share(name) else typed
