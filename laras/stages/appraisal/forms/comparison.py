"""What is set side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.phrases import language
from laras.stages.evidence.queries import trait_words


class CompareForm(forms.Form):
    """Two periods, wards, the groups of a trait, or another study."""

    by = forms.ChoiceField(label=_("Compare"))
    split = forms.DateField(
        label=_("Second period from"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    other = forms.ChoiceField(label=_("Other study"), required=False)

    def __init__(self, data: Any, *, traits: list[str], studies: list[Any]) -> None:
        super().__init__(data)
        kinds: list[tuple[str, Any]] = [
            ("period", _("Two periods")),
            ("ward", _("Wards")),
            ("role", _("Roles of informants")),
            ("voice", _("Clients and workers")),
            *((f"trait:{one}", trait_words(one, "", language())[0]) for one in traits),
        ]
        if studies:
            kinds.append(("study", _("Another study")))
        by: Any = self.fields["by"]
        other: Any = self.fields["other"]
        by.choices, other.choices = kinds, [("", "–"), *studies]
        for one in self.fields.values():
            one.widget.attrs["class"] = "in"
