"""What is asked before a report is made, and before a template is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.models import LANGUAGES
from laras.stages.reports.queries import Kind
from laras.stages.reports.rules import LONGEST_PURPOSE

FORMAT_NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


class AskForm(forms.Form):
    """What is made (kind and format in one choice), language and purpose of a report."""

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
        field.choices = [
            (f"{kind.code}.{format}", f"{kind.name} ({FORMAT_NAMES[format]})")
            for kind in kinds
            for format in kind.formats
        ]
        field.initial = field.choices[0][0] if field.choices else ""
        if len(field.choices) == 1:
            field.widget, field.required = forms.HiddenInput(), False

    def clean_kind(self) -> str:
        """Return what was chosen; the only one there is needs no choice."""
        chosen: str = self.cleaned_data["kind"] or self.fields["kind"].initial or ""
        return chosen

    def values(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        kind, _dot, format = self.cleaned_data["kind"].partition(".")
        return {**self.cleaned_data, "kind": kind, "format": format or "pdf"}


class TemplateForm(forms.Form):
    """A Word template and what it is for."""

    kind = forms.ChoiceField(label=_("For which paper?"), widget=forms.RadioSelect)
    document = forms.FileField(
        label=_("Template (.docx)"),
        help_text=_("At most 5 MB, without macros."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose the template.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, kinds: Sequence[Kind]) -> None:
        super().__init__(data, files)
        field: Any = self.fields["kind"]
        field.choices = [(kind.code, kind.name) for kind in kinds]
        field.initial = kinds[0].code if kinds else ""

    def chosen(self) -> str:
        """Return the kind of paper the template is for."""
        return str(self.cleaned_data["kind"])
