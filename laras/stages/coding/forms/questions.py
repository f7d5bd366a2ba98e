"""What is asked of the material: which table, what is counted, what it is narrowed to; how saturation is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laras.base.ui.names import polarity_word
from laras.domain.aspects import POLARITIES
from laras.stages.coding.queries.questions import (
    BASES,
    EVENTS,
    NEARNESS,
    RUNS,
    THRESHOLDS,
    UNITS,
    Narrowed,
    Question,
    SaturationSettings,
)
from laras.stages.evidence.forms.study import DayInput
from laras.stages.evidence.models import SOURCE_KINDS
from laras.stages.evidence.queries.words import KINDS

Choices = Sequence[tuple[str, Any]]
COUNT_WORDS = {"codings": _("Codings"), "informants": _("Informants with the code")}
NEAR_WORDS = {
    "overlap": _("They share words"),
    "paragraph": _("In one paragraph"),
    "lines": _("A few lines apart"),
}
EVENT_WORDS = {"interviews": _("Interviews only"), "all": _("Every kind of source (a deviation)")}
UNIT_WORDS = {
    "indicators": _("Given indicators"),
    "own": _("The study’s own codes"),
    "codes": pgettext_lazy("codes", "Both"),
}
MOST_LINES = 50
LARGEST_SEED = 2**31 - 1


def direction_choices() -> list[tuple[str, str]]:
    """Return what a direction can be narrowed to."""
    both = [("there", str(_("Given or received"))), ("missing", str(_("Lacking or harmful")))]
    return [("", str(_("All"))), *both, *((code, polarity_word(code)) for code in POLARITIES)]


class QuestionForm(forms.Form):
    """The question a table answers; every value stands in the address, so that a table can be sent and kept."""

    count = forms.ChoiceField(label=_("Count"), choices=list(COUNT_WORDS.items()), required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=direction_choices, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of source"),
        choices=[("", _("All")), *((kind, KINDS[kind][0]) for kind in SOURCE_KINDS)],
        required=False,
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)
    attribute = forms.ChoiceField(label=_("Attribute"), required=False)
    near = forms.ChoiceField(label=_("Together means"), choices=list(NEAR_WORDS.items()), required=False)
    lines = forms.IntegerField(label=_("Lines between, at most"), required=False, min_value=0, max_value=MOST_LINES)

    def __init__(self, data: Any, *, table: str, attributes: Choices = ()) -> None:
        super().__init__(data)
        self.table = table
        absent = set()
        if table != "attribute":
            absent.add("attribute")
        if table != "codes":
            absent |= {"near", "lines"}
        if table == "coverage":
            absent.add("count")
        if table in ("kind", "coverage"):
            absent.add("kind")
        if table == "givers":
            absent.add("direction")
        for name in absent:
            del self.fields[name]
        if "attribute" in self.fields:
            field: Any = self.fields["attribute"]
            field.choices = attributes

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", str(_("The last day lies before the first day. Change one of them.")))
        return given

    def question(self, opened: Sequence[str]) -> Question:
        """Return the question; what was typed wrongly is left out of it and told in the form."""
        self.is_valid()
        given = self.cleaned_data
        narrowed = Narrowed(
            direction=given.get("direction") or "",
            since=given.get("since"),
            until=given.get("until"),
            kind=given.get("kind") or "",
        )
        lines = given.get("lines")
        near = given.get("near") or NEARNESS[0]
        return Question(
            table=self.table,
            count=given.get("count") or "codings",
            opened=frozenset(opened),
            narrowed=narrowed,
            attribute=given.get("attribute") or "role",
            nearness=near,
            gap=Question.gap if lines is None else lines,
        )


class SaturationForm(forms.Form):
    """Base, run, threshold, events, unit and seed of the random orders."""

    base = forms.TypedChoiceField(label=_("Base (first events)"), choices=[(n, n) for n in BASES], coerce=int)
    run = forms.TypedChoiceField(label=_("Run (events in a row)"), choices=[(n, n) for n in RUNS], coerce=int)
    threshold = forms.TypedChoiceField(
        label=_("New codes allowed"), choices=[(n, f"{n} %") for n in THRESHOLDS], coerce=int
    )
    events = forms.ChoiceField(label=_("Events"), choices=[(one, EVENT_WORDS[one]) for one in EVENTS])
    unit = forms.ChoiceField(label=_("Codes counted"), choices=[(one, UNIT_WORDS[one]) for one in UNITS])
    seed = forms.IntegerField(label=_("Seed"), min_value=0, max_value=LARGEST_SEED)

    def __init__(self, data: Any) -> None:
        standard = SaturationSettings()
        names = ("base", "run", "threshold", "events", "unit", "seed")
        super().__init__({name: data.get(name, getattr(standard, name)) for name in names})

    def settings(self) -> SaturationSettings:
        """Return the settings; a value that is none stays as it is usually."""
        self.is_valid()
        return SaturationSettings(**self.cleaned_data)
