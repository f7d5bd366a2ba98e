"""What is typed about second readings and about what they are settled by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.names import polarity_word
from laras.domain.aspects import POLARITIES
from laras.domain.sampling import LEAST_SHARE, USUAL_SHARE

ROUND_WORDS = {"second_coder": _("Second coder"), "recode": _("Code–recode")}
UNIT_WORDS = {"source": _("Source × code"), "line": _("Line × code"), "character": _("Character × code")}
DIFFERENCE_WORDS = {
    "first_only": _("Only the first marked it"),
    "second_only": _("Only the second marked it"),
    "code": _("Other code"),
    "polarity": _("Other direction"),
    "giver": _("Other giver"),
}
STATES = (("", _("All")), ("open", _("Not settled")), ("settled", _("Settled")))


class RoundForm(forms.Form):
    """A second reading before it is drawn."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=list(ROUND_WORDS.items()),
        widget=forms.RadioSelect,
        initial="second_coder",
        help_text=_("Code–recode: the same person reads again, at the earliest 14 days after the first reading."),
    )
    first_coder = forms.ChoiceField(label=_("First reading by"))
    second_coder = forms.ChoiceField(label=_("Second reading by"))
    share = forms.IntegerField(
        label=_("Share of the sources in percent"),
        min_value=round(100 * LEAST_SHARE),
        max_value=100,
        initial=round(100 * USUAL_SHARE),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why this person, why now. It stands in the audit trail."),
    )

    def __init__(self, *args: Any, coders: list[tuple[str, str]], here: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("first_coder", coders), ("second_coder", here)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class ComparedForm(forms.Form):
    """Whose readings are compared, by which unit."""

    banding = forms.ChoiceField(label=_("Compare"), required=False)
    satuan = forms.ChoiceField(label=_("Unit"), required=False, choices=list(UNIT_WORDS.items()))

    def __init__(self, *args: Any, compared: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["banding"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = compared


class DifferenceFilter(forms.Form):
    """What the list of differences is narrowed to."""

    putaran = forms.ChoiceField(label=_("Round"), required=False)
    kode = forms.ChoiceField(label=_("Code"), required=False)
    beda = forms.ChoiceField(
        label=_("What differs"), required=False, choices=[("", _("All")), *DIFFERENCE_WORDS.items()]
    )
    keadaan = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def __init__(self, *args: Any, rounds: list[tuple[str, str]], codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("putaran", rounds), ("kode", [("", _("All")), *codes])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def value(self, name: str) -> str:
        """Return a chosen value, '' for what is no choice."""
        return str(self.cleaned_data.get(name) or "") if self.is_valid() or self.cleaned_data else ""


class SettleForm(forms.Form):
    """How two people settled a passage."""

    outcome = forms.ChoiceField(label=_("What holds?"), widget=forms.RadioSelect(attrs={"autofocus": True}))
    code = forms.ChoiceField(label=_("Another code"), required=False, help_text=_("Only where another code holds."))
    polarity = forms.ChoiceField(label=_("Direction agreed on"), required=False)
    settled_by = forms.MultipleChoiceField(label=_("Who settled it"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In a sentence: what decided it. It sharpens the definition of the code."),
    )

    def __init__(
        self,
        *args: Any,
        outcomes: list[tuple[str, str]],
        codes: list[tuple[str, list[tuple[str, str]]]],
        people: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        directions = [("", _("As judged")), *((one, polarity_word(one)) for one in POLARITIES)]
        ready: dict[str, list[Any]] = {
            "outcome": outcomes,
            "code": [("", "–"), *codes],
            "polarity": directions,
            "settled_by": people,
        }
        for name, choices in ready.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
