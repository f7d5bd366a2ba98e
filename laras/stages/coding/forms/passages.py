"""What is typed about a passage, and what a list of passages is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.names import aspect_name, polarity_word
from laras.base.ui.phrases import language
from laras.domain.aspects import ASPECT_CODES, GIVER_LABELS, POLARITIES
from laras.stages.coding.queries import CodingFilter

EVERY = ("", _("All"))


def _polarities() -> list[tuple[str, str]]:
    return [(code, polarity_word(code)) for code in POLARITIES]


def _givers() -> list[tuple[str, str]]:
    return [(code, text.get(language())) for code, text in GIVER_LABELS.items()]


class JudgementForm(forms.Form):
    """Code, direction, giver and memo of a coding."""

    code = forms.ChoiceField(label=_("Code"))
    polarity = forms.ChoiceField(label=_("Direction"), choices=_polarities)
    giver = forms.ChoiceField(label=_("Giver"), choices=_givers)
    memo = forms.CharField(label=_("Memo"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, choices: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class PassageForm(JudgementForm):
    """A passage named by its words or its line, and the judgement of it."""

    quote = forms.CharField(
        label=_("Words of the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy them from the text, letter by letter. Empty: the whole line."),
    )
    line = forms.IntegerField(
        label=_("Line"), required=False, min_value=1, help_text=_("Needed only where the same words stand twice.")
    )
    field_order = ("quote", "line", "code", "polarity", "giver", "memo")


class CorrectionForm(SharedForm):
    """The corrected text of a source; spaces and line ends at its edges stay."""

    text = forms.CharField(label=_("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 24}))
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("For example: checked against the recording.")
    )


class FilterForm(forms.Form):
    """What the list of codings is narrowed to."""

    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    code = forms.ChoiceField(label=_("Code"), required=False)
    polarity = forms.ChoiceField(label=_("Direction"), required=False)
    coder = forms.ChoiceField(label=_("Coder"), required=False)
    informant = forms.ChoiceField(label=_("Informant"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = {
            "aspect": [(code, aspect_name(code)) for code in ASPECT_CODES],
            "polarity": _polarities(),
            **choices,
        }
        for name, field in self.fields.items():
            assert isinstance(field, forms.ChoiceField)
            field.choices = [EVERY, *ready[name]]

    def filters(self) -> CodingFilter:
        """Return the filter; a value that is no choice narrows nothing."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return CodingFilter(**given)
