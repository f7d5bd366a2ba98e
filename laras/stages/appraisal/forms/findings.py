"""Findings, what is tied to them, and what came of contradictions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.names import polarity_word
from laras.base.ui.phrases import language
from laras.domain.aspects import ASPECT_CODES, POLARITIES, aspect
from laras.stages.appraisal.queries.words import RESOLUTIONS


def aspect_choices(none: Any) -> list[tuple[str, Any]]:
    """Return the five aspects, and `none` before them."""
    return [("", none), *((code, aspect(code).short.get(language())) for code in ASPECT_CODES)]


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


class ChangeFindingForm(SharedForm):
    """What a finding says now, and why it changes."""

    text = forms.CharField(
        label=_("The finding in one sentence"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    reason = forms.CharField(
        label=_("Reason for the change"),
        help_text=_("What in the material, or who, made you change it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["aspect"]
        field.choices = aspect_choices(_("No single aspect"))


class SearchNoteForm(SharedForm):
    """Where one looked for contradictions when none was found."""

    search_note = forms.CharField(
        label=_("Searched, none found"),
        help_text=_("Where did you look for evidence against it? Empty takes the note back."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuoteFilter(forms.Form):
    """Which codings to choose from."""

    aspect = forms.ChoiceField(label=_("Aspect"), required=False)
    code = forms.ChoiceField(label=_("Code"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    polarity = forms.ChoiceField(label=_("Direction"), required=False)
    words = forms.CharField(label=_("Words in the quote"), required=False, max_length=100)

    def __init__(self, data: Any, *, codes: list[Any], sources: list[Any]) -> None:
        super().__init__(data)
        choices = {
            "aspect": aspect_choices(_("All aspects")),
            "code": [("", _("All codes")), *codes],
            "source": [("", _("All sources")), *sources],
            "polarity": [("", _("All directions")), *((one, polarity_word(one)) for one in POLARITIES)],
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = values
        for one in self.fields.values():
            one.widget.attrs["class"] = "in"

    def wanted(self) -> dict[str, str]:
        """Return what was chosen; what is no choice is left open."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class LinkForm(forms.Form):
    """Codings that support, contradict or qualify a finding."""

    relation = forms.ChoiceField(
        label=_("How they stand to the finding"),
        choices=[("supports", _("support")), ("contradicts", _("contradict")), ("qualifies", _("qualify"))],
        widget=forms.RadioSelect,
        initial="supports",
    )


class ResolveForm(forms.Form):
    """What came of evidence against a finding."""

    resolution = forms.ChoiceField(
        label=_("What came of it?"), choices=list(RESOLUTIONS.items()), widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("How"), widget=forms.Textarea(attrs={"rows": 2}))
