"""Informants, criteria, the combinations they span, who was asked, the guide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.stages.evidence.forms.study import DayInput
from laras.stages.evidence.models import (
    APPROACH_RESULTS,
    CRITERION_ANSWERS,
    Approach,
    Criterion,
    CriterionAnswer,
    Informant,
    Study,
)
from laras.stages.evidence.queries import TRAITS, Matrix, Trait, chosen_traits, informants_of, trait_of, ward_names
from laras.stages.evidence.queries.words import ANSWERS, RESULTS
from laras.stages.people.models import Worker


class CriterionForm(forms.Form):
    """A sampling criterion."""

    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("Short, for example K1."))
    text = forms.CharField(label=_("Criterion"), max_length=300)
    excludes = forms.BooleanField(label=_("Whoever meets it is left out"), required=False)


class InformantForm(forms.Form):
    """One who is asked; the name is the sealed key to the code."""

    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Stands in place of the name, for example P1."))
    role = forms.CharField(label=_("Role"), max_length=60)
    years = forms.IntegerField(
        label=_("Years in this work"),
        required=False,
        min_value=0,
        max_value=80,
        error_messages={"invalid": _("Write the years as a number, for example 7.")},
    )
    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, help_text=_("Kept sealed, never printed beside a quote.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    worker = forms.ModelChoiceField(
        Worker.objects.none(),
        label=_("Member of staff"),
        required=False,
        empty_label=_("Nobody of the staff"),
        help_text=_("Choose, if this informant works here."),
    )

    def __init__(self, data: Any = None, *, study: Study, by: Actor, informant: Informant | None = None) -> None:
        names = ("code", "role", "years", "name", "note")
        super().__init__(data, initial={name: getattr(informant, name) for name in names} if informant else None)
        self._told = [trait for trait in chosen_traits(study) if not trait.field]
        for trait in self._told:
            self.fields[f"trait-{trait.code}"] = _trait_field(study, trait, informant)
        if informant is not None:
            del self.fields["worker"]  # whom a code stands for does not change
        else:
            field: Any = self.fields["worker"]
            field.queryset = Worker.objects.filter(facility_id=by.facility_id).order_by("name")

    def given(self) -> dict[str, Any]:
        """Return the typed values, those of the traits gathered under `traits`."""
        values = {name: value for name, value in self.cleaned_data.items() if not name.startswith("trait-")}
        return {**values, "traits": {trait.code: self.cleaned_data[f"trait-{trait.code}"] for trait in self._told}}

    @property
    def trait_fields(self) -> list[forms.BoundField]:
        """Return the fields of the traits the study varies."""
        return [self[f"trait-{trait.code}"] for trait in self._told]


def _trait_field(study: Study, trait: Trait, informant: Informant | None) -> forms.ChoiceField:
    standing = trait_of(informant, trait) if informant else ""
    names = [(name, name) for name in dict.fromkeys([*ward_names(study), standing]) if name]
    words = [(code, word.get(language())) for code, word in trait.values.items()]
    choices = [("", _("not told")), *(words or names)]
    return forms.ChoiceField(label=trait.label.get(language()), required=False, choices=choices, initial=standing)


class VariationForm(forms.Form):
    """The traits whose combinations the sample is to span."""

    traits = forms.MultipleChoiceField(
        label=_("Traits that are to vary"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, study: Study) -> None:
        super().__init__(data, initial={"traits": study.variation})
        field: Any = self.fields["traits"]
        field.choices = [(code, trait.label.get(language())) for code, trait in TRAITS.items()]


class ApproachForm(forms.Form):
    """Somebody who was asked to take part."""

    role = forms.CharField(label=_("Role"), max_length=60)
    result = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(code, RESULTS[code][0]) for code in APPROACH_RESULTS],
        widget=forms.RadioSelect,
    )
    approached_on = forms.DateField(label=_("Day"), widget=DayInput)
    informant = forms.ModelChoiceField(
        Informant.objects.none(), label=_("Informant"), required=False, empty_label=_("no informant of the study")
    )
    reason = forms.CharField(
        label=_("Reason, if one is given"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nobody owes a reason."),
    )
    who = forms.CharField(
        label=_("Who"), required=False, max_length=200, help_text=_("Kept sealed. Leave it empty for whoever said no.")
    )

    def __init__(self, data: Any = None, *, study: Study, approach: Approach | None = None) -> None:
        names = ("role", "result", "approached_on", "informant", "reason", "who")
        standing = {name: getattr(approach, name) for name in names} if approach else {"approached_on": clock.today()}
        super().__init__(data, initial=standing)
        field: Any = self.fields["informant"]
        field.queryset = informants_of(study)
        field.label_from_instance = lambda one: f"{one.code} · {one.role}"


def matrix_form(data: Any, matrix: Matrix) -> forms.Form:
    """Return a form with an answer and a proof for every informant and criterion, named after both ids."""
    form = forms.Form(data)
    choices = [(code, ANSWERS[code][0]) for code in CRITERION_ANSWERS]
    for row in matrix.rows:
        for criterion, given in zip(matrix.criteria, row.answers, strict=True):
            cell = cell_name(row.informant, criterion)
            label = f"{row.informant.code} · {criterion.code}"
            form.fields[f"answer-{cell}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=choices,
                widget=forms.RadioSelect,
                initial=given.answer if given else "",
            )
            form.fields[f"proof-{cell}"] = forms.CharField(
                label=_("How one knows"), required=False, max_length=200, initial=given.proof if given else ""
            )
    return form


def cell_name(informant: Informant, criterion: Criterion) -> str:
    """Return the name of a cell of the matrix in its form."""
    return f"{informant.pk.hex}-{criterion.pk.hex}"


def answers_form(
    data: Any, *, criteria: tuple[Criterion, ...], answers: tuple[CriterionAnswer | None, ...]
) -> forms.Form:
    """Return a form with an answer and a proof for each criterion, named after the criterion's id."""
    form = forms.Form(data)
    choices = [("", pgettext_lazy("criterion", "open")), *((code, ANSWERS[code][0]) for code in CRITERION_ANSWERS)]
    for criterion, given in zip(criteria, answers, strict=True):
        label = f"{criterion.code} · {criterion.text}"
        form.fields[f"answer-{criterion.pk}"] = forms.ChoiceField(
            label=label, required=False, choices=choices, initial=given.answer if given else ""
        )
        form.fields[f"proof-{criterion.pk}"] = forms.CharField(
            label=_("How one knows"), required=False, max_length=200, initial=given.proof if given else ""
        )
    return form
