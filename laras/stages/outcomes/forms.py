"""Shape of input."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.actor import Actor
from laras.stages.evidence.models import Study


class StudyForm(forms.Form):
    """Into which study the evaluation goes."""

    study = forms.ModelChoiceField(label=_("Study"), queryset=Study.objects.none(), empty_label=None)

    def __init__(self, data: Any, *, by: Actor) -> None:
        super().__init__(data)
        field = self.fields["study"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Study.objects.visible_to(by).order_by("-recorded_at", "-id")
