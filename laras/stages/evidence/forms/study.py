"""The study and its context sheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.phrases import language
from laras.domain.aspects import ASPECT_CODES, aspect
from laras.stages.evidence.models import Study


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LocalMoment(forms.DateTimeInput):
    """The browser's own field for day and time, without seconds."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class StudyForm(SharedForm):
    """What a study asks, where and when."""

    name = forms.CharField(label=_("Name of the study"), max_length=200)
    question = forms.CharField(
        label=_("Question"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    site = forms.CharField(label=_("Site"), required=False, max_length=300)
    period_from = forms.DateField(label=_("First day"), required=False, widget=DayInput)
    period_until = forms.DateField(label=_("Last day"), required=False, widget=DayInput)
    aspects = forms.MultipleChoiceField(label=_("Aspects"), widget=forms.CheckboxSelectMultiple)
    codes_together = forms.BooleanField(
        label=_("Coders see each other's work at once"),
        required=False,
        help_text=_(
            "Leave it off where you report how far independent coders agree. A second reading is blind in any case."
        ),
    )

    def __init__(self, data: Any = None, *, study: Study | None = None) -> None:
        super().__init__(data, initial=_initial(study))
        field: Any = self.fields["aspects"]
        field.choices = [(code, aspect(code).label.get(language())) for code in ASPECT_CODES]


def _initial(study: Study | None) -> dict[str, Any]:
    if study is None:
        return {"aspects": list(ASPECT_CODES)}
    return {
        "name": study.name,
        "question": study.question,
        "site": study.site,
        "period_from": study.period_from,
        "period_until": study.period_until,
        "aspects": study.aspects,
        "codes_together": study.codes_together,
    }
