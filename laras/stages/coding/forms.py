"""What is typed about codes and passages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.names import aspect_name, polarity_word
from laras.base.ui.phrases import language
from laras.domain.aspects import ASPECT_CODES, GIVER_LABELS, POLARITIES
from laras.domain.texts import LANGUAGES
from laras.stages.coding.models import Code
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


class WordsForm(SharedForm):
    """Name and definition of a code in both languages; one language alone stands for both."""

    label_id = forms.CharField(label=_("Name in Indonesian"), max_length=120, required=False)
    label_en = forms.CharField(
        label=_("Name in English"), max_length=120, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    definition_id = forms.CharField(
        label=_("Definition in Indonesian"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    definition_en = forms.CharField(
        label=_("Definition in English"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "en"})
    )

    def words(self) -> dict[str, dict[str, str]]:
        """Return `label` and `definition` as {id, en}."""
        return {
            name: {code: self.cleaned_data[f"{name}_{code}"] for code in LANGUAGES} for name in ("label", "definition")
        }


class CodeForm(WordsForm):
    """A code of the study's own."""

    name = forms.CharField(
        label=_("Short name"), max_length=120, help_text=_("Shown beside the text, for example: HOPE.")
    )
    parent = forms.ModelChoiceField(
        Code.objects.none(), label=_("Below"), required=False, empty_label=_("At the top of the tree")
    )
    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    field_order = ("name", "parent", "aspect", "label_id", "label_en", "definition_id", "definition_en")

    def __init__(self, *args: Any, codes: list[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent, aspect = self.fields["parent"], self.fields["aspect"]
        assert isinstance(parent, forms.ModelChoiceField)
        assert isinstance(aspect, forms.ChoiceField)
        open_codes = [code.pk for code in codes if code.retired_at is None]
        parent.queryset = Code.objects.filter(pk__in=open_codes).order_by("position", "id")
        aspect.choices = [("", _("That of the code above, or none")), *((c, aspect_name(c)) for c in ASPECT_CODES)]


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
