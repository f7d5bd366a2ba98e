"""What is asked before a report is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.models import LANGUAGES
from laras.stages.reports.queries import Kind
from laras.stages.reports.rules import LONGEST_PURPOSE


class AskForm(forms.Form):
    """Kind, language and purpose of a report."""

    kind = forms.ChoiceField(label=_("Report"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Stands in the audit trail, for example: meeting with the supervisor on 24 November."),
        max_length=LONGEST_PURPOSE,
        error_messages={"required": _("Write what the report is for.")},
    )

    def __init__(self, data: Any = None, *, kinds: Sequence[Kind], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["kind"]
        field.choices = [(kind.code, kind.name) for kind in kinds]
        if len(kinds) == 1:
            field.initial, field.widget, field.required = kinds[0].code, forms.HiddenInput(), False

    def clean_kind(self) -> str:
        """Return the kind chosen; the only one there is needs no choice."""
        chosen: str = self.cleaned_data["kind"] or self.fields["kind"].initial or ""
        return chosen
