"""What is typed about a passage that tells of harm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.phrases import language
from laras.domain.risk import RISK_LABELS
from laras.stages.people.models import Worker


def risk_choices() -> list[tuple[str, str]]:
    """Return code and word of every kind of harm."""
    return [(code, text.get(language())) for code, text in RISK_LABELS.items()]


class RiskForm(forms.Form):
    """The passage by its words or line, what it tells of, a note, and whom it is about."""

    quote = forms.CharField(
        label=_("Words of the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy them from the text, letter by letter. Empty: the whole line."),
    )
    line = forms.IntegerField(label=_("Line"), required=False, min_value=1)
    kind = forms.ChoiceField(label=_("What it may tell of"), choices=risk_choices)
    note = forms.CharField(
        label=_("Note for those who are responsible"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where and when, and whether it goes on."),
    )
    about = forms.ChoiceField(
        label=_("Worker the passage is about"),
        required=False,
        help_text=_("This person is never told, whatever their role."),
    )

    def __init__(self, *args: Any, workers: list[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [("", _("Nobody of the home")), *((str(one.pk), one.name) for one in workers)]


class ClosingForm(forms.Form):
    """What was done."""

    closing_note = forms.CharField(
        label=_("What was done"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
