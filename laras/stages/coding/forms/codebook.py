"""What is typed about codes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.names import aspect_name
from laras.domain.aspects import ASPECT_CODES
from laras.domain.texts import LANGUAGES
from laras.stages.coding.models import Code


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

    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history of the codebook."),
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
    reason = None  # type: ignore[assignment]  # a new code replaces nothing
    field_order = ("name", "parent", "aspect", "label_id", "label_en", "definition_id", "definition_en")

    def __init__(self, *args: Any, codes: list[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent, aspect = self.fields["parent"], self.fields["aspect"]
        assert isinstance(parent, forms.ModelChoiceField)
        assert isinstance(aspect, forms.ChoiceField)
        open_codes = [code.pk for code in codes if code.retired_at is None]
        parent.queryset = Code.objects.filter(pk__in=open_codes).order_by("position", "id")
        aspect.choices = [("", _("That of the code above, or none")), *((c, aspect_name(c)) for c in ASPECT_CODES)]


class ReasonForm(forms.Form):
    """Why a code is retired or reopened."""

    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history of the codebook."),
    )


class KnowingForm(ReasonForm):
    """A reason, and for an indicator of the taxonomy that one knows what the change means."""

    knows = forms.BooleanField(label=_("I know what this changes in the appraisal."), required=False)

    def __init__(self, *args: Any, code: Code, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not code.indicator:
            del self.fields["knows"]


class MergeForm(KnowingForm):
    """Into which code another one goes."""

    into = forms.ChoiceField(label=_("Merge into"))
    field_order = ("into", "reason", "knows")

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "into", [("", _("Choose a code")), *choices])


class MoveForm(ReasonForm):
    """Below which code a code of the study's own stands."""

    parent = forms.ChoiceField(label=_("Below"), required=False)
    field_order = ("parent", "reason")

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "parent", [("", _("At the top of the tree")), *choices])


class SplitForm(ReasonForm):
    """The new code of a split; which codings go to it is ticked in the list."""

    name = forms.CharField(label=_("Name of the new code"), max_length=120)
    definition = forms.CharField(
        label=_("Definition of the new code"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("name", "definition", "reason")


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
