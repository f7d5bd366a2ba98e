"""Informants, criteria, the guide, research consent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laras.base.access.actor import Actor
from laras.base.ui.phrases import language
from laras.domain.aspects import aspect
from laras.stages.evidence.forms.study import DayInput, LocalMoment
from laras.stages.evidence.models import CRITERION_ANSWERS, Criterion, CriterionAnswer, Guide, Informant, Study
from laras.stages.evidence.queries.words import ANSWERS, SUPPORT_WORDS
from laras.stages.people.models import SUPPORTS, Worker


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

    def __init__(self, data: Any = None, *, by: Actor, informant: Informant | None = None) -> None:
        names = ("code", "role", "years", "name", "note")
        super().__init__(data, initial={name: getattr(informant, name) for name in names} if informant else None)
        if informant is not None:
            del self.fields["worker"]  # whom a code stands for does not change
        else:
            field: Any = self.fields["worker"]
            field.queryset = Worker.objects.filter(facility_id=by.facility_id).order_by("name")


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


class GuideForm(forms.Form):
    """The next version of the guide: one field an aspect, one question a line."""

    note = forms.CharField(label=_("What is new in this version"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, study: Study, guide: Guide | None) -> None:
        super().__init__(data)
        before: dict[str, list[str]] = {}
        for question in guide.questions.all() if guide else ():
            before.setdefault(question.aspect, []).append(question.text)
        for code in ("", *study.aspects):
            self.fields[f"q-{code}"] = forms.CharField(
                label=aspect(code).label.get(language()) if code else _("At the beginning and the end"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("One question a line."),
                initial="\n".join(before.get(code, ())),
            )

    def questions(self) -> list[tuple[str, str]]:
        """Return the typed questions as pairs (aspect, question)."""
        return [
            (name.removeprefix("q-"), line.strip())
            for name, value in self.cleaned_data.items()
            if name.startswith("q-")
            for line in value.splitlines()
            if line.strip()
        ]


class ConsentForm(forms.Form):
    """What an informant allows."""

    agreed = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Agrees to take part")), ("no", _("Does not take part"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    may_record = forms.BooleanField(label=_("The talk may be recorded"), required=False)
    may_quote = forms.BooleanField(label=_("Words may be quoted by code"), required=False)
    may_share = forms.BooleanField(label=_("The text may be shared outside the study"), required=False)
    own_words = forms.CharField(
        label=_("The answer in the person's own words"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    support_used = forms.MultipleChoiceField(
        label=_("How it was made understandable"),
        required=False,
        choices=[(code, SUPPORT_WORDS[code]) for code in SUPPORTS],
        widget=forms.CheckboxSelectMultiple,
    )
    given_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=LocalMoment,
        help_text=_("Left empty, it is now."),
        error_messages={"invalid": _("Write day and time, for example 24/11/2026 09.42.")},
    )
    valid_until = forms.DateField(label=_("Holds until"), required=False, widget=DayInput)
